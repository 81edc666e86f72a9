internal import Glibc

/// A program that tests start: the `openssl` command. Ends with the last reference.
package final class Command: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// `posix_spawn_file_actions_addclosefrom_np`, which Glibc's headers only show to GNU sources.
    private static let closeFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
        unsafeBitCast(
            $0, to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)
    }

    private let process: pid_t
    private let output: Int32

    /// Starts a program that is found on the PATH, its output and errors going to a pipe.
    package init(_ arguments: [String]) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe for \(arguments[0])") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        // What tests that run beside have open must not stay open in the program: pipes would not end.
        _ = Self.closeFrom?(&actions, 3)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawnp(&process, words[0]!, &actions, nil, &words, environ)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw Failure(description: "\(arguments[0]) cannot be started: error \(code)")
        }
        (self.process, output) = (process, ends[0])
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(output)
    }

    /// Reads a piece of output, waiting for it; false at its end.
    func read(into text: inout [UInt8]) -> Bool {
        var piece = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(output, &piece, piece.count)
        guard count > 0 else { return false }
        text.append(contentsOf: piece[..<count])
        return true
    }

    /// Runs a program to its end. Waits on a thread of its own: Swift's are few, and other tests need them.
    package static func run(_ arguments: String...) async throws {
        try await waiting { try runAndWait(arguments) }
    }

    /// Runs a body that blocks, where that disturbs nobody.
    static func waiting<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            BackgroundThread.start { continuation.resume(with: .init(catching: body)) }
        }
    }

    private static func runAndWait(_ arguments: [String]) throws {
        let command = try Command(arguments)
        var bytes: [UInt8] = []
        while command.read(into: &bytes) {}
        var information = siginfo_t()
        // WNOWAIT: the deinitialiser collects the process.
        waitid(P_PID, id_t(command.process), &information, WEXITED | WNOWAIT)
        guard information._sifields._sigchld.si_status == 0 else {
            let text = String(decoding: bytes, as: UTF8.self)
            throw Failure(description: "\(arguments.joined(separator: " ")): \(text)")
        }
    }
}
