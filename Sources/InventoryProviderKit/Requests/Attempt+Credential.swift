internal import InventoryCore
internal import InventoryWire

// The keys that an attempt is signed with, and for which servers.
extension Attempt {
    /// The keys of this moment.
    /// - Throws: `hostNotAllowed` where they sign for no such host or a write may do harm there, `credentialsRefused` where
    ///   they have ended, and what the source throws.
    func credential(at instant: UTCInstant) async throws -> Credential {
        let credential = try await options.credentials.credential(
            for: CredentialRequest(provider: vendor.id, credentials: options.credentialsName))
        let host = unsigned.host
        guard credential.maySign(for: host, trusted: vendor.facts.endpoints.trustedHosts) else {
            throw InventoryError(
                .hostNotAllowed,
                "\(bucket): nothing is signed for '\(Printable.quoted(host))', a host that is not \(vendor.id)'s own; "
                    + "if it is yours, name it among the additional hosts of these credentials", provider: vendor.id)
        }
        try requireRules(of: host)
        if let expires = credential.expires, expires <= instant {
            throw InventoryError(
                .credentialsRefused,
                "the temporary keys for \(vendor.id) ended at \(expires); get new ones", provider: vendor.id)
        }
        return credential
    }

    /// Refuses to write where a server may have the vendor's interface without inventory rules, and so take the removal of
    /// a rule for that of the bucket. No answer to a read settles it; an emulator on this machine loses nothing.
    private func requireRules(of host: String) throws(InventoryError) {
        let facts = vendor.facts.endpoints
        guard facts.provesRules, operation.changesRules else { return }
        let isOwn = facts.trustedHosts.contains { HostPattern.matches(host, $0) }
        guard !isOwn || options.connectTo?.isLoopback == false else { return }
        let stranger =
            facts.standard.isEmpty ? "a server of which nothing is known" : "which is not \(vendor.id)'s own"
        throw InventoryError(
            .hostNotAllowed,
            "\(bucket): \(operation.phrase) is not sent to '\(Printable.quoted(options.connectTo?.host ?? host))', \(stranger): "
                + "a server with the same interface and without inventory rules would remove or replace the bucket itself; "
                + "rules can be read there, and written with the server's own tools, or where it is a cloud with rules under "
                + "that cloud's name", provider: vendor.id)
    }
}
