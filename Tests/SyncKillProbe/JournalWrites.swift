import Glibc
import InventoryWire

/// How many bytes of journal may still be written; nil for any number.
let journalBudget = Locked<Int?>(nil)

/// Stands in for the C library's `write` in this program: the write that uses up the budget is made as far as it goes, as
/// by a machine that loses power, and then the program is killed.
@_cdecl("write") public func interposedWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    var count = count
    var isLast = false
    if isJournal(file) {
        journalBudget.withLock { budget in
            guard let rest = budget else { return }
            isLast = count > rest
            count = min(count, rest)
            budget = rest - count
        }
    }
    var piece = iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes), iov_len: count)
    let written = count > 0 ? writev(file, &piece, 1) : 0
    if isLast { kill(getpid(), SIGKILL) }
    return written
}

private func isJournal(_ file: Int32) -> Bool {
    var path = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/fd/\(file)", &path, path.count)
    return path[..<max(0, length)].lastIndex(of: 0x2F).map { slash in
        path[(slash + 1)...].starts(with: Array("run-".utf8).map { CChar($0) })
    } ?? false
}
