import Dispatch
import InventoryCore
import InventoryWire

@testable import InventoryReports

/// Reports that lie: manifests, rows, gzip and keys that somebody else wrote. They are read through the library's front, in
/// pieces of several sizes, since it must not matter how the bytes come.
extension FuzzTarget {
    static func reportManifest(_ bytes: [UInt8]) {
        alike(bytes.count) { outcome(of: Memory(["r/\(run)/manifest.json": bytes], piece: $0)) }
    }

    /// A file of rows, packed or not, below a manifest that is right.
    static func reportRows(_ bytes: [UInt8]) { rows(bytes) }

    /// A file that begins as gzip does.
    static func reportGzip(_ bytes: [UInt8]) { rows([0x1F, 0x8B, 8] + bytes) }

    /// A key as rows spell it: what can be decoded has one canonical form, which means the same.
    static func reportKeys(_ bytes: [UInt8]) {
        guard let key = KeyText.decode(bytes) else { return }
        let text = canonical(key)
        guard KeyText.decode(text) == key else { fatalError("the canonical form of a key means another one") }
        guard text.allSatisfy({ (0x21..<0x7F).contains($0) }) else { fatalError("a canonical key that is not plain") }
    }

    private static func rows(_ bytes: [UInt8]) {
        let manifest = """
            {"sourceBucket": "b", "version": "2019-01-03", "fileFormat": "CSV", "files": [{"key": "f", "size": \(bytes.count)}],
            "fileSchema": "Bucket,Key,VersionId,IsLatest,Size,LastModifiedDate,ETag,IsMultipartUploaded,EncryptionStatus"}
            """
        alike(bytes.count) {
            outcome(of: Memory(["r/\(run)/manifest.json": Array(manifest.utf8), "f": bytes], piece: $0))
        }
    }

    private static let run = "2026-01-02T03-04Z"

    /// Whether the same comes out whatever the pieces: whole, in three, and in forty or byte by byte.
    private static func alike(_ count: Int, _ body: (Int) -> String) {
        let whole = body(.max)
        for parts in [3, 40] where body(count / parts + 1) != whole {
            fatalError("it matters in which pieces the bytes come")
        }
    }

    /// What the verification says, and the rows.
    private static func outcome(of objects: Memory) -> String {
        let result = Locked("")
        let done = DispatchSemaphore(value: 0)
        Task {
            defer { done.signal() }
            let store = ReportStore(objects, prefix: "r/")
            do {
                guard let report = try await store.newestReport() else { fatalError("the report is not found") }
                let found = try await report.verify()
                var text = found.failures.map { "\($0.code) \($0.row ?? 0)" }.joined(separator: ";")
                guard found.failures.allSatisfy({ $0.message.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {
                    fatalError("a sentence holds control characters")
                }
                var rows: Int64 = 0
                var keys: [UInt8] = []
                if found.outcome == .verified {
                    for try await batch in report.rows() {
                        rows += Int64(batch.count)
                        for row in batch { keys += canonical(Array(row.key)) + [0x20] }
                    }
                    guard rows == found.rows else { fatalError("\(rows) rows were read, and \(found.rows) verified") }
                }
                text += " \(found.rows) \(String(decoding: keys, as: UTF8.self))"
                result.withLock { $0 = text }
            } catch {
                let text = "\(error)"
                result.withLock { $0 = text }
            }
        }
        done.wait()
        return result.withLock { $0 }
    }

    private static func canonical(_ key: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        key.withUnsafeBufferPointer { KeyText.appendCanonical($0, to: &text) }
        return text
    }
}

/// A few objects in memory, whose bytes come in pieces of one size.
private struct Memory: ObjectStore {
    private let content: [ExactText: [UInt8]]
    private let piece: Int

    init(_ content: [String: [UInt8]], piece: Int) {
        self.content = Dictionary(uniqueKeysWithValues: content.map { (ExactText($0.key), $0.value) })
        self.piece = piece
    }

    func objects(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) async throws -> ObjectPage {
        var page = ObjectPage(objects: [], folders: [], next: nil)
        for (key, bytes) in content where key.hasPrefix(prefix) {
            let rest = key.string.dropFirst(prefix.string.count)
            if let end = rest.firstIndex(of: "/") {
                page.folders.append(ExactText(prefix.string + rest[...end]))
            } else {
                page.objects.append(ObjectEntry(key: key, size: Int64(bytes.count)))
            }
        }
        return page
    }

    func read(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
    ) async throws -> ObjectContent {
        guard let bytes = content[key] else { throw InventoryError(.objectNotFound, "there is no such object") }
        let rest = Locked(bytes[...])
        let size = piece
        return ObjectContent(
            size: Int64(bytes.count), etag: nil,
            bytes: ByteStream {
                rest.withLock { rest in
                    guard !rest.isEmpty else { return nil }
                    defer { rest = rest.dropFirst(size) }
                    return Array(rest.prefix(size))
                }
            })
    }
}
