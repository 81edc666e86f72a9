/// A part of a cloud with regions, accounts, hosts and resource names of its own, as AWS has in China.
public struct Partition: Hashable, Sendable {
    /// How resource names call it: `aws-cn`.
    public var name: String
    /// What the names of its regions begin with; empty for the partition that has all others, which resource names of
    /// rules call by no region.
    public var regions: String
    /// What its hosts end in: `amazonaws.com.cn`.
    public var hostSuffix: String

    public init(_ name: String, regions: String, hostSuffix: String) {
        self.name = name
        self.regions = regions
        self.hostSuffix = hostSuffix
    }

    /// Whether it is the one that has all regions that are in no other.
    public var isUsual: Bool { regions.isEmpty }
}
