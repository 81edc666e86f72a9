internal import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// A manifest as it is written, gathered while its JSON comes in. Which cloud's it is may be told after the files, so
/// members of every cloud are taken.
struct ManifestText {
    /// What is wrong with it.
    struct Problem: Error {
        var code: VerificationFailure.Code
        var message: String
    }

    private(set) var dialect: Dialect = []
    private(set) var problems: [Problem] = []
    private var events = JSONEvents()
    private var scalars: [String: String] = [:]
    private var files: FileWriter
    private var seenFiles: [FilePrint] = []
    private var hasFiles = false

    private let wanted: Set<String>
    private let list: String
    private let fileMembers: (key: Set<String>, size: Set<String>, checksum: Set<String>, rows: Set<String>)
    /// The depth in brackets, the member of the document and the member of a file that come next.
    private var depth = 0
    private var member = ""
    private var isInFiles = false
    private var fileMember = ""
    private var entry: [String: String] = [:]
    private var knownNames: [String: String] = [:]

    init(_ forms: [ReportForms], scratch: ScratchFolder) {
        func names(_ pick: (ManifestMembers) -> [String]) -> Set<String> {
            Set(forms.flatMap { pick($0.members) }.map(\.lowercasedASCII))
        }
        wanted = names { [$0.bucket, $0.format, $0.schema] + $0.started + [$0.account, $0.rows].compactMap(\.self) }
            .union(forms.flatMap(\.marks).map(\.member.lowercasedASCII))
        list = (forms.first?.members.files ?? "files").lowercasedASCII
        fileMembers = (
            names { [$0.fileKey] }, names { [$0.fileSize] }, names(\.fileChecksum),
            names { [$0.fileRows].compactMap(\.self) }
        )
        files = FileWriter(scratch)
    }

    /// A member of the document that is a text or a number, by any of its names.
    func value(_ names: [String]) -> String? { names.lazy.compactMap { scalars[$0.lowercasedASCII] }.first }

    mutating func feed(_ bytes: [UInt8]) throws {
        var events = events
        defer { self.events = events }
        try events.feed(bytes) { try take($0) }
    }

    /// Ends the manifest and gives its files; nil where it has no list of files.
    mutating func finish() throws -> ReportFiles? {
        var events = events
        try events.finish { try take($0) }
        dialect.formUnion(events.tolerated)
        seenFiles.sort()
        if let (a, b) = zip(seenFiles, seenFiles.dropFirst()).first(where: { $0.isSame($1) }) {
            problem(.manifestFileRepeated, "files \(a.number) and \(b.number) of the manifest are the same object")
        }
        return hasFiles ? try files.finish() : nil
    }

    private mutating func problem(_ code: VerificationFailure.Code, _ message: String) {
        // A million bad entries are one finding.
        if !problems.contains(where: { $0.code == code }) { problems.append(Problem(code: code, message: message)) }
    }

    private mutating func take(_ event: JSONEvents.Event) throws {
        switch event {
        case .beginObject:
            if depth != 2 { try stray() }
            depth += 1
            if depth == 3, isInFiles { entry = [:] }
        case .endObject:
            if depth == 3, isInFiles { try endEntry() }
            depth -= 1
        case .beginArray:
            guard depth == 1, member == list else {
                try stray()
                return depth += 1
            }
            depth += 1
            (isInFiles, hasFiles) = (true, true)
        case .endArray:
            if depth == 2 { isInFiles = false }
            depth -= 1
            if depth == 0 { throw JSONEvents.Problem(offset: 0) }
        case .name(let name):
            let name = lowercased(name)
            if depth == 1 {
                member = name
                if name == list, hasFiles {
                    problem(.manifestUnreadable, "the manifest has two lists of files")
                }
            } else if depth == 3, isInFiles {
                fileMember = name
            }
        case .text(let text): try scalar(text, isNumber: false)
        case .number(let text): try scalar(text, isNumber: true)
        case .null: try scalar(nil, isNumber: false)
        case .boolean: try stray()
        }
    }

    /// Takes what is neither a text nor a number for a text that no member may have: a member that is there and says nothing
    /// would be a check less, without a word.
    private mutating func stray() throws {
        guard depth == 1 || isInFiles && depth <= 3 else { return }
        try scalar("neither a text nor a number", isNumber: false)
    }

    /// A member's name in lower case. A million files have the same few names.
    private mutating func lowercased(_ name: String) -> String {
        if let known = knownNames[name] { return known }
        let lower = name.lowercasedASCII
        if knownNames.count < 256 { knownNames[name] = lower }
        return lower
    }

    private mutating func scalar(_ text: String?, isNumber: Bool) throws {
        switch depth {
        case 0: throw JSONEvents.Problem(offset: 0)
        case 1:
            guard wanted.contains(member), let text else { return }
            guard scalars.updateValue(text, forKey: member) == nil else {
                return problem(.manifestUnreadable, "the manifest has a member twice")
            }
        case 2 where isInFiles: problem(.manifestIncomplete, "the manifest lists a file that is not a JSON object")
        case 3 where isInFiles:
            guard let text else { return }
            if fileMembers.size.contains(fileMember) { dialect.insert(isNumber ? .numbers : .numbersAsText) }
            if entry.count < 64, entry.updateValue(text, forKey: fileMember) != nil {
                problem(.manifestUnreadable, "the manifest has a member of a file twice")
            }
        default: break
        }
    }

    private func member(_ names: Set<String>) -> String? { names.lazy.compactMap { entry[$0] }.first }

    private mutating func endEntry() throws {
        let number = files.count + 1
        guard let written = member(fileMembers.key), !written.isEmpty else {
            return problem(.manifestIncomplete, "file \(number) of the manifest has no key")
        }
        guard let size = member(fileMembers.size).flatMap(Self.count) else {
            return problem(.manifestIncomplete, "file \(number) of the manifest has no size")
        }
        guard let path = FilePath(written) else {
            return problem(
                .manifestPathUnsafe,
                "file \(number) of the manifest leads out of the bucket: '\(Printable.quoted(written))'")
        }
        dialect.insert(path.isEncoded ? .encodedFileKeys : .plainFileKeys)
        let rows = member(fileMembers.rows)
        if let rows, Self.count(rows) == nil {
            return problem(.manifestIncomplete, "file \(number) of the manifest has no valid number of rows")
        }
        let checksum = member(fileMembers.checksum)
        let digest = checksum.flatMap(MD5Text.digest)
        if let checksum { dialect.insert(MD5Text.hasCapitals(checksum) ? .upperChecksums : .lowerChecksums) }
        seenFiles.append(FilePrint(path.key, number: number))
        try files.append(
            ReportFile(
                key: path.key, size: size, checksum: digest, rows: rows.flatMap(Self.count),
                hasUnusableChecksum: digest == nil && !(checksum ?? "").isEmpty))
    }

    /// A number that counts something: digits alone, as a text or as a number.
    static func count(_ text: String) -> Int64? {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
    }
}
