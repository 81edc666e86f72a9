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
    enum IDParameter: String, QuirkChoice { case exact, anyCase }

    static let emptyList = Switch(
        "tencent-cos.emptyList", EmptyAnswer.ok, "what a list of a bucket without rules answers",
        source: "facts/tencent-cos.md §1.5, §8")
    static let deleteAbsent = Switch(
        "tencent-cos.deleteAbsent", AbsentDelete.noContent, "what a delete of an unknown id answers",
        source: "facts/tencent-cos.md §1.1")
    static let firstPageToken = Switch(
        "tencent-cos.firstPageToken", TokenEcho.absent, "whether ContinuationToken stands empty on the first page",
        source: "facts/tencent-cos.md §1.5")
    static let lastPageToken = Switch(
        "tencent-cos.lastPageToken", TokenEcho.absent, "whether NextContinuationToken stands empty on the last page",
        source: "facts/tencent-cos.md §1.5")
    static let unknownFields = Switch(
        "tencent-cos.unknownFields", Acceptance.accepted, "whether optional fields that no page names are taken",
        source: "facts/tencent-cos.md §1.4")
    static let unknownElements = Switch(
        "tencent-cos.unknownElements", UnknownElements.dropped, "what happens to elements that no page names",
        source: "facts/tencent-cos.md §2, SSE-COS as PY sends it")
    static let duplicateStatus = Switch(
        "tencent-cos.duplicateStatus", DuplicateStatus.badRequest, "the status of DuplicateInventoryId",
        source: "facts/tencent-cos.md §5.2, §8")
    static let jobID = Switch(
        "tencent-cos.jobID", JobAnswer.present, "whether a one-off job answers its JobId or an empty body",
        source: "facts/tencent-cos.md §1.5, §7.10")
    static let notFoundCode = Switch(
        "tencent-cos.notFoundCode", NotFoundCode.InventoryConfigurationNotFoundError, "the code for an unknown rule",
        source: "facts/tencent-cos.md §5.2")
    static let tooManyCode = Switch(
        "tencent-cos.tooManyCode", TooManyCode.TooManyConfigurations, "the code for one rule too many",
        source: "facts/tencent-cos.md §7.13")
    static let filterEcho = Switch(
        "tencent-cos.filterEcho", FilterEcho.omitted, "whether a rule without a filter reads back with an empty Filter",
        source: "facts/tencent-cos.md §1.3")
    static let prefixEcho = Switch(
        "tencent-cos.prefixEcho", PrefixEcho.asGiven, "whether a prefix reads back under Filter or under Filter/And",
        source: "facts/tencent-cos.md §1.3, §7.1")
    static let destinationPrefixEcho = Switch(
        "tencent-cos.destinationPrefixEcho", DestinationPrefixEcho.asGiven,
        "whether the destination prefix reads back with the '/' that reports get", source: "facts/tencent-cos.md §2")
    static let enabledEcho = Switch(
        "tencent-cos.enabledEcho", EnabledEcho.asGiven, "in which case IsEnabled reads back",
        source: "facts/tencent-cos.md §1.2, §7.5")
    static let encryptionEcho = Switch(
        "tencent-cos.encryptionEcho", EncryptionEcho.parent, "whether SSE-COS reads back inside Encryption or bare",
        source: "facts/tencent-cos.md §1.5, the list sample")
    static let elementOrder = Switch(
        "tencent-cos.elementOrder", ElementOrder.documented, "the order of the elements in answers",
        source: "facts/tencent-cos.md §1.2")
    static let fieldOrder = Switch(
        "tencent-cos.fieldOrder", FieldOrder.asGiven, "the order of the optional fields in answers",
        source: "facts/tencent-cos.md §1.4")
    static let namespace = Switch(
        "tencent-cos.namespace", Namespace.none, "the namespace of answers", source: "facts/tencent-cos.md §1.5")
    static let declaration = Switch(
        "tencent-cos.declaration", Declaration.doubleQuotes, "the XML declaration of answers",
        source: "facts/tencent-cos.md §1.5")
    static let errorBody = Switch(
        "tencent-cos.errorBody", ErrorBody.xml, "what an error answer holds", source: "facts/tencent-cos.md §5.1")
    static let formats = Switch(
        "tencent-cos.formats", Formats.csv, "whether ORC and Parquet are taken", source: "facts/tencent-cos.md §1.2")
    static let monthlyDate = Switch(
        "tencent-cos.monthlyDate", MonthlyDate.optional, "whether Monthly needs MonthlyDate",
        source: "facts/tencent-cos.md §1.2")
    static let clockError = Switch(
        "tencent-cos.clockError", ClockError.AccessDenied, "the code for a signature outside its time",
        source: "facts/tencent-cos.md §5.2, §5.3")
    static let idParameter = Switch(
        "tencent-cos.idParameter", IDParameter.exact, "whether the query may say Id, as the PHP SDK does",
        source: "facts/tencent-cos.md §1.1")
    static let missingDestination = Switch(
        "tencent-cos.missingDestination", MissingDestination.InvalidArgument,
        "the code for a destination bucket that does not exist", source: "facts/tencent-cos.md §2")

    static let all: [EmulatorQuirk] = [
        emptyList.described, deleteAbsent.described, firstPageToken.described, lastPageToken.described,
        unknownFields.described, unknownElements.described, duplicateStatus.described, jobID.described,
        notFoundCode.described, tooManyCode.described, filterEcho.described, prefixEcho.described,
        destinationPrefixEcho.described, enabledEcho.described, encryptionEcho.described, elementOrder.described,
        fieldOrder.described, namespace.described, declaration.described, errorBody.described, formats.described,
        monthlyDate.described, clockError.described, idParameter.described, missingDestination.described,
    ]
}
