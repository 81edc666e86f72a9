import InventoryCore

/// Rows in columns, aligned by what they take on a terminal. Cells are made safe to print.
struct Table {
    var header: [String]
    var rows: [[String]]

    init(_ header: [String], _ rows: [[String]] = []) {
        self.header = header
        self.rows = rows
    }

    /// The table as text; every line ends in a line feed.
    var text: String {
        let widths = widths
        return ([header] + rows).map { Self.line($0, widths) }.joined()
    }

    /// How wide every column has to be.
    var widths: [Int] {
        header.indices.map { column in
            ([header] + rows).map { DisplayWidth.of(Self.printable($0[column])) }.max() ?? 0
        }
    }

    /// One row in columns of those widths.
    static func line(_ cells: [String], _ widths: [Int]) -> String {
        let line = zip(cells.map(printable), widths).map(DisplayWidth.padded).joined(separator: "  ")
        return line.trimmingBlanks + "\n"
    }

    private static func printable(_ cell: String) -> String { Printable.quoted(cell, limit: 2000) }
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
