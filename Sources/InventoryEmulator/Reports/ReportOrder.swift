internal import InventoryWire

/// What a stored rule orders, read off its document. The clouds put these things under the same names, in XML or JSON.
struct ReportOrder: Sendable {
    var isEnabled: Bool
    /// `Daily`, `Weekly`, …
    var frequency: String
    /// What the keys of listed objects begin with.
    var listing: [UInt8]
    var hasAllVersions: Bool
    /// The optional columns, as ordered.
    var fields: [String]
    /// The bucket that reports go to, and what their keys begin with; nil where the rule has no prefix.
    var destination: String
    var prefix: String?

    /// - Returns: nil for a document that names no bucket to deliver to.
    init?(_ document: [UInt8]) {
        guard let table = (try? XMLReader.read(document)) ?? (try? JSONReader.read(document)) else { return nil }
        let rule = table.root.child("InventoryConfiguration") ?? table.root
        // COSBucketDestination and the like, where there is such an element.
        let outer = rule.child("Destination")
        guard let target = outer?.children.first(where: { $0.name.hasSuffix("BucketDestination") }) ?? outer,
            let bucket = target.child("Bucket")?.trimmedText.split(separator: ":").last
        else { return nil }
        destination = String(bucket)
        prefix = target.child("Prefix").flatMap { $0.text.isEmpty ? nil : $0.text }
        isEnabled = rule.child("IsEnabled").map { ASCII.equalIgnoringCase($0.trimmedText, "true") } ?? false
        frequency = rule.child("Schedule")?.child("Frequency")?.trimmedText ?? ""
        let filter = rule.child("Filter")
        listing = Array((filter?.child("Prefix") ?? filter?.child("And")?.child("Prefix"))?.text.utf8 ?? "".utf8)
        hasAllVersions = rule.child("IncludedObjectVersions")?.trimmedText == "All"
        fields = rule.child("OptionalFields")?.children.map(\.trimmedText) ?? []
    }

    /// How many days lie between two reports; nil for a frequency that comes once, or is none.
    var days: Int64? {
        switch frequency {
        case "Daily": 1
        case "Weekly": 7
        case "Monthly": 31
        default: nil
        }
    }
}
