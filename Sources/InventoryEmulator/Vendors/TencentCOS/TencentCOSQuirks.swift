/// The open points of COS.
enum TencentCOSQuirks {
    enum DuplicateStatus: String, QuirkChoice {
        case badRequest = "400"
        case conflict = "409"
    }
    enum JobAnswer: String, QuirkChoice { case present, absent }
    enum NotFoundCode: String, QuirkChoice { case InventoryConfigurationNotFoundError, NoSuchConfiguration }
    enum TooManyCode: String, QuirkChoice { case TooManyConfigurations, InventoryFull }
    enum PrefixEcho: String, QuirkChoice { case asGiven, and, plain }
    enum DestinationPrefixEcho: String, QuirkChoice { case asGiven, trailingSlash }
    enum Namespace: String, QuirkChoice { case none, document7751, document436, s3 }
    enum EncryptionEcho: String, QuirkChoice { case parent, bare }
    enum Formats: String, QuirkChoice { case csv, all }
    enum MonthlyDate: String, QuirkChoice { case optional, required }
    enum ClockError: String, QuirkChoice { case AccessDenied, RequestTimeTooSkewed }
    enum Overwriting: String, QuirkChoice { case inPlace, refused }
    enum IDParameter: String, QuirkChoice { case exact, anyCase }

    static let emptyList = Quirk(
        .tencentCOS, "emptyList", EmptyAnswer.ok, "what a list of a bucket without rules answers",
        source: "DOC-LIST says nothing; NODE takes an empty list for granted")
    static let deleteAbsent = Quirk(
        .tencentCOS, "deleteAbsent", AbsentDelete.noContent, "what a delete of an unknown id answers",
        source: "DOC-DEL says nothing; PY deletes absent ids without a guard")
    static let firstPageToken = Quirk(
        .tencentCOS, "firstPageToken", TokenEcho.absent, "whether ContinuationToken stands empty on the first page",
        source: "DOC-LIST")
    static let lastPageToken = Quirk(
        .tencentCOS, "lastPageToken", TokenEcho.absent, "whether NextContinuationToken stands empty on the last page",
        source: "DOC-LIST")
    static let unknownFields = Quirk(
        .tencentCOS, "unknownFields", Acceptance.accepted, "whether optional fields that no page names are taken",
        source: "DOC-PUT lists them; the SDKs take any text")
    static let unknownElements = Quirk(
        .tencentCOS, "unknownElements", UnknownElements.dropped, "what happens to elements that no page names",
        source: "DOC-PUT says nothing; PY sends SSECOS")
    static let duplicateStatus = Quirk(
        .tencentCOS, "duplicateStatus", DuplicateStatus.badRequest, "the status of DuplicateInventoryId",
        source: "PY names the code, no page its status")
    static let jobID = Quirk(
        .tencentCOS, "jobID", JobAnswer.present, "whether a one-off job answers its JobId or an empty body",
        source: "S002, DOC-POST; older copies show no body")
    static let notFoundCode = Quirk(
        .tencentCOS, "notFoundCode", NotFoundCode.InventoryConfigurationNotFoundError, "the code for an unknown rule",
        source: "DOC-ERR")
    static let tooManyCode = Quirk(
        .tencentCOS, "tooManyCode", TooManyCode.TooManyConfigurations, "the code for one rule too many",
        source: "DOC-PUT, DOC-ERR")
    static let filterEcho = Quirk(
        .tencentCOS, "filterEcho", FilterEcho.omitted,
        "whether a rule without a filter reads back with an empty Filter",
        source: "DOC-PUT says nothing")
    static let prefixEcho = Quirk(
        .tencentCOS, "prefixEcho", PrefixEcho.asGiven, "whether a prefix reads back under Filter or under Filter/And",
        source: "DOC-PUT: its table and its sample differ")
    static let destinationPrefixEcho = Quirk(
        .tencentCOS, "destinationPrefixEcho", DestinationPrefixEcho.asGiven,
        "whether the destination prefix reads back with the '/' that reports get", source: "DOC-PUT, S002")
    static let enabledEcho = Quirk(
        .tencentCOS, "enabledEcho", EnabledEcho.asGiven, "in which case IsEnabled reads back",
        source: "DOC-PUT, S001; the SDKs send both cases")
    static let encryptionEcho = Quirk(
        .tencentCOS, "encryptionEcho", EncryptionEcho.parent, "whether SSE-COS reads back inside Encryption or bare",
        source: "DOC-LIST, its sample")
    static let elementOrder = Quirk(
        .tencentCOS, "elementOrder", ElementOrder.documented, "the order of the elements in answers",
        source: "DOC-PUT; the SDKs send several")
    static let fieldOrder = Quirk(
        .tencentCOS, "fieldOrder", FieldOrder.asGiven, "the order of the optional fields in answers",
        source: "DOC-PUT says nothing")
    static let namespace = Quirk(
        .tencentCOS, "namespace", Namespace.none, "the namespace of answers", source: "DOC-LIST; PY strips four of them"
    )
    static let declaration = Quirk(
        .tencentCOS, "declaration", Declaration.doubleQuotes, "the XML declaration of answers",
        source: "DOC-LIST")
    static let errorBody = Quirk(
        .tencentCOS, "errorBody", ErrorBody.xml, "what an error answer holds", source: "DOC-ERR")
    static let formats = Quirk(
        .tencentCOS, "formats", Formats.csv, "whether ORC and Parquet are taken", source: "DOC-PUT, S004, JAVA")
    static let monthlyDate = Quirk(
        .tencentCOS, "monthlyDate", MonthlyDate.optional, "whether Monthly needs MonthlyDate",
        source: "DOC-PUT-2026, GO")
    static let clockError = Quirk(
        .tencentCOS, "clockError", ClockError.AccessDenied, "the code for a signature outside its time",
        source: "DOC-ERR, DOC-SIGN")
    static let idParameter = Quirk(
        .tencentCOS, "idParameter", IDParameter.exact, "whether the query may say Id, as the PHP SDK does",
        source: "DOC-PUT; the PHP SDK sends Id")
    static let missingDestination = Quirk(
        .tencentCOS, "missingDestination", MissingDestination.InvalidArgument,
        "the code for a destination bucket that does not exist", source: "DOC-PUT says nothing")

    /// Against the pages: COS as a cloud that creates rules and replaces none.
    static let overwriting = Quirk(
        .tencentCOS, "overwriting", Overwriting.inPlace,
        "whether a PUT of an id that exists replaces the rule, or is refused as on clouds that only create",
        source: "DOC-PUT says that it replaces")

    static let all: [EmulatorQuirk] = [
        emptyList.described, deleteAbsent.described, firstPageToken.described, lastPageToken.described,
        unknownFields.described, unknownElements.described, duplicateStatus.described, jobID.described,
        notFoundCode.described, tooManyCode.described, filterEcho.described, prefixEcho.described,
        destinationPrefixEcho.described, enabledEcho.described, encryptionEcho.described, elementOrder.described,
        fieldOrder.described, namespace.described, declaration.described, errorBody.described, formats.described,
        monthlyDate.described, clockError.described, idParameter.described, missingDestination.described,
    ]
}
