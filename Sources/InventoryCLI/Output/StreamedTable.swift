/// A table whose rows are printed as they come. The first ones are held back: they are put in order, and the columns are
/// made as wide as they need. Those after them are printed at once, in the same columns.
struct StreamedTable {
    /// How many rows are held back.
    static let held = 200

    private let header: [String]
    private var waiting: [(index: Int, row: Row)] = []
    private var widths: [Int]?

    /// Whether there was no row.
    var isEmpty: Bool { waiting.isEmpty && widths == nil }

    init(_ header: [String]) { self.header = header }

    /// - Returns: what can be printed now.
    mutating func add(_ row: Row, at index: Int) -> String {
        if let widths { return Table.line(row, widths) }
        waiting.append((index, row))
        return waiting.count < Self.held ? "" : begin()
    }

    /// - Returns: what was held back.
    mutating func end() -> String { waiting.isEmpty ? "" : begin() }

    private mutating func begin() -> String {
        let rows = waiting.enumerated().sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }
        waiting = []
        let table = Table(header, rows: rows.map(\.element.row))
        widths = table.widths
        return table.text
    }
}
