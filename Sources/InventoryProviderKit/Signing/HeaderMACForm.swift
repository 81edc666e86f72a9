internal import InventoryCore
internal import InventoryWire

/// What of a request a ``HeaderMACSigner`` covers, as bytes.
struct HeaderMACForm: Sendable {
    let stringToSign: [UInt8]
    /// Where in the string the resource begins.
    private let resourceStart: Int
    /// Whether the string holds a session token.
    private let holdsToken: Bool

    var stages: [SignedRequest.Stage] {
        [
            .init("CanonicalizedResource", Array(stringToSign[resourceStart...]), isSecret: holdsToken),
            .init("StringToSign", stringToSign, isSecret: holdsToken),
        ]
    }

    /// - Parameter date: the date's line: the header's value, or a URL's expiry.
    init(
        _ request: HTTPRequest, in scope: SigningScope, _ profile: HeaderMACProfile, date: String
    ) throws(InventoryError) {
        var output = ByteBuffer(capacity: 512)
        output.append(request.method.rawValue)
        output.append(0x0A)
        if let digest = request.headers["Content-MD5"] { output.append(digest) }
        output.append(0x0A)
        if let type = request.headers["Content-Type"] { output.append(type) }
        output.append(0x0A)
        output.append(date)
        output.append(0x0A)
        let headers = Self.vendorHeaders(request.headers, profile.headerPrefix)
        for header in headers {
            output.append(header.name)
            for (index, value) in header.values.enumerated() {
                output.append(index == 0 ? 0x3A : 0x2C)
                output.append(value)
            }
            output.append(0x0A)
        }

        resourceStart = output.count
        try Self.writePath(of: request, in: scope, profile.customDomain, decoded: profile.decodesPath, to: &output)
        // Each by itself: a closure that has the whole profile copies it.
        let (subResources, prefix) = (profile.subResources, profile.subResourcePrefix)
        let (tokenHeader, tokenParameter) = (profile.tokenHeader, profile.tokenParameter)
        // Names match exactly.
        let signed = request.query.filter { item in
            subResources.contains(item.name) || prefix.map { item.name.hasPrefix($0) } == true
        }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (index, item) in signed.enumerated() {
            output.append(index == 0 ? 0x3F : 0x26)
            output.append(item.name)
            guard let value = item.value, profile.marksEmptyValues || !value.isEmpty else { continue }
            output.append(0x3D)
            output.append(value)
        }
        stringToSign = output.array
        holdsToken =
            headers.contains { $0.name == tokenHeader } || signed.contains { $0.name == tokenParameter }
    }

    /// The vendor's headers by bytes of the name: `-` before digits before `_` before letters.
    private static func vendorHeaders(
        _ headers: HTTPHeaders, _ prefix: StaticString
    ) -> [(name: String, values: [String])] {
        var found: [(name: String, values: [String])] = []
        for field in headers.fields where ASCII.startsIgnoringCase(field.name, with: prefix) {
            let name = ASCII.lowercased(field.name)
            let value = ASCII.trimmed(field.value)
            if let index = found.firstIndex(where: { $0.name == name }) {
                found[index].values.append(value)
            } else {
                found.append((name, [value]))
            }
        }
        found.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return found
    }

    /// The path, and before it what stands for the bucket where the path does not have it.
    private static func writePath(
        of request: HTTPRequest, in scope: SigningScope, _ customDomain: HeaderMACProfile.CustomDomain, decoded: Bool,
        to output: inout ByteBuffer
    ) throws(InventoryError) {
        switch (scope.addressing, customDomain) {
        case (.virtualHost(let bucket), _):
            output.append(0x2F)
            output.append(bucket)
        case (.customDomain, .host):
            output.append(0x2F)
            output.append(request.host)
        case (.customDomain, .bucket):
            output.append(0x2F)
            output.append(try scope.bucketOfDomain())
        case (.path, _), (.service, _): break
        }
        if decoded {
            output.append(PercentEncoding.decode(request.path))
        } else {
            output.append(request.path)
        }
    }
}
