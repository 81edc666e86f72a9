import CloudInventory
import Glibc
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryRuleSet
import InventoryTencentCOS
import InventoryVendorFacts
import InventoryWire

/// Everything that reads bytes which somebody else wrote. A target fails by trapping, by the sanitizer, or by a
/// promise that does not hold.
enum FuzzTarget {
    static let all: [String: @Sendable ([UInt8]) -> Void] = [
        "xml": xml, "json": json, "document": document, "targets": targets, "host": host, "journal": journal,
        "xml-shape": xmlShape, "cos-rule": { rule($0, TencentCOS.vendor) }, "obs-rule": { rule($0, HuaweiOBS.vendor) },
        "cos-list": { list($0, TencentCOS.vendor) }, "obs-list": { list($0, HuaweiOBS.vendor) },
        "address": address, "answer": answer, "order": order, "plan": plan, "keys": keys,
        "times": times, "durations": durations, "report-manifest": reportManifest, "report-rows": reportRows,
        "report-gzip": reportGzip, "report-keys": reportKeys,
        "cos-error": { error($0, TencentCOS.vendor) }, "obs-error": { error($0, HuaweiOBS.vendor) },
    ]

    private static func xml(_ bytes: [UInt8]) { _ = try? XMLReader.read(bytes) }

    /// For `xml_differential.py`: a line for every document, with its shape or with what is wrong with it.
    private static func xmlShape(_ bytes: [UInt8]) {
        func shape(_ element: DocumentElement) -> String {
            let inner =
                element.hasChildren ? element.children.map(shape).joined() : Hex.encode(Array(element.text.utf8))
            return "(\(element.name) \(inner))"
        }
        do {
            print("+ " + shape(try XMLReader.read(bytes).root))
        } catch {
            print("- \(error.problem)")
        }
        fflush(nil)
    }

    private static func json(_ bytes: [UInt8]) { _ = try? JSONValue(bytes) }

    /// A rule that was understood wholly is written again and means the same.
    private static func rule(_ bytes: [UInt8], _ vendor: Vendor) {
        _ = try? vendor.jobs?.decodeJob(bytes)
        let codec = vendor.rules
        guard let stored = try? codec.decodeRule(bytes) else { return }
        guard stored.document.bytes == bytes else { fatalError("the document was not kept as received") }
        guard stored.findings.isEmpty, let written = try? codec.encode(stored.rule) else { return }
        guard let again = try? codec.decodeRule(written.bytes) else { fatalError("what was written cannot be read") }
        guard again.rule == stored.rule else { fatalError("what was written means something else") }
    }

    private static func list(_ bytes: [UInt8], _ vendor: Vendor) {
        _ = try? vendor.rules.decodeList(bytes)
        _ = try? vendor.jobs?.decodeJobResult(bytes)
    }

    private static func error(_ bytes: [UInt8], _ vendor: Vendor) {
        let errors = ErrorReply(vendor)
        let reply = errors.reply(HTTPResponse(status: 400 + bytes.count % 200, body: bytes))
        let error = errors.error(for: reply, operation: .list(nil), bucket: BucketAddress("b", region: "r"))
        guard error.description.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            fatalError("an error's text holds control characters")
        }
    }

    private static func document(_ bytes: [UInt8]) {
        _ = try? RuleSetFile(bytes, name: "f") { _ in (bytes, "t") }
    }

    private static func targets(_ bytes: [UInt8]) { _ = try? TargetList.read(bytes, name: "t") }

    /// Half an address, half a date: what stands in rule files and in headers. A host that comes out is one that may
    /// stand in a URL, and no signature goes anywhere else.
    private static func host(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        _ = UTCInstant(text)?.description
        _ = UTCInstant(httpDate: text)?.httpDate
        _ = LoopbackAddress.contains(text)
        guard parts.count == 3 else { return }
        let address = BucketAddress(
            ExactText(parts[0]), region: ExactText(parts[1]), endpoint: Endpoint(parts[2]))
        for facts in [VendorFacts.tencentCOS, VendorFacts.huaweiOBS] {
            let resolver = HostResolver(facts)
            guard let host = try? resolver.place(of: address).host else { continue }
            let isPlain = host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
                default: false
                }
            }
            guard isPlain else { fatalError("a host with a foreign character") }
        }
    }
}
