/// Where a cloud delivers the reports. This is what differs from target to target.
public struct Destination: Hashable, Sendable {
    /// The bucket's name as the cloud knows it, `inv-1250000000`; no URL, no resource name.
    public var bucket: ExactText
    /// The bucket's region, for clouds that write it into the rule (COS). For clouds that write the ``Partition`` in its
    /// place (S3): that one's name where it is not the usual one, `aws-cn`.
    public var region: ExactText?
    /// The beginning of the report files' names; nil leaves it to the cloud's default.
    public var prefix: ExactText?
    /// The account that owns the bucket, as the vendor writes it. Text: never computed, never checked for digits.
    public var owner: ExactText?
    /// The role that the cloud takes on to read the source and write the reports, as the vendor writes it.
    public var role: ExactText?
    /// The key for ``ReportEncryption/kms``.
    public var kmsKey: ExactText?

    public init(
        bucket: ExactText, region: ExactText? = nil, prefix: ExactText? = nil, owner: ExactText? = nil,
        role: ExactText? = nil, kmsKey: ExactText? = nil
    ) {
        self.bucket = bucket
        self.region = region
        self.prefix = prefix
        self.owner = owner
        self.role = role
        self.kmsKey = kmsKey
    }
}

extension Destination: Codable {
    private enum Key: String, CodingKey, CaseIterable { case bucket, region, prefix, owner, role, kmsKey }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a report destination")
        bucket = try container.decode(ExactText.self, forKey: .bucket)
        region = try container.decodeIfPresent(ExactText.self, forKey: .region)
        prefix = try container.decodeIfPresent(ExactText.self, forKey: .prefix)
        owner = try container.decodeIfPresent(ExactText.self, forKey: .owner)
        role = try container.decodeIfPresent(ExactText.self, forKey: .role)
        kmsKey = try container.decodeIfPresent(ExactText.self, forKey: .kmsKey)
    }
}
