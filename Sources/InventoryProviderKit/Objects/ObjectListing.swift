public import InventoryWire

/// How one cloud lists buckets and objects and serves them: the names and habits in which clouds differ. The rest is the
/// same code for all. Source of the vendors' values: their API pages for buckets and objects.
public struct ObjectListing: Sendable, Hashable {
    /// How the pages of a list of objects follow one another.
    public enum Paging: Sendable, Hashable {
        /// Version 1: `marker` is the last name of the page before.
        case markers
        /// Version 2 (`list-type=2`): a token, opaque.
        case tokens
    }

    /// Version 1 or 2.
    public var paging: Paging
    /// Whether lists come as JSON, and not as XML.
    public var isJSON: Bool
    /// Whether names are asked for percent-encoded (`encoding-type=url`): XML cannot carry every name.
    public var encodesNames: Bool
    /// Whether tokens come encoded like names.
    public var encodesTokens: Bool
    /// Whether the `/` behind a `.` or `..` is written `%2F` in a path, as nothing on the way folds it then.
    public var escapesDotSegments: Bool
    /// Headers of every read of an object.
    public var readHeaders: HTTPHeaders
    /// What the headers begin with that are the vendor's own.
    public var headerPrefix: String
    /// The header that tells the CRC-64 of an object, of whatever kind.
    public var checksumHeader: String?
    /// The elements of a list that tell it, in every spelling.
    public var checksumElements: [String]
    /// The elements that name the key behind which a list of versions goes on, in every spelling.
    public var keyMarks: [String]
    /// How buckets are listed.
    public var buckets: Buckets

    public init(
        paging: Paging = .tokens, isJSON: Bool = false, encodesNames: Bool = true, encodesTokens: Bool = false,
        escapesDotSegments: Bool = false, readHeaders: HTTPHeaders = [:], headerPrefix: String = "x-amz-",
        checksumHeader: String? = nil, checksumElements: [String] = [], keyMarks: [String] = ["NextKeyMarker"],
        buckets: Buckets = Buckets()
    ) {
        self.paging = paging
        self.isJSON = isJSON
        self.encodesNames = encodesNames
        self.encodesTokens = encodesTokens
        self.escapesDotSegments = escapesDotSegments
        self.readHeaders = readHeaders
        self.headerPrefix = headerPrefix
        self.checksumHeader = checksumHeader
        self.checksumElements = checksumElements
        self.keyMarks = keyMarks
        self.buckets = buckets
    }

    /// How the buckets of an account are listed.
    public struct Buckets: Sendable, Hashable {
        /// The host that lists the buckets of one region, or of all where ``host`` is nil; `{region}` stands in it.
        public var regionalHost: String
        /// The host that lists the buckets of all regions.
        public var host: String?
        /// Headers of the request.
        public var headers: HTTPHeaders
        /// Parameters of the first page already.
        public var query: [QueryItem]
        /// The parameter that asks for the next page.
        public var pageParameter: String
        /// The element that holds what goes into it.
        public var nextElement: String
        /// The element that holds a bucket's region as it stands in host names.
        public var regionElement: String
        /// What stands before the region in `Location`, where ``regionElement`` is missing; empty where nothing can be said then.
        public var locationPrefix: String
        /// The elements that hold when a bucket was made, in every spelling.
        public var createdElements: [String]
        /// The elements that hold the account, in every spelling.
        public var ownerElements: [String]

        public init(
            regionalHost: String = "", host: String? = nil, headers: HTTPHeaders = [:],
            query: [QueryItem] = [], pageParameter: String = "marker", nextElement: String = "NextMarker",
            regionElement: String = "Location", locationPrefix: String = "",
            createdElements: [String] = ["CreationDate"],
            ownerElements: [String] = ["ID"]
        ) {
            self.regionalHost = regionalHost
            self.host = host
            self.headers = headers
            self.query = query
            self.pageParameter = pageParameter
            self.nextElement = nextElement
            self.regionElement = regionElement
            self.locationPrefix = locationPrefix
            self.createdElements = createdElements
            self.ownerElements = ownerElements
        }
    }
}
