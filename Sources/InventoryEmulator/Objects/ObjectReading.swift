internal import InventoryWire

/// Answers GET and HEAD of one object.
struct ObjectReading: Sendable {
    let call: ObjectCall
    let shelf: ObjectShelf
    let form: ObjectForm

    /// What the vendor's own headers begin with, in the protocol that the client speaks.
    private var prefix: String { form.headerPrefix(call.call) }

    func reply() throws(VendorError) -> Reply {
        let entry = try entry()
        let (content, size) = (entry.object.content, entry.object.content.size)
        try checkConditions(entry)
        if call.call.request.method == "GET", form.archivedClasses.contains(entry.object.storageClass) {
            throw VendorError(
                403, "InvalidObjectState", "The operation is not valid for the object's storage class.",
                details: form.archivedDetails(entry.object))
        }
        var headers = [
            "Accept-Ranges": "bytes", "Content-Type": "application/octet-stream",
            "ETag": "\"\(form.writesETag(entry.etag))\"",
            "Last-Modified": CivilTime.httpDate(entry.object.lastModified),
        ]
        if entry.object.versionID != nil { headers[prefix + "version-id"] = entry.versionID }
        if entry.object.storageClass != form.unnamedClass {
            headers[prefix + "storage-class"] = entry.object.storageClass
        }
        if let name = form.checksumHeader, let sum = content.crc64 { headers[name] = "\(sum)" }
        switch ObjectRange(
            call.call.header("range"), size: size, takesSuffix: form.readsSuffixRanges, mustFit: form.rangesMustFit)
        {
        case .whole: return .object(200, headers: headers, body: body(entry, 0..<size))
        case .part(let range):
            headers["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return .object(206, headers: headers, body: body(entry, range))
        case .unsatisfiable:
            throw VendorError(
                416, "InvalidRange", "The requested range cannot be satisfied.",
                details: form.rangeDetails(call.call.header("range") ?? "", size),
                headers: ["Content-Range": "bytes */\(size)"])
        }
    }

    private func body(_ entry: ObjectShelf.Entry, _ range: Range<Int>) -> ObjectBody {
        // A HEAD says how long the body would be, and has none.
        call.call.request.method == "HEAD" ? .length(range.count) : .bytes(entry.object.content.bytes(range))
    }

    private func entry() throws(VendorError) -> ObjectShelf.Entry {
        let key = call.key
        let id = call.text("versionId")
        if !id.isEmpty {
            guard let entry = shelf.version(id, of: key) else {
                throw VendorError(404, "NoSuchVersion", "The specified version does not exist.")
            }
            guard !entry.isDeleteMarker else { throw form.namedDeleteMarker(missing(isDeleted: true)) }
            return entry
        }
        guard let entry = shelf.latest(key) else { throw missing(isDeleted: false) }
        guard !entry.isDeleteMarker else { throw missing(isDeleted: true) }
        return entry
    }

    private func missing(isDeleted: Bool) -> VendorError {
        VendorError(
            404, "NoSuchKey", "The specified key does not exist.",
            headers: isDeleted ? [prefix + "delete-marker": "true"] : [:])
    }

    /// The conditions of HTTP, in its order: a match stands before a time. ETags with quotes and without are taken alike.
    private func checkConditions(_ entry: ObjectShelf.Entry) throws(VendorError) {
        try checkMatch(entry)
        let written = entry.object.lastModified
        let date = { (name: String) in call.call.header(name).flatMap(CivilTime.seconds) }
        if call.call.header("if-match") == nil, let limit = date("if-unmodified-since"), written > limit {
            throw VendorError(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.")
        }
        let unchanged = VendorError(304, "NotModified", "Not Modified")
        if let known = call.call.header("if-none-match") {
            let etags = known.split(separator: ",").map { ASCII.trimmed(String($0)) }
            let etag = form.writesETag(entry.etag)
            if known == "*" || etags.contains(etag) || etags.contains("\"\(etag)\"") { throw unchanged }
        } else if let limit = date("if-modified-since"), written <= limit {
            throw unchanged
        }
    }

    private func checkMatch(_ entry: ObjectShelf.Entry) throws(VendorError) {
        guard let wanted = call.call.header("if-match"), wanted != "*" else { return }
        let bare =
            wanted.hasPrefix("\"") && wanted.hasSuffix("\"") && wanted.utf8.count > 1
            ? String(wanted.dropFirst().dropLast()) : wanted
        guard bare == form.writesETag(entry.etag) else {
            throw VendorError(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.")
        }
    }
}

/// The body of an answer about an object.
enum ObjectBody: Sendable {
    case bytes([UInt8])
    /// None, and how long it would be.
    case length(Int)
}
