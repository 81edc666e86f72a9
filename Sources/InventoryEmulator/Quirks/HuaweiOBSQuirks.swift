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

    static let emptyList = Switch(
        .huaweiOBS, "emptyList", EmptyAnswer.ok, "what a list of a bucket without rules answers",
        source: "facts/huawei-obs.md §1.1, §8")
    static let deleteAbsent = Switch(
        .huaweiOBS, "deleteAbsent", AbsentDelete.noContent, "what a delete of an unknown id answers",
        source: "facts/huawei-obs.md §1.1, §8")
    static let overlap = Switch(
        .huaweiOBS, "overlap", Overlap.anyDestination,
        "whether prefixes clash across rules with different destinations", source: "facts/huawei-obs.md §2, §8")
    static let emptyPrefix = Switch(
        .huaweiOBS, "emptyPrefix", EmptyPrefix.wholeBucket, "what an empty Filter/Prefix means",
        source: "facts/huawei-obs.md §1.3, §7.12")
    static let unknownFields = Switch(
        .huaweiOBS, "unknownFields", Acceptance.refused, "whether optional fields that no page names are taken",
        source: "facts/huawei-obs.md §1.3")
    static let unknownElements = Switch(
        .huaweiOBS, "unknownElements", UnknownElements.refused, "what happens to elements that no page names",
        source: "facts/huawei-obs.md §1.3")
    static let destinationPrefixEcho = Switch(
        .huaweiOBS, "destinationPrefixEcho", DestinationPrefixEcho.asGiven,
        "whether the default destination prefix 'BucketInventory' reads back", source: "facts/huawei-obs.md §1.3")
    static let destinationEcho = Switch(
        .huaweiOBS, "destinationEcho", DestinationEcho.flat, "whether the destination reads back in a wrapper as on S3",
        source: "facts/huawei-obs.md §1.4, the Python SDK's parser")
    static let filterEcho = Switch(
        .huaweiOBS, "filterEcho", FilterEcho.omitted, "whether a rule without a filter reads back with an empty Filter",
        source: "facts/huawei-obs.md §1.3")
    static let enabledEcho = Switch(
        .huaweiOBS, "enabledEcho", EnabledEcho.asGiven, "in which case IsEnabled reads back",
        source: "facts/huawei-obs.md §6, SDKs that compare exactly")
    static let elementOrder = Switch(
        .huaweiOBS, "elementOrder", ElementOrder.documented, "the order of the elements in answers",
        source: "facts/huawei-obs.md §1.3")
    static let fieldOrder = Switch(
        .huaweiOBS, "fieldOrder", FieldOrder.asGiven, "the order of the optional fields in answers",
        source: "facts/huawei-obs.md §1.3")
    static let namespace = Switch(
        .huaweiOBS, "namespace", Namespace.regional, "the namespace of answers", source: "facts/huawei-obs.md §1.4")
    static let lastExportTime = Switch(
        .huaweiOBS, "lastExportTime", ExportTime.absent, "whether lists say when a rule was last carried out",
        source: "facts/huawei-obs.md §1.4, the browser SDK's model")
    static let notFoundCode = Switch(
        .huaweiOBS, "notFoundCode", NotFoundCode.NoSuchInventoryConfiguration, "the code for an unknown rule",
        source: "facts/huawei-obs.md §5")
    static let errorBody = Switch(
        .huaweiOBS, "errorBody", ErrorBody.xml,
        "what an error answer holds; the headers x-obs-error-code and x-obs-error-message stand in for the rest",
        source: "facts/huawei-obs.md §5")
    static let pathStyle = Switch(
        .huaweiOBS, "pathStyle", Acceptance.accepted, "whether a bucket may be named in the path",
        source: "facts/huawei-obs.md §3.6")
    static let awsSignatures = Switch(
        .huaweiOBS, "awsSignatures", Acceptance.accepted, "whether inventory calls may be signed the AWS ways",
        source: "facts/huawei-obs.md §3.5, §8")
    static let wrongRegion = Switch(
        .huaweiOBS, "wrongRegion", WrongRegion.NoSuchBucket, "what a bucket asked for in another region answers",
        source: "facts/huawei-obs.md §5, redirects")
    static let missingDestination = Switch(
        .huaweiOBS, "missingDestination", MissingDestination.InvalidArgument,
        "the code for a destination bucket that does not exist", source: "facts/huawei-obs.md §8")

    static let all: [EmulatorQuirk] = [
        emptyList.described, deleteAbsent.described, overlap.described, emptyPrefix.described, unknownFields.described,
        unknownElements.described, destinationPrefixEcho.described, destinationEcho.described, filterEcho.described,
        enabledEcho.described, elementOrder.described, fieldOrder.described, namespace.described,
        lastExportTime.described, notFoundCode.described, errorBody.described, pathStyle.described,
        awsSignatures.described, wrongRegion.described, missingDestination.described,
    ]
}
