/// How a cloud's buckets and regions may be called: data from `ProviderSpecs/`. Without facts nothing is refused.
public struct Naming: Hashable, Sendable {
    /// What a bucket's name may hold beside letters and digits, `-.`; nil where unknown, and then no name is judged.
    public var bucketPunctuation: String? { didSet { bucketBytes = ASCIISet(bucketPunctuation ?? "") } }
    private var bucketBytes: ASCIISet
    /// How sure it is that a bucket's name has no capital letters; nil where it may have them.
    public var smallLetters: FactStatus?
    /// How sure it is that a bucket's name has no `_`; nil where it may have one, or where ``bucketPunctuation`` has none.
    public var noUnderscores: FactStatus?
    /// The fewest bytes of a bucket's name.
    public var shortestBucket: Limits.Bound?
    /// The most bytes of a bucket's name.
    public var longestBucket: Limits.Bound?
    /// How sure it is that a bucket's name ends in a hyphen and the number of its account; nil where it does not.
    public var accountSuffix: FactStatus?
    /// What the names of its hosts call the service, as `oss` in `oss-cn-hangzhou.aliyuncs.com`; nil where unknown.
    public var service: String?
    /// The names of the cloud's other hosts (``Endpoint/named(_:)``): none of them is a region.
    public var endpoints: Set<String> { didSet { endpointNames = Self.longestFirst(endpoints) } }
    /// Their bytes, the longest first: every region of a fleet is held against them.
    private(set) var endpointNames: [[UInt8]]
    /// How names end that are none of a bucket with inventories, and what has them.
    public var reservedEndings: [ReservedEnding]
    /// The parts of the cloud that have names and hosts of their own, the more particular first; none where it is one.
    public var partitions: [Partition]

    public init(
        bucketPunctuation: String? = nil, smallLetters: FactStatus? = nil, noUnderscores: FactStatus? = nil,
        shortestBucket: Limits.Bound? = nil, longestBucket: Limits.Bound? = nil, accountSuffix: FactStatus? = nil,
        service: String? = nil,
        endpoints: Set<String> = [],
        reservedEndings: [ReservedEnding] = [], partitions: [Partition] = []
    ) {
        self.bucketPunctuation = bucketPunctuation
        bucketBytes = ASCIISet(bucketPunctuation ?? "")
        self.smallLetters = smallLetters
        self.noUnderscores = noUnderscores
        self.shortestBucket = shortestBucket
        self.longestBucket = longestBucket
        self.accountSuffix = accountSuffix
        self.service = service
        self.endpoints = endpoints
        endpointNames = Self.longestFirst(endpoints)
        self.reservedEndings = reservedEndings
        self.partitions = partitions
    }

    private static func longestFirst(_ names: Set<String>) -> [[UInt8]] {
        names.sorted().map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }

    /// An ending of names.
    public struct ReservedEnding: Hashable, Sendable {
        /// `--x-s3`.
        public var ending: String
        /// What has such a name, for a sentence: "a directory bucket".
        public var thing: String
        /// How sure it is.
        public var status: FactStatus

        public init(_ ending: String, _ thing: String, _ status: FactStatus) {
            self.ending = ending
            self.thing = thing
            self.status = status
        }
    }

    /// The partition that a region is in, or that is called so; nil where the cloud has none.
    public func partition(of region: String) -> Partition? {
        partitions.first { $0.name == region } ?? partitions.first { region.utf8.starts(with: $0.regions.utf8) }
    }

