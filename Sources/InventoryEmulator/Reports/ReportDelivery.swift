/// The order to deliver the report of one stored rule now.
public struct ReportDelivery: Sendable, Hashable {
    /// What goes wrong with a delivery.
    public enum Fault: String, Sendable, Hashable, CaseIterable, Codable {
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
    /// What goes wrong; nil for nothing.
    public var fault: Fault?

    /// Makes the order.
    public init(rule: String, bucket: String, fault: Fault? = nil) {
        self.rule = rule
        self.bucket = bucket
        self.fault = fault
    }
}
