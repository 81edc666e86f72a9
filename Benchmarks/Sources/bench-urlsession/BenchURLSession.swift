import Foundation
import FoundationNetworking
import Synchronization

/// The load of bench-load's `transport`, by URLSession: prints `REQUESTS WALL_NS CPU_NS PEAK_KB`.
@main
struct BenchURLSession {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3, let url = URL(string: "http://127.0.0.1:\(numbers[0])/1k.xml") else {
            print("bench-urlsession PORT IN_FLIGHT COUNT")
            exit(64)
        }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = numbers[1]
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration)
        let left = Left(numbers[2])
        let (start, before) = (ContinuousClock.now, cpuNanoseconds())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<numbers[1] {
                group.addTask {
                    while left.value.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 {
                        let (body, answer) = try await session.data(from: url)
                        guard (answer as? HTTPURLResponse)?.statusCode == 200, body.count > 900 else {
                            throw URLError(.badServerResponse)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let wall = Int((ContinuousClock.now - start) / .nanoseconds(1))
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        print(numbers[2], wall, cpuNanoseconds() - before, usage.ru_maxrss)
    }

    private static func cpuNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

final class Left: Sendable {
    let value: Atomic<Int>
    init(_ start: Int) { value = Atomic(start) }
}
