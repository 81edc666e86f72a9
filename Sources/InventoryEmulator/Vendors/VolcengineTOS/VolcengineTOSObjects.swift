/// Buckets and objects of TOS: the lists are JSON, and versions and delete markers are two of them.
struct VolcengineTOSObjects: ObjectDialect {
    let form = ObjectForm(
        headerPrefix: { _ in "x-tos-" }, owner: { _ in Self.account }, encodedSpace: "+",
        // The page has no range without a start.
        readsSuffixRanges: false, archivedClasses: ["ARCHIVE", "COLD_ARCHIVE", "DEEP_COLD_ARCHIVE"], unnamedClass: "",
        checksumHeader: "x-tos-hash-crc64ecma")

    private static let account = "2100000000"
    static let owner = JSONPart.members([("ID", .text(account)), ("DisplayName", .text(account))])

    /// Any host shows the buckets of every region, all at once.
    func buckets(_ call: ObjectCall, _ buckets: [EmulatedBucket]) throws(VendorError) -> Reply {
        let project = call.call.header("x-tos-project-name") ?? Self.project
        // Every bucket of the emulator is a flat one of the default project.
        let isWanted = project == Self.project && call.call.header("x-tos-bucket-type") != "hns"
        let rows = (isWanted ? buckets : []).map { bucket in
            JSONPart.members(
                [
                    ("CreationDate", "2021-08-19T09:16:05.000Z"), ("Name", bucket.name), ("Location", bucket.region),
                    ("ExtranetEndpoint", "tos-\(bucket.region).volces.com"),
                    ("IntranetEndpoint", "tos-\(bucket.region).ivolces.com"), ("ProjectName", Self.project),
                    ("BucketType", "fns"),
                ].map { (name: $0.0, value: .text($0.1)) })
        }
        return .json(
            .members(call.quirks.list("Buckets", rows) + [("Owner", .members([("ID", .text(Self.account))]))]))
    }

    private static let project = "default"

    func objects(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        try VolcengineTOSList(call, bucket, form).objects(shelf)
    }

    func versions(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        try VolcengineTOSList(call, bucket, form).versions(shelf)
    }

    func reading(_ call: ObjectCall, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        do {
            return try ObjectReading(call: call, shelf: shelf, form: form).reply()
        } catch {
            var error = error
            if error.code == "InvalidObjectState" {
                error.code = call.quirks[VolcengineTOSQuirks.archivedCode].rawValue
            }
            throw error
        }
    }
}
