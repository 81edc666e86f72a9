import Foundation
import InventoryEmulator
import InventoryRuleSet
import TestShell
import Testing

/// What the pages point to is there.
@Suite struct PageTests {
    @Test func `the pages are there, and each is on the front page`() throws {
        #expect(Page.all.count >= 15)
        let front = try Page(path: "\(Page.catalog)/CloudInventory.md").lines.joined(separator: "\n")
        for page in Page.all where page.path.hasPrefix(Page.catalog) && !page.path.hasSuffix("/CloudInventory.md") {
            let name = page.path.dropFirst(Page.catalog.count + 1).dropLast(3)
            #expect(front.contains("<doc:\(name)>"), "\(name) is not on the front page")
        }
    }

    @Test(arguments: Page.all) func `every link leads somewhere`(_ page: Page) {
        let text = page.lines.joined(separator: "\n")
        for link in text.matches(of: /<doc:([\w-]+)>/) {
            #expect(Repository.exists("\(Page.catalog)/\(link.1).md"), "\(page): <doc:\(link.1)>")
        }
        for link in text.matches(of: /\]\(([^)#:]+)\)/) {
            #expect(Repository.exists(String(link.1)), "\(page): \(link.1)")
        }
    }

    @Test(arguments: Page.having("yaml")) func `every rule set is read`(_ page: Page) throws {
        for block in page.blocks("yaml") {
            let file = try RuleSetFile(Array(block.text.utf8), name: "\(page.path):\(block.line)") { name in
                (Array(try Repository.text("Examples/\(name)").utf8), name)
            }
            #expect(!file.groups.isEmpty)
        }
    }

    @Test func `the faults that a page shows are taken by the emulator, and every effect is told`() throws {
        let page = try Page(path: "\(Page.catalog)/FaultyClouds.md")
        let block = try #require(page.blocks("json").first)
        let configuration = try JSONDecoder().decode(EmulatorConfiguration.self, from: Data(block.text.utf8))
        #expect(Set(configuration.faults.providers.keys) == [.tencentCOS, .huaweiOBS])
        for effect in FaultRule.Effect.allCases {
            #expect(page.lines.contains { $0.hasPrefix("| `\(effect.rawValue)` |") }, "\(effect)")
        }
    }

    @Test(arguments: Page.all) func `no line is broken by hand beyond the page's width`(_ page: Page) {
        var isBlock = false
        for (index, line) in page.lines.enumerated() {
            if line.hasPrefix("```") { isBlock.toggle() }
            guard !isBlock, !line.hasPrefix("|"), !line.hasPrefix("<!--") else { continue }
            #expect(line.count <= 132, "\(page):\(index + 1)")
        }
    }

    @Test func `the site builds offline, and no link on a page leads nowhere`() async throws {
        let output = try ScratchFolder()
        var environment = ProcessInfo.processInfo.environment
        environment["DOCUMENTATION_PRODUCTS"] = Repository.products.path
        environment["DOCUMENTATION_OUTPUT"] = output.url.appending(path: "site").path
        let result = try await Shell.run(["Scripts/docs.sh"], environment: environment)
        #expect(result.status == 0, "\(result.output)")
        // `warning: …`, then a line with the place. What comments in Sources say is not judged here.
        let lines = result.output.split(separator: "\n").map(String.init)
        for (line, place) in zip(lines, lines.dropFirst()) where line.hasPrefix("warning:") {
            #expect(!place.contains(/--> [\w-]+\.md:/), "\(line) \(place)")
        }
    }

    @Test func `every promise names a test that there is`() async throws {
        let page = try Page(path: "\(Page.catalog)/Promises.md")
        let rows = page.lines.compactMap { $0.wholeMatch(of: /\| (.+) \| `(.+)` \|/) }
        try #require(rows.count >= 25)
        let tests =
            FileManager.default.enumerator(atPath: Repository.path("Tests"))?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        let text = try tests.map { try Repository.text("Tests/\($0)") }.joined(separator: "\n")
        for row in rows {
            #expect(text.contains("func `\(row.2)`("), "there is no test `\(row.2)`")
        }
    }

    @Test func `every open point of the emulator names a source that is listed`() throws {
        let list = try #require(try Repository.text("ProviderSpecs/README.md").split(separator: "## Sources").last)
        let tags = Set(list.matches(of: /`([^`:<]+)/).map { String($0.1) })
        #expect(EmulatorQuirks.all.count >= 45)
        for quirk in EmulatorQuirks.all {
            let words = quirk.source.split { " ,;:".contains($0) }.map(String.init)
            #expect(words.contains { tags.contains($0) }, "\(quirk.name): \(quirk.source)")
        }
    }
}
