import TestShell
import Testing

/// The toolchain's formatter, over everything.
@Suite struct FormatTests {
    @Test func `every Swift file is formatted`() throws {
        let lint = try Repository.run(
            "swift", "format", "lint", "--strict", "--parallel", "--recursive", "Sources", "Tests", "Package.swift")
        #expect(lint.status == 0, "run `make format`:\n\(lint.output)")
    }
}
