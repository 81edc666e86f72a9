package import InventoryCore
package import InventoryWire

/// What the head of an answer says of the object that it holds, or a part of it.
package struct ObjectReply: Hashable, Sendable {
    /// The length of the body that was announced.
    package var length: Int64
    /// Where in the object the body begins: 0 for a whole one.
    package var start: Int64
    /// The length of the whole object.
    package var size: Int64
    /// Its entity tag, as the server wrote it; nil where there is none.
    package var etag: String?
    /// When it was written; nil where the server does not tell.
    package var modified: UTCInstant?
    /// The version that it is; nil where the bucket has none.
    package var versionID: String?
    /// Its storage class, where the vendor says it.
    package var storageClass: String?
    /// Its CRC-64, as the vendor writes it.
    package var checksum: String?

    /// - Parameter announced: the length of the body; nil where it is not known beforehand.
    /// - Throws: `invalidDocument` where the lengths are missing or contradict each other: what was read could not be known
    ///   to be whole.
    package init(
        _ status: Int, _ headers: HTTPHeaders, length announced: Int64?, of listing: ObjectListing
    ) throws(InventoryError) {
        etag = headers["ETag"].flatMap { $0.isEmpty ? nil : $0 }
        modified = headers["Last-Modified"].flatMap(UTCInstant.init(httpDate:))
        versionID = headers[listing.headerPrefix + "version-id"]
        storageClass = headers[listing.headerPrefix + "storage-class"]
        checksum = listing.checksumHeader.flatMap { headers[$0] }
        guard status == 206 else {
            guard let announced else { throw Self.invalid("it does not say how long the object is (Content-Length)") }
            (length, start, size) = (announced, 0, announced)
            return
        }
        guard let range = headers["Content-Range"].flatMap(Self.range) else {
            throw Self.invalid("it is a part, and does not say which one (Content-Range)")
        }
        (start, size) = (range.first, range.size)
        length = range.last - range.first + 1
        guard announced ?? length == length else {
            throw Self.invalid("its Content-Range and its Content-Length contradict each other")
        }
    }

    /// `bytes 10-19/1088`.
    private static func range(_ text: String) -> (first: Int64, last: Int64, size: Int64)? {
        let text = ASCII.trimmed(text)
        guard ASCII.startsIgnoringCase(text, with: "bytes ") else { return nil }
        let parts = text.utf8.dropFirst(6).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let ends = parts[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), let size = number(parts[1]),
            first <= last, last < size
        else { return nil }
        return (first, last, size)
    }

    private static func number(_ digits: Substring.UTF8View) -> Int64? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }

    private static func invalid(_ problem: String) -> InventoryError {
        InventoryError(.invalidDocument, "the answer is no object that can be read: \(problem)")
    }
}
