import Glibc
import InventoryCore
import InventoryWire

/// What a stream leads to, as far as text is laid out for it.
struct Terminal: Sendable {
    /// Columns; nil where there is no terminal: rows are then one line each, however long.
    var width: Int?
    /// Whether colours are wanted.
    var isColoured: Bool
    /// Whether somebody sees at once what is written.
    var isTerminal = false

    static var output: Terminal { both.withLock { $0.output } }
    static var error: Terminal { both.withLock { $0.error } }

    private static let both = Locked((output: Terminal(.output), error: Terminal(.error)))

    /// Lays out everything from now on with or without colours, whatever the environment says.
    static func use(_ colours: Colours) {
        both.withLock { $0 = (Terminal(.output, colours), Terminal(.error, colours)) }
    }

    init(width: Int?, isColoured: Bool) {
        self.width = width
        self.isColoured = isColoured
    }

    /// By themselves colours are for terminals: `NO_COLOR` (no-color.org) switches them off, `CLICOLOR_FORCE` on where
    /// there is none.
    init(
        _ stream: StandardStream, _ colours: Colours = .auto,
        environment: (String) -> String? = SystemServices.system.environment
    ) {
        func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty && $0 != "0" } ?? false }
        var size = winsize()
        isTerminal = isatty(stream.rawValue) == 1
        if isTerminal, ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            width = Int(size.ws_col)
        }
        isColoured = (isTerminal && environment("TERM") != "dumb") || isSet("CLICOLOR_FORCE")
        if environment("NO_COLOR").map({ !$0.isEmpty }) ?? false { isColoured = false }
        if colours != .auto { isColoured = colours == .always }
    }

    /// A foreign document as it can be shown here: byte for byte where a file or a program takes it; on a terminal
    /// without anything that could steer it.
    func shown(_ document: String) -> String { isTerminal ? Printable.lines(document) : document }

    /// The text in that colour, where colours are wanted. Nothing foreign may stand in it that is not made printable.
    func tinted(_ text: String, _ tint: Tint?) -> String {
        guard isColoured, let tint, !text.isEmpty else { return text }
        return "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m"
    }
}

/// When there are colours.
enum Colours: String, CaseIterable, Sendable {
    case auto, always, never
}

/// The colours of a terminal that its owner has chosen, by their numbers.
enum Tint: String, Sendable {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case magenta = "35"
    case faint = "2"
}

extension PageState {
    /// The page's colours, as near as a terminal comes.
    var tint: Tint {
        switch self {
        case .failed, .remove, .refused, .missing, .broken, .never: .red
        case .replace, .changed, .overdue, .incomplete, .different: .yellow
        case .rename, .restore: .magenta
        case .create, .arrived, .complete: .green
        case .unmanaged, .same, .notAttempted, .off: .faint
        }
    }
}
