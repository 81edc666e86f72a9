internal import InventoryCore

/// A run that was cut short, as its journal tells.
struct OpenRun {
    let name: String
    /// The buckets that it was writing to when it ended, in the order in which it began: no more than it worked on at the
    /// same time.
    private(set) var repairs: [BucketRepair] = []
    /// What of its journal cannot be read.
    private(set) var damage: [InventoryError] = []
    private(set) var lines = 0

    init(_ name: String, in folder: JournalFolder) throws(InventoryError) {
        self.name = name
        var open: [(repair: BucketRepair, breaks: Int)] = []
        let reading = try folder.readRecords(of: name) { record, breaks in
            if let intent = record.intent { open.append((BucketRepair(intent: intent), breaks)) }
            if let written = record.written,
                let last = open.lastIndex(where: { $0.repair.intent.plan.index == written.bucket })
            {
                open[last].repair.answered.append(written)
            }
            // What stands behind damage closes nothing that stands before it.
            if let concluded = record.concluded {
                open.removeAll { $0.repair.intent.plan.index == concluded.bucket && $0.breaks == breaks }
            }
        }
        (repairs, damage, lines) = (open.map(\.repair), reading.damage, reading.lines)
    }
}
