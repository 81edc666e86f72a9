/// The names in a vendor's page as saved under `reference/`, read from the page itself and from no list of ours.
struct PageTerms {
    private var lines: [Substring]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = line.drop(while: \.isWhitespace)
            return line[..<(line.lastIndex { !$0.isWhitespace }.map { line.index(after: $0) } ?? line.startIndex)]
        }
    }

    /// A table of an SDK page and the names in its first column.
    struct Table {
        var section: String
        /// `Parameter`, `Response Parameter`, `Parameter Name`, `Error Code`.
        var heading: String
        /// Whether its rows end in Yes or No.
        var isRequest: Bool
        var names: [String]
    }

    /// The tables of the two SDK pages. A cell there is a line, so a row ends at the line that can only be a last cell.
    func sdkTables() -> [Table] {
        let operations = [
            "Creating an Inventory Job", "Querying Inventory Jobs", "Querying All Inventories",
            "Deleting an Inventory Job",
        ]
        var tables: [Table] = []
        var section = ""
        var index = 0
        while index < lines.count {
            let line = String(lines[index])
            if operations.contains(line), lines[index + 1].isEmpty { section = line }
            if !section.isEmpty, ["Parameter", "Response Parameter", "Parameter Name", "Error Code"].contains(line),
                lines[index + 1] == "Description"
            {
                let isRequest = lines[index + 3] == "Required"
                index += isRequest ? 4 : 3
                var table = Table(section: section, heading: line, isRequest: isRequest, names: [])
                var atName = true
                while index < lines.count, !lines[index].isEmpty, lines[index] != "Contact Us" {
                    if atName {
                        table.names.append(String(lines[index].drop { $0 == "-" || $0 == " " }))
                        atName = false
                    } else {
                        atName = endsRow(lines[index], in: table)
                    }
                    index += 1
                }
                tables.append(table)
            } else {
                index += 1
            }
        }
        return tables
    }

    private func endsRow(_ cell: Substring, in table: Table) -> Bool {
        if table.heading == "Error Code" { return cell.hasPrefix("HTTP ") }
        if table.isRequest { return ["Yes", "No"].contains(cell) }
        return ["String", "Struct", "Int", "List", "Object", "Array", "Number"].contains(cell)
    }

    /// The first cells of the rows of Markdown and pipe tables, without their head rows; spaces inside are layout.
    func pipeRows() -> Set<String> {
        var names: Set<String> = []
        for line in lines where line.contains("|") && !line.contains("---") {
            let cell = line.drop { $0 == "|" || $0 == " " }.prefix { $0 != "|" }.filter { !$0.isWhitespace }
            if !["参数", "节点名"].contains(cell) { names.insert(cell) }
        }
        return names
    }

    /// The first cells of the numbered tables of the OBS page, where cells are paragraphs.
    func paragraphRows(table: Int) -> [String] {
        let cells = lines.filter { !$0.isEmpty }.map(String.init)
        guard let start = cells.firstIndex(where: { $0.hasPrefix("Table \(table) ") }) else { return [] }
        let heads = ["Parameter", "Element", "Error Code", "Description", "Mandatory", "HTTP Status Code"]
        var names: [String] = []
        var atName = true
        for cell in cells[(start + 1)...].drop(while: { heads.contains($0) }) {
            if ["Request Headers", "Response Syntax", "Sample Request"].contains(cell) { break }
            if atName {
                names.append(cell)
                atName = false
            } else {
                atName = ["Yes", "No"].contains(cell) || cell.hasPrefix("400 ")
            }
        }
        return names
    }

    /// The names of all elements in the documents that the page prints.
    func elements() -> Set<String> {
        let text = lines.joined(separator: "\n")
        return Set(text.matches(of: /<\/([A-Za-z][A-Za-z-]*)>/).map { String($0.output.1) })
    }

    /// The header names below the start lines of the messages that the page prints.
    func headers(ofReplies: Bool) -> Set<String> {
        var names: Set<String> = []
        var isInside = false
        for line in lines {
            if line.contains("HTTP/1.1") {
                isInside = line.hasPrefix("HTTP/1.1") == ofReplies
            } else if isInside, let header = line.prefixMatch(of: #/([A-Za-z][A-Za-z0-9-]*): /#) {
                names.insert(String(header.output.1))
            } else {
                isInside = false
            }
        }
        return names
    }
}
