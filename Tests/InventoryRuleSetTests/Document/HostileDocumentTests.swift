import InventoryRuleSet
import Testing

@Suite struct HostileDocumentTests {
    /// Anything but a `DocumentError` or a tree would end the process, or be another error.
    private func survives(_ bytes: [UInt8]) {
        do {
            _ = try DocumentDecoder().decode(RuleSetMirror.self, from: DocumentReader.read(bytes, name: "f.yaml"))
        } catch let error as DocumentError {
            #expect(error.line >= 1 && error.column >= 1)
            #expect(error.description.utf8.count < 1000)
        } catch {
            Issue.record("another error: \(error)")
        }
    }

    @Test func `a file cut off anywhere is read or refused`() {
        let bytes = Array(LocatedErrorTests.acme.utf8)
        for length in 0...bytes.count { survives(Array(bytes[..<length])) }
        let json = Array(
            #"{"version": 1, "name": "\ud83d\ude00é", "rules": [{"id": "a", "schedule": {"monthly": 1}}]}"#.utf8)
        for length in 0...json.count { survives(Array(json[..<length])) }
    }

    @Test func `a file with any bytes changed is read or refused`() {
        var random = SplitMix(state: 20_240_601)
        let originals = [
            Array(LocatedErrorTests.acme.utf8),
            Array(#"{"a": ["\ud83d\ude00", {"b\ud83d\ude00": "\\\"\u00e9"}, -1.5e3, null], "é": "😀"}"#.utf8),
        ]
        let favourites = Array("\"'\\{}[],:#&*!|>%@`-?\t\n\r \0ud8".utf8) + [0x80, 0xC2, 0xE2, 0xED, 0xFF]
        for round in 0..<4000 {
            var bytes = originals[round % originals.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let byte = favourites.randomElement(using: &random)!
                if Bool.random(using: &random) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
            }
            survives(bytes)
        }
    }

    @Test(
        arguments: [
            "[", "{", "- ", "? ", "{a: ", "[\"\\ud83d\\ude00\",", "{\"a\":", "!", "&", "\"", "'", "\\", "%",
            "%TAG !a! b\n", "#", ":",
            ",", "]", "\t", "\0", "\u{FEFF}", "é", "a: ", "a: |\n", "---\n", "...\n", "\"\\ud83d", "0x", "-", "~\n",
        ])
    func `a file of nothing but one thing is read or refused`(_ piece: String) {
        survives(Array(String(repeating: piece, count: 20_000).utf8))
    }

    @Test func `a text of megabytes is read`() throws {
        let text = String(repeating: "x", count: 4_000_000)
        #expect(try decode([String].self, "- \(text)") == [text])
        #expect(try decode([String].self, "[\"\(text)\"]") == [text])
    }

    @Test func `a megabyte is quoted in short`() {
        let text = String(repeating: "9", count: 1_000_000)
        #expect(
            refusal { try decode([Int].self, "- \(text)") }
                == "f.yaml:1:3: [0]: \(text.prefix(40))… is not between \(Int.min) and \(Int.max)")
    }

    @Test func `a hundred thousand keys are looked up one by one`() throws {
        let text = (0..<100_000).map { "k\($0): \($0)\n" }.joined()
        let numbers = try decode([String: Int].self, text)
        #expect(numbers.count == 100_000)
        #expect(numbers["k99999"] == 99_999)
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
