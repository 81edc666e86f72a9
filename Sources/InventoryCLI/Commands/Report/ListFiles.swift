#if CommandLineTool
    import InventoryComparison
    import InventoryReports

    /// The lists of one comparison.
    final class ListFiles {
        private let requests: [ListRequest]
        private let source: Report
        private var files: [ListFile]

        /// - Parameter source: the report of what was copied.
        init(_ requests: [ListRequest], source: Report) throws {
            (self.requests, self.source) = (requests, source)
            files = try requests.map { try ListFile($0, source: source) }
        }

        var isEmpty: Bool { files.isEmpty }

        func add(_ key: borrowing ComparedKey) throws {
            for file in files { try file.add(key) }
        }

        /// What was added does not count.
        func startOver() throws { files = try requests.map { try ListFile($0, source: source) } }

        /// Gives the lists their names: the comparison counts.
        func finish() throws {
            for file in files { try file.finish() }
        }

        /// What each list of work holds.
        var work: [(form: String, listed: Int, left: Int)] { files.compactMap(\.work) }
    }
#endif
