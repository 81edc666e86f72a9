public import InventoryCore
internal import InventoryWire

extension HTTPProvider {
    /// The document that starts the job. Sends nothing.
    /// - Throws: `unsupported` where the cloud has no one-off reports.
    public func rendering(of job: OneOffJob) throws -> VendorDocument { try jobs().encode(job) }

    /// Starts the job over the network, at most once. Cancellation ends the request at once; whether it runs is unknown then.
    /// - Throws: `unsupported` where the cloud has no one-off reports, `outcomeUnknown` where no answer came.
    public func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        let jobs = try jobs()
        let document = try jobs.encode(job)
        guard case .request = vendor.oneOff else {
            let answer = try await pipeline.perform(.start(job.id, document, .put), in: bucket, reading: acknowledge)
            return JobReceipt(receipt: answer.receipt, jobID: nil)
        }
        let answer = try await pipeline.perform(.start(job.id, document, .post), in: bucket) {
            try jobs.decodeJobResult($0.body)
        }
        return JobReceipt(receipt: answer.receipt, jobID: answer.value)
    }

    private func jobs() throws(InventoryError) -> any JobCodec {
        guard let jobs = vendor.jobs else {
            throw InventoryError(.unsupported, "\(id) has no one-off reports", provider: id)
        }
        return jobs
    }
}
