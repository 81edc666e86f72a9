public import InventoryCore

extension ReportStore {
    /// The reports of a rule, found where the cloud that it belongs to delivers them. Lists the destination bucket; reads no
    /// object. Where there is no report yet, the store is the folder that the first one is expected in.
    /// - Parameters:
    ///   - rule: as it stands in the cloud.
    ///   - bucket: the bucket that it is for.
    ///   - cloud: what that cloud does.
    ///   - objects: lists and reads the objects of the destination bucket.
    /// - Throws: what the store throws.
    public static func reports(
        of rule: InventoryRule, in bucket: BucketAddress, of cloud: Capabilities, objects: any ObjectStore,
        scratch: ScratchFolder = ScratchFolder()
    ) async throws -> ReportStore {
        let stores = places(of: rule, in: bucket, of: cloud, objects: objects, scratch: scratch)
        for store in stores where try await !store.runs().isEmpty { return store }
        return stores[0]
    }

    /// Where the reports of a rule may lie, the likeliest place first; at least one. Asks no server.
    static func places(
        of rule: InventoryRule, in bucket: BucketAddress, of cloud: Capabilities, objects: any ObjectStore,
        scratch: ScratchFolder
    ) -> [ReportStore] {
        let destination = cloud.reportBucket(of: rule, in: bucket)
        let folders = cloud.reportFolders(of: rule, in: bucket)
        return (folders.isEmpty ? [""] : folders).map { folder in
            var store = ReportStore(
                objects, bucket: destination, prefix: folder, provider: cloud.dialect, scratch: scratch)
            store.rule = rule
            return store
        }
    }
}
