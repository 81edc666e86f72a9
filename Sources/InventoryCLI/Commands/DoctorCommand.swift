#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryRuleSet

    struct DoctorCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "doctor", abstract: "Look for what stands between this machine and a bucket's reports.",
            discussion: """
                Looks at credentials, endpoint, TLS, clock, bucket, permission, the room for rules and prefixes, and says \
                what has to be arranged by hand for reports. Every line is ok, problem or unknown. It lists the rules of \
                the bucket and writes nothing.

                Status 0: no problem was found. 4: no credentials, or the address is wrong. 1: any other problem.

                JSON: {"buckets": [{"target": {…}, "checks": [{"name": …, "state": …, "details": …, "remedy": …, \
                "document": …}]}], "summary": {"buckets": …, "ok": …, "problems": …, "unknown": …}}.
                """)

        @Argument(
            help: "A bucket, cos://BUCKET?region=REGION, or a rule-set file whose buckets are meant.",
            completion: .file())
        var subject: String
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions
        @OptionGroup var progress: ProgressOptions

        func outcome() async throws -> Outcome {
            let targets = try targets()
            let make = try clouds.catalogMaker(retry: .standard)
            let hosts = clouds.allowHost
            let authorities =
                clouds.caFile.map { "the authorities of \(Printable.quoted($0))" } ?? "the system's authorities"
            let progress = progress
            return try await clouds.withTransport { transport in
                var buckets: [DiagnosisView.Bucket] = []
                var progress = progress.start(targets.count)
                defer { Console.clearProgress() }
                let chain = CredentialChain.standard(transport: transport, additionalHosts: hosts)
                for target in targets {
                    let witness = WitnessTransport(transport)
                    let examination = Examination(
                        target: target, chain: chain, transport: witness,
                        client: try make(witness).client(for: target.provider, credentials: target.credentials),
                        authorities: authorities)
                    let bucket = DiagnosisView.Bucket(target: target, checks: try await examination.checks())
                    buckets.append(bucket)
                    progress.note(isFailure: bucket.checks.contains { $0.state == .problem })
                }
                return DiagnosisView(buckets).outcome
            }
        }

        private func targets() throws -> [SyncTarget] {
            guard subject.contains("://") else {
                return Array(try selection.targets(of: try RuleSetOptions.read(subject)))
            }
            guard selection.target.isEmpty, selection.bucket == nil else {
                throw CommandFailure(.usage, "--target and --bucket choose from a rule set; an address is one bucket")
            }
            let address = try RuleAddress(subject)
            try address.requireBucketAlone()
            return [
                SyncTarget(
                    group: address.provider.rawValue, provider: address.provider, bucket: address.bucket,
                    credentials: address.credentials, rules: [])
            ]
        }
    }
#endif
