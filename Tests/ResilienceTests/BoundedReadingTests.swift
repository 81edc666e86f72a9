import CloudInventory
import Glibc
import InventoryCore
import Testing

@Suite struct `Files that do not end` {
    @Test func `are refused by name and length`() {
        let error = #expect(throws: InventoryError.self) { try SystemServices.system.readFile("/dev/zero") }
        #expect(error?.code == .fileUnreadable)
        #expect(error?.message == "'/dev/zero' cannot be read: it is longer than 67108864 bytes")
    }

    @Test func `are not waited for where nobody writes into a pipe`() throws {
        let path = "/tmp/cloud-inventory-\(getpid())-fifo"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let error = #expect(throws: InventoryError.self) { try FileBytes.read(path, atMost: 10, patience: 0) }
        #expect(
            error?.message.hasPrefix("'\(path)' cannot be read: it is a pipe or a device, and did not come") == true)
        // As a process substitution of the shell, which is another program's output.
        let writer = open(path, O_RDWR | O_CLOEXEC)
        defer { close(writer) }
        try #require(write(writer, "12345", 5) == 5)
        #expect(throws: InventoryError.self) { try FileBytes.read(path, atMost: 10, patience: 0) }
    }

    @Test func `what a pipe holds is read to its end`() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        try #require(write(ends[1], "12345", 5) == 5)
        close(ends[1])
        #expect(try FileBytes.read("/proc/self/fd/\(ends[0])", atMost: 10) == Array("12345".utf8))
    }
}
