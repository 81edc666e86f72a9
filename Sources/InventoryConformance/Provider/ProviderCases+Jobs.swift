internal import InventoryCore
internal import InventoryWire

/// One-off reports, where the cloud has them and where not.
extension ProviderCases {
    static let jobs: [Case] = [
        test("A one-off job starts, or is refused unsent where the cloud has none") { bench in
            let job = bench.job("once")
            bench.rememberJob(job)
            guard bench.subject.has(.oneOff) else {
                try await bench.refusal(.unsupported, of: "a one-off job") {
                    _ = try await bench.client.startOneOffJob(job, in: bench.bucket)
                }
                return
            }
            let before = await bench.subject.requestCount()
            guard let receipt = try await bench.start(job) else { return }
            let sent = await bench.subject.requestCount() - before
            // Where it is a rule that another would be replaced by, that there is none is asked first.
            let most = bench.subject.jobsAreRules && bench.capabilities.overwriting == .inPlace ? 2 : 1
            try bench.require(sent == most, "the job took \(sent) requests")
            try bench.require(receipt.jobID != "", "the job's id is an empty text; without an id it must be nil")
            try bench.requireReceipt(receipt.receipt, of: try bench.client.provider.rendering(of: job.fitted(bench)))
        },
        test("A one-off job does not appear among the rules", requires: [.oneOff], obstacle: jobsAreRules) { bench in
            let job = bench.job("unlisted")
            _ = try await bench.client.startOneOffJob(job, in: bench.bucket)
            let ids = try await bench.listedIDs()
            try bench.require(!ids.contains(job.id), "the list holds the one-off job")
        },
        test("The same id twice is a duplicate job, and is not tried again", requires: [.oneOff]) { bench in
            let job = bench.job("twice")
            bench.rememberJob(job)
            guard try await bench.start(job) != nil else { return }
            if bench.subject.jobsAreRules { try await bench.eventuallyListed { $0.contains(job.id) } }
            let before = await bench.subject.requestCount()
            try await bench.failure(.alreadyExists, of: "a job of the same id") {
                _ = try await bench.client.startOneOffJob(job, in: bench.bucket)
            }
            let sent = await bench.subject.requestCount() - before
            try bench.require(sent == 1, "the second job took \(sent) requests")
        },
        test("The id of a rule cannot be a job's", requires: [.oneOff]) { bench in
            let rule = bench.rule("ruleandjob")
            try await bench.eventuallyReads(bench.store(rule).stored.value)
            try await bench.failure(.alreadyExists, of: "a job with the id of a rule") {
                _ = try await bench.client.startOneOffJob(bench.job("ruleandjob"), in: bench.bucket)
            }
        },
        test("A job with a loss that was not accepted is refused unsent", requires: [.oneOff]) { bench in
            var job = bench.job("lossy")
            job.content.fields = [.other(.foreign)]
            let lossy = job
            try await bench.refusal(.lossNotAccepted, of: "a job with a column of another cloud") {
                _ = try await bench.client.startOneOffJob(lossy, in: bench.bucket, fidelity: .exact)
            }
        },
    ]
}

extension ProviderCases {
    @Sendable private static func jobsAreRules(_ subject: ConformanceSubject) -> String? {
        subject.jobsAreRules ? "a one-off job of \(subject.client.id) is a rule that runs once" : nil
    }
}

extension Workbench {
    /// Starts a job; nil where the server has none after all, and the fact that says so is not firm.
    fileprivate func start(_ job: OneOffJob) async throws -> JobReceipt? {
        do {
            return try await client.startOneOffJob(job, in: bucket)
        } catch let error as InventoryError where error.code == .invalidRequest {
            guard case .native(_, let status) = capabilities[.oneOff], !status.isFirm else { throw error }
            return nil
        }
    }

    /// A job that is a rule is removed at the end as rules are.
    fileprivate func rememberJob(_ job: OneOffJob) { if subject.jobsAreRules { remember(job.id) } }

    /// The job that does what ``rule(_:)`` does on its schedule.
    fileprivate func job(_ name: String) -> OneOffJob {
        let rule = rule(name)
        return OneOffJob(id: rule.id, content: rule.content, destination: rule.destination)
    }

    /// A receipt of a document that was sent: a success, ids to ask the vendor about, and the document's hash.
    func requireReceipt(_ receipt: Receipt, of document: VendorDocument?) throws {
        try require((200..<300).contains(receipt.status), "the receipt's status is \(receipt.status)")
        try require(!receipt.requestIDs.isEmpty, "the receipt has no request id")
        try require(receipt.requestIDs.values.allSatisfy { !$0.isEmpty }, "a request id of the receipt is empty")
        let hash = try document.map { Hex.encode(try Digest.sha256($0.bytes)) }
        try require(
            receipt.documentSHA256 == hash,
            "the receipt's document hash is \(receipt.documentSHA256 ?? "nil"), not \(hash ?? "nil")")
    }
}

extension OneOffJob {
    fileprivate func fitted(_ bench: Workbench) -> OneOffJob { bench.capabilities.fit(self, in: bench.bucket).value }
}
