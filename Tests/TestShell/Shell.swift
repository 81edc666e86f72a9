import Dispatch
import Glibc

/// Programs that a test starts. By `popen(3)`, because Foundation's `Process` lists the open files of its own process
/// first, and crashes where they are a thousand, as they are when all suites run at once.
public enum Shell {
    public struct Result: Sendable {
        public var status: Int32
        /// Output and errors, in the order in which they came.
        public var output: String
    }

    struct Failure: Error {
        var line: String
    }

    /// Runs a program to its end, without input.
    /// - Parameter environment: the program's, in place of ours.
    public static func run(
        _ words: [String], in folder: String, environment: [String: String]? = nil
    ) async throws -> Result {
        // Waiting blocks a thread, and the tests' own are few.
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try runBlocking(words, in: folder, environment: environment) })
            }
        }
    }

    /// The same on this thread.
    public static func runBlocking(
        _ words: [String], in folder: String, environment: [String: String]? = nil
    ) throws -> Result {
        let variables = environment.map { ["env", "-i"] + $0.map { "\($0.key)=\($0.value)" } } ?? ["env"]
        let line =
            "cd \(quoted(folder)) && exec \((variables + words).map(quoted).joined(separator: " ")) 2>&1 </dev/null"
        guard let stream = popen(line, "re") else { throw Failure(line: line) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
        let status = pclose(stream)
        let signal = status & 0x7F
        return Result(
            status: signal == 0 ? (status >> 8) & 0xFF : signal, output: String(decoding: output, as: UTF8.self))
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
