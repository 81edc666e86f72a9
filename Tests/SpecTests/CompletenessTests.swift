import InventoryCore
import InventoryVendorFacts
import SpecKit
import Testing

/// Nothing may be missing, and a moved folder may not pass for an empty one: the numbers are asserted.
struct CompletenessTests {
    @Test(arguments: [
        ("amazon-s3", 8, 3, 12, 31, 43), ("huawei-obs", 8, 32, 10, 20, 50), ("tencent-cos", 18, 19, 24, 24, 49),
        ("volcengine-tos", 9, 3, 11, 19, 48), ("alibaba-oss", 9, 5, 11, 19, 53),
    ])
    func `A vendor has as many cases as were written`(
        folder: String, wire: Int, signing: Int, exchanges: Int, endpoints: Int, errors: Int
    ) throws {
        let specs = try SpecFolder.locate()
        #expect(try specs.wireCases(of: folder).count == wire)
        #expect(try specs.signingCases(of: folder).count == signing)
        #expect(try specs.exchangeCases(of: folder).count == exchanges)
        let spec = try VendorSpec(folder: folder, in: specs)
        #expect(spec.endpoints.cases.count == endpoints)
        #expect(spec.errors.errors.count == errors)
    }

    @Test func `The corpus asks for every feature at least once`() throws {
        let corpus = try SpecFolder.locate().corpus()
        #expect(corpus.count == 37)
        let asked = corpus.flatMap { entry in
            switch entry.rule {
            case .rule(let rule): rule.requirements
            case .job(let job): job.requirements
            }
        }
        #expect(Set(Feature.allCases).subtracting(asked.map(\.feature)).isEmpty)
    }

    @Test func `A rule of the corpus is named like its file, so that the matrix can be read`() throws {
        let exempt: Set = ["long-id", "odd-id"]
        for entry in try SpecFolder.locate().corpus() where !exempt.contains(entry.name) {
            switch entry.rule {
            case .rule(let rule): #expect(rule.id.string == entry.name)
            case .job(let job): #expect(job.id.string == entry.name)
            }
        }
    }

    @Test(arguments: Vendor.all)
    func `A vendor's folder has the same files as any other's`(vendor: Vendor) throws {
        #expect(
            try SpecFolder.locate().entries(of: vendor.folder) == [
                "endpoints.json", "errors.json", "exchanges", "features.json", "provider.json", "reference.json",
                "reports.json", "signing", "wire",
            ])
    }

    @Test func `Every cloud whose reports are read has its forms, and every vendor is among them`() throws {
        let forms = try SpecFolder.locate().reportForms()
        #expect(
            forms.map(\.provider) == ["alibaba-oss", "amazon-s3", "huawei-obs", "tencent-cos", "volcengine-tos"])
        #expect(forms == ReportForms.all)
        #expect(Set(Vendor.all.map(\.folder)).subtracting(forms.map(\.provider.rawValue)) == [])
        for form in forms {
            #expect(!form.columns.key.isEmpty && !form.columns.size.isEmpty && !form.runFolders.isEmpty)
        }
    }

    @Test(arguments: Vendor.all)
    func `Every operation of a vendor has an exchange`(vendor: Vendor) throws {
        let found = Set(try SpecFolder.locate().exchangeCases(of: vendor.folder).map(\.operation))
        // A job that is spelled is a rule that runs once.
        let hasJobs = vendor.constant.capabilities[.oneOff].spelling == ""
        #expect(found == Set(ExchangeCase.Operation.allCases).subtracting(hasJobs ? [] : [.post]))
    }
}
