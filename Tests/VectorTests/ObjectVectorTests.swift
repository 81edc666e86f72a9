import Foundation
import InventoryAlibabaOSS
import InventoryAmazonS3
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryVolcengineTOS
import InventoryWire
import Testing

/// A call about buckets or objects: the request that a vendor's SDK made of it, or an answer to it.
struct ObjectVector: VectorRecord {
    var id: String
    var note: String?
    var conformance: String
    var ask: String
    var operation: String
    var call: Call
    var mode: String?
    var addressing: String?
    var bucket: String?
    var request: Request?
    var response: ParsingVector.Response?
    var expected: Expected

    struct Call: Decodable, Sendable {
        var list_version: String?
        var prefix: String?
        var delimiter: String?
        var marker: String?
        var start_after: String?
        var continuation_token: String?
        var key_marker: String?
        var version_id_marker: String?
        var max_keys: Int?
        var region: String?
        var key: String?
        var range: [Int64?]?
        var if_match: String?
        var version_id: String?
        var tag: [String]?
        var created: [Text]?
        var bucket_type: String?
        var fetch_owner: Bool?

        /// A text or a number.
        struct Text: Decodable, Sendable {
            init(from decoder: any Decoder) throws {}
        }
    }

    struct Request: Decodable, Sendable {
        var method: String
        var path_on_wire: String
        var headers_on_wire: [Pair]
    }

    struct Expected: Decodable, Sendable {
        var path_is_model: Bool?
        var query_pairs: [Pair]?
        var buckets: [Bucket]?
        var owner_id: String?
        var objects: [Entry]?
        var entries: [Entry]?
        var live: [Entry]?
        var delete_markers: [Entry]?
        var prefixes: [String]?
        var next: Next?
        var object: Object?
        var error: ParsingVector.ExpectedError?
        var parse_failure: Bool?
    }

    struct Bucket: Decodable, Sendable {
        var name: String
        var region: String?
        var created: String?
        var kind: String?
    }

    struct Entry: Decodable, Sendable {
        var key: String
        var size: Int64?
        var etag: String?
        var storage_class: String?
        var crc: String?
        var version_id: String?
        var is_latest: Bool?
        var delete_marker: Bool?
    }

    struct Next: Decodable, Sendable {
        var marker: String?
        var token: String?
        var key_marker: String?
        var version_id_marker: String?
    }

    struct Object: Decodable, Sendable {
        var status: Int
        var length: Int64
        var received: Int64?
        var complete: Bool?
        var etag: String?
        var content_range: [Int64]?
        var crc: String?
        var version_id: String?
        var storage_class: String?
    }

    /// Whether our client makes such a call: no last bytes, tags or file systems, and one version of lists.
    func isOurs(_ paging: ObjectListing.Paging) -> Bool {
        call.tag == nil && call.created == nil && call.bucket_type == nil && call.start_after == nil
            && call.fetch_owner == nil && call.range?.first != .some(nil)
            && (call.list_version ?? "v\(paging == .tokens ? 2 : 1)") == "v\(paging == .tokens ? 2 : 1)"
            && !(operation == "list_buckets" && call.prefix != nil)
    }

    var isPathStyle: Bool {
        [mode, addressing].contains { $0?.contains("path") == true || $0 == "loopback_address" }
            || request?.headers_on_wire.contains { $0.name == "Host" && $0.value?.hasPrefix(bucket ?? "?") == false }
                == true
    }

    var body: [UInt8] {
        response?.body_base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
            ?? Array((response?.body ?? "").utf8)
    }
}

@Suite("Vector: objects")
struct ObjectVectorTests {
    static func vectors(_ vendor: String, _ paging: ObjectListing.Paging, _ ask: String) -> [ObjectVector] {
        VectorFolder.must("\(vendor)/objects.json", as: ObjectVector.self).filter { $0.ask == ask && $0.isOurs(paging) }
    }

    @Test("COS requests have the SDK's path and parameters", arguments: vectors("cos", .markers, "request"))
    func requestsOfCOS(_ vector: ObjectVector) throws { try request(vector, TencentCOS.vendor) }

    @Test("OBS requests have the SDK's path and parameters", arguments: vectors("obs", .markers, "request"))
    func requestsOfOBS(_ vector: ObjectVector) throws { try request(vector, HuaweiOBS.vendor) }

    @Test("S3 requests have the SDK's path and parameters", arguments: vectors("s3", .tokens, "request"))
    func requestsOfS3(_ vector: ObjectVector) throws { try request(vector, AmazonS3.vendor) }

    @Test("TOS requests have the SDK's path and parameters", arguments: vectors("tos", .tokens, "request"))
    func requestsOfTOS(_ vector: ObjectVector) throws { try request(vector, VolcengineTOS.vendor) }

