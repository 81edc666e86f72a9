import InventoryCore

/// A table as GitHub and GitLab show it in a comment, the first rows of many: comments have an end.
struct MarkdownTable {
    /// How many rows are shown.
    static let most = 200

    private let header: [String]
    private var rows: [(index: Int, row: Row)] = []
    private var count = 0

    init(_ header: [String]) { self.header = header }

    mutating func add(_ row: Row, at index: Int) {
        count += 1
        if rows.count < Self.most { rows.append((index, row)) }
    }

    /// - Parameter summary: what stands above the table.
    func text(heading: String, _ summary: String) -> String {
        var text = "### \(Self.escaped(heading))\n\n"
        let lines = summary.split(separator: "\n").map { Self.escaped(Printable.quoted(String($0), limit: 2000)) }
        text += lines.joined(separator: "  \n") + "\n"
        guard !rows.isEmpty else { return text }
        text += "\n" + Self.line(header) + Self.line(header.map { _ in "---" })
        let sorted = rows.enumerated().sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }
        for row in sorted.map(\.element.row) {
            var cells = row.cells.map(Self.escaped)
            for line in row.below { cells[cells.count - 1] += "<br>" + Self.escaped(line) }
            text += Self.line(cells)
        }
        return text + (count > rows.count ? "\n… and \(count - rows.count) more\n" : "")
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    /// A text that stands as it is: nothing in it is a mark, a link, a mention or an element.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if "\\`*_[]<>|#~".contains(character) { escaped += "\\" }
            escaped.append(character)
            // A mention would call somebody.
            if character == "@" { escaped += "\u{2060}" }
        }
        return escaped
    }
}
