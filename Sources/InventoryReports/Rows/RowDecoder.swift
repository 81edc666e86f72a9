internal import InventoryCore
internal import InventoryVendorFacts

/// Makes rows of fields, and checks every value that means something.
package struct RowDecoder: ~Copyable {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What is wrong with a row.
    struct Problem: Error {
        var code: VerificationFailure.Code
        /// What stands after "row 3 of 'file' ".
        var message: String
    }

    package static let longestKey = 1024
    private static var nothing: Bytes { Bytes(start: nil, count: 0) }

    private let places: ColumnPlaces
    private let width: Int
    private let bucket: BucketNames?
    private let plainEncryption: [[UInt8]]
    private let hasComparableCRC64: Bool
    // Room for a decoded key: no field is longer than a row.
    private let key: UnsafeMutablePointer<UInt8>
    private(set) var seen: Dialect = []

    init(_ manifest: Manifest) {
        places = ColumnPlaces(manifest.columns, manifest.forms.columns)
        width = manifest.columns.count
        bucket = BucketNames(manifest)
        plainEncryption = manifest.forms.plainEncryption.map { Array($0.utf8) }
        hasComparableCRC64 = manifest.forms.hasComparableCRC64
        key = .allocate(capacity: CSVRows.longestRow)
    }

    deinit { key.deallocate() }

    /// The row that was split last.
    mutating func row(_ fields: borrowing CSVRows) throws(Problem) -> RawRow {
        guard fields.count == width else {
            throw Problem(code: .rowWidth, message: "has \(fields.count) fields, and the schema \(width)")
        }
        var row = RawRow(
            key: Self.nothing, size: nil, modified: nil, etag: Self.nothing, isMultipart: nil, crc64: nil,
            version: Self.nothing, isLatest: true, isDeleteMarker: false, isPlain: true)
        if let text = told(places.size, fields) {
            guard let size = FieldText.number(text).flatMap(Int64.init(exactly:)) else {
                throw Self.value("a size", "which is no whole number below 2^63", text)
            }
            row.size = size
        }
        if let text = told(places.modified, fields) {
            guard let instant = FieldText.instant(text, &seen) else {
                throw Self.value("a time", "which has none of the known forms", text)
            }
            row.modified = instant
        }
        if let text = told(places.etag, fields) { row.etag = etag(text) }
        row.isMultipart = try boolean(places.multipart, fields)
        row.isLatest = try boolean(places.latest, fields) ?? true
        row.isDeleteMarker = try boolean(places.deleteMarker, fields) ?? false
        if hasComparableCRC64, let text = told(places.crc64, fields) {
            guard let crc = FieldText.number(text) else {
                throw Self.value("a CRC-64", "which is no whole number below 2^64", text)
            }
            row.crc64 = crc
        }
        if let text = told(places.version, fields) { row.version = text }
        if places.encryption >= 0 { row.isPlain = isPlain(fields.field(places.encryption)) }
        try checkBucket(fields)
        row.key = try key(fields.field(places.key))
        return row
    }

    /// Whether the row that was split last is the schema.
    /// - Parameter inAnyCase: whether it may be written in other letters, large or small.
    func isHeader(_ fields: borrowing CSVRows, _ names: [[UInt8]], inAnyCase: Bool = false) -> Bool {
        guard fields.count == names.count else { return false }
        for (index, name) in names.enumerated() {
            let field = fields.field(index)
            guard inAnyCase ? FieldText.equalInAnyCase(field, name) : FieldText.equal(field, name) else { return false }
        }
        return true
    }

    @inline(__always)
    private mutating func told(_ place: Int, _ fields: borrowing CSVRows) -> Bytes? {
        guard place >= 0 else { return nil }
        let text = fields.field(place)
        return FieldText.isAbsent(text, &seen) ? nil : text
    }

    private static func value(_ what: String, _ reason: String, _ text: Bytes) -> Problem {
        Problem(code: .rowValue, message: "has \(what) '\(quoted(text))', \(reason)")
    }

    /// The beginning of a text, for people.
    private static func quoted(_ text: Bytes) -> String {
        Printable.quoted(String(decoding: text.prefix(100), as: UTF8.self), limit: 40)
    }

    private mutating func boolean(_ place: Int, _ fields: borrowing CSVRows) throws(Problem) -> Bool? {
        guard let text = told(place, fields) else { return nil }
        guard let value = FieldText.boolean(text, &seen) else {
            throw Self.value("a value", "where only true and false are known", text)
        }
        return value
    }

    private mutating func etag(_ text: Bytes) -> Bytes {
        guard text.count >= 2, text[0] == 0x22, text[text.count - 1] == 0x22 else { return text }
        seen.insert(.quotedETag)
        return Bytes(rebasing: text[1..<(text.count - 1)])
    }

    private mutating func isPlain(_ text: Bytes) -> Bool {
        for value in plainEncryption where FieldText.equalInAnyCase(text, value) { return true }
        seen.insert(.encryptionValues)
        return false
    }

    private mutating func checkBucket(_ fields: borrowing CSVRows) throws(Problem) {
        guard let bucket, places.bucket >= 0 else { return }
        let account = told(places.account, fields)
        guard let form = bucket.form(of: fields.field(places.bucket), account: account) else {
            throw Problem(
                code: .bucketMismatch,
                message: "is of the bucket '\(Self.quoted(fields.field(places.bucket)))'"
                    + (account.map { " of the account '\(Self.quoted($0))'" } ?? "") + ", and the manifest of "
                    + "'\(Printable.quoted(String(decoding: bucket.full, as: UTF8.self), limit: 80))'")
        }
        seen.formUnion(form)
    }

    private mutating func key(_ text: Bytes) throws(Problem) -> Bytes {
        guard let count = KeyText.decode(text, to: key, &seen) else {
            throw Problem(code: .keyUndecodable, message: "has a key with a % that no two hexadecimal digits follow")
        }
        guard count > 0 else { throw Problem(code: .keyEmpty, message: "has an empty key") }
        guard count <= Self.longestKey else {
            throw Problem(
                code: .keyTooLong, message: "has a key of \(count) bytes; no cloud has keys over \(Self.longestKey)")
        }
        return Bytes(start: key, count: count)
    }
}

