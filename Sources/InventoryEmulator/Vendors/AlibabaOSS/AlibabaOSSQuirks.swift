/// The open points of OSS.
enum AlibabaOSSQuirks {
    enum DuplicateCode: String, QuirkChoice { case InventoryAlreadyExist, InventoryConfigurationAlreadyExists }
    enum NotFoundCode: String, QuirkChoice { case NoSuchInventory, NoSuchInventoryConfiguration }
    enum WrongEndpoint: String, QuirkChoice { case AccessDenied, PermanentRedirect }
    enum SigningRegion: String, QuirkChoice { case InvalidArgument, AccessDenied, SignatureDoesNotMatch }
    enum IDAlphabet: String, QuirkChoice { case any, console }
    enum PrefixLength: String, QuirkChoice {
        case long = "1023"
        case short = "192"
    }
    enum DayOfMonth: String, QuirkChoice { case optional, required }
    enum ErrorStyle: String, QuirkChoice { case plain, spaced }

    static let emptyList = Quirk(
        .alibabaOSS, "emptyList", EmptyAnswer.notFound, "what a list of a bucket without rules answers",
        source: "J1, RAMBOW: 404; the API pages say nothing")
    static let deleteAbsent = Quirk(
        .alibabaOSS, "deleteAbsent", AbsentDelete.noContent, "what a delete of an unknown id answers",
        source: "DOC, GO2 say nothing")
    static let duplicateCode = Quirk(
        .alibabaOSS, "duplicateCode", DuplicateCode.InventoryAlreadyExist, "the code for an id that exists already",
        source: "the API page and the status page, TFALI differ")
    static let notFoundCode = Quirk(
        .alibabaOSS, "notFoundCode", NotFoundCode.NoSuchInventory, "the code for an unknown rule",
        source: "the status page, J1 and TFALI differ")
    static let wrongEndpoint = Quirk(
        .alibabaOSS, "wrongEndpoint", WrongEndpoint.AccessDenied,
        "the code, with status 403, for a bucket asked for at another region's endpoint",
        source: "DOC21: two pages differ")
    static let signingRegion = Quirk(
        .alibabaOSS, "signingRegion", SigningRegion.InvalidArgument,
        "the code for a signature made for another region than the bucket's", source: "EC: numbers without codes")
    static let signatureV1 = Quirk(
        .alibabaOSS, "signatureV1", Acceptance.accepted, "whether signatures of version 1 are taken",
        source: "DOC: not for new accounts since 2025-03-01")
    static let acceleration = Quirk(
        .alibabaOSS, "acceleration", Acceptance.accepted, "whether buckets have transfer acceleration",
        source: "DOC: it must be switched on; rules over it are named nowhere")
    static let idAlphabet = Quirk(
        .alibabaOSS, "idAlphabet", IDAlphabet.any, "which ids are taken: any text, or the console's letters",
        source: "EC and the console guide differ")
    static let prefixLength = Quirk(
        .alibabaOSS, "prefixLength", PrefixLength.long, "how many characters a prefix may have",
        source: "EC 38: two copies differ")
    static let objectFilters = Quirk(
        .alibabaOSS, "objectFilters", Acceptance.accepted,
        "whether filters by time, size and class are taken, which older pages offer in four regions",
        source: "DOC; GO2 and J1 use them without naming a region")
    static let newSchedules = Quirk(
        .alibabaOSS, "newSchedules", Acceptance.accepted, "whether Monthly and Once are taken",
        source: "DOC since 2025, PY2; GO2 and DOC21 have Daily and Weekly")
    static let dayOfMonth = Quirk(
        .alibabaOSS, "dayOfMonth", DayOfMonth.optional, "whether Monthly needs DayOfMonth", source: "DOC, PY2")
    static let incrementalInventory = Quirk(
        .alibabaOSS, "incrementalInventory", Acceptance.accepted,
        "whether incremental inventories are taken, which support enables",
        source: "DOC 2026, PY2, TFALI")
    static let unknownFields = Quirk(
        .alibabaOSS, "unknownFields", Acceptance.refused, "whether optional fields that no source names are taken",
        source: "EC 36")
    static let unknownElements = Quirk(
        .alibabaOSS, "unknownElements", UnknownElements.dropped, "what happens to elements that no source names",
        source: "DOC, GO2 say nothing")
    static let enabledEcho = Quirk(
        .alibabaOSS, "enabledEcho", EnabledEcho.lowercase, "in which case IsEnabled reads back",
        source: "PY1 sends True; the pages print true")
    static let filterEcho = Quirk(
        .alibabaOSS, "filterEcho", FilterEcho.omitted,
        "whether a rule without a filter reads back with an empty Filter",
        source: "DOC21: a sample has one")
    static let elementOrder = Quirk(
        .alibabaOSS, "elementOrder", ElementOrder.documented, "the order of the elements in answers",
        source: "DOC21, GO2, PY1 and PY2 differ")
    static let fieldOrder = Quirk(
        .alibabaOSS, "fieldOrder", FieldOrder.asGiven, "the order of the optional fields in answers",
        source: "DOC, GO2 say nothing")
    static let missingDestination = Quirk(
        .alibabaOSS, "missingDestination", MissingDestination.InvalidArgument,
        "the code for a destination bucket that does not exist", source: "EC 33")
    static let errorBody = Quirk(
        .alibabaOSS, "errorBody", ErrorBody.xml,
        "what an error answer holds; an empty one has the document in x-oss-err", source: "PY2, GO2")
    static let errorStyle = Quirk(
        .alibabaOSS, "errorStyle", ErrorStyle.plain,
        "whether error documents have the namespace and the white space of older samples", source: "DOC21")

    static let all: [EmulatorQuirk] = [
        emptyList.described, deleteAbsent.described, duplicateCode.described, notFoundCode.described,
        wrongEndpoint.described, signingRegion.described, signatureV1.described, acceleration.described,
        idAlphabet.described, prefixLength.described, objectFilters.described, newSchedules.described,
        dayOfMonth.described, incrementalInventory.described, unknownFields.described, unknownElements.described,
        enabledEcho.described, filterEcho.described, elementOrder.described, fieldOrder.described,
        missingDestination.described, errorBody.described, errorStyle.described,
    ]
}
