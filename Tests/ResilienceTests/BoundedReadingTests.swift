import CloudInventory
import Testing

@Suite struct `Files that do not end` {
    @Test func `are refused by name and length`() {
        let error = #expect(throws: InventoryError.self) { try SystemServices.system.readFile("/dev/zero") }
        #expect(error?.code == .fileUnreadable)
        #expect(error?.message == "'/dev/zero' cannot be read: it is longer than 67108864 bytes")
    }
}
