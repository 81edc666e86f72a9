internal import Glibc

/// A program and all that it has started, whatever sessions they are in and whoever has become their parent: they are known
/// by a variable of the environment, which each hands on to the next.
///
/// What escapes: a program that starts another with an environment of its own making, or as another user.
struct ProcessTree {
    /// The variable, `NAME=VALUE`.
    let mark: String

    /// - Parameter number: tells this program from the others that this process starts.
    init(number: Duration) {
        let (seconds, attoseconds) = number.components
        mark = "CLOUD_INVENTORY_PROGRAM=\(getpid())-\(seconds)-\(attoseconds / 1_000_000_000)"
    }

    /// Kills them all, those too that are started meanwhile.
    func end() {
        // Each round finds what was started since the last; a program that outruns all of them is let go.
        for _ in 0..<20 {
            let found = Self.processes().filter { isMarked($0) }
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

    /// Whether a process began with the variable; not so for one that has ended, or is another user's.
    private func isMarked(_ process: pid_t) -> Bool {
        // An environment and its arguments may have six megabytes in all.
        guard let bytes = try? FileBytes.read("/proc/\(process)/environ", atMost: 8 << 20) else { return false }
        return bytes.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }
}
