import Foundation
import InventoryCore
import InventoryReports
import InventoryVendorFacts

/// A folder with one report, made for a test and removed with the last reference.
final class ReportFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/cloud-inventory-report-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: some Sequence<UInt8>, to key: String) throws {
        let url = URL(filePath: path + "/" + key)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    static let run = "inventory/acme-photos/bk-db/2026-03-04T21-50Z/"
    static let columns = "Bucket,Key,Size,LastModifiedDate,ETag"

    /// A report of OBS in one file.
    static func with(
        _ file: some Collection<UInt8>, columns: String = columns, rows: Int? = nil
    ) throws -> ReportFolder {
        let folder = try ReportFolder()
        let key = run + "files/A_1.csv"
        try folder.write(file, to: key)
        try folder.write(manifest(columns: columns, files: [(key, file.count, rows)]).utf8, to: run + "manifest.json")
        return folder
    }

    static func manifest(columns: String = columns, files: [(key: String, size: Int, rows: Int?)]) -> String {
        let entries = files.map { file in
            #"{"key": "\#(file.key)", "size": \#(file.size)"#
                + (file.rows.map { #", "inventoriedRecord": \#($0)"# } ?? "") + "}"
        }
        return #"{"sourceBucket": "acme-photos", "destinationBucket": "inv", "version": "2019-01-03", "#
            + #""fileFormat": "CSV", "fileSchema": "\#(columns)", "files": [\#(entries.joined(separator: ", "))]}"#
    }

    /// A folder that holds only a manifest of that text.
    static func manifest(_ text: String) throws -> ReportFolder {
        let folder = try ReportFolder()
        try folder.write(text.utf8, to: run + "manifest.json")
        return folder
    }

    func store(_ provider: ProviderID? = nil) throws -> ReportStore {
        ReportStore(try FolderStore(path), provider: provider)
    }

    func verify() async throws -> Verification {
        guard let report = try await store().newestReport() else { return Verification() }
        return try await report.verify()
    }

    /// The codes of what failed, each once, in order.
    func codes() async throws -> [String] {
        try await verify().failures.reduce(into: []) { codes, failure in
            if codes.last != failure.code.rawValue { codes.append(failure.code.rawValue) }
        }
    }
}

/// A gzip file that stores its bytes as they are.
enum Gzip {
    static func member(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let pieces = stride(from: 0, to: max(1, bytes.count), by: 65535).map {
            bytes[$0..<min($0 + 65535, bytes.count)]
        }
        for (index, piece) in pieces.enumerated() {
            output.append(index == pieces.count - 1 ? 1 : 0)
            let count = UInt16(piece.count)
            for number in [count, ~count] { output += [UInt8(number & 255), UInt8(number >> 8)] }
            output += piece
        }
        for number in [crc32(bytes), UInt32(bytes.count)] {
            for shift in [0, 8, 16, 24] { output.append(UInt8(number >> UInt32(shift) & 255)) }
        }
        return output
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}
