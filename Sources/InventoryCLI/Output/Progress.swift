import Glibc
import InventoryCore

/// Says on standard error how far a run is: a line that moves on a terminal, one every half minute elsewhere.
struct Progress {
    /// Where it is said.
    enum Place: Sendable {
        case terminal, log, nowhere

        /// - Parameter isQuiet: whether the operator wants none.
        init(isQuiet: Bool) {
            self = isQuiet ? .nowhere : isatty(StandardStream.error.rawValue) == 1 ? .terminal : .log
        }

        /// How long it stays silent between two lines.
        var interval: Duration { self == .terminal ? .milliseconds(200) : .seconds(30) }
    }

    private let place: Place
    private let total: Int
    private let uptime: @Sendable () -> Duration
    private let started: Duration
    private var said: Duration
    private var done = 0
    private var failed = 0

    init(_ place: Place, total: Int, uptime: @escaping @Sendable () -> Duration = SystemServices.system.uptime) {
        self.place = place
        self.total = total
        self.uptime = uptime
        started = uptime()
        said = started
    }

    /// Notes a bucket that is finished.
    mutating func note(isFailure: Bool) {
        done += 1
        if isFailure { failed += 1 }
        guard case let now = uptime(), now - said >= place.interval else { return }
        said = now
        switch place {
        case .terminal: Console.showProgress(sentence(at: now))
        case .log: Console.progress(sentence(at: now))
        case .nowhere: break
        }
    }

    /// `300 of 20,000 buckets, 2 failed, 45 a second, 7m18s left`.
    var sentence: String { sentence(at: uptime()) }

    private func sentence(at now: Duration) -> String {
        let seconds = max(0.001, (now - started) / .seconds(1))
        let rate = Double(done) / seconds
        let left = rate > 0 ? Int((Double(max(0, total - done)) / rate).rounded(.up)) : 0
        return
            "\(done.grouped) of \(total.grouped) buckets, \(failed.grouped) failed, \(Self.text(rate)) a second, \(Self.span(left)) left"
    }

    /// Two figures are enough to see whether it is going well.
    private static func text(_ rate: Double) -> String {
        rate >= 10 ? Int(rate.rounded()).grouped : String((rate * 10).rounded() / 10)
    }

    private static func span(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m\(seconds % 60)s"
        default: "\(seconds / 3600)h\(seconds / 60 % 60)m"
        }
    }
}
