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
        var repairs: [BucketRepair] = []
        let reading = try folder.readRecords(of: name) { record in
            if let intent = record.intent { repairs.append(BucketRepair(intent: intent)) }
            if let written = record.written,
                let last = repairs.lastIndex(where: { $0.intent.plan.index == written.bucket })
            {
                repairs[last].answered.append(written)
            }
            if let concluded = record.concluded { repairs.removeAll { $0.intent.plan.index == concluded.bucket } }
        }
        (self.repairs, damage, lines) = (repairs, reading.damage, reading.lines)
    }
}
