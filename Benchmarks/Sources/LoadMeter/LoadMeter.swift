import Glibc
import Synchronization

/// Spreads operations over workers, and measures what they cost this process.
public enum LoadMeter {
    /// Runs the operation `count` times, by that many workers; it is told which worker runs it.
    public static func spread(
        _ count: Int, _ workers: Int, _ operation: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let left = Counter(count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    while left.value.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 {
                        try await operation(worker)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Prints `REQUESTS WALL_NS CPU_NS PEAK_KB` of the body; the requests are counted when it has ended.
    public static func measure(_ requests: @autoclosure () -> Int, _ body: () async throws -> Void) async throws {
        let clock = ContinuousClock()
        let (start, before) = (clock.now, cpuNanoseconds())
        try await body()
        let (wall, cpu) = (clock.now - start, cpuNanoseconds() - before)
        print(requests(), Int(wall / .nanoseconds(1)), cpu, peakKilobytes())
    }

    /// The processor time that this process has had.
    public static func cpuNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// The most memory that it has had resident.
    private static func peakKilobytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }

    /// The memory that it has resident now.
    public static func residentKilobytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var (all, resident) = (0, 0)
        guard
            withUnsafeMutablePointer(
                to: &all,
                { all in
                    withUnsafeMutablePointer(to: &resident) { resident in
                        withVaList([all, resident]) { vfscanf(file, "%ld %ld", $0) }
                    }
                }) == 2
        else { return 0 }
        return resident * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
    }
}

/// A number that tasks share.
public final class Counter: Sendable {
    public let value: Atomic<Int>
    public init(_ start: Int) { value = Atomic(start) }
}

/// An answer that a load should not have got.
public struct Wrong: Error {
    public var what: String
    public init(what: String) { self.what = what }
}
