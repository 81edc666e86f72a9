internal import InventoryWire

/// The checks of a rule's values, each with the number that the vendor gives that mistake, where a page names one.
struct AlibabaOSSCheck: Sendable {
    let quirks: QuirkSettings
    let document: Markup

    private func invalid(_ number: Int, _ message: String) -> VendorError {
        VendorError.invalid(message).numbered("0020-000000" + (number < 10 ? "0" : "") + "\(number)")
    }

    /// The text of a leaf that must be there and not empty.
    private func required(_ element: Markup?, _ name: String, _ number: Int) throws(VendorError) -> String {
        guard let text = element?.text, !text.isEmpty else { throw invalid(number, "\(name) is missing.") }
        return text
    }

    func id(in query: String) throws(VendorError) {
        let id = try required(document["Id"], "Id", 5)
        guard id == query else { throw invalid(43, "The inventoryId in the query is not the Id in the document.") }
        guard id.unicodeScalars.count <= 192 else { throw invalid(38, "Id is longer than 192 characters.") }
        if quirks[AlibabaOSSQuirks.idAlphabet] == .console {
            let isFine = id.utf8.allSatisfy(Self.isNameByte) && id.first != "-" && id.last != "-"
            guard isFine else { throw invalid(44, "Id takes a-z, 0-9 and hyphens between them.") }
        }
        guard ["true", "false"].contains(document["IsEnabled"]?.text.lowercased()) else {
            throw invalid(6, "IsEnabled must be true or false.")
        }
    }

    func filter() throws(VendorError) {
        guard let filter = document["Filter"] else { return }
        try length(of: filter["Prefix"], "Filter/Prefix")
        if quirks[AlibabaOSSQuirks.objectFilters] == .refused,
            let other = filter.children.first(where: { $0.name != "Prefix" })
        {
            throw invalid(1, "The filter \(other.name) is not available in this region.")
        }
    }

    private func length(of prefix: Markup?, _ name: String) throws(VendorError) {
        let most = Int(quirks[AlibabaOSSQuirks.prefixLength].rawValue) ?? 1023
        guard prefix?.text.unicodeScalars.count ?? 0 <= most else {
            throw invalid(38, "\(name) is longer than \(most) characters.")
        }
    }

    func schedule() throws(VendorError) {
        let schedule = document["Schedule"]
        let frequency = try required(schedule?["Frequency"], "Frequency", 17)
        let known =
            quirks[AlibabaOSSQuirks.newSchedules] == .accepted
            ? ["Daily", "Weekly", "Monthly", "Once"] : ["Daily", "Weekly"]
        guard known.contains(frequency) else {
            throw invalid(17, "Frequency must be one of \(known.joined(separator: ", ")).")
        }
        if schedule?["DayOfMonth"] != nil, frequency != "Monthly" {
            throw .invalid("DayOfMonth goes with Monthly alone.")
        }
        if schedule?["DayOfMonth"] == nil, frequency == "Monthly", quirks[AlibabaOSSQuirks.dayOfMonth] == .required {
            throw .invalid("Monthly needs DayOfMonth.")
        }
        if schedule?["AutoDelete"] != nil, frequency != "Once" { throw .invalid("AutoDelete goes with Once alone.") }
        if document["IncrementalInventory"] != nil, quirks[AlibabaOSSQuirks.incrementalInventory] == .refused {
            throw invalid(1, "Incremental inventories are not available here.")
        }
    }

    func destination(of bucket: EmulatedBucket, settings: DialectSettings) throws(VendorError) {
        let destination = document.at("Destination", "OSSBucketDestination")
        guard try required(destination?["Format"], "Format", 12) == "CSV" else { throw .invalid("Format must be CSV.") }
        let account = try required(destination?["AccountId"], "AccountId", 13)
        guard account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw invalid(28, "AccountId must be the number of an account.")
        }
        guard Self.isRole(try required(destination?["RoleArn"], "RoleArn", 14)) else {
            throw .invalid("RoleArn must be acs:ram::<account id>:role/<role name>.")
        }
        try length(of: destination?["Prefix"], "Prefix")
        if let encryption = destination?["Encryption"], encryption.children.count > 1 {
            throw .invalid("Encryption is either SSE-OSS or SSE-KMS.")
        }
        try target(destination?["Bucket"]?.text ?? "", of: bucket, settings: settings)
    }

    /// `acs:oss:::<bucket>`, a bucket of the same account and region.
    private func target(
        _ text: String, of bucket: EmulatedBucket, settings: DialectSettings
    ) throws(VendorError) {
        let start = "acs:oss:::"
        guard text.hasPrefix(start) else { throw invalid(30, "The destination bucket must be \(start)<name>.") }
        let name = String(text.dropFirst(start.count))
        guard (3...63).contains(name.utf8.count) else { throw invalid(31, "A bucket's name has 3 to 63 characters.") }
        guard name.utf8.allSatisfy(Self.isNameByte), name.first != "-", name.last != "-" else {
            throw invalid(32, "'\(name)' is no name of a bucket.")
        }
        guard let known = settings.destinations else { return }
        guard known.contains(where: { $0.name == name && $0.region == bucket.region }) else {
            let choice = quirks[AlibabaOSSQuirks.missingDestination]
            guard choice == .InvalidArgument else { throw settings.missingDestination(choice) }
            throw invalid(33, "The destination bucket is none of this account in this region.")
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
    }

    private static func isRole(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 5 && parts[0] == "acs" && parts[1] == "ram" && parts[2].isEmpty && !parts[3].isEmpty
            && parts[3].utf8.allSatisfy { (0x30...0x39).contains($0) } && parts[4].hasPrefix("role/")
            && parts[4].utf8.count > 5
    }

    func fields() throws(VendorError) {
        guard quirks[AlibabaOSSQuirks.unknownFields] == .refused else { return }
        for field in document["OptionalFields"]?.children ?? [] where !Self.known.contains(field.text) {
            throw invalid(36, "There is no optional field '\(field.text)'.")
        }
    }

    private static let known: Set<String> = [
        "Size", "LastModifiedDate", "ETag", "StorageClass", "IsMultipartUploaded", "EncryptionStatus",
        "TransitionTime", "ObjectAcl", "TaggingCount", "ObjectType", "Crc64", "LastAccessDate", "LastAccessTimestamp",
    ]
}
