internal import InventoryCore
internal import InventoryWire

/// What comes back with an answer, an error, or nothing.
extension ProviderCases {
    static let replies: [Case] = [
        test("Every call brings a receipt with status, request ids and the hash of what was sent") { bench in
            let (fitted, receipt) = try await bench.store(bench.rule())
            try bench.requireReceipt(receipt, of: try bench.client.provider.rendering(of: fitted.value))
            let page = try await bench.client.provider.rules(in: bench.bucket, after: nil)
            try bench.require(!page.receipt.requestIDs.isEmpty, "the receipt of a list has no request id")
            try bench.requireReceipt(
                try await bench.client.removeRule(fitted.value.id, in: bench.bucket), of: nil)
        },
        test("A rule comes with its document as received, and what is not known in it is a finding") { bench in
            let rule = try await bench.store(bench.rule()).stored.value
            try await bench.eventuallyReads(rule)
            let found = try await bench.client.rule(rule.id, in: bench.bucket)
            try bench.require(found.document.provider == bench.client.id, "the document belongs to another cloud")
            try bench.require(!found.document.bytes.isEmpty, "the document is empty")
            try bench.require(
                found.findings.allSatisfy { $0.kind == .unrecognized && $0.disposition == .noted },
                "reading a rule has findings other than unknown elements: \(found.findings.list)")
        },
        test("An error says which cloud, which request, and in the server's words why") { bench in
            let error = try await bench.failure(.ruleNotFound, of: "reading a rule that was never stored") {
                _ = try await bench.client.rule(bench.id("never"), in: bench.bucket)
            }
            try bench.require(error.provider == bench.client.id, "the error does not name the cloud")
            guard let reply = error.reply else { throw ConformanceFailure("the error has no reply: \(error)") }
            try bench.require(reply.status >= 400, "the reply's status is \(reply.status)")
            try bench.require(!reply.requestIDs.isEmpty, "the reply has no request id")
            try bench.require(
                "\(error)".contains(bench.id("never").string), "the error's sentence does not name the rule: \(error)")
        },
        test("Any call to a bucket that does not exist says so", obstacle: needsAbsentBucket) { bench in
            guard let bucket = bench.subject.absentBucket else { return }
            let rule = bench.rule()
            try await bench.failure(.bucketNotFound, of: "storing into a bucket that does not exist") {
                _ = try await bench.client.store(rule, in: bucket)
            }
            try await bench.failure(.bucketNotFound, of: "reading from a bucket that does not exist") {
                _ = try await bench.client.rule(rule.id, in: bucket)
            }
            try await bench.failure(.bucketNotFound, of: "removing from a bucket that does not exist") {
                _ = try await bench.client.removeRule(rule.id, in: bucket)
            }
        },
        test("A bucket whose name cannot be a host name is refused unsent") { bench in
            for name in ["", "a/b", "a?b", "a@b", "a b", "..", "bücket"] {
                let bucket = BucketAddress(ExactText(name), region: bench.bucket.region)
                try await bench.refusal(.invalidAddress, of: "the bucket '\(name)'") {
                    _ = try await bench.client.rules(in: bucket).collect()
                }
            }
        },
        test("A task that was cancelled sends nothing and ends with CancellationError") { bench in
            let before = await bench.subject.requestCount()
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await bench.client.rules(in: bench.bucket).collect()
            }
            let result = await task.result
            let sent = await bench.subject.requestCount() - before
            try bench.require(sent == 0, "a cancelled task sent \(sent) requests")
            switch result {
            case .success: throw ConformanceFailure("a cancelled task listed a bucket")
            case .failure(let error):
                try bench.require(error is CancellationError, "a cancelled task ended with \(error)")
            }
        },
    ]
}
