internal import InventoryCore
internal import InventoryWire

/// Texts that a careless encoder, parser or signer gets wrong.
extension ProviderCases {
    static let texts: [Case] =
        prefixes.map { what, text in
            test("A prefix with \(what) survives byte for byte", requires: [.prefixFilter]) { bench in
                var rule = bench.rule()
                rule.content.filter.prefix = ExactText(bench.subject.mark + "/" + text)
                if bench.subject.has(.reportPrefix) {
                    rule.destination.prefix = ExactText(bench.subject.mark + "/" + text + "x")
                }
                try await bench.eventuallyReads(bench.store(rule).stored.value)
            }
        } + [unwritable, distinct, legalIDs, hostileIDs]

    private static let prefixes: [(String, String)] = [
        ("characters that XML reserves", "<a href=\"&amp;'\">]]>&#13;</a>"),
        ("carriage return, line feed and tab", "a\r\nb\rc\nd\te\r"),
        ("spaces at its ends", " a  b "),
        ("nothing but a space behind it", " "),
        ("percent signs, plus signs and question marks", "100%25+%2F?inventory&id=x#"),
        ("letters of many scripts", "é/中文/кот/नमस्ते"),
        ("characters beyond the first plane", "😀/𐍈/\u{10FFFD}"),
        ("separators that look like line ends", "a\u{85}b\u{2028}c"),
        ("characters that are not seen", "\u{FEFF}a\u{200B}\u{202E}"),
    ]

    private static let unwritable = test(
        "Text that the cloud's documents cannot hold is refused unsent, and all other text survives",
        requires: [.prefixFilter]
    ) { bench in
        for text in ["\u{0}", "a\u{1}b", "\u{1B}[31m", "\u{FFFE}"] {
            var rule = bench.rule()
            rule.content.filter.prefix = ExactText(bench.subject.mark + "/" + text)
            let odd = rule
            if bench.canWrite(odd) {
                try await bench.eventuallyReads(bench.store(odd).stored.value)
            } else {
                try await bench.refusal(.invalidRule, of: "a prefix with '\(Printable.quoted(text))'") {
                    try await bench.store(odd)
                }
            }
        }
    }

    private static let distinct = test(
        "Prefixes that look the same and have other bytes are told apart", requires: [.prefixFilter]
    ) { bench in
        var composed = bench.rule("composed")
        var decomposed = bench.rule("decomposed")
        composed.content.filter.prefix = ExactText(bench.subject.mark + "/caf\u{E9}")
        decomposed.content.filter.prefix = ExactText(bench.subject.mark + "/cafe\u{301}")
        try await bench.eventuallyReads(bench.store(composed).stored.value)
        try await bench.eventuallyReads(bench.store(decomposed).stored.value)
        try await bench.eventuallyReads(composed.fitted(bench))
    }

    private static let legalIDs = test("Ids of every kind of character that the cloud allows are held apart") { bench in
        let punctuation = bench.capabilities.limits.idPunctuation ?? ""
        let end = bench.capabilities.limits.idEdgesAreAlphanumeric ? "x" : ""
        let names = ["UPPER", "upper", "0123456789"] + punctuation.map { "\($0)x\($0)\($0)\(end)" }
        for name in names { try await bench.eventuallyReads(bench.store(bench.rule(name)).stored.value) }
        for name in names { try await bench.eventuallyReads(bench.rule(name).fitted(bench)) }
        try await bench.eventuallyListed { $0.isSuperset(of: names.map(bench.id)) }
    }

    private static let hostileIDs = test("An id that could become another request is refused unsent by every call") {
        bench in
        let isBounded = bench.capabilities.limits.idPunctuation != nil
        let ids = [
            "", "a/b", "a?b", "a&id=b", "a b", "a%2Fb", "a+b", "a\r\nX: 1", "a\u{0}", "é", "a#", "<id>", "a\u{301}",
        ]
        for id in ids.map({ ExactText($0) }) where isBounded || id.isEmpty {
            let shown = "the id '\(Printable.quoted(id.string))'"
            var rule = bench.rule()
            let document = try bench.client.provider.rendering(of: rule.fitted(bench))
            rule.id = id
            let bad = rule
            try await bench.refusal(.invalidRule, of: "storing under \(shown)") { try await bench.store(bad) }
            try await bench.refusal(.invalidRule, of: "restoring under \(shown)") {
                _ = try await bench.client.store(document, as: id, in: bench.bucket)
            }
            try await bench.refusal(.invalidRule, of: "reading \(shown)") {
                _ = try await bench.client.rule(id, in: bench.bucket)
            }
            try await bench.refusal(.invalidRule, of: "removing \(shown)") {
                _ = try await bench.client.removeRule(id, in: bench.bucket)
            }
        }
    }
}