    @Test("TOS answers about objects are read", arguments: vectors("tos", .tokens, "answer"))
    func answersOfTOS(_ vector: ObjectVector) throws { try answer(vector, VolcengineTOS.vendor) }

    @Test("S3 answers about objects are read", arguments: vectors("s3", .tokens, "answer"))
    func answersOfS3(_ vector: ObjectVector) throws { try answer(vector, AmazonS3.vendor) }

    @Test("COS answers about objects are read", arguments: vectors("cos", .markers, "answer"))
    func answersOfCOS(_ vector: ObjectVector) throws { try answer(vector, TencentCOS.vendor) }

    @Test("OBS answers about objects are read", arguments: vectors("obs", .markers, "answer"))
    func answersOfOBS(_ vector: ObjectVector) throws { try answer(vector, HuaweiOBS.vendor) }

    @Test("OSS requests have the SDKs' path and parameters", arguments: vectors("oss", .tokens, "request"))
    func requestsOfOSS(_ vector: ObjectVector) throws { try request(vector, AlibabaOSS.vendor) }

    @Test("OSS answers about objects are read", arguments: vectors("oss", .tokens, "answer"))
    func answersOfOSS(_ vector: ObjectVector) throws { try answer(vector, AlibabaOSS.vendor) }

    // MARK: Requests

