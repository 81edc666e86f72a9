import InventoryCore

/// A row of a table: a cell for each column, made safe to print, and the colour of the first one.
struct Row: Sendable, ExpressibleByArrayLiteral {
    var cells: [String]
    var tint: Tint?
    /// What stands below it, indented.
    var below: [String] = []

    init(_ cells: [String], tint: Tint? = nil) {
        self.cells = cells.map { Printable.quoted($0, limit: 2000) }
        self.tint = tint
    }

    init(arrayLiteral elements: String...) { self.init(elements) }
}

/// Rows in columns, aligned by what they take on a terminal.
struct Table {
    var header: Row
    var rows: [Row]

    init(_ header: [String], _ rows: [[String]] = []) {
        self.init(header, rows: rows.map { Row($0) })
    }

    init(_ header: [String], rows: [Row]) {
        self.header = Row(header)
        self.rows = rows
    }

    /// The table as text; every line ends in a line feed.
    var text: String { text(on: .output) }

    func text(on terminal: Terminal) -> String {
        let widths = widths
        return ([header] + rows).map { Self.line($0, widths, on: terminal) }.joined()
    }

    /// How wide every column has to be.
    var widths: [Int] {
        header.cells.indices.map { column in
            ([header] + rows).map { DisplayWidth.of($0.cells[column]) }.max() ?? 0
        }
    }

    /// The narrowest that a last column is broken to; below that the terminal does it.
    private static let narrowest = 20

    /// One row in columns of those widths. On a terminal the last cell is broken so that it stays in its column.
    static func line(_ row: Row, _ widths: [Int], on terminal: Terminal = .output) -> String {
        let last = row.cells.count - 1
        let margin = widths.prefix(last).reduce(0) { $0 + $1 + 2 }
        let room = terminal.width.map { $0 - margin }.flatMap { $0 >= narrowest ? $0 : nil }
        let parts = room.map { DisplayWidth.broken(row.cells[last], to: $0) } ?? [row.cells[last]]
        var text = ""
        for (column, cell) in row.cells.dropLast().enumerated() {
            let padded = DisplayWidth.padded(cell, to: widths[column]) + "  "
            text += column == 0 ? terminal.tinted(padded, row.tint) : padded
        }
        let indent = "\n" + String(repeating: " ", count: margin)
        let below = row.below.map { "\n    \(Printable.quoted($0, limit: 1 << 16))" }.joined()
        return (text + parts.joined(separator: indent)).trimmingBlanks + below + "\n"
    }
}

/// Names and values, a line each.
struct Facts {
    private var lines: [(name: String, value: String)] = []

    /// Adds a line; a nil value adds none.
    mutating func add(_ name: String, _ value: String?) {
        if let value { lines.append((name, Printable.quoted(value, limit: 2000))) }
    }

    var text: String {
        let width = lines.map { DisplayWidth.of($0.name) }.max() ?? 0
        return lines.map { "\(DisplayWidth.padded($0.name, to: width))  \($0.value)".trimmingBlanks + "\n" }.joined()
    }
}

extension String {
    /// The text without blanks at its end.
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
