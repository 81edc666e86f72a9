import CloudInventory
import InventoryCore
import InventoryProviderKit
import Testing

/// Pages of objects whose parts do not agree: what is missing from a list is taken for absent, so that none of it counts.
@Suite struct ObjectPageTests {
    private static let object = """
        <Contents><Key>a</Key><Size>1</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>
        """
    private static let folder = "<CommonPrefixes><Prefix>f/</Prefix></CommonPrefixes>"
    private static let jsonObject = #"{"Key":"a","Size":1,"LastModified":"2026-01-02T03:04:05.000Z"}"#

    private func page(_ cloud: ProviderID, xml: String, json: String, delimiter: String?) throws -> ObjectPage {
        let body = cloud == VolcengineTOS.vendor.id ? "{\(json)}" : "<ListBucketResult>\(xml)</ListBucketResult>"
        return try Vendors.vendor(cloud).objects.readObjects(
            Array(body.utf8), under: "", delimiter: delimiter, after: nil)
    }

    @Test(arguments: Vendors.ids)
    func `A page of objects that contradicts itself is refused`(_ cloud: ProviderID) {
        let contradictions: [(xml: String, json: String)] = [
            ("<KeyCount>1</KeyCount>", #""KeyCount":1,"Contents":null"#),
            ("<KeyCount>2</KeyCount>\(Self.object)", #""KeyCount":2,"Contents":[\#(Self.jsonObject)]"#),
            ("<KeyCount>0</KeyCount>\(Self.object)", #""KeyCount":"0","Contents":[\#(Self.jsonObject)]"#),
            ("<Contents/>", #""Contents":[{"Size":1}]"#),
            (
                "<Contents><Key>a</Key><Key>b</Key><Size>1</Size></Contents>",
                #""Contents":[{"Key":"a","Key":"b","Size":1}]"#
            ),
            (
                "<Contents><Key>a</Key><Size>1</Size><Size>2</Size></Contents>",
                #""Contents":[{"Key":"a","Size":1,"Size":2}]"#
            ),
            // Whether there is more is not clear.
            ("<NextToken>a</NextToken>", #""Contents":[],"NextToken":"a""#),
            ("<HasMore>true</HasMore>", #""Contents":[],"HasMore":true"#),
            ("<NextMarker>a</NextMarker>", #""Contents":[],"NextMarker":"a""#),
            ("<NextContinuationToken>a</NextContinuationToken>", #""Contents":[],"NextContinuationToken":"a""#),
            // What lies below the folder is missing, and nobody asked for folders.
            (Self.object + Self.folder, #""Contents":[\#(Self.jsonObject)],"CommonPrefixes":[{"Prefix":"f/"}]"#),
            (
                Self.object.replacing("2026-01-02T03:04:05.000Z", with: "2026-13-02T03:04:05.000Z"),
                #""Contents":[{"Key":"a","Size":1,"LastModified":"yesterday"}]"#
            ),
        ]
        for (xml, json) in contradictions {
            #expect(throws: InventoryError.self, "\(xml)") { try page(cloud, xml: xml, json: json, delimiter: nil) }
        }
    }

    @Test(arguments: Vendors.ids)
    func `A page of objects that agrees with itself is read`(_ cloud: ProviderID) throws {
        for count in [nil, 1, 2] {
            let page = try page(
                cloud, xml: (count.map { "<KeyCount>\($0)</KeyCount>" } ?? "") + Self.object + Self.folder,
                json: (count.map { #""KeyCount":\#($0),"# } ?? "")
                    + #""Contents":[\#(Self.jsonObject)],"CommonPrefixes":[{"Prefix":"f/"}]"#, delimiter: "/")
            #expect(page.objects.map(\.key) == ["a"] && page.folders == ["f/"])
            #expect(page.objects.first?.modified == UTCInstant("2026-01-02T03:04:05Z"))
        }
        let none = try page(
            cloud, xml: "<KeyCount>0</KeyCount>", json: #""KeyCount":0,"Contents":null,"CommonPrefixes":[]"#,
            delimiter: nil)
        #expect(none.objects.isEmpty && none.next == nil)
    }
}
