/// What no cloud could make sense of in a rule, and what is probably a mistake. Judged on the rule as written: what is left of it
/// after fitting may no longer show it.
struct Sense {
    /// Problems that refuse, and remarks.
    private(set) var findings: [Finding] = []

    mutating func judge(_ schedule: Schedule) {
        if let problem = schedule.impossibility { refuse("schedule.monthly", "", problem) }
        if case .monthly(let day?) = schedule, (29...31).contains(day) {
            remark(
                "schedule.monthly", String(day),
                "not every month has a day \(day), and no source says what happens in those; 28 is the last that all have"
            )
        }
    }

    mutating func judge(_ content: InventoryContent) {
        let filter = content.filter
        if let prefix = filter.prefix { judge(prefix, at: "prefix", isObjectName: true) }
        judge(filter.created, at: "created")
        judge(filter.modified, at: "modified")
        if let problem = filter.size?.impossibility { refuse("size", "", problem) }
        judge(filter.tags)
        if let storageClass = filter.storageClass { judge(storageClass, at: "storageClass") }
        judge(content.fields.list)
    }

    private mutating func judge(_ window: CreationWindow?, at path: String) {
        if let problem = window?.impossibility { refuse(path, "", problem) }
        if let window, let oddity = window.oddity { remark(path, window.description, oddity) }
    }

    private mutating func judge(_ fields: [ReportField]) {
        var seen = FeatureSet()
        for index in fields.indices {
            // Columns of one feature may differ in their names.
            guard !seen.insert(fields[index].feature), fields[..<index].contains(fields[index]) else { continue }
            remark("fields[\(index)]", fields[index].description, "the column is named twice; once is enough")
        }
    }

    private mutating func judge(_ tags: [Tag]) {
        for tag in tags {
            if tag.key.isEmpty { refuse("tags", "=\(tag.value)", "a tag needs a key") }
            judge(tag.key, at: "tags")
            judge(tag.value, at: "tags")
        }
        guard tags.count > 1 else { return }
        let tags = tags.sorted()
        for (tag, other) in zip(tags.dropFirst(), tags) where tag.key == other.key {
            remark(
                "tags", "\(tag.key)=\(tag.value)",
                other.value == tag.value
                    ? "the tag is named twice; once is enough"
                    : "the key has two values; where an object has one value for a key, no object has both")
        }
    }

    mutating func judge(_ destination: Destination, _ encryption: ReportEncryption) {
        if destination.bucket.isEmpty { refuse("reports.bucket", "", "a rule needs a bucket for its reports") }
        if let prefix = destination.prefix { judge(prefix, at: "reports.prefix", isObjectName: true) }
        if let owner = destination.owner { judge(owner, at: "reports.owner") }
        if let role = destination.role { judge(role, at: "reports.role") }
        guard let key = destination.kmsKey, !key.isEmpty else { return }
        judge(key, at: "reports.kmsKey")
        switch encryption {
        case .none, .serviceManaged:
            refuse(
                "reports.kmsKey", key.string,
                "the key is for encryption: kms, and the encryption is \(encryption); change it, or remove the key")
        case .kms, .other: break
        }
    }

    /// Remarks on characters that come from a template, an editor or another tool, and not from their author's mind.
    private mutating func judge(_ text: ExactText, at path: String, isObjectName: Bool = false) {
        guard !text.isEmpty, !Self.isPlain(text, isObjectName ? Self.plainInNames : Self.visible) else { return }
        let signs = Signs(text)
        if signs.endsInLine {
            remark(
                path, text.string,
                "it ends in a line end, which a block text (|) keeps; write it on one line, or after |-")
        } else if signs.hasControl {
            remark(path, text.string, "it holds a control character, which is probably a mistake")
        } else if let hidden = signs.hidden {
            remark(
                path, text.string,
                "it holds \(Printable.codePoint(hidden)), which is not seen; it is compared like any other character")
        } else if signs.hasBlankEdge {
            remark(path, text.string, "it begins or ends with a blank, which is compared like any other character")
        }
        guard isObjectName else { return }
        if signs.beginsWithSlash {
            remark(path, text.string, "it begins with a slash, as the names of few objects do")
        } else if signs.hasStar {
            remark(path, text.string, "a prefix is compared letter by letter; * stands for nothing but itself")
        } else if signs.hasColon, text.string.holds("://") {
            remark(path, text.string, "this is an address; a prefix is the beginning of an object's name in its bucket")
        }
    }

    private static let plainInNames = ASCIISet(" !\"#$%&'()+,-./;<=>?@[\\]^_`{|}~")
    private static let visible = ASCIISet(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

    /// Whether a text, as nearly all are, has nothing to remark: no blank at an end, no slash at the beginning, and
    /// such characters alone.
    private static func isPlain(_ text: ExactText, _ characters: ASCIISet) -> Bool {
        text.withBytes { bytes in
            guard bytes.first != 0x20, bytes.last != 0x20, bytes.first != 0x2F else { return false }
            return bytes.allSatisfy(characters.contains)
        }
    }

    /// What stands in a text, seen in one pass.
    private struct Signs {
        var endsInLine = false
        var hasControl = false
        var hasBlankEdge = false
        var beginsWithSlash = false
        var hasStar = false
        var hasColon = false
        /// The first character that no eye sees, and no control character.
        var hidden: Unicode.Scalar?

        init(_ text: ExactText) {
            text.withBytes { bytes in
                guard let first = bytes.first, let last = bytes.last else { return }
                endsInLine = last == 0x0A || last == 0x0D
                hasBlankEdge = first == 0x20 || last == 0x20
                beginsWithSlash = first == 0x2F
                var (control, star, colon) = (false, false, false)
                var bits: UInt8 = 0
                for byte in bytes {
                    control = control || byte < 0x20 || byte == 0x7F
                    star = star || byte == 0x2A
                    colon = colon || byte == 0x3A
                    bits |= byte
                }
                (hasControl, hasStar, hasColon) = (control, star, colon)
                if bits >= 0x80 { hidden = text.string.unicodeScalars.first(where: Printable.isHidden) }
            }
        }
    }

    private mutating func refuse(_ path: String, _ value: String, _ message: String) {
        findings.append(Finding(.violation, path: path, value: value, message: message, disposition: .refused))
    }

    private mutating func remark(_ path: String, _ value: String, _ message: String) {
        findings.append(Finding(.violation, path: path, value: value, message: message, disposition: .noted))
    }
}
