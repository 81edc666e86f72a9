#if CommandLineTool && EmulatorServer
    import Foundation
    import TestShell
    import Testing

    /// What a ```sh block tells a reader to type can be typed. (What has an output to look at is a ```console block.)
    @Suite struct ShellBlockTests {
        /// A line of a block, without its remark.
        struct Line: Sendable, CustomTestStringConvertible {
            var page: String
            var number: Int
            var words: [String]

            var testDescription: String { "\(page):\(number): \(words.joined(separator: " "))" }
        }

        static let lines = Page.having("sh").flatMap { page in
            page.blocks("sh").flatMap { block in
                block.lines.enumerated().map { index, line in
                    let text = line.split(separator: " #", omittingEmptySubsequences: false)[0]
                    return Line(
                        page: page.path, number: block.line + index,
                        words: text.split(separator: " ").map(String.init))
                }
            }
        }

        @Test(arguments: lines) func `a line of a shell block can be typed`(_ line: Line) async throws {
            switch line.words.first {
            case "make":
                let result = try await Shell.run(["make", "-n"] + line.words.dropFirst())
                #expect(result.status == 0, "\(result.output)")
            case "swift":
                try #require(Array(line.words[1...2]) == ["test", "--filter"])
                #expect(Repository.exists("Tests/\(line.words[3])"))
            case let script? where script.hasPrefix("Scripts/"): #expect(Repository.exists(script))
            case "export": #expect(try await Self.exported(by: line) == Self.keys())
            case let assignment? where assignment.hasPrefix("emulated="):
                let targets = line.words.joined(separator: " ").matches(
                    of: /--connect-to ([\w-]+)=http:\/\/127\.0\.0\.1:(\d+)/)
                let ports = targets.map { "\($0.1) \($0.2)" }
                let told = Self.lines.first { $0.page == line.page && $0.words.contains("emulate") }?.words ?? []
                let given = zip(told, told.dropFirst()).filter { $0.0 == "--port" }.map {
                    $0.1.replacing("=", with: " ")
                }
                #expect(given == ports)
            case "cloud-inventory": try await emulate(line)
            default: Issue.record("nothing is known of this line")
            }
        }

        @Test func `there are shell blocks`() { #expect(Self.lines.count >= 15) }

        /// The emulator becomes ready as it is started there, on free ports, with the files that the page shows.
        private func emulate(_ line: Line) async throws {
            try #require(line.words[1] == "emulate")
            let command = line.words.map { $0.replacing(/=\d+$/, with: "=0") }.joined(separator: " ")
            let folder = try ScratchFolder.withExamples()
            for case .block(let block) in try Page(path: line.page).items {
                if let file = block.file { try folder.write(block.text, to: file) }
            }
            let script = "exec 3< <(exec \(command)); read -r ready <&3; kill $!; printf %s \"$ready\""
            let result = try await Shell.run(
                ["bash", "-c", script], in: folder.url,
                environment: ["PATH": Repository.products.path + ":/usr/bin:/bin"])
            #expect(result.output.contains(/"ready":true.*"tencent-cos".*"huawei-obs"/), "\(result.output)")
        }

        /// What a line puts into the environment, as values.
        private static func exported(by line: Line) async throws -> Set<String> {
            let script = "\(line.words.joined(separator: " ")); env"
            let result = try await Shell.run(["bash", "-c", script], environment: ["PATH": "/usr/bin:/bin"])
            let names = line.words.dropFirst().map { $0.prefix { $0 != "=" } + "=" }
            return Set(
                result.output.split(separator: "\n").filter { line in names.contains { line.hasPrefix($0) } }
                    .map { String($0.drop { $0 != "=" }.dropFirst()) })
        }

        /// The keys of the example's emulator.
        private static func keys() throws -> Set<String> {
            let text = try Repository.text("Examples/emulator.json")
            return Set(text.matches(of: /"(?:access|secret)Key": "(\w+)"/).map { String($0.1) })
        }
    }
#endif
