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
    ]
    static let vendors = values.keys.sorted()

    static let wire = all { try $0.wireCases(of: $1) }
    static let signing = all { try $0.signingCases(of: $1) }
    static let exchanges = all { try $0.exchangeCases(of: $1) }

    private static func all<Case>(_ load: (SpecFolder, String) throws -> [Case]) -> [Case] {
        do {
            let folder = try SpecFolder.locate()
            return try vendors.flatMap { try load(folder, $0) }
        } catch {
            // A test without its cases must not pass for want of them.
            fatalError("the cases of ProviderSpecs cannot be read: \(error)")
        }
    }
}
