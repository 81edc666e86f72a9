internal import InventoryWire

/// What of a request a signature covers, as bytes.
struct SigV4Form: ~Copyable {
    private var headers = SortedPairs(keepsOrder: true)
    private var query = SortedPairs()
    private let method: String
    private let path: String
    private let payload: String
    private let profile: SigV4Profile
    /// The names of signed headers that the signature states; empty where it states none.
    let names: String
    /// Whether the form holds a session token.
    let holdsToken: Bool

    /// - Parameters:
    ///   - path: the canonical path.
    ///   - payload: the last line.
    ///   - additional: headers to sign beside the usual ones, in lower case.
    ///   - parameters: makes, of the names of the signed headers, what a signed URL has beside the request's own.
    init(
        _ request: HTTPRequest, _ profile: SigV4Profile, path: String, payload: String,
        signing chosen: SigV4Profile.SignedHeaders, additional: Set<String>,
        parameters: (_ names: String) -> [QueryItem] = { _ in [] }
    ) {
        (method, self.path, self.payload, self.profile) = (request.method.rawValue, path, payload, profile)
        for field in request.headers.fields {
            headers.appendHeader(field.name, field.value, foldsBlanks: profile.foldsBlanks) { name in
                !ASCII.equal(name, "authorization")
                    && (chosen.contains(name)
                        || (!additional.isEmpty && additional.contains(ASCII.lowercased(field.name))))
            }
        }
        if profile.namesSignedHeaders || additional.contains("host"), !headers.contains("host") {
            headers.appendHeader("host", request.host, foldsBlanks: false) { _ in true }
        }
        var names = ByteBuffer(capacity: 96)
        headers.writeDistinctNames(to: &names) { name in
            profile.namesSignedHeaders
                || (!additional.isEmpty && !chosen.contains(name)
                    && additional.contains(String(decoding: name, as: UTF8.self)))
        }
        self.names = names.string
        for item in request.query {
            query.appendParameter(item.name, item.value ?? "", marksEmpty: profile.marksEmptyValues)
        }
        var tokenInQuery = false
        for item in parameters(self.names) {
            query.appendParameter(item.name, item.value ?? "", marksEmpty: profile.marksEmptyValues)
            if item.name == profile.parameters.token { tokenInQuery = true }
        }
        holdsToken = tokenInQuery || request.headers[profile.headers.token] != nil
    }

    /// Writes the canonical request.
    func write(to output: inout ByteBuffer) {
        output.append(method)
        output.append(0x0A)
        output.append(path)
        output.append(0x0A)
        query.write(to: &output)
        output.append(0x0A)
        headers.writeLines(to: &output)
        output.append(0x0A)
        output.append(names)
        output.append(0x0A)
        output.append(payload)
    }
}

extension SigV4Profile.SignedHeaders {
    fileprivate func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .all(let exceptions): !exceptions.contains { ASCII.equal(name, $0) }
        case .some(let names, let prefixes):
            prefixes.contains { ASCII.starts(name, with: $0) } || names.contains { ASCII.equal(name, $0) }
        }
    }
}
