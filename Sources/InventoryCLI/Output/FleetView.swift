import CloudInventory
import InventorySync

/// What a command shows of many buckets whose rules it reads.
protocol FleetView {
    /// How many buckets it has shown.
    var bucketCount: Int { get }
    /// Shows a bucket.
    mutating func add(_ bucket: BucketPlan)
    /// Shows the counts.
    /// - Parameter note: why it ended before its time, for the page.
    /// - Throws: when some of the output could not be written.
    mutating func end(note: String?) throws
    /// Ends the page alone, where reading failed before its end.
    mutating func endPage(note: String)
}

#if CommandLineTool
    extension FleetOutputOptions {
        /// Shows buckets while they are read. Of a reading that is interrupted it shows what it came to.
        /// - Parameters:
        ///   - view: what shows them.
        ///   - total: how many buckets there are to read.
        ///   - read: reads them and hands over each.
        /// - Returns: the view, when it has shown all.
        /// - Throws: what ended the reading before its time, an interruption with what was not read.
        func show<View: FleetView>(
            _ view: View, total: Int, reading read: ((BucketPlan) -> Void) async throws -> Void
        ) async throws -> View {
            var view = view
            var progress = progress.start(total)
            var isInterrupted = false
            do {
                try await read { bucket in
                    view.add(bucket)
                    progress.note(isFailure: bucket.error != nil)
                }
            } catch is CancellationError {
                isInterrupted = true
            } catch {
                view.endPage(note: Self.pageNote(error, read: view.bucketCount, of: total))
                throw error
            }
            Console.clearProgress()
            guard isInterrupted else {
                try view.end(note: nil)
                return view
            }
            try view.end(note: Self.pageNote(CancellationError(), read: view.bucketCount, of: total))
            throw CommandFailure(
                .interrupted,
                "interrupted; \(total - view.bucketCount) of \(total) \(total == 1 ? "bucket" : "buckets") were not read; "
                    + "run it again")
        }
    }
#endif
