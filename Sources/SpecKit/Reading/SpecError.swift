/// What is wrong with a spec, and in which file.
package struct SpecError: Error, Hashable, CustomStringConvertible {
    /// The file's path below `ProviderSpecs/`.
    package var file: String
    /// The place and the problem.
    package var message: String

    package init(_ file: String, _ message: String) {
        self.file = file
        self.message = message
    }

    package var description: String { "\(file): \(message)" }
}
