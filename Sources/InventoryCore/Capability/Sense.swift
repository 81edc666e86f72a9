/// What no cloud could make sense of in a rule, and what is hardly meant. Judged on the rule as written: what is left of it
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
        if let problem = filter.created?.impossibility { refuse("created", "", problem) }
        judge(filter.tags)
        if let storageClass = filter.storageClass { judge(storageClass, at: "storageClass") }
        judge(content.fields.list)
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
        for tag in tags where tag.key.isEmpty { refuse("tags", "=\(tag.value)", "a tag needs a key") }
        guard tags.count > 1 else { return }
        var values: [ExactText: ExactText] = [:]
        for tag in tags.sorted() {
            if let other = values.updateValue(tag.value, forKey: tag.key) {
                remark(
                    "tags", "\(tag.key)=\(tag.value)",
                    other == tag.value
                        ? "the tag is named twice; once is enough"
                        : "the key has two values; where an object has one value for a key, no object has both")
            }
        }
    }

    mutating func judge(_ destination: Destination, _ encryption: ReportEncryption) {
        if destination.bucket.isEmpty { refuse("reports.bucket", "", "a rule needs a bucket for its reports") }
        if let prefix = destination.prefix { judge(prefix, at: "reports.prefix", isObjectName: true) }
        if let owner = destination.owner { judge(owner, at: "reports.owner") }
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
        let bytes = text.string.utf8
        guard let first = bytes.first, let last = bytes.last else { return }
        if last == 0x0A || last == 0x0D {
            remark(
                path, text.string,
                "it ends in a line end, which a block text (|) keeps; write it on one line, or after |-")
        } else if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            remark(path, text.string, "it holds a control character, which is hardly meant")
        } else if first == 0x20 || last == 0x20 {
            remark(path, text.string, "it begins or ends with a blank, which is compared like any other character")
        }
        guard isObjectName else { return }
        if first == 0x2F {
            remark(path, text.string, "it begins with a slash, as the names of few objects do")
        } else if bytes.contains(0x2A) {
            remark(path, text.string, "a prefix is compared letter by letter; * stands for nothing but itself")
        } else if bytes.contains(0x3A), text.string.holds("://") {
            remark(path, text.string, "this is an address; a prefix is the beginning of an object's name in its bucket")
        }
    }

    private mutating func refuse(_ path: String, _ value: String, _ message: String) {
        findings.append(Finding(.violation, path: path, value: value, message: message, disposition: .refused))
    }

    private mutating func remark(_ path: String, _ value: String, _ message: String) {
        findings.append(Finding(.violation, path: path, value: value, message: message, disposition: .noted))
    }
}
