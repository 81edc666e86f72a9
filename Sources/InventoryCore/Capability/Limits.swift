/// Bounds that a cloud puts on rules. A bound whose fact is not firm warns and never refuses; a value of the user's
/// own (`limits:` in a rule set) is firm.
public struct Limits: Hashable, Sendable {
    /// A number and how sure it is.
    public struct Bound: Hashable, Sendable {
        /// The largest number allowed.
        public var value: Int
        /// How sure the number is; one that is not firm refuses nothing.
        public var status: FactStatus

        public init(_ value: Int, _ status: FactStatus) {
            self.value = value
            self.status = status
        }
    }

    /// Bytes that an id may consist of, beside letters and digits; nil where unknown.
    public var idPunctuation: String? { didSet { idBytes = ASCIISet(idPunctuation ?? "") } }
    private var idBytes: ASCIISet
    /// Whether an id begins and ends with a letter or a digit.
    public var idEdgesAreAlphanumeric: Bool
    /// Characters (Unicode scalars) of an id.
    public var idLength: Bound?
    /// Rules in one bucket.
    public var ruleCount: Bound?
    /// Characters (Unicode scalars) of an object-name prefix and of a report prefix.
    public var prefixLength: Bound?
    /// Bytes of a rule document.
    public var documentBytes: Bound?
    /// Whether no column may stand twice in a rule; elsewhere that is the same as once.
    public var columnsAreUnique: Bool
    /// False where no rule's prefix may begin with another's (and a whole-bucket rule stands alone).
    public var allowsOverlap: Bool

    public init(
        idPunctuation: String? = nil, idEdgesAreAlphanumeric: Bool = false, idLength: Bound? = nil,
        ruleCount: Bound? = nil, prefixLength: Bound? = nil, documentBytes: Bound? = nil,
        columnsAreUnique: Bool = false,
        allowsOverlap: Bool = true
    ) {
        self.idPunctuation = idPunctuation
        idBytes = ASCIISet(idPunctuation ?? "")
        self.idEdgesAreAlphanumeric = idEdgesAreAlphanumeric
        self.idLength = idLength
        self.ruleCount = ruleCount
        self.prefixLength = prefixLength
        self.documentBytes = documentBytes
        self.columnsAreUnique = columnsAreUnique
        self.allowsOverlap = allowsOverlap
    }

    /// What is wrong with an id by these bounds; nothing when it may be used.
    public func problems(withID id: InventoryRule.ID) -> [Finding] {
        var findings: [Finding] = []
        func violation(_ message: String, _ status: FactStatus) {
            findings.append(
                Finding(.violation, path: "id", value: id.string, message: message, sureness: status))
        }
        if id.isEmpty { violation("a rule needs an id", .documented) }
        if let idPunctuation, !id.withBytes({ $0.allSatisfy(idBytes.contains) }) {
            violation("an id may hold letters, digits and \(idPunctuation) only", .documented)
        } else if idEdgesAreAlphanumeric, let first = id.string.utf8.first, let last = id.string.utf8.last,
            ![first, last].allSatisfy(ASCIISet.isAlphanumeric)
        {
            violation("an id begins and ends with a letter or a digit", .documented)
        }
        // A character is a byte or more, so that most ids need no count.
        if let idLength, id.byteCount > idLength.value {
            let count = id.string.unicodeScalars.count
            if count > idLength.value {
                violation("an id may have \(idLength.value) characters, this one has \(count)", idLength.status)
            }
        }
        return findings
    }
}
