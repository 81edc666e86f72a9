internal import InventoryWire

/// Reads and checks a rule of TOS, which is JSON, and writes it as reads show it.
struct VolcengineTOSDocument: Sendable {
    let quirks: QuirkSettings

    /// - Returns: the rule as answers hold it.
    /// - Throws: `MalformedBody` for what is no rule's JSON, `InvalidArgument` or `InvalidRole` for a value.
    func read(
        _ body: [UInt8], id: String, bucket: EmulatedBucket, settings: DialectSettings
    ) throws(VendorError) -> JSONPart {
        guard let document = try? JSONValue(body, maximumBytes: settings.maximumBodyBytes) else {
            throw Self.malformed("The body is no JSON.")
        }
        let root = try JSONMembers(document, "the document")
        let wrapped = quirks[VolcengineTOSQuirks.documentForm] == .both ? root["InventoryConfiguration"] : nil
        let rule =
            try wrapped.map { value throws(VendorError) in try JSONMembers(value, "InventoryConfiguration") } ?? root
        try known(rule, Self.members)
        let text = try rule.text("Id") ?? ""
        guard Self.isID(text) else {
            throw VendorError.invalid("Id takes at most 64 letters, digits, '-', '_', '.', no sign at either end.")
                .numbered("0025-00000006")
        }
        guard text == id || quirks[VolcengineTOSQuirks.idMismatch] == .accepted else {
            throw .invalid("The Id in the document is not the id in the query.")
        }
        var members: [(name: String, value: JSONPart)] = [
            ("Id", .text(id)), ("IsEnabled", .bool(try bool(rule, "IsEnabled", isRequired: true) ?? false)),
        ]
        let mustSayCompression = quirks[VolcengineTOSQuirks.compressionSwitch] == .required
        if let isPlain = try bool(rule, "IsUnCompressed", isRequired: mustSayCompression) {
            members.append(("IsUnCompressed", .bool(isPlain)))
        }
        if let filter = try rule.group("Filter") {
            try known(filter, ["Prefix"])
            members.append(("Filter", .members(try filter.text("Prefix").map { [("Prefix", .text($0))] } ?? [])))
        }
        members.append(("Destination", try destination(rule, of: bucket, settings: settings)))
        members.append(("Schedule", try schedule(rule)))
        members.append(
            ("IncludedObjectVersions", .text(try oneOf(["All", "Current"], rule, "IncludedObjectVersions"))))
        if let fields = try fields(rule) { members.append(("OptionalFields", .members([("Field", .list(fields))]))) }
        return .members(members)
    }

    private static let members: Set<String> = [
        "Id", "IsEnabled", "IsUnCompressed", "Filter", "Destination", "Schedule", "IncludedObjectVersions",
        "OptionalFields",
    ]

    static func malformed(_ message: String) -> VendorError { VendorError(400, "MalformedBody", message) }

    private func known(_ group: JSONMembers, _ names: Set<String>) throws(VendorError) {
        guard quirks[VolcengineTOSQuirks.unknownMembers] == .refused else { return }
        if let other = group.names.sorted().first(where: { !names.contains($0) }) {
            throw Self.malformed("\(group.place) has no member '\(other)'.")
        }
    }

