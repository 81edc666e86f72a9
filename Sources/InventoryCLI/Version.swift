/// Which release this is.
enum Version {
    static let number = "0.1.0"

    /// What `--version` prints.
    static var description: String { "\(Console.name) \(number)" }
}
