internal import InventoryVendorFacts

/// Which field of a row is what; -1 where there is no such column.
struct ColumnPlaces {
    var bucket: Int
    var account: Int
    var key: Int
    var size: Int
    var modified: Int
    var etag: Int
    var multipart: Int
    var encryption: Int
    var crc64: Int
    var version: Int
    var latest: Int
    var deleteMarker: Int

    init(_ names: [String], _ columns: ReportColumns) {
        func place(_ spellings: [String]) -> Int {
            names.firstIndex { name in spellings.contains { $0.isColumn(name) } } ?? -1
        }
        bucket = place(columns.bucket)
        account = place(columns.account)
        key = place(columns.key)
        size = place(columns.size)
        modified = place(columns.modified)
        etag = place(columns.etag)
        multipart = place(columns.multipart)
        encryption = place(columns.encryption)
        crc64 = place(columns.crc64)
        version = place(columns.version)
        latest = place(columns.latest)
        deleteMarker = place(columns.deleteMarker)
    }

    /// A column that means something and stands twice: which of the two counts could only be guessed.
    static func repeated(_ names: [String], _ columns: ReportColumns) -> String? {
        [
            columns.bucket, columns.account, columns.key, columns.size, columns.modified, columns.etag,
            columns.multipart, columns.encryption, columns.crc64, columns.version, columns.latest,
            columns.deleteMarker,
        ].first { spellings in
            names.count { name in spellings.contains { $0.isColumn(name) } } > 1
        }?.first
    }
}
