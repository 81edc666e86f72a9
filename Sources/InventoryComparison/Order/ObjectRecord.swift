internal import InventoryReports

/// What a comparison keeps of a row, in 48 bytes (56 with a version) and the key, so that a hundred million of them fit on a disk. Texts lie
/// where the record lies.
struct ObjectRecord {
    /// What is told, and what an ETag is.
    struct Flags: OptionSet {
        var rawValue: UInt16

        static let size = Flags(rawValue: 1)
        static let time = Flags(rawValue: 2)
        static let crc64 = Flags(rawValue: 4)
        static let deleteMarker = Flags(rawValue: 8)
        /// The ETag has 32 hexadecimal digits.
        static let digest = Flags(rawValue: 16)
        /// The ETag has 32 hexadecimal digits, `-` and a number.
        static let partsDigest = Flags(rawValue: 32)
        /// Nothing in the row says that the ETag is no MD5.
        static let mayBeMD5 = Flags(rawValue: 64)
        static let latest = Flags(rawValue: 128)
        /// ``version`` is told.
        static let version = Flags(rawValue: 256)
    }

    var flags: Flags
    var parts: UInt32
    var size: Int64
    var time: Int64
    var digest: (UInt64, UInt64)
    var crc64: UInt64
    /// Tells versions of one key apart: a hash of the version's id, which differs from process to process.
    var version: UInt64 = 0
    var key: UnsafeRawBufferPointer

    static let headLength = 48

    /// What the row says.
    /// - Parameter hasVersion: whether it tells versions apart.
    init(_ row: borrowing RawRow, hasVersion: Bool) {
        flags = []
        if hasVersion {
            flags = row.isLatest ? [.version, .latest] : .version
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(row.version))
            version = UInt64(truncatingIfNeeded: hasher.finalize())
        }
        if row.size != nil { flags.insert(.size) }
        if row.modified != nil { flags.insert(.time) }
        if row.crc64 != nil { flags.insert(.crc64) }
        if row.isDeleteMarker { flags.insert(.deleteMarker) }
        (size, time, crc64) = (row.size ?? 0, row.modified ?? 0, row.crc64 ?? 0)
        (digest, parts) = ((0, 0), 0)
        key = UnsafeRawBufferPointer(row.key)
        guard let read = ETagDigest(row.etag) else { return }
        digest = read.digest
        parts = read.parts ?? 0
        flags.insert(read.parts == nil ? .digest : .partsDigest)
        if read.parts == nil, row.isMultipart != true, row.isPlain { flags.insert(.mayBeMD5) }
    }

    /// A record that was stored.
    init(at place: UnsafeRawPointer) {
        flags = Flags(rawValue: place.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        parts = place.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
        size = place.loadUnaligned(fromByteOffset: 8, as: Int64.self)
        time = place.loadUnaligned(fromByteOffset: 16, as: Int64.self)
        digest = (
            place.loadUnaligned(fromByteOffset: 24, as: UInt64.self),
            place.loadUnaligned(fromByteOffset: 32, as: UInt64.self)
        )
        crc64 = place.loadUnaligned(fromByteOffset: 40, as: UInt64.self)
        key = Self.key(at: place)
        if flags.contains(.version) {
            version = place.loadUnaligned(fromByteOffset: Self.headLength + key.count, as: UInt64.self)
        }
    }

    /// The key of a record that was stored.
    @inline(__always)
    static func key(at place: UnsafeRawPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: place + headLength, count: Int(place.loadUnaligned(as: UInt16.self)))
    }

    /// Bytes that a stored record takes; its head is enough to tell.
    @inline(__always)
    static func length(at place: UnsafeRawPointer) -> Int {
        let flags = Flags(rawValue: place.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        return headLength + Int(place.loadUnaligned(as: UInt16.self)) + (flags.contains(.version) ? 8 : 0)
    }

    /// Bytes that it takes when it is stored.
    var length: Int { Self.headLength + key.count + (flags.contains(.version) ? 8 : 0) }

    /// Stores it where there is room for ``length`` bytes.
    func store(at place: UnsafeMutableRawPointer) {
        place.storeBytes(of: UInt16(clamping: key.count), as: UInt16.self)
        place.storeBytes(of: flags.rawValue, toByteOffset: 2, as: UInt16.self)
        place.storeBytes(of: parts, toByteOffset: 4, as: UInt32.self)
        place.storeBytes(of: size, toByteOffset: 8, as: Int64.self)
        place.storeBytes(of: time, toByteOffset: 16, as: Int64.self)
        place.storeBytes(of: digest.0, toByteOffset: 24, as: UInt64.self)
        place.storeBytes(of: digest.1, toByteOffset: 32, as: UInt64.self)
        place.storeBytes(of: crc64, toByteOffset: 40, as: UInt64.self)
        if let source = key.baseAddress { (place + Self.headLength).copyMemory(from: source, byteCount: key.count) }
        guard flags.contains(.version) else { return }
        place.storeBytes(of: version, toByteOffset: Self.headLength + key.count, as: UInt64.self)
    }
}

/// The digest in an ETag: 32 hexadecimal digits in either case, and after a `-` the number of parts.
struct ETagDigest {
    var digest: (UInt64, UInt64)
    /// nil without a `-`.
    var parts: UInt32?

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 32, let high = Self.word(text, 0), let low = Self.word(text, 16) else { return nil }
        digest = (high, low)
        guard text.count > 32 else { return }
        guard text[32] == 0x2D, text.count > 33, text.count < 43 else { return nil }
        var number: UInt32 = 0
        for place in 33..<text.count {
            guard text[place] >= 0x30, text[place] <= 0x39 else { return nil }
            number = number &* 10 &+ UInt32(text[place] - 0x30)
        }
        parts = number
    }

    /// Sixteen hexadecimal digits as a number, without a branch a digit: every row has two such numbers, and nothing foretells
    /// a random digit.
    private static func word(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64? {
        var (word, seen): (UInt64, UInt8) = (0, 0)
        for place in start..<(start + 16) {
            let (number, letter) = (text[place] &- 0x30, (text[place] | 0x20) &- 0x61)
            let digit = number < 10 ? number : letter < 6 ? letter &+ 10 : 0xFF
            seen |= digit
            word = word << 4 | UInt64(digit & 15)
        }
        return seen < 16 ? word : nil
    }
}
