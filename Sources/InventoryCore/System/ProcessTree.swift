internal import Glibc

/// A program and all that it has started, whatever sessions they are in and whoever has become their parent: they are known
/// by a variable of the environment, which each hands on to the next.
///
/// What escapes: a program that starts another with an environment of its own making, or as another user.
package struct ProcessTree {
    /// The variable, `NAME=VALUE`.
    let mark: String

    /// What the marks of all programs that this process starts begin with.
    private static var ownMarks: String { "CLOUD_INVENTORY_PROGRAM=\(getpid())-" }

    /// - Parameter number: tells this program from the others that this process starts.
    init(number: Duration) {
        let (seconds, attoseconds) = number.components
        mark = Self.ownMarks + "\(seconds)-\(attoseconds / 1_000_000_000)"
    }

    /// Kills them all, those too that are started meanwhile.
    func end() { Self.end { $0.elementsEqual(mark.utf8) } }

    /// Kills all programs that this process has started, and all that they have started: for a process that ends without
    /// waiting for them.
    package static func endAll() {
        let own = ownMarks
        end { $0.starts(with: own.utf8) }
    }

    private static func end(_ isMark: (ArraySlice<UInt8>) -> Bool) {
        // Each round finds what was started since the last; a program that outruns all of them is let go.
        for _ in 0..<20 {
            let found = processes().filter { hasVariable($0, isMark) }
            if found.isEmpty { return }
            for process in found { kill(process, SIGKILL) }
        }
    }

    /// The numbers of all processes that there are.
    private static func processes() -> [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var numbers: [pid_t] = []
        while let entry = readdir(folder) {
            guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
            let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            if let number = pid_t(String(cString: name)) { numbers.append(number) }
        }
        return numbers
    }

    /// Whether a process began with such a variable; not so for one that has ended, or is another user's.
    private static func hasVariable(_ process: pid_t, _ isMark: (ArraySlice<UInt8>) -> Bool) -> Bool {
        // An environment and its arguments may have six megabytes in all.
        guard let bytes = try? FileBytes.read("/proc/\(process)/environ", atMost: 8 << 20) else { return false }
        return bytes.split(separator: 0).contains(where: isMark)
    }
}
