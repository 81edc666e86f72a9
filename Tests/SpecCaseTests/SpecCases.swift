import InventoryAlibabaOSS
import InventoryAmazonS3
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryVolcengineTOS
import SpecKit

/// The cases of `ProviderSpecs/`, and the vendor value that each vendor's are tried with.
enum SpecCases {
    static let values = [
        "amazon-s3": AmazonS3.vendor, "huawei-obs": HuaweiOBS.vendor, "tencent-cos": TencentCOS.vendor,
        "volcengine-tos": VolcengineTOS.vendor, "alibaba-oss": AlibabaOSS.vendor,
    ].merging(relatives) { first, _ in first }
    static let relatives = Dictionary(uniqueKeysWithValues: AmazonS3.relatives.map { ($0.id.rawValue, $0) })
    static let vendors = values.keys.filter { relatives[$0] == nil }.sorted()

    static let wire =
        all { try $0.wireCases(of: $1) } + all(relatives.keys.sorted()) { try $0.wireCases(ofRelative: $1) }
    static let signing = all { try $0.signingCases(of: $1) }
    static let exchanges = all { try $0.exchangeCases(of: $1) }

    private static func all<Case>(
        _ folders: [String] = vendors, _ load: (SpecFolder, String) throws -> [Case]
    ) -> [Case] {
        do {
            let folder = try SpecFolder.locate()
            return try folders.flatMap { try load(folder, $0) }
        } catch {
            // A test without its cases must not pass for want of them.
            fatalError("the cases of ProviderSpecs cannot be read: \(error)")
        }
    }
}
