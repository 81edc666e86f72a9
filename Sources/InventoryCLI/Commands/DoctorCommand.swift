#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryProviderKit
    import InventoryCore
    import InventoryRuleSet

    struct DoctorCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "doctor", abstract: "Look for what stands between this machine and a bucket's reports.",
            discussion: """
                Looks at credentials, endpoint, TLS, clock, bucket, permission, the room for rules and prefixes, the rules that \
                the rule set wants, and the buckets that reports go to, and says what has to be arranged by hand for \
                reports. Every line is ok, problem or unknown. It lists the rules of buckets and writes nothing. Where \
                \(Circuit.threshold) buckets of one endpoint and account fail in a row, the rest of them is counted and not asked.

                Status 0: no problem was found. 4: no credentials, or an address or a rule is wrong. 3: a rule would lose \
                what was not accepted. 1: any other problem.

                Settings that come from the environment or from \(Settings.fileName) are shown first, with their source; an option on \
                the line goes before the environment, that before the file's profile, and that before the rest of the file. The \
                profile is that of \(Settings.profileOption), else of \(Settings.profileVariable), else the file's own choice.

                JSON: {"settings": [{"name": …, "values": […], "source": …}], "buckets": [{"target": {…}, "checks": [{"name": …, "state": …, "details": …, "remedy": …, \
                "document": …}]}], "leftOut": [{"provider": …, "region": …, "credentials": …, "buckets": …, "cause": …}], \
                "summary": {"buckets": …, "ok": …, "problems": …, "unknown": …, "notExamined": …}}.
                """)

        @Argument(
            help: "A bucket, \(RuleAddress.bucketForm), or a rule-set file whose buckets are meant.",
            completion: .file())
        var subject: String
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions
        @OptionGroup var progress: ProgressOptions

        func outcome() async throws -> Outcome {
            let (ruleSet, targets) = try await targets()
            let make = try clouds.catalogMaker(retry: .standard)
            let hosts = try clouds.hosts()
            let settings = try DiagnosisView.Setting.all()
            let authorities =
                try Settings.current().found(.caFile, line: [clouds.caFile].compactMap(\.self))?.values.first
                .map { "the authorities of \(Printable.quoted($0))" } ?? "the system's authorities"
            let progress = progress
            return try await clouds.withTransport { transport in
                var progress = progress.start(targets.count)
                defer { Console.clearProgress() }
                let chain = CredentialChain.standard(transport: transport, additionalHosts: hosts)
                let catalog = make(transport)
                let offline = InventorySync(catalog)
                let round = Round { target in
                    let witness = RecordingTransport(transport)
                    let plans = offline.preflight(ruleSet, on: [target])
                    let seen = make(witness)
                    return try await Diagnosis(
                        target: target, chain: chain, transport: witness,
                        client: try seen.client(for: target.provider, credentials: target.credentials),
                        location: { seen.location(of: $0, in: target.provider) },
                        refusals: plans.flatMap(Check.refusals), authorities: authorities
                    ).checks()
                } find: { place in
                    let client = try catalog.client(for: place.provider, credentials: place.credentials)
                    return try await ReportBuckets(place: place, client: client) {
                        catalog.location(of: $0, in: place.provider)
                    }.check()
                }
                var view = try await round.diagnose(targets) { progress.note(isFailure: $0) }
                view.settings = settings
                return view.outcome
            }
        }

        /// The buckets, and the rule set that they are of: an empty one for an address.
        private func targets() async throws -> (RuleSet, [SyncTarget]) {
            guard subject.contains("://") else {
                let (file, _) = try await RuleSetOptions.find(
                    try RuleSetOptions.read(subject), of: selection, .none, clouds, allowsShrinking: true)
                return (file.ruleSet, Array(try selection.targets(of: file)))
            }
            guard selection.target.isEmpty, selection.bucket.isEmpty else {
                throw CommandFailure(.usage, "--target and --bucket choose from a rule set; an address is one bucket")
            }
            let address = try RuleAddress(subject)
            try address.requireBucketAlone()
            let target = SyncTarget(
                group: address.provider.rawValue, provider: address.provider, bucket: address.bucket,
                credentials: address.credentials, rules: [])
            return (RuleSet(name: "doctor", rules: []), [target])
        }
    }
#endif
