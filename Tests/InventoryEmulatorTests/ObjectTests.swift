import Foundation
import InventoryWire
import Testing

@testable import InventoryEmulator

/// Buckets that hold objects: lists, versions, reading.
@Suite struct ObjectTests {
    static let keys = ["a", "a b+c", "db/1", "db/2", "db/2/x", "logs/1", "z", "日志/1", "～", "😀"]

    /// Calls a bucket of each cloud that holds the same objects.
    private func harness(_ objects: [EmulatedObject]) throws -> Harness {
        let harness = try Harness()
        for object in objects {
            harness.emulator.place(object, in: Harness.cosBucket, of: .tencentCOS)
            harness.emulator.place(object, in: Harness.obsBucket, of: .huaweiOBS)
        }
        return harness
    }

    private func texts(_ answer: Answer, _ element: String, _ child: String) -> [String] {
        answer.root.map { texts($0, element, child) } ?? []
    }

    private func texts(_ element: DocumentElement, _ name: String, _ child: String) -> [String] {
        element.children.filter { $0.name == name }
            .compactMap { entry in entry.children.first { $0.name == child }?.text }
    }

    private func decoded(_ text: String) -> String { String(decoding: PercentEncoding.decode(text), as: UTF8.self) }

    @Test(arguments: [1, 2, 3, 1000]) func `pages of any size give every key once, in the order of its bytes`(
        _ size: Int
    ) throws {
        let harness = try harness(Self.keys.reversed().map { EmulatedObject($0, .text("x")) })
        for provider in [EmulatedProvider.tencentCOS, .huaweiOBS] {
            var found: [String] = []
            var marker = ""
            repeat {
                let query = "max-keys=\(size)&encoding-type=url&marker=\(PercentEncoding.encode(marker))"
                let page = provider == .tencentCOS ? harness.cos("GET", query) : harness.obs("GET", query)
                #expect(page.status == 200)
                let keys = texts(page, "Contents", "Key").map(decoded)
                #expect(keys.count <= size)
                found += keys
                marker = page.value("NextMarker").map(decoded) ?? ""
                #expect((page.value("IsTruncated") == "true") == !marker.isEmpty)
            } while !marker.isEmpty && found.count < 100
            #expect(found == Self.keys)
        }
    }

    @Test func `a delimiter makes common prefixes, which count and which the marker leaves behind`() throws {
        let harness = try harness(Self.keys.map { EmulatedObject($0, .text("x")) })
        let first = harness.cos("GET", "delimiter=%2F&max-keys=3")
        #expect(texts(first, "Contents", "Key") == ["a", "a b+c"])
        #expect(texts(first, "CommonPrefixes", "Prefix") == ["db/"])
        #expect(first.value("NextMarker") == "db/")
        let second = harness.cos("GET", "delimiter=%2F&marker=db%2F")
        #expect(texts(second, "CommonPrefixes", "Prefix") == ["logs/", "日志/"])
        #expect(texts(second, "Contents", "Key") == ["z", "～", "😀"])
        let below = harness.obs("GET", "prefix=db/&delimiter=/")
        #expect(texts(below, "Contents", "Key") == ["db/1", "db/2"])
        #expect(texts(below, "CommonPrefixes", "Prefix") == ["db/2/"])
    }

    @Test func `OBS has lists of the second version with tokens, and COS does not`() throws {
        let harness = try harness(Self.keys.map { EmulatedObject($0, .text("x")) })
        let first = harness.obs("GET", "list-type=2&max-keys=4&start-after=a")
        #expect(texts(first, "Contents", "Key") == ["a b+c", "db/1", "db/2", "db/2/x"])
        #expect(first.value("KeyCount") == "4")
        let token = try #require(first.value("NextContinuationToken"))
        let next = harness.obs("GET", "list-type=2&continuation-token=\(PercentEncoding.encode(token))")
        #expect(texts(next, "Contents", "Key").first == "logs/1")
        #expect(harness.obs("GET", "list-type=2&continuation-token=x").code == "InvalidArgument")
        #expect(harness.cos("GET", "list-type=2").value("KeyCount") == nil)
    }

    @Test func `versions come newest first, delete markers between them, and pages go on within a key`() throws {
        let harness = try harness([
            EmulatedObject("a", .text("1"), versionID: "v1"), EmulatedObject("a", .text("22"), versionID: "v2"),
            EmulatedObject("a", .deleteMarker, versionID: "v3"), EmulatedObject("b", .text("x")),
        ])
        let all = harness.cos("GET", "versions")
        let entries = all.root?.children.filter { ["Version", "DeleteMarker"].contains($0.name) } ?? []
        #expect(entries.map(\.name) == ["DeleteMarker", "Version", "Version", "Version"])
        #expect(entries.map { $0.child("VersionId")?.text } == ["v3", "v2", "v1", "null"])
        #expect(entries.map { $0.child("IsLatest")?.text } == ["true", "false", "false", "true"])
        let page = harness.cos("GET", "versions&max-keys=2")
        #expect(page.value("NextKeyMarker") == "a" && page.value("NextVersionIdMarker") == "v2")
        let rest = harness.cos("GET", "versions&key-marker=a&version-id-marker=v2")
        #expect(texts(rest, "Version", "VersionId") == ["v1", "null"])
        #expect(texts(harness.cos("GET", "versions&key-marker=a"), "Version", "Key") == ["b"])
        #expect(texts(harness.cos("GET", ""), "Contents", "Key") == ["b"])
        #expect(harness.cos("GET", "", path: "/a").response.headers["x-cos-delete-marker"] == "true")
        #expect(harness.cos("GET", "versionId=v1", path: "/a").text == "1")
        #expect(harness.cos("GET", "versionId=v9", path: "/a").code == "NoSuchVersion")
    }

