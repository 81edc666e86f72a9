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
        let lines = ([header] + rows).map { $0.map { Printable.quoted($0, limit: 2000) } }
        let widths = header.indices.map { column in lines.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return lines.map { cells in
            let line = zip(cells, widths).map(DisplayWidth.padded).joined(separator: "  ")
            return line.trimmingBlanks + "\n"
        }.joined()
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
