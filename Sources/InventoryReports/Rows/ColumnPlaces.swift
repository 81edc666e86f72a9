package import InventoryVendorFacts

/// Which field of a row is what; -1 where there is no such column.
package struct ColumnPlaces {
    package var bucket: Int
    package var account: Int
    package var key: Int
    package var size: Int
    package var modified: Int
    package var etag: Int
    package var multipart: Int
    package var encryption: Int
    package var crc64: Int
    package var version: Int
    package var latest: Int
    package var deleteMarker: Int

    package init(_ names: [String], _ columns: ReportColumns) {
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
