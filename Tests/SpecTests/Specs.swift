import InventoryVendorFacts
import InventoryWire
import SpecKit

/// The vendors of this package: folder and constant. A vendor whose folder is not named here fails `DriftTests`.
struct Vendor: Sendable, CustomStringConvertible {
    var folder: String
    var constant: VendorFacts

    var description: String { folder }

    static let all = [
        Vendor(folder: "alibaba-oss", constant: .alibabaOSS), Vendor(folder: "amazon-s3", constant: .amazonS3),
        Vendor(folder: "huawei-obs", constant: .huaweiOBS), Vendor(folder: "tencent-cos", constant: .tencentCOS),
        Vendor(folder: "volcengine-tos", constant: .volcengineTOS),
    ]

    func spec() throws -> VendorSpec { try VendorSpec(folder: folder, in: SpecFolder.locate()) }
}

/// A document of a vendor, XML or JSON. A rule in JSON is an object without a name.
enum Document {
    static func root(_ bytes: [UInt8]) throws -> DocumentElement {
        try bytes.first == UInt8(ascii: "{") ? JSONReader.read(bytes).root : XMLReader.read(bytes).root
    }
}

/// Every case of every vendor. A folder that cannot be read gives none; `CompletenessTests` counts them and says why.
enum Cases {
    static let wire = all { try SpecFolder.locate().wireCases(of: $0) }
    static let signing = all { try SpecFolder.locate().signingCases(of: $0) }
    static let exchanges = all { try SpecFolder.locate().exchangeCases(of: $0) }

    private static func all<Case>(_ load: (String) throws -> [Case]) -> [Case] {
        Vendor.all.flatMap { (try? load($0.folder)) ?? [] }
    }
}
