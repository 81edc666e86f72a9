/// The order to deliver the report of one stored rule now.
public struct ReportDelivery: Sendable, Hashable {
    /// What goes wrong with a delivery.
    public enum Fault: String, Sendable, Hashable, CaseIterable {
        /// Nothing arrives.
        case lost
        /// The rows have arrived, the manifest has not; a further delivery of the same run completes it.
        case late
        /// The file of rows ends half-way; the manifest is whole.
        case cut
        /// The rows arrive in two files, so that every key is listed twice.
        case doubled
    }

    /// The rule's id.
    public var rule: String
    /// The bucket that the rule is of.
    public var bucket: String
    /// The bucket that the report goes to.
    public var destination: String
    /// What the report's keys begin with, without the `/` that follows.
    public var prefix: String
    /// What the keys of listed objects begin with, as the rule says; the emulator does not read it off the document.
    public var listing: String
    /// What goes wrong; nil for nothing.
    public var fault: Fault?

    /// Makes the order.
    public init(
        rule: String, bucket: String, destination: String, prefix: String, listing: String = "", fault: Fault? = nil
    ) {
        self.rule = rule
        self.bucket = bucket
        self.destination = destination
        self.prefix = prefix
        self.listing = listing
        self.fault = fault
    }
}
