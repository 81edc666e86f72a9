/// The driver of one cloud: one vendor with credentials, endpoint rules and a transport. Any bucket passes through it.
///
/// Applications hold an ``InventoryClient``, which adds the gate, paging and error wrapping; this protocol is what a new
/// cloud implements (`InventoryProviderKit` has the parts, and a generic implementation for HTTP).
///
/// An implementer owes its callers: every call talks to the network only for what its name says; it throws
/// ``InventoryError`` with the vendor's own code, message and request ids, or `CancellationError` promptly when
/// cancelled; it repeats only what is safe to repeat; rules come to it fitted already (``Capabilities``, `fit`).
public protocol InventoryProvider: Sendable {
    var id: ProviderID { get }
    var capabilities: Capabilities { get }

    /// The same provider, every request of which waits for `permit` first: for keeping to a pace. The wait is no part of a
    /// call's own deadline.
    func paced(by permit: @escaping @Sendable () async throws -> Void) -> any InventoryProvider
    /// Whether a bucket can be addressed at all. No network.
    /// - Throws: `invalidAddress` naming what its address lacks.
    func check(_ bucket: BucketAddress) throws
    /// The document that ``store(_:in:)`` would send. No network.
    func rendering(of rule: InventoryRule) throws -> VendorDocument
    /// The document that ``startOneOffJob(_:in:)`` would send. No network.
    func rendering(of job: OneOffJob) throws -> VendorDocument
    /// Reads one rule. Throws `ruleNotFound` when there is none of that id.
    func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule
    /// Reads one page of the bucket's rules. A bucket without rules gives an empty page.
    func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage
    /// Creates or, where ``Capabilities/overwriting`` says so, replaces a rule.
    func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt
    /// Sends a document exactly as it is: for restores.
    func store(_ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt
    /// Removes a rule. Throws `ruleNotFound` when the server says that there was none.
    func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt
    /// Starts a report now, at most once: a request that may have arrived is not sent again.
    func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt
}

extension InventoryProvider {
    /// Waits once for every call. A provider that repeats requests by itself lets each attempt wait instead.
    public func paced(by permit: @escaping @Sendable () async throws -> Void) -> any InventoryProvider {
        PacedProvider(base: self, permit: permit)
    }

    /// Takes every address.
    public func check(_ bucket: BucketAddress) throws {}

    /// Refuses: the default for clouds without one-off reports.
    public func rendering(of job: OneOffJob) throws -> VendorDocument {
        throw InventoryError(.unsupported, "\(id) has no one-off reports", provider: id)
    }

    /// Refuses, without any request: the default for clouds without one-off reports.
    public func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        throw InventoryError(.unsupported, "\(id) has no one-off reports; \(bucket) got no request", provider: id)
    }
}
