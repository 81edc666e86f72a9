internal import InventoryCore

/// The guide as people read it.
extension RuleSetGuide {
    /// The table of one part, as the reference has it.
    public func markdownTable(of object: RuleSetObject) -> String {
        let rows = object.keys.map { key in
            let cells = ["`\(key.name)`", key.meaning, key.absence ?? "required"]
            return "| " + cells.joined(separator: " | ") + " |\n"
        }
        return "| key | value | without it |\n| --- | --- | --- |\n" + rows.joined()
    }

    /// What `explain` says of one key: its place, what it means, what holds without it, an example, the keys that stand in it.
    public func explanation(of path: String, _ key: RuleSetKey) -> String {
        let name = key.shape.parts
        var text = "\(path)\n  \(Self.sentence(key.meaning))\n"
        text += key.absence.map { "  Without it: \(Self.plainText($0)).\n" } ?? "  It has to be there.\n"
        text += "  Example: \(key.name): \(key.example)\n"
        for part in name.compactMap(object) {
            text += "  Its keys\(name.count > 1 ? " (\(Self.plainText(part.meaning)))" : ""): "
            text += part.keys.map { $0.name + ($0.isRequired ? " (required)" : "") }.joined(separator: ", ") + "\n"
        }
        return text
    }

    /// The manual page, for `man`.
    /// - Parameter version: what stands in its footer.
    public func manualPage(version: String) -> String {
        var lines = [
            ".TH \"RULE\\-SET\" 5 \"\" \"\(Self.roff(version))\" \"File Formats\"", ".SH NAME",
            "rule\\-set \\- \(Self.roff(Self.plainText(object("")?.meaning ?? "")))", ".SH DESCRIPTION",
            Self.roff(
                "A rule-set file is YAML or JSON in UTF-8, read strictly: an unknown key, a key that stands twice, an unknown name "
                    + "or a value of the wrong kind is an error with file, line and column. A key that is written has a value."
            ),
        ]
        for object in objects {
            let heading = object.path.isEmpty ? "THE FILE" : object.path
            lines += [".SH \(Self.roff(heading))", Self.roff(Self.sentence(object.meaning))]
            for key in object.keys {
                let absence = key.absence.map { "Without it: \(Self.plainText($0))." } ?? "Required."
                lines += [".TP", ".B \(Self.roff(key.name))", Self.roff("\(Self.sentence(key.meaning)) \(absence)")]
                lines += [".br", Self.roff("Example: \(key.name): \(key.example)")]
            }
        }
        lines += [".SH SEE ALSO", ".BR cloud\\-inventory (1),", ".BR cloud\\-inventory\\-validate (1)"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A text that roff takes as it stands.
    private static func roff(_ text: String) -> String {
        let escaped = text.filling(["\\": "\\e", "-": "\\-"])
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}

extension RuleSetShape {
    /// The parts with keys of their own that a value of this shape can hold.
    var parts: [String] {
        switch self {
        case .object(let name): [name]
        case .list(let element), .some(let element), .map(let element): element.parts
        case .either(let choices): choices.flatMap(\.parts)
        default: []
        }
    }
}
