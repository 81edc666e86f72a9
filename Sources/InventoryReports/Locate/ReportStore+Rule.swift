public import InventoryCore

extension ReportStore {
    /// The reports of a rule, found where the cloud that it belongs to delivers them. Lists the destination bucket; reads no
    /// object. Where there is no report yet, the store is the folder that the first one is expected in.
    /// - Parameters:
    ///   - rule: as it stands in the cloud.
    ///   - bucket: the bucket that it is for.
    ///   - cloud: what that cloud does.
    ///   - objects: lists and reads the objects of the destination bucket.
    ///   - destination: how that bucket is reached.
    /// - Throws: what the store throws.
    public static func reports(
        of rule: InventoryRule, in bucket: BucketAddress, of cloud: Capabilities, objects: any ObjectStore,
        destination: BucketAddress, scratch: ScratchFolder = ScratchFolder()
    ) async throws -> ReportStore {
        let stores = cloud.reportFolders(of: rule, in: bucket).map { folder in
            ReportStore(
                objects, bucket: destination, prefix: folder, provider: cloud.provider, scratch: scratch)
        }
        for store in stores where try await !store.runs().isEmpty { return store }
        return stores.first
            ?? ReportStore(objects, bucket: destination, provider: cloud.provider, scratch: scratch)
    }
}
