/// Everything outside that the library reads, handed in: tests and embedders replace what they like, and nothing in the
/// library touches clock, randomness or environment on its own.
public struct SystemServices: Sendable {
    /// The wall clock.
    public var now: @Sendable () -> UTCInstant
    /// Time since some fixed moment, which no clock change moves.
    public var uptime: @Sendable () -> Duration
    /// Waits; throws `CancellationError` at once when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Waits beside other work, to put an end to it; throws `CancellationError` at once when the task is cancelled. A clock
    /// that moves because somebody sleeps must not move for this.
    public var alarm: @Sendable (Duration) async throws -> Void
    /// A random number in 0 ..< 1.
    public var random: @Sendable () -> Double
    /// An environment variable.
    public var environment: @Sendable (String) -> String?
    /// Every byte of a file; nil when there is none of that name.
    public var readFile: @Sendable (String) throws -> [UInt8]?
    /// A file that holds secrets, with its permissions as they were when it was opened; nil when there is none.
    public var readPrivateFile: @Sendable (String) throws -> PrivateFile?
    /// Runs a program without a shell, with these arguments after its path, and returns what it printed; throws when it
    /// fails, prints too much or takes longer than that.
    public var runCommand: @Sendable ([String], Duration) async throws -> [UInt8]

    /// - Parameter alarm: as `sleep` where nothing is given.
    public init(
        now: @escaping @Sendable () -> UTCInstant, uptime: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        alarm: (@Sendable (Duration) async throws -> Void)? = nil, random: @escaping @Sendable () -> Double,
        environment: @escaping @Sendable (String) -> String?, readFile: @escaping @Sendable (String) throws -> [UInt8]?,
        readPrivateFile: @escaping @Sendable (String) throws -> PrivateFile? = { _ in nil },
        runCommand: @escaping @Sendable ([String], Duration) async throws -> [UInt8] = { command, _ in
            throw InventoryError(
                .unsupported,
                "'\(Printable.quoted(command.first ?? ""))' was not started: these services run no commands")
        }
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.alarm = alarm ?? sleep
        self.random = random
        self.environment = environment
        self.readFile = readFile
        self.readPrivateFile = readPrivateFile
        self.runCommand = runCommand
    }

    /// An environment variable that says something; nil where it is empty.
    package func setting(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
}
