/// The open points of OBS.
enum HuaweiOBSQuirks {
    enum EnabledEcho: String, QuirkChoice { case asGiven, capitalised }
    enum Overlap: String, QuirkChoice { case anyDestination, perDestination }
    enum EmptyPrefix: String, QuirkChoice { case wholeBucket, refused }
    enum DestinationPrefixEcho: String, QuirkChoice { case asGiven, defaulted }
    enum DestinationEcho: String, QuirkChoice { case flat, S3BucketDestination }
    enum Namespace: String, QuirkChoice { case regional, none, s3, openTelekomCloud }
    enum ExportTime: String, QuirkChoice { case absent, present }
    enum NotFoundCode: String, QuirkChoice { case NoSuchInventoryConfiguration, NoSuchConfiguration }
    enum WrongRegion: String, QuirkChoice { case NoSuchBucket, PermanentRedirect }

    static let emptyList = Quirk(
        .huaweiOBS, "emptyList", EmptyAnswer.ok, "what a list of a bucket without rules answers",
        source: "HWDOC says nothing")
    static let deleteAbsent = Quirk(
        .huaweiOBS, "deleteAbsent", AbsentDelete.noContent, "what a delete of an unknown id answers",
        source: "HWDOC names common errors alone")
    static let overlap = Quirk(
        .huaweiOBS, "overlap", Overlap.anyDestination,
        "whether prefixes clash across rules with different destinations", source: "SEED, WEB:obs_03_0084, JAVA-IT")
    static let emptyPrefix = Quirk(
        .huaweiOBS, "emptyPrefix", EmptyPrefix.wholeBucket, "what an empty Filter/Prefix means",
        source: "SEED says nothing; PY-new sends one")
    static let unknownFields = Quirk(
        .huaweiOBS, "unknownFields", Acceptance.refused, "whether optional fields that no page names are taken",
        source: "SEED lists them; PY-new has more")
    static let unknownElements = Quirk(
        .huaweiOBS, "unknownElements", UnknownElements.refused, "what happens to elements that no page names",
        source: "SEED says nothing")
    static let destinationPrefixEcho = Quirk(
        .huaweiOBS, "destinationPrefixEcho", DestinationPrefixEcho.asGiven,
        "whether the default destination prefix 'BucketInventory' reads back", source: "SEED")
    static let destinationEcho = Quirk(
        .huaweiOBS, "destinationEcho", DestinationEcho.flat, "whether the destination reads back in a wrapper as on S3",
        source: "PY-new reads both")
    static let filterEcho = Quirk(
        .huaweiOBS, "filterEcho", FilterEcho.omitted, "whether a rule without a filter reads back with an empty Filter",
        source: "SEED says nothing")
    static let enabledEcho = Quirk(
        .huaweiOBS, "enabledEcho", EnabledEcho.asGiven, "in which case IsEnabled reads back",
        source: "SEED; C compares exactly")
    static let elementOrder = Quirk(
        .huaweiOBS, "elementOrder", ElementOrder.documented, "the order of the elements in answers",
        source: "SEED")
    static let fieldOrder = Quirk(
        .huaweiOBS, "fieldOrder", FieldOrder.asGiven, "the order of the optional fields in answers",
        source: "SEED says nothing")
    static let namespace = Quirk(
        .huaweiOBS, "namespace", Namespace.regional, "the namespace of answers",
        source: "HWDOC, OTCDOC, WEB:obs_04_0057")
    static let lastExportTime = Quirk(
        .huaweiOBS, "lastExportTime", ExportTime.absent, "whether lists say when a rule was last carried out",
        source: "BJS")
    static let notFoundCode = Quirk(
        .huaweiOBS, "notFoundCode", NotFoundCode.NoSuchInventoryConfiguration, "the code for an unknown rule",
        source: "WEB:obs_04_0057, HWDOC")
    static let errorBody = Quirk(
        .huaweiOBS, "errorBody", ErrorBody.xml,
        "what an error answer holds; the headers x-obs-error-code and x-obs-error-message stand in for the rest",
        source: "JAVA, PY-new read the headers")
    static let pathStyle = Quirk(
        .huaweiOBS, "pathStyle", Acceptance.accepted, "whether a bucket may be named in the path",
        source: "JAVA, PY-new")
    static let awsSignatures = Quirk(
        .huaweiOBS, "awsSignatures", Acceptance.accepted, "whether inventory calls may be signed the AWS ways",
        source: "SWISS")
    static let wrongRegion = Quirk(
        .huaweiOBS, "wrongRegion", WrongRegion.NoSuchBucket, "what a bucket asked for in another region answers",
        source: "HWDOC, OTCDOC")
    static let missingDestination = Quirk(
        .huaweiOBS, "missingDestination", MissingDestination.InvalidArgument,
        "the code for a destination bucket that does not exist", source: "SEED says nothing")

    static let all: [EmulatorQuirk] = [
        emptyList.described, deleteAbsent.described, overlap.described, emptyPrefix.described, unknownFields.described,
        unknownElements.described, destinationPrefixEcho.described, destinationEcho.described, filterEcho.described,
        enabledEcho.described, elementOrder.described, fieldOrder.described, namespace.described,
        lastExportTime.described, notFoundCode.described, errorBody.described, pathStyle.described,
        awsSignatures.described, wrongRegion.described, missingDestination.described,
    ]
}
