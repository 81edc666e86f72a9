public import InventoryCore
internal import InventoryWire

extension HTTPProvider {
    /// The document that starts the job. Sends nothing.
    /// - Throws: `unsupported` where the cloud has no one-off reports.
    public func rendering(of job: OneOffJob) throws -> VendorDocument { try jobs().encode(job) }

    /// Starts the job over the network, at most once. Where a job is a rule that runs once, it stays in the bucket; and where
    /// it would replace a rule of its id, that there is none is asked first. Cancellation ends the request at once; whether
    /// it runs is unknown then.
    /// - Throws: `unsupported` where the cloud has no one-off reports, `alreadyExists` where the id is taken,
    ///   `outcomeUnknown` where no answer came.
    public func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        let jobs = try jobs()
        let document = try jobs.encode(job)
        guard case .request = vendor.oneOff else {
            if capabilities.overwriting == .inPlace { try await requireNone(job.id, in: bucket) }
            let answer = try await pipeline.perform(.start(job.id, document, .put), in: bucket, reading: acknowledge)
            return JobReceipt(receipt: answer.receipt, jobID: nil)
        }
        let answer = try await pipeline.perform(.start(job.id, document, .post), in: bucket) {
            try jobs.decodeJobResult($0.body)
        }
        return JobReceipt(receipt: answer.receipt, jobID: answer.value)
    }

    /// Refuses a job whose id a rule has: storing the job would put it in that rule's place.
    private func requireNone(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws {
        do {
            _ = try await rule(id, in: bucket)
        } catch let error as InventoryError where error.code == .ruleNotFound {
            return
        }
        throw InventoryError(
            .alreadyExists,
            "\(bucket) of \(self.id) has a rule '\(Printable.quoted(id.string))', which the one-off job of that id would "
                + "replace; give the job another id", provider: self.id)
    }

    private func jobs() throws(InventoryError) -> any JobCodec {
        guard let jobs = vendor.jobs else {
            throw InventoryError(.unsupported, "\(id) has no one-off reports", provider: id)
        }
        return jobs
    }
}
