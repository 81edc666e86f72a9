import InventoryCore
import Testing

@Suite struct RuleSequenceTests {
    private static func ids(_ provider: ScriptedProvider) async throws -> [ExactText?] {
        try await InventoryClient(provider).rules(in: "b").collect().map(\.id)
    }

    @Test func `pages are read one after the other, empty ones too`() async throws {
        var provider = ScriptedProvider()
        provider.pages = [
            nil: provider.page(["a", "b"], next: "2"), PageCursor(token: "2"): provider.page([], next: "3"),
            PageCursor(token: "3"): provider.page(["c"], next: nil),
        ]
        #expect(try await Self.ids(provider) == ["a", "b", "c"])
        #expect(await provider.log.calls == ["list -", "list 2", "list 3"])
    }

    @Test func `a bucket without rules gives nothing`() async throws {
        var provider = ScriptedProvider()
        provider.pages = [nil: provider.page([], next: nil)]
        #expect(try await Self.ids(provider) == [])
        #expect(await provider.log.calls == ["list -"])
    }

    @Test func `no page is asked for before it is needed, and each reading begins anew`() async throws {
        var provider = ScriptedProvider()
        provider.pages = [
            nil: provider.page(["a", "b"], next: "2"), PageCursor(token: "2"): provider.page(["c"], next: nil),
        ]
        let rules = InventoryClient(provider).rules(in: "b")
        for try await entry in rules where entry.id == "b" { break }
        #expect(await provider.log.calls == ["list -"])
        #expect(try await rules.collect().count == 3)
        #expect(await provider.log.calls == ["list -", "list -", "list 2"])
    }

    @Test(arguments: ["2", "3"]) func `a list that leads in a circle ends with an error`(_ back: String) async throws {
        var provider = ScriptedProvider()
        provider.pages = [
            nil: provider.page(["a"], next: "2"), PageCursor(token: "2"): provider.page(["b"], next: "3"),
            PageCursor(token: "3"): provider.page(["c"], next: back),
        ]
        var seen: [ExactText?] = []
        let error = await #expect(throws: InventoryError.self) {
            for try await entry in InventoryClient(provider).rules(in: "b") {
                seen.append(entry.id)
                // Without the check this would go on for ever.
                if seen.count == 10 { break }
            }
        }
        #expect(seen == ["a", "b", "c"])
        #expect(error?.code == .malformedReply)
        #expect(error?.reply?.requestIDs == ["x-request-id": "req-1"])
        #expect(await provider.log.calls == ["list -", "list 2", "list 3"])
    }

    @Test func `after an error there is nothing more`() async throws {
        var provider = ScriptedProvider()
        provider.pages = [nil: provider.page(["a"], next: "lost")]
        var iterator = InventoryClient(provider).rules(in: "b").makeAsyncIterator()
        #expect(try await iterator.next()?.id == "a")
        await #expect(throws: InventoryError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
        #expect(await provider.log.calls == ["list -", "list lost"])
    }
}
