/// One page of the buckets of an account.
public struct BucketPage: Sendable {
    /// The buckets, in the order of the list.
    public var buckets: [Entry]
    /// The account, as the vendor writes it; nil where the list does not tell.
    public var owner: String?
    /// Where the next page begins; nil on the last.
    public var next: PageCursor?
    /// The names of what stands beside the buckets and is not known.
    package var unknown: [String] = []

    public init(buckets: [Entry], owner: String?, next: PageCursor?) {
        self.buckets = buckets
        self.owner = owner
        self.next = next
    }

    /// A bucket as a list names it.
    public struct Entry: Hashable, Sendable {
        /// The full name.
        public var name: ExactText
        /// The region, as the vendor writes it in host names; nil where the list does not tell.
        public var region: ExactText?
        /// When it was made, as the list writes it.
        public var created: String?
        /// Its kind, as the vendor writes it: objects, or a file system, which may have no inventories.
        public var kind: String?

        public init(name: ExactText, region: ExactText? = nil, created: String? = nil, kind: String? = nil) {
            self.name = name
            self.region = region
            self.created = created
            self.kind = kind
        }
    }
}
