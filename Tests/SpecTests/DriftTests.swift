import SpecKit
import Testing

/// What is rendered is checked in; nothing may be edited behind the generator's back.
struct DriftTests {
    static let remedy: Comment = "run `swift run spec-gen` and check in what it writes"

    @Test func `Every rendered file is checked in, byte for byte`() throws {
        let specs = try SpecFolder.locate()
        for file in try Rendering.files(of: specs) {
            let found = try #require(try? specs.text(at: "../\(file.path)"), "\(file.path): \(Self.remedy)")
            #expect(found == file.text, "\(file.path): \(Self.remedy)")
        }
    }

    @Test func `Nothing else lies among the generated files`() throws {
        let specs = try SpecFolder.locate()
        let rendered = try Rendering.files(of: specs).map(\.path).filter { $0.hasPrefix(Rendering.generatedFolder) }
        let found = try specs.entries(of: "../\(Rendering.generatedFolder)")
        #expect(found.map { "\(Rendering.generatedFolder)/\($0)" } == rendered.sorted())
    }

    @Test(arguments: Vendor.all)
    func `The constant of a vendor holds the facts of its folder`(vendor: Vendor) throws {
        #expect(try vendor.constant == vendor.spec().facts)
    }

    @Test func `Every vendor's folder is tested here`() throws {
        #expect(try SpecFolder.locate().vendorFolders() == Vendor.all.map(\.folder))
    }
}