    /// What is wrong with a bucket's name; nothing when a bucket may be called so. An empty name is not judged.
    /// - Parameter path: where the name stands, for the findings: `reports.bucket`.
    public func problems(withBucket name: ExactText, path: String) -> [Finding] {
        guard let bucketPunctuation, !name.isEmpty else { return [] }
        var findings: [Finding] = []
        func add(_ message: String, _ status: FactStatus = .documented) {
            findings.append(Finding(.violation, path: path, value: name.string, message: message, sureness: status))
        }
        let bytes = Bytes(name, allowed: bucketBytes)
        if bytes.hasOthers {
            add(Self.hint(name.string) ?? "the name of a bucket has letters, digits and \(bucketPunctuation) only")
            return findings
        }
        if bytes.hasLooseEdge {
            add("the name of a bucket begins and ends with a letter or digit, on both sides of every dot too")
        } else if bytes.isAddress {
            add("this is the address of a host, not the name of a bucket")
        }
        if let smallLetters, bytes.hasCapitals {
            add("the name of a bucket has no capital letters" + Self.exception(smallLetters), smallLetters)
        }
        if let noUnderscores, name.string.utf8.contains(0x5F) {
            add("the name of a bucket has no underscore" + Self.exception(noUnderscores), noUnderscores)
        }
        if let shortestBucket, name.byteCount < shortestBucket.value {
            add("the name of a bucket has \(shortestBucket.value) characters at least", shortestBucket.status)
        }
        if let longestBucket, name.byteCount > longestBucket.value {
            add("the name of a bucket has \(longestBucket.value) characters at most", longestBucket.status)
        }
        for reserved in reservedEndings where name.string.hasSuffix(reserved.ending) {
            add("a name that ends in \(reserved.ending) is that of \(reserved.thing)", reserved.status)
        }
        if let accountSuffix, !bytes.endsInNumber {
            add(
                "the name of a bucket ends in a hyphen and the number of its account (APPID); write \(name)-1250000000 "
                    + "with your own number", accountSuffix)
        }
        return findings
    }

    private static func exception(_ status: FactStatus) -> String { status.isFirm ? "" : ", but for some of old" }

    /// What else was meant by a text that is no name.
    private static func hint(_ text: String) -> String? {
        if text.holds("://") { return "this is an address, not the name of a bucket; write the name alone" }
        if text.holds(":") { return "this is a resource name, not the name of a bucket; write the name alone" }
        guard let slash = text.utf8.firstIndex(of: 0x2F) else { return nil }
        let (bucket, folder) = (text[..<slash], text[slash...].dropFirst())
        return "the name of a bucket holds no slash; write '\(Printable.quoted(String(bucket), limit: 80))'"
            + (folder.isEmpty ? "" : ", and the folder as a prefix: '\(Printable.quoted(String(folder), limit: 80))'")
    }

    /// What stands in a name, seen in one pass.
    private struct Bytes {
        var hasOthers = false
        var hasCapitals = false
        /// Whether a part between dots does not begin or end with a letter or digit.
        var hasLooseEdge = false
        /// Whether it ends in a hyphen and digits.
        var endsInNumber = false
        /// Whether it is four numbers with dots between.
        var isAddress = false

        init(_ text: ExactText, allowed: ASCIISet) {
            text.withBytes { bytes in
                var last: UInt8 = 0x2E
                var dots = 0
                var (isAllDigits, isInNumber) = (true, false)
                var (others, capitals, looseEdge) = (false, false, false)
                for byte in bytes {
                    let isDigit = (0x30...0x39).contains(byte)
                    if byte == 0x2E { dots += 1 } else if !isDigit { isAllDigits = false }
                    isInNumber = isDigit ? isInNumber || last == 0x2D : byte == 0x2D
                    if !ASCIISet.isAlphanumeric(byte) {
                        others = others || !allowed.contains(byte)
                        looseEdge = looseEdge || last == 0x2E || (byte == 0x2E && !ASCIISet.isAlphanumeric(last))
                    } else if byte < 0x5B, !isDigit {
                        capitals = true
                    }
                    last = byte
                }
                (hasOthers, hasCapitals) = (others, capitals)
                hasLooseEdge = looseEdge || !ASCIISet.isAlphanumeric(last)
                endsInNumber = isInNumber && last != 0x2D
                isAddress = dots == 3 && isAllDigits
            }
        }
    }
}
