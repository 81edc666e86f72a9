package import InventoryCore
package import InventoryWire

/// A request about buckets or objects, before it has a host and a signature.
package struct ObjectRequest: Sendable {
    package var method = HTTPMethod.get
    /// As it goes on the wire.
    package var path = "/"
    package var query: [QueryItem] = []
    package var headers: HTTPHeaders = [:]
    /// The host, where the request names no bucket.
    package var serviceHost: String?
    package var maximumResponseBytes = Self.largestList
    /// Whether it names an object, which may not be there.
    package var namesObject = false
    /// For sentences: "listing objects".
    package var phrase: String

    /// A page holds 1000 names of 1024 bytes, each byte written as three, and as much again around them.
    static let largestList = 8 << 20
}

// MARK: Lists

extension ObjectListing {
    /// The first or a later page of the objects of a bucket.
    package func objects(
        under prefix: ExactText, delimiter: String?, after cursor: PageCursor?, limit: Int = largestPage
    ) -> ObjectRequest {
        var request = ObjectRequest(phrase: "listing objects")
        switch paging {
        case .markers: request.query = [.init("marker", cursor?.token)]
        case .tokens: request.query = [.init("list-type", "2"), .init("continuation-token", cursor?.token)]
        }
        request.query += names(under: prefix, delimiter: delimiter, limit)
        request.query.removeAll { $0.value?.isEmpty ?? true }
        return request
    }

    /// A page of the objects of a bucket whose names lie behind that one, which need not be an object's.
    package func objects(under prefix: ExactText, behind key: ExactText, limit: Int) -> ObjectRequest {
        var request = ObjectRequest(phrase: "listing objects")
        switch paging {
        case .markers: request.query = [.init("marker", key.string)]
        case .tokens: request.query = [.init("list-type", "2"), .init("start-after", key.string)]
        }
        request.query += names(under: prefix, delimiter: nil, limit)
        request.query.removeAll { $0.value?.isEmpty ?? true }
        return request
    }

    /// The first or a later page of the versions of a bucket's objects.
    package func versions(
        under prefix: ExactText, delimiter: String?, after cursor: ObjectVersionPage.Cursor?,
        limit: Int = largestPage
    ) -> ObjectRequest {
        var request = ObjectRequest(phrase: "listing versions")
        request.query = [.init("key-marker", cursor?.key.string), .init("version-id-marker", cursor?.versionID)]
        request.query += names(under: prefix, delimiter: delimiter, limit)
        request.query.removeAll { $0.value?.isEmpty ?? true }
        // Bare: a signature may cover the name, and the value with it.
        request.query.insert(.init("versions"), at: 0)
        return request
    }

    /// What no cloud gives more of in one page. Always sent: some give 100 where nothing is asked for.
    package static let largestPage = 1000

    private func names(under prefix: ExactText, delimiter: String?, _ limit: Int) -> [QueryItem] {
        [
            .init("prefix", prefix.string), .init("delimiter", delimiter), .init("max-keys", "\(limit)"),
            .init("encoding-type", encodesNames ? "url" : nil),
        ]
    }

    /// The first or a later page of an account's buckets.
    /// - Throws: `invalidAddress` where the host needs a region, or the region is none.
    package func buckets(
        in region: ExactText?, after cursor: PageCursor?, of cloud: Capabilities
    ) throws(InventoryError) -> ObjectRequest {
        var request = ObjectRequest(headers: buckets.headers, phrase: "listing buckets")
        request.serviceHost = try buckets.host(in: region.flatMap { $0.isEmpty ? nil : $0 }, of: cloud)
        request.query = buckets.query
        if let cursor { request.query.append(.init(buckets.pageParameter, cursor.token)) }
        return request
    }
}

