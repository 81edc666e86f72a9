#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import Testing

    @testable import InventoryCLI

    /// What somebody else wrote, on the way to a terminal.
    @Suite struct TerminalTextTests {
        private static let steering =
            "\u{61C}\u{9B}31m\u{85}\u{7F}\u{1B}]0;x\u{7}\u{200E}\u{202E}\u{2066}\u{2060}\u{FEFF}\u{E0041}"

        @Test(arguments: [true, false]) func `JSON escapes what steers, and means the same`(_ onOneLine: Bool) throws {
            let value = ["key": "é 😀 " + Self.steering]
            let text = try JSONText.encode(value, onOneLine: onOneLine)
            #expect(
                text.unicodeScalars.allSatisfy {
                    $0 == "\n" || $0 == "é" || $0 == "😀" || (0x20...0x7E).contains($0.value)
                })
            #expect(try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == value)
        }

        @Test func `A document is shown as it is to a program, and cannot steer a terminal`() {
            let document = "<Id>a\n\(Self.steering)</Id>"
            var terminal = Terminal(width: nil, isColoured: false)
            #expect(terminal.shown(document) == document)
            terminal.isTerminal = true
            let shown = terminal.shown(document)
            #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) })
            #expect(shown.contains("\\u{61c}\\u{9b}31m"))
        }
    }
#endif
