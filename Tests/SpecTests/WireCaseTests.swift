import InventoryCore
import InventoryVendorFacts
import InventoryWire
import SpecKit
import Testing

/// The documents hold together, whatever a codec makes of them.
struct WireCaseTests {
    @Test(arguments: Cases.wire) func `The gate says of the rule what the case says`(file: WireCase) throws {
        let vendor = try #require(Vendor.all.first { $0.folder == file.vendor })
        let findings = file.rule.findings(of: vendor.constant.capabilities)
        #expect(findings.map { ExpectedFinding($0) } == file.fitting)
        #expect(findings.refusals.isEmpty)
    }

    @Test(arguments: Cases.wire) func `Both documents are well-formed and are of the rule's id`(file: WireCase) throws {
        let id =
            switch file.rule {
            case .rule(let rule): rule.id
            case .job(let job): job.id
            }
        for bytes in [file.request, file.response].compactMap({ $0 }) {
            var root = try Document.root(bytes)
            if root.isJSON { root = root.child("InventoryConfiguration") ?? root }
            #expect(root.name == "InventoryConfiguration" || root.isJSON)
            #expect(root.child("Id")?.text == id.string)
        }
    }

    @Test(arguments: Cases.wire)
    func `We write one line, without declaration, and neither switch nor schedule for a job`(
        file: WireCase
    ) throws {
        let text = String(decoding: file.request, as: UTF8.self)
        let namespace = file.vendor == "amazon-s3" ? #" xmlns="http://s3.amazonaws.com/doc/2006-03-01/""# : ""
        let root = try Document.root(file.request)
        #expect(root.isJSON || text.hasPrefix("<InventoryConfiguration\(namespace)><Id>"))
        #expect(!text.contains("\n"))
        if case .job = file.rule {
            // A job that is spelled is a rule that runs once.
            let vendor = try #require(Vendor.all.first { $0.folder == file.vendor })
            let isRule = vendor.constant.capabilities[.oneOff].spelling != ""
            #expect((root.child("IsEnabled") != nil) == isRule && (root.child("Schedule") != nil) == isRule)
            #expect(file.response == nil)
        } else {
            #expect(root.child("IsEnabled") != nil && root.child("Schedule") != nil)
            #expect(file.response != nil)
        }
    }

    @Test(arguments: Cases.wire) func `An element that is to be found unknown stands in the answer`(file: WireCase)
        throws
    {
        guard !file.reading.isEmpty else { return }
        let root = try Document.root(try #require(file.response))
        for finding in file.reading {
            let path = finding.path.split(separator: "/").map(String.init)
            #expect(root.text(at: path[...])?.contains(finding.value) == true, "\(finding.path)")
        }
    }
}

extension DocumentElement {
    /// The text of the first element at a path, any branch taken, with that of all below it.
    func text(at path: ArraySlice<String>) -> String? {
        guard let first = path.first else { return flattenedText }
        for child in children where child.name == first {
            if let text = child.text(at: path.dropFirst()) { return text }
        }
        return nil
    }
}
