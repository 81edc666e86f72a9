/// In what the servers differ that speak S3's dialect.
struct AmazonS3Habits: Sendable {
    var listRoot = "ListInventoryConfigurationsResult"
    /// The code for an unknown rule; nil where it is open.
    var notFoundCode: String?
    var formats = ["CSV", "ORC", "Parquet"]
    /// The optional fields; nil for those of S3.
    var fields: [String]?
    /// Whether rules say which versions are reported.
    var hasVersions = true
    var hasEncryption = true
    /// Whether `OptionalFields` without a field is refused.
    var demandsField = false
}