extension ObjectListing.Buckets {
    fileprivate func host(in region: ExactText?, of cloud: Capabilities) throws(InventoryError) -> String {
        guard let region, !regionalHost.isEmpty else {
            if let host { return host }
            guard !regionalHost.isEmpty else {
                throw InventoryError(
                    .unsupported,
                    "it is not known which host lists the buckets of \(cloud.provider); name them one by one",
                    provider: cloud.provider)
            }
            throw InventoryError(
                .invalidAddress, "buckets of \(cloud.provider) are listed by the host of a region; give any region",
                provider: cloud.provider)
        }
        let isLabel = region.string.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
            default: false
            }
        }
        let problem = cloud.naming.problems(withRegion: region, path: "region").first { $0.disposition == .refused }
        guard isLabel, problem == nil else {
            throw InventoryError(
                .invalidAddress,
                "the region '\(Printable.quoted(region.string, limit: 80))' cannot stand in a host name"
                    + (problem.map { ": \($0.message)" } ?? "; use letters, digits and hyphens"),
                provider: cloud.provider)
        }
        return regionalHost.filling([
            "{region}": region.string, "{suffix}": cloud.naming.partition(of: region.string)?.hostSuffix ?? "{suffix}",
        ])
    }
}

// MARK: Objects

extension ObjectListing {
    /// Reads an object, or its headers alone.
    /// - Parameters:
    ///   - offset: how many bytes to leave out at the beginning.
    ///   - last: the last byte to read, counted from 0; nil reads to the end.
    ///   - version: one of its versions; nil is the latest.
    ///   - etag: as the server wrote it, quotes included.
    /// - Throws: `invalidAddress` for an empty key: the request would list the bucket.
    package func read(
        _ key: ExactText, from offset: Int64 = 0, through last: Int64? = nil, version: String? = nil,
        ifMatch etag: String? = nil, method: HTTPMethod = .get
    ) throws(InventoryError) -> ObjectRequest {
        guard !key.isEmpty else {
            throw InventoryError(.invalidAddress, "an object without a name cannot be read; name it")
        }
        var request = ObjectRequest(
            method: method, path: path(of: key), headers: readHeaders, maximumResponseBytes: 64 << 20,
            namesObject: true, phrase: "reading object '\(Printable.quoted(key.string, limit: 200))'")
        if let version { request.query = [.init("versionId", version)] }
        if offset > 0 || last != nil { request.headers["Range"] = "bytes=\(offset)-\(last.map { "\($0)" } ?? "")" }
        if let etag { request.headers["If-Match"] = etag }
        return request
    }

    /// The path of an object: every byte but unreserved ones and `/` encoded, nothing normalised.
    package func path(of key: ExactText) -> String {
        var output = ByteBuffer(capacity: key.byteCount * 3 + 1)
        output.append(UInt8(ascii: "/"))
        var isFirst = true
        var before = ""
        for part in key.string.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if !isFirst {
                let isEscaped = escapesDotSegments && [".", ".."].contains(before)
                output.append(isEscaped ? "%2F" : "/")
            }
            isFirst = false
            before = String(decoding: part, as: UTF8.self)
            PercentEncoding.append(before, to: &output)
        }
        return output.string
    }
}

// MARK: In the pipeline

extension InventoryOperation {
    /// As it goes on the wire; rules are addressed by the query.
    /// - Parameter bucket: the path of the bucket itself, `/` or `/name`.
    func path(below bucket: String) -> String {
        guard case .object(let request) = self, request.namesObject else { return bucket }
        return (bucket == "/" ? "" : bucket) + request.path
    }

    /// Headers of its own.
    var headers: HTTPHeaders { if case .object(let request) = self { request.headers } else { [:] } }
    /// The longest answer that is taken.
    var maximumResponseBytes: Int {
        if case .object(let request) = self { request.maximumResponseBytes } else { 1 << 20 }
    }
}

extension RequestPipeline {
    /// The host that an operation on a bucket goes to, and what its signature depends on.
    /// - Throws: as ``location(of:)`` does.
    func location(
        of operation: InventoryOperation, on bucket: BucketAddress
    ) throws(InventoryError) -> (place: HostResolver.Place, scope: SigningScope) {
        guard case .object(let request) = operation, let host = request.serviceHost else {
            return try location(of: bucket)
        }
        return (
            HostResolver.Place(host: host, addressing: .service), SigningScope(.service, region: bucket.region?.string)
        )
    }
}
