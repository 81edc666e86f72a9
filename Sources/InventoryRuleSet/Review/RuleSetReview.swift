public import InventoryCore

/// Everything that is wrong with a rule-set file, at once: where reading it for a run stops at the first mistake, this goes on.
/// For pre-commit hooks, editors and CI. Reads the file and the target lists that it names; no network.
public struct RuleSetReview: Sendable {
    /// What is wrong, or looks so, at one place.
    public struct Remark: Hashable, Sendable {
        /// What it means for a run.
        public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
            /// The file is refused.
            case error
            /// The file is refused unless the loss is accepted.
            case loss
            /// A run goes on, and its author may have meant something else.
            case warning
        }

        /// What it means for a run.
        public var kind: Kind
        /// Where, in the rule set or in a target list.
        public var location: DocumentLocation
        /// Where in the document: `rules[1].schedule`; empty where a line of a target list is meant, or no key.
        public var path: String
        /// What is wrong, a sentence without its full stop.
        public var message: String

        public init(_ kind: Kind, at location: DocumentLocation, path: String = "", _ message: String) {
            self.kind = kind
            self.location = location
            self.path = path
            self.message = message
        }

        init(_ error: DocumentError) {
            self.init(.error, at: error.location, path: error.path, error.message)
        }
    }

    /// What was found, in the order of the places.
    public private(set) var remarks: [Remark] = []
    /// What is left of the file without its mistakes; nil where nothing of it can be read. It is not for runs.
    public private(set) var file: RuleSetFile?
    /// Whether there are more mistakes than were looked for.
    public private(set) var isCutShort = false
    var document: DocumentNode?

    /// So many mistakes are told of a file.
    private static let most = 100

    /// Reviews a file and the target lists in its folder or below it.
    /// - Parameter clouds: the clouds that there are, as for ``RuleSetGuide``.
    public init(path: String, clouds: [Capabilities], services: SystemServices = .system) {
        let bytes: [UInt8]
        do {
            guard let read = try services.readFile(path) else {
                throw InventoryError.noFile(path)
            }
            bytes = read
        } catch {
            self.init(unreadable: DocumentLocation(file: path, line: 1, column: 1), InventoryError.sentence(of: error))
            return
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        self.init(bytes, name: path, clouds: clouds) {
            try RuleSetFile.targetList($0, below: folder, services: services)
        }
    }

    /// A file of which nothing can be read.
    private init(unreadable place: DocumentLocation, _ reason: String) {
        remarks = [Remark(.error, at: place, reason)]
    }

    /// Reviews a rule set that is in memory.
    /// - Parameters:
    ///   - name: how remarks call it.
    ///   - targetList: gives the bytes and the name of a target list that the rule set names.
    public init(
        _ bytes: [UInt8], name: String, clouds: [Capabilities],
        targetList: (String) throws -> (bytes: [UInt8], name: String)
    ) {
        do {
            try read(try DocumentReader.read(bytes, name: name), RuleSetGuide(clouds), targetList)
        } catch let error as DocumentError {
            add(Remark(error))
        } catch {
            add(
                Remark(.error, at: DocumentLocation(file: name, line: 1, column: 1), InventoryError.sentence(of: error))
            )
        }
    }

    /// Reads the document as often as it takes, each time with one mistake less.
    private mutating func read(
        _ document: DocumentNode, _ guide: RuleSetGuide, _ targetList: (String) throws -> (bytes: [UInt8], name: String)
    ) throws {
        var repair = DocumentRepair(document, guide: guide)
        while true {
            do {
                let model = try DocumentDecoder().decode(RuleSetModel.self, from: repair.document)
                var found: [DocumentError] = []
                file = try RuleSetFile(model, of: repair.document, targetList: targetList) { found.append($0) }
                self.document = repair.document
                for error in found where repair.isGenuine(error) { add(Remark(repair.asWritten(error))) }
                for remark in file?.remarks ?? [] where repair.isGenuine(remark) { add(remark) }
                return
            } catch let error as DocumentError {
                if repair.isGenuine(error) { add(Remark(repair.asWritten(error))) }
                guard !isCutShort, repair.mend(error) else { return }
            }
        }
    }

    /// Adds what somebody else has found.
    public mutating func add(_ remark: Remark) {
        guard !remarks.contains(remark) else { return }
        guard remarks.count < Self.most else { return isCutShort = true }
        let place = remarks.firstIndex { Self.isBefore(remark.location, $0.location) }
        remarks.insert(remark, at: place ?? remarks.endIndex)
    }

    private static func isBefore(_ a: DocumentLocation, _ b: DocumentLocation) -> Bool {
        a.file == b.file && (a.line, a.column) < (b.line, b.column)
    }
}
