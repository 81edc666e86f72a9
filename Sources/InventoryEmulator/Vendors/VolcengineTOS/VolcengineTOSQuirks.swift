/// The open points of TOS.
enum VolcengineTOSQuirks {
    enum NotFoundCode: String, QuirkChoice { case NoSuchInventoryConfiguration, NoSuchInventory, NoSuchConfiguration }
    enum DocumentForm: String, QuirkChoice { case both, bare }
    enum AnswerForm: String, QuirkChoice { case bare, wrapped }
    enum AccountSpelling: String, QuirkChoice { case AccountId, AccountID }
    enum CompressionSwitch: String, QuirkChoice { case optional, required }
    enum Roles: String, QuirkChoice { case any, console }
    enum WrongRegion: String, QuirkChoice {
        case PermanentRedirect, TemporaryRedirect, CrossRegionAccessError, NoSuchBucket
    }
    enum EmptyLists: String, QuirkChoice { case empty, null, absent }
    enum ChecksumForm: String, QuirkChoice { case text, number }
    enum ArchivedCode: String, QuirkChoice { case InvalidObjectState, ObjectNotRestored }
    enum ErrorAnswer: String, QuirkChoice { case json, empty }

    static let emptyList = Quirk(
        .volcengineTOS, "emptyList", EmptyAnswer.notFound, "what a list of a bucket without rules answers",
        source: "GO, JS: 404; RUST takes 200 as well")
    static let deleteAbsent = Quirk(
        .volcengineTOS, "deleteAbsent", AbsentDelete.noContent, "what a delete of an unknown id answers",
        source: "JAVA: 204")
    static let notFoundCode = Quirk(
        .volcengineTOS, "notFoundCode", NotFoundCode.NoSuchInventoryConfiguration, "the code for an unknown rule",
        source: "DOC, GO, JAVA do not name it")
    static let documentForm = Quirk(
        .volcengineTOS, "documentForm", DocumentForm.both,
        "whether a document may stand inside InventoryConfiguration, with truth values as text",
        source: "DOC; five SDKs send it bare")
    static let answerForm = Quirk(
        .volcengineTOS, "answerForm", AnswerForm.bare, "whether answers are wrapped as the pages print them",
        source: "DOC; five SDKs read them bare")
    static let accountSpelling = Quirk(
        .volcengineTOS, "accountSpelling", AccountSpelling.AccountId, "how the account's key reads back",
        source: "PY, JAVA, JS, RUST and GO, CC differ")
    static let compressionSwitch = Quirk(
        .volcengineTOS, "compressionSwitch", CompressionSwitch.optional, "whether IsUnCompressed must be sent",
        source: "CC requires it; DOC, JAVA, JS do not know it")
    static let once = Quirk(
        .volcengineTOS, "once", Acceptance.accepted, "whether the frequency Once is taken",
        source: "CC 2026 has it; EC 1189464 of 2024 refuses it")
    static let unknownFields = Quirk(
        .volcengineTOS, "unknownFields", Acceptance.refused, "whether optional fields that no source names are taken",
        source: "DOC, CC list them; no source says what others meet")
    static let unknownMembers = Quirk(
        .volcengineTOS, "unknownMembers", Acceptance.accepted,
        "whether a document may have members that no source names, which are dropped", source: "DOC says nothing")
    static let idMismatch = Quirk(
        .volcengineTOS, "idMismatch", Acceptance.refused,
        "whether the document's Id may differ from the query's, which then counts", source: "DOC says nothing")
    static let roles = Quirk(
        .volcengineTOS, "roles", Roles.any,
        "which roles exist: every name, or the one that the console makes", source: "DOC, CCNOTE")
    static let missingDestination = Quirk(
        .volcengineTOS, "missingDestination", MissingDestination.InvalidArgument,
        "the code for a destination bucket that does not exist", source: "DOC says nothing")
    static let pathStyle = Quirk(
        .volcengineTOS, "pathStyle", Acceptance.refused, "whether the path may name the bucket",
        source: "GO names InvalidPathAccess")
    static let wrongRegion = Quirk(
        .volcengineTOS, "wrongRegion", WrongRegion.PermanentRedirect,
        "what a bucket answers at another region's host", source: "ERR, GO: codes without a sample")
    static let emptyLists = Quirk(
        .volcengineTOS, "emptyLists", EmptyLists.empty, "how a list with nothing in it is written",
        source: "PY, GO read all three alike")
    static let checksumForm = Quirk(
        .volcengineTOS, "checksumForm", ChecksumForm.text, "whether HashCrc64ecma is a number or text",
        source: "GO and PY differ")
    static let archivedCode = Quirk(
        .volcengineTOS, "archivedCode", ArchivedCode.InvalidObjectState, "the code for reading an archived object",
        source: "JAVA and GO differ")
    static let errorBody = Quirk(
        .volcengineTOS, "errorBody", ErrorAnswer.json, "what an error answer holds", source: "ERR")

    static let all: [EmulatorQuirk] = [
        emptyList.described, deleteAbsent.described, notFoundCode.described, documentForm.described,
        answerForm.described, accountSpelling.described, compressionSwitch.described, once.described,
        unknownFields.described, unknownMembers.described, idMismatch.described, roles.described,
        missingDestination.described, pathStyle.described, wrongRegion.described, emptyLists.described,
        checksumForm.described, archivedCode.described, errorBody.described,
    ]
}
