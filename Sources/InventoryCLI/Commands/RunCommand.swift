#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    struct RunCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Have a report made once, now.",
            discussion: """
                The file is a one-off job in any dialect of `translate`: a rule without schedule and switch, or, where the \
                cloud stores jobs as rules, one whose schedule is Once. It is started under an id made of the file's, \
                <id>_once_<time>_<random>, that is in the journal before the request is sent: run again after a lost \
                answer, it is the same job. Where the address names an id, the job has this one and no journal is needed.

                The request is sent at most once. When it is not known what became of it, the exit status is 1: look for \
                the report before you run it again.

                JSON: {"provider": …, "bucket": …, "id": …, "jobID": …, "receipt": {…}}.
                """)

        @Argument(help: "The bucket: \(RuleAddress.bucketForm); or the job with an id of yours, the one in the file.")
        var address: String
        @OptionGroup var ruleOrJob: RuleOrJobOptions
        @OptionGroup var journal: JournalOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let input = try ruleOrJob.read(address, isOneOff: true)
            guard case .job(let job) = input.ruleOrJob else {
                throw CommandFailure(
                    .preflight,
                    "\(ruleOrJob.file) is a rule and no one-off job; leave schedule and switch out, or store it with "
                        + "`\(Console.name) put`")
            }
            let address = input.address
            let isOwn = address.id != nil
            let journal = isOwn ? .none : try journal.place(for: "one-off")
            let target = SyncTarget(
                group: address.provider.rawValue, provider: address.provider, bucket: address.bucket,
                credentials: address.credentials, rules: [], fidelity: [job.id: input.fidelity])
            let done = try await clouds.withCatalog { catalog in
                let sync = InventorySync(catalog, journal: journal)
                return isOwn
                    ? try await sync.startOneOffJob(job, on: target)
                    : try await sync.startOneOffJob(
                        job.id, content: job.content, deliveringTo: job.destination, on: target)
            }
            switch done {
            case .accepted(let id, let receipt):
                var view = ReceiptView(address, id: id, receipt: receipt?.receipt)
                view.jobID = receipt?.jobID
                return Outcome(view.text("started"), json: view)
            case .unknown(let id, let reason):
                throw CommandFailure(
                    .failed,
                    "it is not known whether job '\(Printable.quoted(id.string))' was started: \(reason); "
                        + (isOwn
                            ? "look for its report before you run it again" : "run it again: the id stays the same"))
            @unknown default: throw CommandFailure(.failed, "the outcome is of a kind that this version does not know")
            }
        }
    }
#endif
