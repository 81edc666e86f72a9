#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    /// The lists that a comparison writes.
    struct ListOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Writes verdicts.jsonl and combined.txt into this folder; `report changes` changes.jsonl.",
                valueName: "folder"))
        var lists: String?

        @Option(
            help: ArgumentHelp(
                """
                Writes what has to be copied into a file, for oms, s3-batch, rclone (--files-from-raw) or google-transfer; \
                or, as inventory, into a folder: a report of it that every `report` command takes.
                """, valueName: "form=file"))
        var work: [String] = []

        /// Refuses what could only be one list: a form or a file that is named twice.
        func validate() throws {
            let wanted = try work.map { try Self.request($0) }
            let forms = wanted.compactMap(\.form)
            if let form = forms.enumerated().first(where: { forms[..<$0.offset].contains($0.element) })?.element {
                throw ValidationError("--work names the form \(form) twice; one list of each is possible")
            }
            let paths = wanted.map(\.path) + (lists.map { folder in Self.names.map { "\(folder)/\($0)" } } ?? [])
            if let path = OutputPlace.repeated(paths) {
                throw ValidationError(
                    "two lists are to be written to '\(Printable.quoted(path))'; name a file for each")
            }
        }

        private static let names = ["verdicts.jsonl", "combined.txt", "changes.jsonl"]

        private static func request(_ text: String) throws -> ListRequest {
            let halves = text.split(separator: "=", maxSplits: 1)
            let forms = WorkList.allCases.map { ListRequest.Content.work($0) } + [.inventory]
            let requests = forms.map { ListRequest(path: String(halves.last ?? ""), content: $0) }
            guard halves.count == 2, let request = requests.first(where: { $0.form ?? "" == halves[0] }) else {
                throw ValidationError(
                    "--work '\(Printable.quoted(text))' is not FORM=FILE with one of the forms "
                        + requests.compactMap(\.form).joined(separator: ", "))
            }
            return request
        }

        /// What is asked for. Lists of an earlier run are taken away: whatever becomes of this one, they are not its own.
        /// - Parameters:
        ///   - ofChanges: whether the lists are of what changed, and not of verdicts.
        ///   - sources: what is read, and never written over.
        func requests(ofChanges: Bool = false, beside sources: [ReportSource]) async throws -> [ListRequest] {
            let requests = try wanted(ofChanges: ofChanges)
            // No file of a report has the name of one of the lists in the folder.
            let named = requests.filter { $0.form != nil }.map(\.path)
            for source in sources { try source.requireKept(named) }
            if let lists { try OutputFolder.make(lists) }
            for request in requests { try await request.clear() }
            return requests
        }

        private func wanted(ofChanges: Bool) throws -> [ListRequest] {
            var requests: [ListRequest] = []
            if let lists {
                requests =
                    ofChanges
                    ? [ListRequest(path: lists + "/changes.jsonl", content: .changes)]
                    : [
                        ListRequest(path: lists + "/verdicts.jsonl", content: .verdicts),
                        ListRequest(path: lists + "/combined.txt", content: .combined),
                    ]
            }
            return try requests + work.map { try Self.request($0) }
        }
    }

    /// A list that was asked for.
    struct ListRequest: Sendable {
        enum Content: Hashable, Sendable {
            case verdicts, combined, changes
            case work(WorkList)
            /// A report of what has to be copied.
            case inventory
        }

        var path: String
        var content: Content

        /// The name that a report of what has to be copied has in place of a rule's.
        static let inventoryRule = "work"

        /// Takes away what an earlier run has written there.
        func clear() async throws {
            switch content {
            case .inventory: try await ReportWriter.withdraw(from: path, rule: Self.inventoryRule)
            case .verdicts, .combined, .changes, .work: try OutputPlace.clear(path)
            }
        }

        /// How `--work` names a list of what has to be copied; nil for other lists.
        var form: String? {
            switch content {
            case .work(let form): form.rawValue
            case .inventory: "inventory"
            case .verdicts, .combined, .changes: nil
            }
        }
    }

    /// A list while it is written. It gets its name at the end, when the comparison counts.
    final class ListFile {
        private enum Writer {
            case lines(OutputFile)
            case report(ReportWriter)
        }

        private let request: ListRequest
        private let writer: Writer
        private let bucket: ExactText
        private var listed = 0
        private var left = 0
        private var line: [UInt8] = []

        /// - Parameter source: the report of what was copied.
        init(_ request: ListRequest, source: Report) throws {
            self.request = request
            bucket = source.manifest?.fullBucket ?? ""
            if [.work(.s3Batch), .inventory].contains(request.content), bucket.isEmpty {
                throw CommandFailure(
                    .preflight, "the source's manifest names no bucket, which --work \(request.form ?? "") needs")
            }
            writer =
                request.content == .inventory
                ? .report(
                    try ReportWriter(
                        to: request.path, bucket: bucket, rule: ListRequest.inventoryRule,
                        started: source.manifest?.earliestStart ?? source.run.earliestStart))
                : .lines(try OutputFile(request.path))
        }

        func add(_ key: borrowing ComparedKey) throws {
            line.removeAll(keepingCapacity: true)
            switch request.content {
            case .verdicts: key.appendVerdictLine(to: &line)
            case .combined: key.appendCombinedLine(to: &line)
            case .changes: key.appendChangeLine(to: &line)
            case .work(let form):
                guard key.verdict.isWork else { return }
                guard form.append(key, bucket: bucket, to: &line) else { return left += 1 }
                listed += 1
            case .inventory:
                guard key.verdict.isWork else { return }
                listed += 1
            }
            switch writer {
            case .lines(let file): try file.write(line)
            case .report(let report): try report.add(key: key.key, size: key.sourceSize)
            }
        }

        func finish() throws {
            switch writer {
            case .lines(let file): try file.finish()
            case .report(let report): try report.finish()
            }
        }

        /// What a list of work holds; nil for other lists.
        var work: (form: String, listed: Int, left: Int)? { request.form.map { ($0, listed, left) } }
    }
#endif
