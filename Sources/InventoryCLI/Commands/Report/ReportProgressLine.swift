#if CommandLineTool
    import InventoryCore
    import InventoryReports
    import InventoryWire

    /// Says on standard error how far the reading of reports is.
    struct ReportProgressLine: Sendable {
        private let line: ProgressLine
        private let parts: Locked<[Bool: ReportProgress]> = Locked([:])

        init(_ options: ProgressOptions) { line = ProgressLine(options) }

        /// Notes how far the one report is.
        func note(_ progress: ReportProgress) { note(true, progress) }

        /// Notes how far one of two reports is.
        func note(_ isSource: Bool, _ progress: ReportProgress) {
            let sum = parts.withLock { parts in
                parts[isSource] = progress
                return parts.values.reduce(into: ReportProgress()) { sum, part in
                    sum.files += part.files
                    sum.allFiles += part.allFiles
                    sum.rows += part.rows
                }
            }
            line.say {
                "\(sum.files.grouped) of \(sum.allFiles.grouped) files, \(sum.rows.grouped) rows, "
                    + "\(line.rate(sum.rows).grouped) a second"
            }
        }
    }
#endif
