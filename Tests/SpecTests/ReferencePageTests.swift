import SpecKit
import Testing

/// Where the vendors' pages lie when they lie beside this checkout.
enum VendorPages {
    static let folder = "../../shared/reference"
    static var areAtHand: Bool { (try? SpecFolder.locate().exists(folder)) == true }
}

/// The lists against the pages themselves, where those are at hand (they are the vendors', so they are not checked in).
@Suite(.enabled(if: VendorPages.areAtHand, "the vendors' pages are not beside this checkout"))
struct ReferencePageTests {
    private func load(_ page: String) throws -> (PageTerms, ReferencePage) {
        let specs = try SpecFolder.locate()
        let pages = try Vendor.all.flatMap { try specs.reference(of: $0.folder).pages }
        let list = try #require(pages.first { $0.page == page })
        return (PageTerms(try specs.text(at: "\(VendorPages.folder)/\(page)")), list)
    }

    @Test func `Every page has a list`() throws {
        let specs = try SpecFolder.locate()
        let pages = try Vendor.all.flatMap { try specs.reference(of: $0.folder).pages }
        #expect(pages.map(\.page).sorted() == (try specs.entries(of: VendorPages.folder)))
    }

    @Test(arguments: [("cos-c-sdk-inventory.txt", 9), ("cos-js-sdk-inventory.txt", 6)])
    func `The tables of an SDK page and its list name the same`(page: String, count: Int) throws {
        let (terms, list) = try load(page)
        let tables = terms.sdkTables()
        #expect(tables.count == count)
        for table in tables {
            let kind: ReferenceEntry.Kind =
                switch table.heading {
                case "Error Code": .error
                case "Response Parameter": .response
                case "Parameter Name": table.isRequest ? .parameter : .response
                default: .parameter
                }
            #expect(list.names(kind, section: table.section) == table.names.sorted(), "\(table.section), \(kind)")
        }
        let listed = list.entries.filter { [.parameter, .response, .error].contains($0.kind) }
        #expect(listed.count == tables.map(\.names.count).reduce(0, +))
    }

    @Test func `The GET page and its list name the same`() throws {
        let (terms, list) = try load("cos-get-bucket-inventory.txt")
        let elements = Set(list.names(.element))
        #expect(terms.elements() == elements)
        #expect(terms.pipeRows() == elements.union(list.names(.parameter)))
        #expect(terms.headers(ofReplies: false) == headers(list, ofReplies: false))
        #expect(terms.headers(ofReplies: true) == headers(list, ofReplies: true))
    }

    @Test func `The one-off page and its list name the same`() throws {
        let specs = try SpecFolder.locate()
        let (terms, list) = try load("cos-post-bucket-inventory.txt")
        let elements = Set(list.names(.element))
        #expect(terms.elements() == elements)
        #expect(terms.pipeRows() == Set(list.names(.parameter)).union(["PostInventoryResult", "JobId"]))
        // Its messages are printed on one line, so a header's name may follow a value at once.
        let text = try specs.text(at: "\(VendorPages.folder)/cos-post-bucket-inventory.txt")
        let known = Set(ReferenceTests.all.filter { $0.entry.kind == .header }.map(\.entry.name))
        let printed = known.filter { text.contains("\($0): ") }
        #expect(printed == Set(list.names(.header)))
    }

    @Test func `The OBS page and its list name the same`() throws {
        let (terms, list) = try load("obs-put-bucket-inventory.txt")
        let elements = Set(list.names(.element))
        #expect(terms.elements() == elements)
        #expect(Set(terms.paragraphRows(table: 2)) == elements)
        #expect(terms.paragraphRows(table: 1) == list.names(.parameter))
        #expect(terms.paragraphRows(table: 3).sorted() == list.names(.error))
        #expect(terms.headers(ofReplies: false) == headers(list, ofReplies: false))
        #expect(terms.headers(ofReplies: true) == headers(list, ofReplies: true))
    }

    private func headers(_ list: ReferencePage, ofReplies: Bool) -> Set<String> {
        Set(
            list.entries.compactMap { entry in
                switch entry.trace {
                case .header(let name) where !ofReplies && entry.kind == .header: name
                case .replyHeader(let name) where ofReplies && entry.kind == .header: name
                default: nil
                }
            })
    }
}
