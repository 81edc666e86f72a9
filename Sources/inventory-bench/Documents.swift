import CExpat
import CloudInventory
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire

/// Documents read and written.
enum Documents {
    static func decodeCOS() throws -> () throws -> Int { decode(TencentCOS.codec, try Samples.cosPage()) }
    static func decodeOBS() throws -> () throws -> Int { decode(HuaweiOBS.codec, try Samples.obsPage()) }

    private static func decode(_ codec: any RuleCodec, _ page: [UInt8]) -> () throws -> Int {
        {
            try codec.decodeList(page).entries.reduce(0) { sum, entry in
                guard case .rule(let stored) = entry else { return sum }
                return sum + stored.rule.content.fields.list.count + stored.findings.count
            }
        }
    }

    /// The same page only as far as the element table.
    static func readCOS() throws -> () throws -> Int {
        let page = try Samples.cosPage()
        return { try XMLReader.read(page).root.source.count }
    }

    static func floorExpatCOS() throws -> () throws -> Int { floorExpat(try Samples.cosPage()) }
    static func floorExpatOBS() throws -> () throws -> Int { floorExpat(try Samples.obsPage()) }

    /// Expat with callbacks that do nothing.
    private static func floorExpat(_ page: [UInt8]) -> () throws -> Int {
        {
            let parser = XML_ParserCreate("UTF-8")
            defer { XML_ParserFree(parser) }
            XML_SetElementHandler(parser, { _, _, _ in }, { _, _ in })
            XML_SetCharacterDataHandler(parser) { _, _, _ in }
            let status = page.withUnsafeBytes {
                XML_Parse(parser, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), 1)
            }
            return Int(status.rawValue)
        }
    }

    static func encodeCOS() throws -> () throws -> Int { encode(TencentCOS.codec, Samples.cosRule(2)) }
    static func encodeOBS() throws -> () throws -> Int { encode(HuaweiOBS.codec, Samples.obsRule(2)) }

    /// A rule to its document and Content-MD5.
    private static func encode(_ codec: any RuleCodec, _ rule: InventoryRule) -> () throws -> Int {
        {
            let document = try codec.encode(rule)
            return document.bytes.count + Base64.encode(try Digest.md5(document.bytes)).utf8.count
        }
    }
}
