/// The named values of one quirk.
protocol QuirkChoice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// A point on which the vendors' sources are silent or disagree, with the choice that the emulator makes unless told.
struct Quirk<Choice: QuirkChoice>: Sendable {
    let provider: EmulatedProvider
    let name: String
    let standard: Choice
    let sentence: String
    let source: String

    init(
        _ provider: EmulatedProvider, _ name: String, _ standard: Choice, _ sentence: String, source: String
    ) {
        self.provider = provider
        self.name = "\(provider.rawValue).\(name)"
        self.standard = standard
        self.sentence = sentence
        self.source = source
    }

    var described: EmulatorQuirk {
        EmulatorQuirk(
            provider: provider, name: name, values: Choice.allCases.map(\.rawValue), standard: standard.rawValue,
            sentence: sentence,
            source: source)
    }
}

enum EmptyAnswer: String, QuirkChoice {
    case ok = "200"
    case notFound = "404"
}
enum AbsentDelete: String, QuirkChoice {
    case noContent = "204"
    case notFound = "404"
}
enum TokenEcho: String, QuirkChoice { case absent, empty }
enum Acceptance: String, QuirkChoice { case accepted, refused }
enum UnknownElements: String, QuirkChoice { case dropped, kept, refused }
enum ElementOrder: String, QuirkChoice { case documented, asReceived, reversed }
enum FieldOrder: String, QuirkChoice { case asGiven, reversed }
enum EnabledEcho: String, QuirkChoice { case asGiven, lowercase, capitalised }
enum FilterEcho: String, QuirkChoice { case omitted, empty }
enum ErrorBody: String, QuirkChoice { case xml, json, empty }
enum Declaration: String, QuirkChoice { case doubleQuotes, singleQuotes, unclosed, none }
enum MissingDestination: String, QuirkChoice { case NoSuchBucket, InvalidArgument, AccessDenied }
