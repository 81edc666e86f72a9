import CloudInventory
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryRuleSet
import InventorySync
import InventoryTencentCOS
import InventoryWire

/// Documents of any size that are as hard on their reader as a hostile server or file can make them. `growth.py` holds
/// the readers to linear work and to a time for the longest document that is taken.
enum Growth {
    /// What repeats an operation over a document of about that many bytes; a refusal counts as an answer.
    typealias Making = @Sendable (Int) throws -> () throws -> Int

    /// The operation that `grow-KIND-BYTES` names.
    static func operation(_ name: String) throws -> (() throws -> Int)? {
        let parts = name.split(separator: "-")
        guard parts.count >= 3, parts[0] == "grow", let bytes = parts.last.flatMap({ Int($0) }) else { return nil }
        return try kinds[parts[1..<(parts.count - 1)].joined(separator: "-")]?(bytes)
    }

    static let kinds: [String: Making] = [
        "xml-elements": { xml("<a>", fill("<b/>", $0), "</a>") },
        "xml-names": { size in
            // No name comes twice.
            xml("<a>", numbered(size) { "<n\($0)/>" }, "</a>")
        },
        "xml-attribute-names": { size in
            xml("<a>", numbered(size) { "<b a\($0)='' b\($0)='' c\($0)=''/>" }, "</a>")
        },
        "xml-one-tag": { size in xml("<a", numbered(size) { " a\($0)=''" }, "/>") },
        "xml-prefixes": { xml("<a>", fill("<p:b xmlns:p='u'>x</p:b>", $0), "</a>") },
        "xml-references": { xml("<a>", fill("<b>&#65;&amp;&lt;</b>", $0), "</a>") },
        "xml-attributes": { size in
            xml("<a>", fill("<b " + (0..<32).map { "a\($0)='1'" }.joined(separator: " ") + "/>", size), "</a>")
        },
        "xml-cut": { xml("<a>", fill("<b>x</b>", $0), "<c>") },
        "xml-lines": { xml("", fill("\n", $0), "x") },
        "cos-list": { size in list(TencentCOS.codec, try Samples.cosPage(), size) },
        "obs-list": { size in list(HuaweiOBS.codec, try Samples.obsPage(), size) },
        "unknown-elements": { size in
            list(
                TencentCOS.codec,
                Array(
                    ("<ListInventoryConfigurationResult><InventoryConfiguration><Id>a</Id>"
                        + numbered(size - frame) { "<New\($0)>x</New\($0)>" }
                        + "</InventoryConfiguration></ListInventoryConfigurationResult>").utf8))
        },
        "json-array": { json("[" + fill("1,", $0) + "1]") },
        "json-keys": { size in json("{" + numbered(size) { "\"k\($0)\":\"\\u00e9\\n\"," } + "\"z\":0}") },
        "json-text": { json("\"" + fill("\\\"", $0) + "\"") },
        "yaml-rules": { size in ruleSet(rules(size)) },
        "yaml-review-rules": { size in review(rules(size)) },
        "yaml-review-buckets": { size in review(yaml + numbered(size) { "      - b\($0)-1250000000\n" }) },
        "yaml-targets": { size in ruleSet(yaml + numbered(size) { "      - b\($0)\n" }) },
        "yaml-keys": { size in ruleSet("version: 1\n" + numbered(size) { "k\($0): 1\n" }) },
        "yaml-flow": { ruleSet("rules: " + fill("[", $0)) },
        "csv-targets": { size in
            let bytes = Array(("bucket,region\n" + numbered(size) { "b\($0),\"r\"\"\"\n" }).utf8)
            return { (try? TargetList.read(bytes, name: "t").count) ?? 1 }
        },
    ]

    private static let yaml = """
        version: 1
        name: n
        rules:
          - {id: a, schedule: daily, fields: [Size]}
        targets:
          - name: t
            provider: tencent-cos
            region: ap-guangzhou
            reports: {bucket: inv-1250000000}
            buckets:

        """

    /// A rule set of many rules for one bucket.
    private static func rules(_ size: Int) -> String {
        "version: 1\nname: n\nrules:\n" + numbered(size) { "  - {id: r\($0), prefix: p\($0)/, schedule: daily}\n" }
            + "targets:\n  - {name: t, provider: tencent-cos, region: ap-guangzhou, buckets: [b-1250000000],\n"
            + "     reports: {bucket: inv-1250000000}}\n"
    }

    /// All that `validate` does with a rule set.
    private static func review(_ text: String) -> () throws -> Int {
        let bytes = Array(text.utf8)
        let sync = InventorySync(
            ProviderCatalog(transport: Planning.NoTransport(), credentials: FixedCredential(Samples.credential)))
        return {
            var review = RuleSetReview(bytes, name: "f", clouds: Vendors.all.map(\.capabilities)) { _ in (bytes, "t") }
            review.consider(sync)
            return review.remarks.count + 1
        }
    }

    /// Room for what stands around the repeated part: a document beyond its limit would be refused unread.
    private static let frame = 1 << 10

    private static func fill(_ piece: String, _ size: Int) -> String {
        String(repeating: piece, count: size / piece.utf8.count)
    }

    private static func numbered(_ size: Int, _ piece: (Int) -> String) -> String {
        var text = ""
        var number = 1_000_000
        while text.utf8.count < size {
            text += piece(number)
            number += 1
        }
        return text
    }

    private static func xml(_ start: String, _ middle: String, _ end: String) -> () throws -> Int {
        let bytes = Array((start + middle + end).utf8)
        return { (try? XMLReader.read(bytes, limits: limits(bytes.count)).root.source.count) ?? 1 }
    }

    private static func list(_ codec: any RuleCodec, _ page: [UInt8], _ size: Int = 0) -> () throws -> Int {
        // Its first rule over and over, within the page's own root.
        let text = String(decoding: page, as: UTF8.self)
        let end = "</InventoryConfiguration>"
        guard size > 0, let first = text.firstRange(of: "<InventoryConfiguration>"),
            let last = text.firstRange(of: end), let rest = text.firstRange(of: "<IsTruncated>")
        else { return { (try? codec.decodeList(page).entries.count) ?? 1 } }
        let bytes = Array(
            (text[..<first.lowerBound] + fill(String(text[first.lowerBound..<last.upperBound]), size - frame)
                + text[rest.lowerBound...]).utf8)
        precondition(bytes.count <= XMLReader.Limits().bytes, "the page would be refused unread")
        return { (try? codec.decodeList(bytes).entries.count) ?? 1 }
    }

    private static func json(_ text: String) -> () throws -> Int {
        let bytes = Array(text.utf8)
        return { (try? JSONValue(bytes)) == nil ? 1 : 2 }
    }

    private static func ruleSet(_ text: String) -> () throws -> Int {
        let bytes = Array(text.utf8)
        return { (try? RuleSetFile(bytes, name: "f") { _ in (bytes, "t") }.targets.count) ?? 1 }
    }

    /// A document of a megabyte may stand a little beyond the limit that a reply has. Below it, no limit hides how the
    /// work grows.
    private static func limits(_ size: Int) -> XMLReader.Limits {
        var limits = XMLReader.Limits()
        if size < limits.bytes { (limits.elements, limits.allAttributes) = (.max, .max) }
        limits.bytes = 4 << 20
        return limits
    }
}
