import Testing

/// Phrases that a reader who is not at home here stumbles over, each with what is said in their place. They stay out of
/// sources, pages and the readme; the history in CHANGELOG.md is left as it was written.
@Suite struct PlainEnglishTests {
    private static let phrases = [
        "has no such thing": "does not support it",
        "is said to take": "it is not proven that … supports it",
        "hardly meant": "probably a mistake",
        "nobody knows": "it is not known",
        "nobody can": "cannot be, or it is not known",
        "no one's way": "does not conflict with",
        "rules of others": "unmanaged rules",
    ]

    private static let files = Repository.files.filter { file in
        (file.hasPrefix("Sources/") && (file.hasSuffix(".swift") || file.hasSuffix(".md")))
            || (file.hasPrefix("ProviderSpecs/") && file.hasSuffix(".txt")) || file == "README.md"
    }

    @Test(arguments: phrases.keys.sorted()) func `no sentence has`(_ phrase: String) throws {
        var found: [String] = []
        for file in Self.files {
            let lines = try Repository.text(file).utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() where Bytes.contains(String(line) ?? "", phrase: phrase) {
                found.append("\(file):\(number + 1)")
            }
        }
        #expect(found == [], "say: \(Self.phrases[phrase] ?? "")")
    }

    @Test func `there are sentences to read`() { #expect(Self.files.count > 500) }
}