/// How rows may name the bucket that a report is of.
package struct BucketNames {
    /// With the account, where the cloud's full names end in one.
    package let full: [UInt8]
    /// Without it.
    package let short: [UInt8]
    /// The account; empty where it is not told.
    package let account: [UInt8]

    /// nil where the manifest names no bucket.
    package init?(_ manifest: Manifest) {
        guard let bucket = manifest.bucket?.string else { return nil }
        guard manifest.forms.bucketsMayLackAccount else {
            (full, short, account) = (Array(bucket.utf8), Array(bucket.utf8), [])
            return
        }
        // Without an account in the manifest, that of the full name where it has one.
        let last = bucket.split(separator: "-").last ?? ""
        let isAccount = last.utf8.count < bucket.utf8.count && last.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let account = manifest.account?.string ?? (isAccount ? String(last) : "")
        let tail = "-" + account
        let short = !account.isEmpty && bucket.hasSuffix(tail) ? String(bucket.dropLast(tail.count)) : bucket
        self.short = Array(short.utf8)
        full = Array((account.isEmpty ? short : short + tail).utf8)
        self.account = Array(account.utf8)
    }

    /// Whether they are names of that bucket.
    func mean(_ bucket: ExactText) -> Bool { [full, short].contains(Array(bucket.string.utf8)) }

    /// Which form a row's bucket has; nil where it is another bucket.
    func form(of text: UnsafeBufferPointer<UInt8>, account: UnsafeBufferPointer<UInt8>?) -> Dialect? {
        if let account, !self.account.isEmpty, !FieldText.equal(account, self.account) { return nil }
        if FieldText.equal(text, full) { return .fullBucket }
        return FieldText.equal(text, short) ? .shortBucket : nil
    }
}
