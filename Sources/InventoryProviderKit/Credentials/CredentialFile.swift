package import InventoryCore

/// Credentials in a file of another tool.
package struct CredentialFile: Sendable {
    /// Where it is; nil when this need has no such file.
    package var path: @Sendable (CredentialNeed) -> String?
    /// Reads it; nil when it has nothing for the need. The second argument names the file in sentences.
    package var read: @Sendable (_ bytes: [UInt8], _ place: String, _ need: CredentialNeed) throws -> Credential?

    package init(
        path: @escaping @Sendable (CredentialNeed) -> String?,
        read: @escaping @Sendable ([UInt8], String, CredentialNeed) throws -> Credential?
    ) {
        self.path = path
        self.read = read
    }

    /// The credential in the file; nil when there is no such file, or nothing in it for the need.
    /// - Parameter acceptsOpenFiles: takes a file that others can read, too: secrets that an orchestrator mounts.
    /// - Throws: `fileUnreadable` for a file that others can read; what `read` throws.
    package func find(
        _ need: CredentialNeed, services: SystemServices, acceptsOpenFiles: Bool
    ) throws -> Credential? {
        guard let path = path(need), let file = try services.readPrivateFile(path) else { return nil }
        let name = "'\(Printable.quoted(path))'"
        guard acceptsOpenFiles || !file.isOpenToOthers else {
            throw InventoryError(
                .fileUnreadable,
                "\(name) holds keys and has mode \(String(file.mode & 0o777, radix: 8)), so others can get at them; run "
                    + "chmod 600, or set \(CredentialFile.openFilesVariable)=true where an orchestrator mounts it so",
                provider: need.provider)
        }
        return try read(try Credential.withoutMark(file.bytes, from: name, for: need.provider), name, need)
    }

    /// The one way to have files taken that others can read.
    package static let openFilesVariable = "CLOUD_INVENTORY_OPEN_CREDENTIAL_FILES"
}
