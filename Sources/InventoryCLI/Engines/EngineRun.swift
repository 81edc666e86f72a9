#if CommandLineTool
    import FoundationEssentials
    import Glibc
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    /// Runs the script of a handover in a folder of its own, which is gone afterwards.
    struct EngineRun {
        let handover: Handover
        let options: EngineOptions

        /// - Parameter tell: called for every key, in order; nil where nobody wants to know.
        func result(_ tell: ((borrowing ComparedKey) throws -> Void)?) async throws
            -> InventoryComparison.ComparisonResult
        {
            let command = try options.command(handover.scriptName)
            let folder = try Self.folder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let script = try OutputFile("\(folder)/\(handover.scriptName)")
            try script.write(handover.script(listsKeys: tell != nil))
            try script.finish()
            let log = "\(folder)/engine.log"
            let process = try EngineProcess(command, in: folder, log: log)
            let hasSucceeded = try await process.end()
            let result = try await handover.result(in: FolderStore(folder), hasSucceeded: hasSucceeded, tell)
            guard let result else {
                throw CommandFailure(.failed, "\(handover.engine.rawValue) failed: \(Self.reason(log))")
            }
            return result
        }

        private static func folder() throws -> String {
            var name = Array((ScratchFolder.temporary.path + "/cloud-inventory-XXXXXX").utf8CString)
            guard mkdtemp(&name) != nil else {
                throw CommandFailure(
                    .failed,
                    "no folder can be made in '\(Printable.quoted(ScratchFolder.temporary.path))': "
                        + "\(String(cString: strerror(errno))); name another one (TMPDIR)")
            }
            return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        /// What it said last.
        private static func reason(_ log: String) -> String {
            guard let data = FileManager.default.contents(atPath: log) else { return "it said nothing" }
            let lines = String(decoding: data.suffix(1 << 16), as: UTF8.self).split(separator: "\n")
            let told = lines.filter { line in ["Error", "Exception"].contains { line.contains($0) } }
            return Printable.quoted(String((told.last ?? lines.last) ?? "it said nothing"), limit: 1000)
        }
    }

    extension EngineOptions {
        /// Verifies both reports, and lets the engine compare them.
        func run(
            _ comparison: Comparison, files: [String],
            progress: @escaping @Sendable (_ isSource: Bool, ReportProgress) -> Void,
            _ tell: ((borrowing ComparedKey) throws -> Void)?
        ) async throws -> InventoryComparison.ComparisonResult {
            let prepared = try await Handover.prepare(
                comparison, for: engine?.engine ?? .duckdb, sourceFiles: files[0], targetFiles: files[1],
                progress: progress)
            guard let handover = prepared.handover else {
                return InventoryComparison.ComparisonResult(
                    source: prepared.source, target: prepared.target, summary: nil)
            }
            return try await EngineRun(handover: handover, options: self).result(tell)
        }
    }
#endif
