internal import InventoryCore

/// Takes mistakes out of a rule set one by one, so that it can be read once more and tell of the next one. What is put in
/// their place stands nowhere in the file, and nothing is said of it.
struct DocumentRepair {
    private(set) var document: DocumentNode
    private let original: DocumentNode
    private let guide: RuleSetGuide
    /// The lists that something was taken out of: what is said of them as wholes follows from that.
    private var shortened: Set<DocumentLocation> = []
    private var names = 0

    init(_ document: DocumentNode, guide: RuleSetGuide) {
        self.document = document
        original = document
        self.guide = guide
    }

    /// Where stands what is not in the file: files begin with line 1.
    private var nowhere: DocumentLocation { DocumentLocation(file: original.location.file, line: 0, column: 0) }

    /// Whether an error is about the file, and does not follow from a mistake that was told already.
    func isGenuine(_ error: DocumentError) -> Bool { isGenuine(error.location) }

    /// The same of a remark.
    func isGenuine(_ remark: RuleSetReview.Remark) -> Bool { isGenuine(remark.location) }

    private func isGenuine(_ place: DocumentLocation) -> Bool { place.line > 0 && !shortened.contains(place) }

    /// The error with the path that it has in the file as it was written.
    func asWritten(_ error: DocumentError) -> DocumentError {
        guard !error.keys.isEmpty, !shortened.isEmpty else { return error }
        var error = error
        var path: [DocumentKey] = []
        for (count, key) in error.keys.enumerated() {
            let list = original.find(path).node
            guard key.intValue != nil, case .sequence(let elements) = list.content,
                let index = elements.firstIndex(where: { element in
                    element.location == document.find(Array(error.keys[...count])).node.location
                })
            else {
                path.append(key)
                continue
            }
            path.append(DocumentKey(index))
        }
        error.path = original.find(path).path
        return error
    }

    /// Takes a mistake out.
    /// - Returns: whether there is anything new to read.
    mutating func mend(_ error: DocumentError) -> Bool {
        guard error.line > 0, !error.keys.isEmpty else { return false }
        return mend(error.keys[...])
    }

    private mutating func mend(_ path: ArraySlice<DocumentKey>) -> Bool {
        guard let last = path.last else { return false }
        let parent = document.find(Array(path.dropLast())).node
        if case .sequence = parent.content, last.intValue != nil {
            shortened.insert(parent.location)
            document = document.replacing(at: path) { _ in nil }
            return true
        }
        let shape = guide.shape(at: path.dropLast())
        guard case .mapping(let mapping) = parent.content,
            shape?.objectName != nil || shape?.element(isOfList: false) != nil
        else { return mend(path.dropLast()) }
        let keys = shape?.objectName.flatMap(guide.object)?.keys ?? []
        if let key = keys.first(where: { $0.name == last.stringValue }) {
            let value = standIn(for: key)
            document = document.replacing(at: path) { [nowhere] entry in
                .init(key: key.name, keyLocation: entry?.keyLocation ?? nowhere, value: value)
            }
            return true
        }
        // A key that is none: perhaps another one is meant, whose value is looked at as well.
        let meant = Suggestion.closest(
            to: last.stringValue, among: keys.map(\.name).filter { mapping[$0] == nil })
        document = document.replacing(at: path) { entry in
            guard let entry, let meant else { return nil }
            return .init(key: meant, keyLocation: entry.keyLocation, value: entry.value)
        }
        return true
    }

    /// A value that the key takes, different each time where it is a name.
    private mutating func standIn(for key: RuleSetKey) -> DocumentNode {
        var text = key.example
        switch key.shape {
        case .text, .name:
            names += 1
            text = "mended-\(names)"
        default: break
        }
        let value = try? DocumentReader.read(Array(text.utf8), name: original.location.file)
        return (value ?? DocumentNode(null: nowhere)).moved(to: nowhere)
    }
}
