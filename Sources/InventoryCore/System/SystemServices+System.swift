internal import Glibc

extension SystemServices {
    /// The machine's own clock, sleep, randomness, environment and files.
    public static let system = SystemServices(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return UTCInstant(secondsSinceEpoch: Int64(time.tv_sec))
        },
        uptime: {
            var time = timespec()
            clock_gettime(CLOCK_BOOTTIME, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        },
        sleep: { try await Task.sleep(for: $0) },
        random: { Double.random(in: 0..<1) },
        environment: { name in getenv(name).map { String(cString: $0) } },
        readFile: { try FileBytes.read($0, atMost: FileBytes.largestWritten) },
        readPrivateFile: { try PrivateFile.read($0) },
        runCommand: { try await CommandRun.output(of: $0, within: $1) })
}
