import Testing

@Suite struct FileSizeTests {
    @Test func `no file is longer than a person reads`() throws {
        let written = Repository.files.filter { path in
            [".swift", ".py", ".sh", ".h"].contains { path.hasSuffix($0) } && !path.contains("/Generated/")
        }
        #expect(written.count > 100)
        for path in written {
            let lines = try Repository.text(path).count { $0 == "\n" }
            #expect(lines <= 500, "\(path) has \(lines) lines; split it by concept")
        }
    }
}
