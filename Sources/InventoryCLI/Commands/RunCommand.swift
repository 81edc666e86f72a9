#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    struct RunCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Have a report made once, now.",
            discussion: """
                The file is a one-off job in any dialect of `translate`: a rule without schedule and switch. The request \
                is sent at most once; when its answer is lost, look for the report before you run it again.
                """)

        @Argument(help: "Bucket or job: \(RuleAddress.form). An id must be the one in the file.")
        var address: String
        @Argument(help: "The job's file; - is standard input.")
        var file: String
        @OptionGroup var loss: LossOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let address = try RuleAddress(address)
            let fidelity = try loss.fidelity()
            let reading = try OrderReader().read(try InputFile(file))
            Console.tell(reading.findings)
            guard case .job(let job) = reading.order(for: address.provider) else {
                throw CommandFailure(
                    .preflight,
                    "\(file) is a rule and no one-off job; leave schedule and switch out, or store it with "
                        + "`\(Console.name) put`")
            }
            try address.require(idOf: job.id)
            let done = try await clouds.withCatalog { catalog in
                try await catalog.client(for: address).startOneOffJob(job, in: address.bucket, fidelity: fidelity)
            }
            var view = ReceiptView(address, id: job.id, receipt: done.receipt)
            view.jobID = done.jobID
            return Outcome(view.text("started"), json: view)
        }
    }
#endif