    @Test func `reading takes ranges and conditions as the vendors' pages say`() throws {
        let harness = try harness([
            EmulatedObject("t", .text("0123456789")), EmulatedObject("empty", .text("")),
            EmulatedObject("cold", .text("x"), storageClass: "DEEP_ARCHIVE"),
        ])
        let get = { (headers: HTTPHeaders, key: String) in harness.cos("GET", "", headers: headers, path: "/" + key) }
        let part = get(["Range": "bytes=2-4"], "t")
        #expect(part.status == 206 && part.text == "234")
        #expect(part.response.headers["Content-Range"] == "bytes 2-4/10")
        #expect(get(["Range": "bytes=7-99"], "t").text == "789")
        #expect(get(["Range": "bytes=7-"], "t").text == "789")
        #expect(get(["Range": "bytes=10-"], "t").code == "InvalidRange")
        #expect(get(["Range": "bytes=0-"], "empty").status == 416)
        for ignored in ["bytes=5-2", "bytes=x-", "lines=1-2", "bytes=-3"] {
            #expect(get(["Range": ignored], "t").status == 200, "\(ignored)")
        }
        #expect(harness.obs("GET", "", headers: ["Range": "bytes=-3"], path: "/t").text == "789")
        let etag = try #require(get([:], "t").response.headers["ETag"])
        #expect(etag == "\"781e5e245d69b566979b86e28d23f2c7\"")
        #expect(get(["If-Match": etag], "t").status == 200)
        #expect(get(["If-Match": "\"other\""], "t").code == "PreconditionFailed")
        #expect(get([:], "none").code == "NoSuchKey")
        #expect(get([:], "cold").code == "InvalidObjectState")
        let head = harness.cos("HEAD", "", path: "/cold").response
        #expect(head.status == 200 && head.body.isEmpty && head.bodyLength == 1)
        #expect(get([:], "t").response.headers["x-cos-hash-crc64ecma"] == "\(Self.crc64(of: "0123456789"))")
    }

    /// The published check value of CRC-64/XZ holds; longer texts follow.
    private static func crc64(of text: String) -> UInt64 { EmulatedObject.Content.text(text).crc64 ?? 0 }

    @Test func `the checksum has the published check value`() {
        #expect(Self.crc64(of: "123456789") == 0x995D_C9BB_DF19_39FA)
    }

    @Test func `a range far into an object of terabytes costs its own length`() throws {
        let harness = try harness([EmulatedObject("big", .generated(size: 48_800_000_000_000, seed: 7))])
        let read = { (range: String) in
            harness.obs("GET", "", headers: ["Range": range], path: "/big").response.body
        }
        let end = read("bytes=48799999999990-")
        #expect(end.count == 10)
        #expect(Array(read("bytes=48799999999980-48799999999995").suffix(6)) == Array(end.prefix(6)))
    }

    @Test func `the buckets of an account are listed by name, with their regions`() throws {
        let harness = try Harness()
        let cos = harness.cos("GET", "", host: "service.cos.myqcloud.com")
        #expect(texts(try #require(cos.root?.child("Buckets")), "Bucket", "Location") == ["ap-guangzhou"])
        let regional = harness.cos("GET", "", host: "cos.ap-beijing.myqcloud.com")
        #expect(texts(try #require(regional.root?.child("Buckets")), "Bucket", "Name") == [])
        let host = "obs.eu-west-0.myhuaweicloud.com"
        #expect(harness.obs("GET", "", host: host).root?.child("Buckets")?.children.map(\.name) == ["Bucket"])
    }

    @Test func `objects come from the configuration, given or generated, the same every time`() throws {
        let text = """
            {"credentials": [], "buckets": [{"provider": "tencent-cos", "name": "b-1", "region": "r",
             "objects": [{"key": "a", "text": "x"}, {"key": "b", "size": 3, "seed": 1}, {"key": "c", "deleted": true}],
             "generated": {"count": 50, "seed": 9, "prefix": "g/"}}]}
            """
        let read = { try JSONDecoder().decode(EmulatorConfiguration.self, from: Data(text.utf8)) }
        let bucket = try read().buckets[0]
        #expect(bucket.objects.map(\.content) == [.text("x"), .generated(size: 3, seed: 1), .deleteMarker])
        let generated = try #require(bucket.generated).objects
        #expect(generated.count == 50 && Set(generated.map(\.key)).count == 50)
        #expect(generated == GeneratedObjects(count: 50, seed: 9, prefix: "g/").objects)
        for wrong in [#"{"key": "a"}"#, #"{"key": "", "text": "x"}"#, #"{"key": "a", "text": "x", "size": 1}"#] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(EmulatedObject.self, from: Data(wrong.utf8))
            }
        }
    }
}
