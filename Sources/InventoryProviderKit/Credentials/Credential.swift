public import InventoryCore
public import InventoryWire

/// The keys to one account, and the hosts that may see signatures made with them.
public struct Credential: Sendable {
    /// The public half: Tencent's SecretId, Huawei's access key.
    public var accessKey: String
    /// The secret half: Tencent's SecretKey, Huawei's secret access key.
    public var secretKey: Secret
    /// The token of temporary keys.
    public var securityToken: Secret?
    /// When temporary keys end.
    public var expires: UTCInstant?
    /// Hosts beside the vendor's own that these keys may sign for: exact names, or `*.example.com` for every name
    /// below. OBS does not sign the host, so a host from a foreign file could otherwise harvest working signatures.
    public var additionalHosts: [String]

    public init(
        accessKey: String, secretKey: Secret, securityToken: Secret? = nil, expires: UTCInstant? = nil,
        additionalHosts: [String] = []
    ) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.securityToken = securityToken
        self.expires = expires
        self.additionalHosts = additionalHosts
    }

    /// Whether both sign the same.
    func hasSameKeys(as other: Credential) -> Bool {
        accessKey == other.accessKey && secretKey.bytes == other.secretKey.bytes
            && securityToken?.bytes == other.securityToken?.bytes
    }

    /// Whether a request to that host may be signed.
    package func maySign(for host: String, trusted: [String]) -> Bool {
        let isOne: (String) -> Bool = { HostPattern.matches(host, $0) }
        return trusted.contains(where: isOne) || additionalHosts.contains(where: isOne)
    }
}

extension Credential: CustomStringConvertible, CustomReflectable {
    /// The public half alone.
    public var description: String { "credential \(Printable.quoted(accessKey, limit: 80))" }
    /// The public half alone.
    public var customMirror: Mirror { Mirror(self, children: ["accessKey": accessKey]) }
}
