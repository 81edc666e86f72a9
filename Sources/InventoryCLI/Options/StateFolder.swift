import FoundationEssentials
import InventoryCore
import InventoryWire

/// Where journals are kept when nobody says where: `$XDG_STATE_HOME/cloud-inventory/NAME`, else
/// `~/.local/state/cloud-inventory/NAME`.
struct StateFolder: Hashable, Sendable {
    /// The folder that holds the journals of all rule sets.
    var path: String

    /// Nil where the environment names no place.
    init?(environment: (String) -> String?) {
        // A relative path there is to be ignored (XDG Base Directory Specification).
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
            path = state + "/\(Console.name)"
        } else if let home = environment("HOME"), home.hasPrefix("/") {
            path = home + "/.local/state/\(Console.name)"
        } else {
            return nil
        }
    }

    /// The folder for a rule set's journal.
    func folder(for name: String) throws -> String { "\(path)/\(try Self.fileName(name))" }

    /// The folders that are there.
    func folders() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().map { "\(path)/\($0)" }
    }

    /// A name that is safe for a file and stands for no other: where characters had to be replaced, the beginning of
    /// the name's SHA-256 is put behind it.
    static func fileName(_ name: String) throws -> String {
        let isSafe: (UInt8) -> Bool = { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
        let text = String(decoding: name.utf8.prefix(80).map { isSafe($0) ? $0 : 0x5F }, as: UTF8.self)
        guard text != name || text.isEmpty || text.hasPrefix(".") else { return text }
        let digest = Hex.encode(try Digest.sha256(Array(name.utf8))).prefix(8)
        return "\(text.hasPrefix(".") ? "_" + text.dropFirst() : text)-\(digest)"
    }
}
