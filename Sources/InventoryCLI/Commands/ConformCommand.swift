#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryConformance

    struct ConformCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "conform", abstract: "Try on a bucket whether a cloud keeps what this tool relies on.",
            discussion: """
                Stores and removes rules whose ids begin with --mark, and starts one-off jobs where the cloud has them; \
                other rules stay untouched. Takes minutes on a real cloud. A promise that is not kept makes the exit \
                status 1.

                JSON: {"provider": …, "bucket": …, "cases": [{"name": …, "result": "passed", "detail": …}], "summary": \
                {"passed": …, "failed": …, "notApplicable": …}}.
                """)

        @Argument(help: "The bucket: \(RuleAddress.bucketForm).")
        var address: String
        @Option(help: ArgumentHelp("Where the rules deliver, else the bucket itself.", valueName: "bucket"))
        var reportBucket: String?
        @Option(
            help: ArgumentHelp(
                "What every id begins with, not used in this bucket for a day; else made of the time.",
                valueName: "text"))
        var mark: String?
        @Option(
            help: ArgumentHelp(
                "A storage class as the cloud spells it, for the cases of filters.", valueName: "class"))
        var storageClass = "STANDARD"
        @Option(help: ArgumentHelp("A bucket that does not exist, for the cases that want one.", valueName: "bucket"))
        var absentBucket: String?
        @Flag(help: "The bucket holds no other rules: cases may want it empty, and fill it.")
        var disposable = false
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let address = try RuleAddress(address)
            try address.requireBucketAlone()
            let reports = Destination(
                bucket: reportBucket.map { ExactText($0) } ?? address.bucket.name, region: address.bucket.region)
            let mark = mark ?? "conform-\(SystemServices.system.now().basicFormat)"
            let absent = absentBucket.map { name in
                BucketAddress(ExactText(name), region: address.bucket.region, endpoint: address.bucket.endpoint)
            }
            let (disposable, storageClass) = (disposable, ExactText(storageClass))
            let catalog = try clouds.catalogMaker()
            let results = try await clouds.withTransport { transport in
                let counting = CountingTransport(transport)
                var subject = ConformanceSubject(
                    client: try catalog(counting).client(for: address), bucket: address.bucket, reports: reports,
                    mark: mark, requestCount: { counting.requestCount })
                subject.absentBucket = absent
                subject.isBucketDisposable = disposable
                subject.storageClass = storageClass
                return try await ConformanceSuite.run(on: subject) { result in
                    if case .failed(let reason) = result.outcome { Console.error("\(result.name): \(reason)") }
                }
            }
            let view = ConformanceView(address, results)
            return Outcome(view.text, json: view, status: view.summary.failed == 0 ? .done : .failed)
        }
    }

    /// The results of `conform`.
    private struct ConformanceView: Encodable, Sendable {
        struct Case: Encodable, Sendable {
            var name: String
            /// `passed`, `failed`, `not applicable`.
            var result: String
            var detail: String?
        }

        struct Summary: Encodable, Sendable {
            var passed = 0
            var failed = 0
            var notApplicable = 0
        }

        var provider: ProviderID
        var bucket: ExactText
        var cases: [Case]
        var summary = Summary()

        init(_ address: RuleAddress, _ results: [CaseResult]) {
            provider = address.provider
            bucket = address.bucket.name
            var summary = Summary()
            cases = results.map { result in
                switch result.outcome {
                case .passed:
                    summary.passed += 1
                    return Case(name: result.name, result: "passed")
                case .failed(let reason):
                    summary.failed += 1
                    return Case(name: result.name, result: "failed", detail: reason)
                case .notApplicable(let reason):
                    summary.notApplicable += 1
                    return Case(name: result.name, result: "not applicable", detail: reason)
                }
            }
            self.summary = summary
        }

        var text: String {
            Table(["RESULT", "CASE", "DETAILS"], cases.map { [$0.result, $0.name, $0.detail ?? ""] }).text
                + "\n\(summary.passed) passed, \(summary.failed) failed, \(summary.notApplicable) not applicable\n"
        }
    }
#endif
