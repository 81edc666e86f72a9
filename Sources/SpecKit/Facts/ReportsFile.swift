import InventoryCore
package import InventoryVendorFacts

/// `reports.json`: how a cloud writes its inventory reports. A folder may hold this file alone: reports of a cloud can be
/// read before its rules can be written.
package struct ReportsFile: Decodable, Sendable {
    package var forms: ReportForms

    private enum Key: String, CodingKey, CaseIterable {
        case provider, marks, runFolders, otherFolders, checksumObject, members, hasFileChecksums, hasCounts
        case bucketsMayLackAccount, columns, hasComparableCRC64, plainEncryption, etagsCanBeMD5
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "reports.json")
        func fact<Value: Decodable & Sendable>(_ key: Key) throws -> Value {
            try container.decode(Fact<Value>.self, forKey: key).value
        }
        forms = ReportForms(
            provider: try container.decode(ProviderID.self, forKey: .provider), marks: try fact(.marks),
            runFolders: try fact(.runFolders), otherFolders: try fact(.otherFolders),
            checksumObject: try fact(.checksumObject),
            members: try container.decode(MembersFile.self, forKey: .members).members,
            hasFileChecksums: try fact(.hasFileChecksums), hasCounts: try fact(.hasCounts),
            bucketsMayLackAccount: try fact(.bucketsMayLackAccount),
            columns: try container.decode(ColumnsFile.self, forKey: .columns).columns,
            hasComparableCRC64: try fact(.hasComparableCRC64), plainEncryption: try fact(.plainEncryption),
            etagsCanBeMD5: try fact(.etagsCanBeMD5))
    }
}

/// The members of a manifest, each a fact of its own.
private struct MembersFile: Decodable {
    var members: ManifestMembers

    private enum Key: String, CodingKey, CaseIterable {
        case bucket, account, started, format, schema, rows, files, fileKey, fileSize, fileChecksum, fileRows
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "members")
        func fact<Value: Decodable & Sendable>(_ key: Key) throws -> Value {
            try container.decode(Fact<Value>.self, forKey: key).value
        }
        members = ManifestMembers(
            bucket: try fact(.bucket), account: try fact(.account), started: try fact(.started),
            format: try fact(.format), schema: try fact(.schema), rows: try fact(.rows), files: try fact(.files),
            fileKey: try fact(.fileKey), fileSize: try fact(.fileSize), fileChecksum: try fact(.fileChecksum),
            fileRows: try fact(.fileRows))
    }
}

/// The columns, each a fact of its own.
private struct ColumnsFile: Decodable {
    var columns: ReportColumns

    private enum Key: String, CodingKey, CaseIterable {
        case bucket, account, key, size, modified, etag, multipart, encryption, crc64, version, latest, deleteMarker
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "columns")
        func fact(_ key: Key) throws -> [String] { try container.decode(Fact<[String]>.self, forKey: key).value }
        columns = ReportColumns(
            bucket: try fact(.bucket), account: try fact(.account), key: try fact(.key), size: try fact(.size),
            modified: try fact(.modified), etag: try fact(.etag), multipart: try fact(.multipart),
            encryption: try fact(.encryption), crc64: try fact(.crc64), version: try fact(.version),
            latest: try fact(.latest), deleteMarker: try fact(.deleteMarker))
    }
}
