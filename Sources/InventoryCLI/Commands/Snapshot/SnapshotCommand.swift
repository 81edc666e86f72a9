#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryReports

    struct SnapshotCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "snapshot",
            abstract:
                "Make a bucket's inventory where no cloud does: list it into a folder that every `report` command takes.",
            discussion: """
                Of any cloud, or of a server that speaks as one does: host=HOST in the address. Several parts are listed at once. The \
                list is not of one moment: what is written meanwhile may be missing.

                Ended in any way, the same command goes on where it was. Status 0: every page was read, and the report verified. \
                1: a page failed; there is no manifest, and what was found stays.

                JSON: {"format": "cloud-inventory/snapshot/1", "provider": …, "bucket": …, "prefix": …, "manifest": …, \
                "started": …, "continued": …, "objects": …, "files": …, "requests": …, "report": {…} (as of `report verify`)}.
                """)

        @Argument(
            help:
                "The bucket, as \(RuleAddress.bucketForm), or what begins with a prefix in it, as \(RuleAddress.placeForm)."
        )
        var address: String

        @Option(
            name: .customLong("to"),
            help: ArgumentHelp("The folder for this bucket's snapshots, which is made.", valueName: "folder"),
            completion: .directory)
        var folder: String

        @Option(help: ArgumentHelp("How many requests are under way at once, 1 to 64.", valueName: "number"))
        var workers = 8

        @OptionGroup var reach: CloudOptions
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        func validate() throws {
            guard (1...64).contains(workers) else { throw ValidationError("--workers takes a number from 1 to 64") }
            guard !folder.isEmpty else { throw ValidationError("--to needs the name of a folder") }
        }

        func outcome() async throws -> Outcome {
            let (address, folder, workers) = (try RuleAddress(address), folder, workers)
            let line = ProgressLine(progress)
            let done = try await reach.withCatalog { catalog in
                var snapshot = Snapshot(
                    of: address.bucket, under: address.id ?? "",
                    in: try catalog.provider(for: address.provider, credentials: address.credentials),
                    of: address.provider, to: folder, system: .system)
                snapshot.workers = workers
                return try await snapshot.run { progress in
                    line.say {
                        "\(progress.objects.grouped) objects, \(progress.requests.grouped) requests, "
                            + "\(line.rate(progress.objects).grouped) a second"
                    }
                }
            }
            let reports = ReportStore(try FolderStore(folder))
            let verification = try await reports.newestReport()?.verify()
            Console.clearProgress()
            let view = SnapshotView(address, done, VerificationView(verification ?? Verification()))
            return Outcome(view.text, json: view, status: view.report.status)
        }
    }

    /// A snapshot as the command shows it.
    struct SnapshotView: Encodable {
        var format = "cloud-inventory/snapshot/1"
        var provider: ProviderID
        var bucket: ExactText
        var prefix: ExactText
        var manifest: ExactText
        var started: UTCInstant
        var continued: Bool
        var objects: Int
        var files: Int
        var requests: Int
        var report: VerificationView

        init(_ address: RuleAddress, _ done: Snapshot.Outcome, _ report: VerificationView) {
            provider = address.provider
            bucket = address.bucket.name
            prefix = address.id ?? ""
            manifest = done.manifest
            started = done.started
            continued = done.isContinued
            objects = done.objects
            files = done.files
            requests = done.requests
            self.report = report
        }

        var text: String {
            "\(objects.grouped) objects in \(files.grouped) files, \(requests.grouped) requests"
                + (continued ? ", continued" : "") + "\n"
                + report.text
        }
    }
#endif
