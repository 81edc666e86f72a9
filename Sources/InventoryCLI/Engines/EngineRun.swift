#if CommandLineTool
    import FoundationEssentials
    import Glibc
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    /// Runs a script in a folder of its own, which is gone afterwards.
    struct EngineRun {
        var options: EngineOptions
        var scriptName: String
        var script: String

        /// - Parameter read: reads what it has written, and says nil where it failed for another reason than the reports. The
        ///   flag says whether it came to its end.
        func result<Value>(_ read: (FolderStore, _ hasSucceeded: Bool, _ folder: String) async throws -> Value?)
            async throws
            -> Value
        {
            let command = try options.command(scriptName)
            let folder = try Self.folder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let file = try OutputFile("\(folder)/\(scriptName)")
            try file.write(script)
            try file.finish()
            let log = "\(folder)/engine.log"
            let process = try EngineProcess(command, in: folder, log: log)
            let hasSucceeded = try await process.end()
            guard let result = try await read(try FolderStore(folder), hasSucceeded, folder) else {
                throw CommandFailure(.failed, "\(options.handoverEngine.rawValue) failed: \(Self.reason(log))")
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
                comparison, for: handoverEngine, sourceFiles: files[0], targetFiles: files[1],
                progress: progress)
            guard let handover = prepared.handover else {
                return InventoryComparison.ComparisonResult(
                    source: prepared.source, target: prepared.target, summary: nil)
            }
            let run = EngineRun(
                options: self, scriptName: handover.scriptName, script: handover.script(listsKeys: tell != nil))
            return try await run.result { store, hasSucceeded, _ in
                try await handover.result(in: store, hasSucceeded: hasSucceeded, tell)
            }
        }
    }
#endif
