import Foundation
import Glibc
import InventoryReports
import Testing

/// What the built command takes, whatever the report.
@Suite(.serialized) struct MemoryTests {
    @Test func `memory stays below 128 MiB, whatever the report`() async throws {
        let bomb = Fixture.root.path + "/bad-s3-gzip-bomb/a"
        #expect(try await Self.peak(["verify", bomb], status: 1) < 128 << 10)

        let files = (0..<200_000).map { (key: "inventory/acme-photos/bk-db/file-\($0).csv", size: 0, rows: Int?.none) }
        let long = try ReportFolder.manifest(ReportFolder.manifest(files: files))
        #expect(try await Self.peak(["verify", long.path], status: 1) < 128 << 10)

        var rows: [UInt8] = []
        for number in 0..<250_000 {
            rows += "acme-photos,dir/\(number * 7919 % 250_000)/name-of-an-object,1,2026-01-02T03:04:05Z,\n".utf8
        }
        let pair = try ReportFolder.with(rows)
        #expect(try await Self.peak(["compare", pair.path, pair.path], status: 0) < 128 << 10)
    }

    /// The most memory that the command had, in KiB.
    private static func peak(_ words: [String], status expected: Int32) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            // Waiting blocks a thread, and the tests' own are few.
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runAndWait(words, status: expected) })
            }
        }
    }

    /// What a child had at the most, by the kernel's account of its memory. (`wait4` would count what the test had when
    /// it made the child.)
    private static func runAndWait(_ words: [String], status expected: Int32) throws -> Int {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var arguments = ([Command.program, "report"] + words).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        defer { for word in arguments { free(word) } }
        var id = pid_t()
        try #require(posix_spawn(&id, Command.program, &actions, nil, &arguments, &environment) == 0)
        close(ends[1])

        var (most, buffer) = (0, [UInt8](repeating: 0, count: 4096))
        while true {
            var request = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            let isReady = poll(&request, 1, 5) > 0
            let account = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
            if let line = account.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) {
                most = max(most, line.split(separator: " ").compactMap { Int($0) }.first ?? 0)
            }
            if isReady, read(ends[0], &buffer, buffer.count) <= 0 { break }
        }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        #expect(status >> 8 & 0xFF == expected)
        try #require(most > 0)
        return most
    }
}
