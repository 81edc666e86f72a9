import Testing

@Suite struct FileSizeTests {
    @Test func `no file is longer than a person reads`() throws {
        let written = Repository.files.filter { path in
            [".swift", ".py", ".sh", ".h"].contains { path.hasSuffix($0) } && !path.contains("/Generated/")
        }
        #expect(written.count > 100)
        let long = try written.filter { try Repository.text($0).utf8.count { $0 == 0x0A } > 500 }
        #expect(long == [], "split them by concept")
    }
}
