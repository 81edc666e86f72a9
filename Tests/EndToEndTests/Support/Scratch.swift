#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import Glibc

    /// A folder for one test's files, removed with the last reference.
    final class Scratch: Sendable {
        let path: String

        init() throws {
            path = (Self.kept ?? "/tmp") + "/cloud-inventory-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }

        deinit { if Self.kept == nil { try? FileManager.default.removeItem(atPath: path) } }

        /// Where `make secret-scan` wants the folders left.
        private static let kept = getenv("CLOUD_INVENTORY_TEST_KEEP").map { String(cString: $0) }

        /// Writes a file and returns its path.
        func file(_ name: String, _ text: String) throws -> String {
            let path = path + "/" + name
            try Data(text.utf8).write(to: URL(filePath: path))
            return path
        }

        /// The names of the files in it.
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

        /// What stands in a file; nil where there is none.
        func text(of name: String) -> String? {
            FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }
    }
#endif