    private static func isID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isAlphanumeric = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard (1...64).contains(bytes.count), isAlphanumeric(bytes[0]), isAlphanumeric(bytes[bytes.count - 1]) else {
            return false
        }
        return bytes.allSatisfy { isAlphanumeric($0) || [0x2D, 0x5F, 0x2E].contains($0) }
    }

    /// A truth value; as text too, where the pages' form is taken.
    private func bool(_ rule: JSONMembers, _ name: String, isRequired: Bool) throws(VendorError) -> Bool? {
        switch rule[name] {
        case .bool(let value): return value
        case .string("true") where quirks[VolcengineTOSQuirks.documentForm] == .both: return true
        case .string("false") where quirks[VolcengineTOSQuirks.documentForm] == .both: return false
        case nil where !isRequired: return nil
        case nil: throw .invalid("\(name) is missing.")
        default: throw Self.malformed("\(name) must be true or false.")
        }
    }

    private func oneOf(_ values: [String], _ group: JSONMembers, _ name: String) throws(VendorError) -> String {
        guard let text = try group.text(name), values.contains(text) else {
            throw .invalid("\(name) must be one of \(values.joined(separator: ", ")).")
        }
        return text
    }

    private func schedule(_ rule: JSONMembers) throws(VendorError) -> JSONPart {
        let schedule = try rule.required("Schedule")
        try known(schedule, ["Frequency"])
        let values = ["Daily", "Weekly"] + (quirks[VolcengineTOSQuirks.once] == .accepted ? ["Once"] : [])
        return .members([("Frequency", .text(try oneOf(values, schedule, "Frequency")))])
    }

    private func destination(
        _ rule: JSONMembers, of bucket: EmulatedBucket, settings: DialectSettings
    ) throws(VendorError) -> JSONPart {
        let outer = try rule.required("Destination")
        try known(outer, ["TOSBucketDestination"])
        let destination = try outer.required("TOSBucketDestination")
        try known(destination, ["Format", "AccountId", "AccountID", "Role", "Bucket", "Prefix"])
        let format = try oneOf(["CSV"], destination, "Format")
        // Five SDKs spell it in two ways, and the service takes both.
        let accounts = [try destination.text("AccountId"), try destination.text("AccountID")]
        let account = accounts.lazy.compactMap(\.self).first ?? ""
        let role = try destination.text("Role") ?? ""
        try check(account: account, role: role)
        let name = try destination.text("Bucket") ?? ""
        try check(target: name, of: bucket, settings: settings)
        var members: [(name: String, value: JSONPart)] = [
            ("Format", .text(format)), (quirks[VolcengineTOSQuirks.accountSpelling].rawValue, .text(account)),
            ("Role", .text(role)), ("Bucket", .text(name)),
        ]
        if let prefix = try destination.text("Prefix") { members.append(("Prefix", .text(prefix))) }
        return .members([("TOSBucketDestination", .members(members))])
    }

    /// A role is a name and no TRN; which ones exist, the emulator knows only of the one that the console makes.
    private func check(account: String, role: String) throws(VendorError) {
        guard !account.isEmpty, account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw VendorError.invalid("AccountId must be the number of the bucket owner's account.")
                .numbered("0025-00000012")
        }
        guard !role.isEmpty else { throw .invalid("Role is missing.") }
        let isName = role.utf8.allSatisfy { $0 != 0x3A && $0 != 0x2F }
        let isThere = quirks[VolcengineTOSQuirks.roles] == .any || role == "TosArchiveTOSInventory"
        guard isName, isThere else {
            throw VendorError(400, "InvalidRole", "Role must exist").numbered("0025-00000012")
        }
    }

    private func check(
        target name: String, of bucket: EmulatedBucket, settings: DialectSettings
    ) throws(VendorError) {
        let isName =
            (3...63).contains(name.utf8.count) && name.first != "-" && name.last != "-"
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }
        guard isName else { throw .invalid("The destination's Bucket must be the name of a bucket.") }
        guard let known = settings.destinations,
            !known.contains(where: { $0.name == name && $0.region == bucket.region })
        else { return }
        throw settings.missingDestination(quirks[VolcengineTOSQuirks.missingDestination])
    }

    private func fields(_ rule: JSONMembers) throws(VendorError) -> [JSONPart]? {
        guard let group = try rule.group("OptionalFields") else { return nil }
        try known(group, ["Field"])
        let names = try group.texts("Field")
        guard Set(names).count == names.count else { throw .invalid("A field stands twice in OptionalFields.") }
        if quirks[VolcengineTOSQuirks.unknownFields] == .refused,
            let other = names.first(where: { !Self.fields.contains($0) })
        {
            throw .invalid("There is no optional field '\(other)'.")
        }
        return names.map { JSONPart.text($0) }
    }

    private static let fields: Set<String> = [
        "Size", "LastModifiedDate", "ETag", "StorageClass", "IsMultipartUploaded", "EncryptionStatus", "CRC64",
        "ReplicationStatus", "Tag", "RetentionMode", "RetainUntilTimestamp", "IntelligentTieringAccessTier",
    ]
}
