/// A place in a file that somebody wrote.
public struct DocumentLocation: Hashable, Sendable, CustomStringConvertible {
    /// The name under which the file was read.
    public var file: String

    /// The line, from 1.
    public var line: Int

    /// The column, from 1, counted in Unicode scalars; a byte order mark does not count.
    public var column: Int

    /// A place in a file.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place as compilers print it: `acme.yaml:7:23`.
    public var description: String { "\(file):\(line):\(column)" }
}

/// What is wrong with a file that somebody wrote, and where: `acme.yaml:7:23: rules[1].schedule: …`.
public struct DocumentError: Error, Hashable, CustomStringConvertible {
    /// The name under which the file was read.
    public var file: String

    /// The line, from 1.
    public var line: Int

    /// The column, from 1, counted in Unicode scalars.
    public var column: Int

    /// Where in the document: `rules[1].schedule`. Empty at its root, and where the text is no document at all.
    public var path: String

    /// What is wrong, as a sentence without its full stop. Long quotations of the file are shortened.
    public var message: String

    /// The way to the value or key that is at fault, also to one that is missing; empty where none is known.
    var keys: [DocumentKey] = []

    /// An error in a file.
    public init(file: String, line: Int, column: Int, path: String, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }

    /// An error at a place.
    public init(at location: DocumentLocation, path: String = "", _ message: String) {
        self.init(file: location.file, line: location.line, column: location.column, path: path, message: message)
    }

    /// The place where the file is wrong.
    public var location: DocumentLocation { DocumentLocation(file: file, line: line, column: column) }

    /// One line for the operator: place, path and sentence.
    public var description: String { "\(location): \(path.isEmpty ? "" : "\(path): ")\(message)" }
}

/// A text from a file as a sentence may quote it: short, on one line, and unable to move a terminal's cursor.
struct Excerpt: CustomStringConvertible {
    var text: String

    init(_ text: some StringProtocol) { self.text = String(text) }

    var description: String {
        var result = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < 40 else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: result += name(of: scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private func name(of scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
}
