internal import InventoryCore
internal import InventoryWire

/// A line of a journal: one JSON object whose last member is the SHA-256 of all the others. A line that says something
/// else than what was written is found by it, whatever befell the disk.
enum SealedLine {
    private static let mark = Array(",\"sha256\":\"".utf8)
    private static let end = Array("\"}".utf8)
    private static let length = mark.count + 64 + end.count

    /// - Parameter value: what is written as a JSON object of at least one member.
    static func seal(_ value: some Encodable) throws(InventoryError) -> [UInt8] {
        let object = try JSONLine.encode(value)
        return object.dropLast() + mark + Array(try digest(object).utf8) + end
    }

    /// - Returns: nil for a line that is not as it was written.
    static func open<Value: Decodable>(_ type: Value.Type, from line: [UInt8]) -> Value? {
        guard line.count > length else { return nil }
        let seal = line.suffix(length)
        let object = line.dropLast(length) + [0x7D]
        guard let digest = try? digest(Array(object)), seal.elementsEqual(mark + Array(digest.utf8) + end) else {
            return nil
        }
        return try? JSONLine.decode(type, from: Array(object))
    }

    private static func digest(_ object: [UInt8]) throws(InventoryError) -> String {
        do {
            return Hex.encode(try Digest.sha256(object))
        } catch {
            throw InventoryError(.journalFailed, "a journal needs SHA-256, which OpenSSL does not offer", cause: error)
        }
    }
}
