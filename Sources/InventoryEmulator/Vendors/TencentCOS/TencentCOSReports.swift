extension ReportLayout {
    /// The APPID in the path, days as runs, every number a text, counts of all rows.
    static let tencentCOS = ReportLayout(
        home: { job in
            let (name, appID) = cosNames(job.delivery.bucket)
            return "\(job.delivery.prefix)/\(appID)/\(name)/\(job.delivery.rule)"
        },
        run: { String(CivilTime.basicStamp($0).prefix(8)) },
        file: { _, name in "\(name).csv.gz" },
        schema: cosSchema,
        row: { job, entry in
            let (name, appID) = cosNames(job.delivery.bucket)
            return ReportText.row([
                appID, name, ReportText.key(entry.key, slash: "/"), "\(entry.object.content.size)",
                CivilTime.extendedStamp(entry.object.lastModified), entry.etag, entry.object.storageClass,
                entry.etag.contains("-") ? "True" : "False", entry.object.content.crc64.map { "\($0)" } ?? "",
            ])
        },
        manifest: { job, files in
            let (source, destination) = (cosNames(job.delivery.bucket), cosNames(job.delivery.destination))
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\"\($0.size)\",\"md5Checksum\":\"\($0.md5)\"}"
            }
            return """
                {"sourceAppid":"\(source.appID)","sourceBucket":"\(source.name)",\
                "destinationAppid":"\(destination.appID)","destinationBucket":"\(destination.name)",\
                "fileFormat":"CSV","listObjectCount":"\(job.count)","listStorageSize":"\(job.bytes)",\
                "filterObjectCount":"\(job.count)","filterStorageSize":"\(job.bytes)",\
                "fileSchema":"\(cosSchema)","files":[\(parts.joined(separator: ","))]}
                """
        })

    private static let cosSchema =
        "Appid, Bucket, Key, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded, Crc64"

    private static func cosNames(_ bucket: String) -> (name: String, appID: String) {
        guard let dash = bucket.lastIndex(of: "-") else { return (bucket, "") }
        return (String(bucket[..<dash]), String(bucket[bucket.index(after: dash)...]))
    }
}
