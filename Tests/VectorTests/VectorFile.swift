import Foundation
import Testing

/// The vectors that the vendors' SDKs made: from the folder named by `INVENTORY_VECTORS`, else `Tests/Vectors`.
enum VectorFolder {
    static let url: URL = {
        if let named = ProcessInfo.processInfo.environment["INVENTORY_VECTORS"], !named.isEmpty {
            return URL(fileURLWithPath: named)
        }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Vectors")
    }()

    /// Every `must` vector of a file. A file that is missing, empty or not what its own count says fails the test run.
    static func must<Vector: VectorRecord>(_ path: String, as type: Vector.Type) -> [Vector] {
        do {
            let data = try Data(contentsOf: url.appendingPathComponent(path))
            let file = try JSONDecoder().decode(VectorFile<Vector>.self, from: data)
            precondition(file.count == file.vectors.count && file.count > 0, "\(path): its count is wrong")
            return file.vectors.filter { $0.conformance == "must" }
        } catch {
            fatalError("\(path) cannot be read: \(error)")
        }
    }
}

struct VectorFile<Vector: Decodable>: Decodable {
    var count: Int
    var vectors: [Vector]
}

protocol VectorRecord: Decodable, Sendable, CustomTestStringConvertible {
    var id: String { get }
    var note: String? { get }
    var conformance: String { get }
}

extension VectorRecord {
    var testDescription: String { "\(id) \(note ?? "")" }
}

/// A name and a value; nil stands for a bare name.
struct Pair: Decodable, Sendable {
    var name: String
    var value: String?

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        name = try list.decode(String.self)
        value = try list.decodeIfPresent(String.self)
    }
}

struct VectorCredentials: Decodable, Sendable {
    var access_key_id: String
    var secret_access_key: String
    var security_token: String?
}

struct VectorClock: Decodable, Sendable {
    var unix_seconds: Int64
}
