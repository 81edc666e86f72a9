/// Which of the open forms a report has: what no source settles, or what sources contradict each other in. It holds no
/// keys and no names, so that it can be shown to anybody.
public struct Dialect: OptionSet, Hashable, Sendable {
    public var rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { rawValue = 1 << bit }

    static let byteOrderMark = Dialect(bit: 0)
    static let comma = Dialect(bit: 1)
    static let comment = Dialect(bit: 2)
    static let numbersAsText = Dialect(bit: 3)
    static let numbers = Dialect(bit: 4)
    static let encodedFileKeys = Dialect(bit: 5)
    static let plainFileKeys = Dialect(bit: 6)
    static let upperChecksums = Dialect(bit: 7)
    static let lowerChecksums = Dialect(bit: 8)
    static let upperManifestChecksum = Dialect(bit: 9)
    static let lowerManifestChecksum = Dialect(bit: 10)
    static let gzip = Dialect(bit: 11)
    static let gzipMembers = Dialect(bit: 12)
    static let gzipPadding = Dialect(bit: 13)
    static let plain = Dialect(bit: 14)
    static let header = Dialect(bit: 15)
    static let quoted = Dialect(bit: 16)
    static let unquoted = Dialect(bit: 17)
    static let lineFeed = Dialect(bit: 18)
    static let carriageReturn = Dialect(bit: 19)
    static let plusBlank = Dialect(bit: 20)
    static let percentBlank = Dialect(bit: 21)
    static let plainSlash = Dialect(bit: 22)
    static let encodedSlash = Dialect(bit: 23)
    static let lowerEscapes = Dialect(bit: 24)
    static let blankInDate = Dialect(bit: 25)
    static let dashInDate = Dialect(bit: 26)
    static let fraction = Dialect(bit: 27)
    static let zoneZ = Dialect(bit: 28)
    static let zoneOffset = Dialect(bit: 29)
    static let zoneNone = Dialect(bit: 30)
    static let lowerBooleans = Dialect(bit: 31)
    static let otherBooleans = Dialect(bit: 32)
    static let quotedETag = Dialect(bit: 33)
    static let upperETag = Dialect(bit: 34)
    static let fullBucket = Dialect(bit: 35)
    static let shortBucket = Dialect(bit: 36)
    static let nullWord = Dialect(bit: 37)
    static let encryptionValues = Dialect(bit: 38)
    static let countsAllVersions = Dialect(bit: 39)
    static let countsCurrentVersions = Dialect(bit: 40)
    static let countsNoMarkers = Dialect(bit: 41)
    static let someChecksums = Dialect(bit: 42)
    static let markBeforeRows = Dialect(bit: 43)

    /// What each one is called.
    private static let names: [(Dialect, String)] = [
        (.byteOrderMark, "manifest: byte order mark"), (.comma, "manifest: a comma too many"),
        (.comment, "manifest: a comment"), (.numbersAsText, "manifest: numbers as text"),
        (.numbers, "manifest: numbers as numbers"), (.encodedFileKeys, "manifest: file keys encoded"),
        (.plainFileKeys, "manifest: file keys plain"), (.upperChecksums, "manifest: checksums in upper case"),
        (.lowerChecksums, "manifest: checksums in lower case"),
        (.someChecksums, "manifest: some files without checksum"),
        (.upperManifestChecksum, "checksum object: upper case"),
        (.lowerManifestChecksum, "checksum object: lower case"),
        (.gzip, "files: gzip"), (.gzipMembers, "files: several gzip members"),
        (.gzipPadding, "files: zeros at the end"),
        (.plain, "files: not compressed"), (.markBeforeRows, "files: byte order mark"), (.header, "rows: header"),
        (.quoted, "rows: quoted fields"),
        (.unquoted, "rows: unquoted fields"), (.lineFeed, "rows: LF"), (.carriageReturn, "rows: CRLF"),
        (.plusBlank, "keys: a blank is +"), (.percentBlank, "keys: a blank is %20"), (.plainSlash, "keys: / plain"),
        (.encodedSlash, "keys: / encoded"), (.lowerEscapes, "keys: escapes in lower case"),
        (.blankInDate, "dates: a blank before the time"), (.dashInDate, "dates: dashes in the time"),
        (.fraction, "dates: fractions"), (.zoneZ, "dates: Z"), (.zoneOffset, "dates: offset"),
        (.zoneNone, "dates: no zone"), (.lowerBooleans, "booleans: true, false"),
        (.otherBooleans, "booleans: capital letters"), (.quotedETag, "ETags: quoted"),
        (.upperETag, "ETags: upper case"),
        (.fullBucket, "Bucket: full name"), (.shortBucket, "Bucket: without account"),
        (.nullWord, "absent values: null"),
        (.encryptionValues, "EncryptionStatus: other values than known"),
        (.countsAllVersions, "counts: every version"), (.countsCurrentVersions, "counts: current versions"),
        (.countsNoMarkers, "counts: without delete markers"),
    ]

    /// The forms by name, in a fixed order.
    public var descriptions: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}
