import InventoryCore
import Testing

@Suite struct SuggestionTests {
    static let names = [
        "id", "prefix", "schedule", "versions", "fields", "encryption", "LastModifiedDate", "on", "größe",
    ]

    @Test(
        arguments: [
            ("prefx", "prefix"), ("perfix", "prefix"), ("prefixes", "prefix"), ("Prefix", "prefix"),
            ("PREFIX", "prefix"),
            ("shedule", "schedule"), ("scheduled", "schedule"), ("version", "versions"), ("feild", "fields"),
            ("ID", "id"),
            ("if", "id"), ("lastModified", "LastModifiedDate"), ("las", nil), ("lastX", nil),
            ("LastModifedDate", "LastModifiedDate"), ("encryptoin", "encryption"),
            ("grösse", "größe"), ("groesse", nil), ("retention", nil), ("x", nil), ("", nil), ("prefix", "prefix"),
            ("abcdefix", nil),
        ] as [(String, String?)])
    func `a typo suggests the name meant, and another word none`(_ text: String, _ expected: String?) {
        #expect(Suggestion.closest(to: text, among: Self.names) == expected)
    }

    @Test func `the nearest name wins, and of equals the first`() {
        #expect(Suggestion.closest(to: "bucket", among: ["buckets", "bucke", "bucket"]) == "bucket")
        #expect(Suggestion.closest(to: "bucket", among: ["buckets", "bucke"]) == "buckets")
        #expect(Suggestion.closest(to: "bucket", among: []) == nil)
    }

    @Test func `no more than three bytes may differ`() {
        #expect(Suggestion.closest(to: "abcdefghijklmnopqrst", among: ["abcdefghijklmnopq"]) == "abcdefghijklmnopq")
        #expect(Suggestion.closest(to: "abcdefghijklmnopqrst", among: ["abcdefghijklmnop"]) == nil)
    }

    @Test func `a hostile name costs little`() {
        let text = String(repeating: "a", count: 5_000_000)
        #expect(Suggestion.closest(to: text, among: Self.names) == nil)
    }
}
