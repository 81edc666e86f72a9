#if CommandLineTool
    import ArgumentParser
    import Glibc
    import InventoryComparison
    import InventoryCore

    /// The lists that a comparison writes.
    struct ListOptions: ParsableArguments {
        @Option(help: ArgumentHelp("Writes verdicts.jsonl and combined.txt into this folder.", valueName: "folder"))
        var lists: String?

        @Option(
            help: ArgumentHelp(
                "Writes what has to be copied into a file, for oms, s3-batch or rclone (--files-from-raw).",
                valueName: "form=file"))
        var work: [String] = []

        /// Refuses what could only be one list: a form or a file that is named twice.
        func validate() throws {
            let wanted = try work.map { try Self.request($0) }
            let forms = wanted.compactMap(\.form)
            if let form = forms.enumerated().first(where: { forms[..<$0.offset].contains($0.element) })?.element {
                throw ValidationError("--work names the form \(form.rawValue) twice; one list of each is possible")
            }
            let paths = wanted.map(\.path) + (lists.map { folder in Self.names.map { "\(folder)/\($0)" } } ?? [])
            if let path = OutputPlace.repeated(paths) {
                throw ValidationError(
                    "two lists are to be written to '\(Printable.quoted(path))'; name a file for each")
            }
        }

        private static let names = ["verdicts.jsonl", "combined.txt"]

        private static func request(_ text: String) throws -> ListRequest {
            let halves = text.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, let form = WorkList(rawValue: String(halves[0])) else {
                throw ValidationError(
                    "--work '\(Printable.quoted(text))' is not FORM=FILE with one of the forms "
                        + WorkList.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return ListRequest(path: String(halves[1]), content: .work(form))
        }

        func requests() throws -> [ListRequest] {
            var requests: [ListRequest] = []
            if let lists {
                guard mkdir(lists, 0o777) == 0 || errno == EEXIST else {
                    throw CommandFailure(
                        .preflight,
                        "the folder '\(Printable.quoted(lists))' cannot be made: \(String(cString: strerror(errno)))")
                }
                requests += [
                    ListRequest(path: lists + "/verdicts.jsonl", content: .verdicts),
                    ListRequest(path: lists + "/combined.txt", content: .combined),
                ]
            }
            return try requests + work.map { try Self.request($0) }
        }
    }

    /// A list that was asked for.
    struct ListRequest: Sendable {
        enum Content: Sendable {
            case verdicts, combined
            case work(WorkList)
        }

        var path: String
        var content: Content

        var form: WorkList? { if case .work(let form) = content { form } else { nil } }
    }

    /// A list while it is written. It gets its name at the end, when the comparison counts.
    final class ListFile {
        private let content: ListRequest.Content
        private let file: OutputFile
        private let bucket: ExactText
        private var listed = 0
        private var left = 0
        private var line: [UInt8] = []

        init(_ request: ListRequest, source: ExactText?) throws {
            content = request.content
            bucket = source ?? ""
            if case .work(.s3Batch) = content, bucket.isEmpty {
                throw CommandFailure(.preflight, "the source's manifest names no bucket, which --work s3-batch needs")
            }
            file = try OutputFile(request.path)
        }

        func add(_ key: borrowing ComparedKey) throws {
            line.removeAll(keepingCapacity: true)
            switch content {
            case .verdicts: key.appendVerdictLine(to: &line)
            case .combined: key.appendCombinedLine(to: &line)
            case .work(let form):
                guard key.verdict.isWork else { return }
                guard form.append(key, bucket: bucket, to: &line) else { return left += 1 }
                listed += 1
            }
            try file.write(line)
        }

        func finish() throws { try file.finish() }

        /// What a list of work holds; nil for other lists.
        var work: (form: String, listed: Int, left: Int)? {
            if case .work(let form) = content { (form.rawValue, listed, left) } else { nil }
        }
    }
#endif
