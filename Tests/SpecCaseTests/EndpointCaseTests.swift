import InventoryCore
import InventoryProviderKit
import InventoryVendorFacts
import SpecKit
import Testing

@Suite("Spec: hosts and paths of buckets")
struct EndpointCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var facts: VendorFacts
        var example: EndpointCase

        var testDescription: String { "\(facts.capabilities.provider): \(example.title)" }
    }

    static let all: [Case] = {
        do {
            let specs = try SpecFolder.locate()
            return try (specs.vendors() + specs.relatives()).flatMap { spec in
                spec.endpoints.cases.map { Case(facts: spec.facts, example: $0) }
            }
        } catch {
            fatalError("the cases of ProviderSpecs cannot be read: \(error)")
        }
    }()

    @Test(arguments: all)
    func `an address leads to the host and path of its case, or is refused as it says`(_ item: Case) throws {
        let resolver = HostResolver(item.facts)
        switch item.example.expected {
        case .location(let host, let path):
            let place = try resolver.place(of: item.example.address)
            #expect(place.host == host)
            #expect(place.path == path)
            #expect((place.addressing == .path) == (path != "/"))
        case .error(let code):
            let error = #expect(throws: InventoryError.self) { try resolver.place(of: item.example.address) }
            #expect(error?.code == code)
        }
    }
}
