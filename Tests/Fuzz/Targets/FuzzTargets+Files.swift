import Glibc
import InventoryCore
import InventoryProviderKit

@testable import CloudInventory
@testable import InventoryCLI
@testable import InventorySync

/// Files that lie about: what somebody changed since we wrote them, or what another tool left. They are read as files,
/// with the lines that a crash has cut.
extension FuzzTarget {
    /// A rule or a job in any dialect, as `put`, `run` and `translate` take it.
    static func order(_ bytes: [UInt8]) {
        for isOneOff in [nil, true, false] {
            for dialect in [nil] + DocumentFormat.all.map(Optional.some) {
                _ = try? RuleOrJobReader(dialect: dialect, isOneOff: isOneOff).read(InputFile(name: "f", bytes: bytes))
            }
        }
    }

    /// The journal of a run, and the ledger beside it.
    static func journal(_ bytes: [UInt8]) {
        write(bytes, to: "run-a.jsonl")
        write(bytes, to: "written")
        check {
            let journal = try JournalFolder(reading: folder)
            _ = try journal.end(of: "a")
            _ = try journal.readRecords(of: "a") { _, _ in }
        }
        // What a digest would have kept out.
        check { _ = try JSONLine.decode(JournalRecord.self, from: bytes) }
    }

    /// A saved plan.
    static func plan(_ bytes: [UInt8]) {
        write(bytes, to: "plan")
        check {
            let plan = try PlanFile(path: folder + "/plan")
            guard plan.buckets.count(where: { _ in true }) == plan.summary.buckets else {
                fatalError("a plan has other buckets when it is read again")
            }
        }
    }

    /// A file of keys of each of the vendors' tools.
    static func keys(_ bytes: [UInt8]) {
        var services = SystemServices.system
        services.environment = { $0 == "HOME" ? "/h" : nil }
        services.readPrivateFile = { _ in PrivateFile(bytes: bytes, mode: 0o600) }
        for vendor in Vendors.all {
            for file in vendor.credentials.files {
                check {
                    _ = try file.find(
                        CredentialRequest(provider: vendor.id), services: services, acceptsOpenFiles: false)
                }
            }
        }
    }

    private static let folder: String = {
        var name = Array("/tmp/inventory-fuzz-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { fatalError("no temporary folder") }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    private static func write(_ bytes: [UInt8], to name: String) {
        let file = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(file) }
        guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count else {
            fatalError("the temporary folder takes nothing")
        }
    }

    private static func check(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            guard "\(error)".utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                fatalError("a sentence holds control characters")
            }
        }
    }
}