    private func request(_ vector: ObjectVector, _ vendor: Vendor) throws {
        let (call, theirs) = (vector.call, try #require(vector.request))
        let ours = try made(vector, vendor)
        #expect(ours.method.rawValue == theirs.method)
        if vector.expected.path_is_model == true {
            // Some modes have the bucket in the path.
            let isInPath = vector.bucket.map { theirs.path_on_wire.hasPrefix("/\($0)/") && vector.isPathStyle } ?? false
            #expect((isInPath ? "/\(vector.bucket ?? "")" : "") + ours.path == theirs.path_on_wire)
        }
        let pairs = ours.query.map { [$0.name, $0.value ?? ""] }
        for pair in vector.expected.query_pairs ?? [] where pair.value?.isEmpty == false {
            // Ours asks for full pages always.
            if ["max-keys", "max-buckets"].contains(pair.name), call.max_keys == nil { continue }
            if pair.name == "encoding-type", !vendor.objects.encodesNames { continue }
            // An SDK asks for owners unasked.
            if pair.name == "fetch-owner", call.fetch_owner == nil { continue }
            #expect(pairs.contains([pair.name, pair.value ?? ""]), "\(pair.name) is missing in \(pairs)")
        }
        if vector.operation == "list_versions" { #expect(ours.query.first == QueryItem("versions")) }
        for name in ["Range", "If-Match"] {
            let wanted = theirs.headers_on_wire.first { ASCII.equalIgnoringCase($0.name, name) }?.value
            // The SDK of OBS escapes the quotes of an entity tag.
            #expect(ours.headers[name] == wanted.map { String(decoding: PercentEncoding.decode($0), as: UTF8.self) })
        }
    }

    private func made(_ vector: ObjectVector, _ vendor: Vendor) throws -> ObjectRequest {
        let (call, listing) = (vector.call, vendor.objects)
        let prefix = ExactText(call.prefix ?? "")
        let marker = (call.marker ?? call.continuation_token).map { PageCursor(token: $0) }
        let limit = call.max_keys ?? ObjectListing.largestPage
        switch vector.operation {
        case "list_objects":
            return listing.objects(under: prefix, delimiter: call.delimiter, after: marker, limit: limit)
        case "list_versions":
            return listing.versions(
                under: prefix, delimiter: call.delimiter,
                after: call.key_marker.map { .init(key: ExactText($0), versionID: call.version_id_marker) },
                limit: limit)
        case "list_buckets":
            var request = try listing.buckets(
                in: call.region.map { ExactText($0) } ?? (listing.buckets.host == nil ? "us-east-1" : nil),
                after: marker,
                of: vendor.capabilities)
            // Asked of the region's own host, which the SDK does by a parameter.
            if let region = call.region { request.query.append(.init("region", region)) }
            let size = listing.buckets.query.first?.name ?? "max-keys"
            if let most = call.max_keys { request.query.append(.init(size, "\(most)")) }
            return request
        default:
            return try listing.read(
                ExactText(try #require(call.key)), from: (call.range?.first ?? 0) ?? 0,
                through: call.range?.last ?? nil, version: call.version_id, ifMatch: call.if_match,
                method: vector.operation == "head_object" ? .head : .get)
        }
    }

    // MARK: Answers

    private func answer(_ vector: ObjectVector, _ vendor: Vendor) throws {
        let (response, expected) = (try #require(vector.response), vector.expected)
        let headers = HTTPHeaders(response.headers.map { .init(name: $0.name, value: $0.value ?? "") })
        if let error = expected.error {
            let reply = ErrorReply(vendor).reply(
                HTTPResponse(status: response.status, headers: headers, body: vector.body))
            #expect(reply.status == error.status)
            #expect(reply.code == error.code)
            #expect(reply.message == error.message)
            #expect(error.request_id == nil || reply.requestIDs.values.contains(error.request_id ?? ""))
            return
        }
        if expected.parse_failure == true {
            #expect(throws: InventoryError.self) { try read(vector, vendor.objects, headers) }
            return
        }
        try read(vector, vendor.objects, headers)
    }

    private func read(_ vector: ObjectVector, _ listing: ObjectListing, _ headers: HTTPHeaders) throws {
        let (call, expected) = (vector.call, vector.expected)
        let prefix = ExactText(call.prefix ?? "")
        // Some answers have folders though the call that they were written for asks for none.
        let delimiter = call.delimiter ?? (expected.prefixes?.isEmpty == false ? "/" : nil)
        switch vector.operation {
        case "list_objects":
            let cursor = (call.marker ?? call.continuation_token).map { PageCursor(token: $0) }
            let page = try listing.readObjects(vector.body, under: prefix, delimiter: delimiter, after: cursor)
            let objects = try #require(expected.objects)
            #expect(page.objects.map(\.key) == objects.map { ExactText($0.key) })
            #expect(page.objects.map(\.size) == objects.map { $0.size })
            #expect(page.objects.map(\.etag) == objects.map(\.etag))
            #expect(page.objects.map(\.storageClass) == objects.map(\.storage_class))
            #expect(zip(page.objects, objects).allSatisfy { $1.crc == nil || $0.crc64 == $1.crc })
            #expect(Set(page.folders) == Set((expected.prefixes ?? []).map { ExactText($0) }))
            let next = expected.next.map { $0.marker ?? $0.token ?? "" }
            #expect(page.next.map { ExactText($0.token) } == next.map { ExactText($0) })
        case "list_versions":
            let cursor = call.key_marker.map {
                ObjectVersionPage.Cursor(key: ExactText($0), versionID: call.version_id_marker)
            }
            var page = try listing.readVersions(vector.body, under: prefix, delimiter: delimiter, after: cursor)
            if expected.entries == nil {
                #expect(page.entries.map(\.key) == page.entries.map(\.key).sorted())
                page.entries.sort { ($0.key.string, $0.versionID) < ($1.key.string, $1.versionID) }
            }
            // Two lists of JSON become one: by key here, as times are in no vector.
            let lists = (expected.live ?? []) + (expected.delete_markers ?? [])
            let entries =
                expected.entries ?? lists.sorted { ($0.key, $0.version_id ?? "") < ($1.key, $1.version_id ?? "") }
            #expect(page.entries.map(\.key) == entries.map { ExactText($0.key) })
            #expect(page.entries.map(\.versionID) == entries.map(\.version_id))
            #expect(page.entries.map(\.isLatest) == entries.map(\.is_latest))
            #expect(page.entries.map(\.isDeleteMarker) == entries.map(\.delete_marker))
            #expect(page.entries.map(\.size) == entries.map(\.size))
            #expect(page.entries.map(\.etag) == entries.map(\.etag))
            #expect(Set(page.folders) == Set((expected.prefixes ?? []).map { ExactText($0) }))
            #expect(page.next?.key == expected.next?.key_marker.map { ExactText($0) })
            #expect(page.next?.versionID == expected.next?.version_id_marker)
        case "list_buckets":
            let page = try listing.readBuckets(vector.body, after: nil)
            let buckets = try #require(expected.buckets)
            #expect(page.buckets.map(\.name) == buckets.map { ExactText($0.name) })
            #expect(page.buckets.map(\.region) == buckets.map { $0.region.map { ExactText($0) } })
            #expect(page.buckets.map(\.created) == buckets.map(\.created))
            #expect(zip(page.buckets, buckets).allSatisfy { $1.kind == nil || $0.kind == $1.kind })
            #expect(expected.owner_id == nil || page.owner == expected.owner_id)
            #expect(page.next?.token == (expected.next?.marker ?? expected.next?.token))
        default:
            let object = try #require(expected.object)
            let announced = headers["Content-Length"].flatMap { Int64($0) } ?? Int64(vector.body.count)
            let reply = try ObjectReply(object.status, headers, length: announced, of: listing)
            #expect(reply.length == object.length)
            // Of a part, or cut: the rest is asked for.
            #expect(object.complete != false || Int64(vector.body.count) == object.received)
            #expect(reply.etag.map { $0.filter { $0 != "\"" } } == object.etag || object.etag == nil)
            #expect(object.crc == nil || reply.checksum == object.crc)
            #expect(object.version_id == nil || reply.versionID == object.version_id)
            #expect(object.storage_class == nil || reply.storageClass == object.storage_class)
            if let range = object.content_range {
                #expect([reply.start, reply.start + reply.length - 1, reply.size] == range)
            }
        }
    }
}
