#if CommandLineTool
    import CloudInventory
    import InventoryCore
    import InventorySync

    /// The live rules of many buckets, as `list` shows them: each bucket as soon as it is read, so that memory does not grow with
    /// their number.
    struct RuleListView {
        private struct Bucket: Encodable {
            /// Its place in the rule set.
            var index: Int
            var target: SyncTarget
            var rules: [RuleView]?
            /// Why it could not be read.
            var error: String?
        }

        private struct Summary: Encodable {
            var buckets = 0
            var rules = 0
            /// Buckets and rules that could not be read.
            var unreadable = 0
        }

        private let form: OutputOptions.Form
        private let ruleSet: String
        private var summary = Summary()
        private var table = StreamedTable(["BUCKET"] + InventoryRule.columns)
        private var errors = RepeatedErrors()

        init(_ form: OutputOptions.Form, ruleSet: String) { (self.form, self.ruleSet) = (form, ruleSet) }

        var status: CommandStatus { summary.unreadable == 0 ? .done : .failed }

        func begin() throws {
            guard form == .json else { return }
            try StandardStream.output.write("{\"ruleSet\":\(try Self.json(ruleSet)),\"buckets\":[")
        }

        mutating func add(_ index: Int, _ target: SyncTarget, _ result: Result<[RuleView], InventoryError>) throws {
            let isFirst = summary.buckets == 0
            summary.buckets += 1
            var bucket = Bucket(index: index, target: target)
            var rows: [Row] = []
            switch result {
            case .success(let rules):
                bucket.rules = rules
                summary.rules += rules.count
                for rule in rules { rows.append(row(of: rule, in: target)) }
            case .failure(let error):
                bucket.error = error.description
                summary.unreadable += 1
                errors.tell(error, of: target)
                rows = [Row([target.description, "", "cannot be read"] + Self.blanks(2), tint: .red)]
            }
            switch form {
            case .json: try write((isFirst ? "\n" : ",\n") + Self.json(bucket))
            case .table: for row in rows { try write(table.add(row, at: index)) }
            }
        }

        mutating func end() throws {
            errors.tellCounts()
            switch form {
            case .json: try write("\n],\"summary\":\(Self.json(summary))}\n")
            case .table:
                try write(table.end())
                let (buckets, rules) = (summary.buckets, summary.rules)
                try write(
                    (table.isEmpty ? "" : "\n") + "\(buckets.grouped) \(buckets == 1 ? "bucket" : "buckets"), "
                        + "\(rules.grouped) \(rules == 1 ? "rule" : "rules")"
                        + (summary.unreadable == 0 ? "" : "; \(summary.unreadable.grouped) unreadable") + "\n")
            }
        }

        private mutating func row(of view: RuleView, in target: SyncTarget) -> Row {
            let id = view.rule?.id ?? view.id
            if let error = view.error {
                summary.unreadable += 1
                Console.error(
                    "\(target), rule '\(Printable.quoted(id?.string ?? "?"))' cannot be read: \(error)", about: target,
                    rule: id)
            }
            for finding in view.findings where finding.disposition != .refused {
                Console.note(
                    "\(target), rule '\(Printable.quoted(id?.string ?? "?"))': \(finding)", about: target, rule: id)
            }
            return Row(
                [target.description] + (view.rule?.cells ?? [id?.string ?? "?", "?"] + Self.blanks(2)),
                tint: view.error == nil ? nil : .red)
        }

        private static func blanks(_ filled: Int) -> [String] {
            InventoryRule.columns.dropFirst(filled).map { _ in "" }
        }

        private static func json(_ value: some Encodable) throws -> String {
            String(try JSONText.encode(value, onOneLine: true).dropLast())
        }

        private func write(_ text: String) throws {
            guard !text.isEmpty else { return }
            Console.clearProgress()
            try StandardStream.output.write(text)
        }
    }
#endif
