extension ReportLayout {
    /// Seconds as a text, MD5s in upper case; in rows the bucket without quotes, `%2F`, times with dashes.
    static let alibabaOSS = ReportLayout(
        home: { "\($0.delivery.prefix)/\($0.delivery.bucket)/\($0.delivery.rule)" },
        run: ReportText.minute,
        file: { _, name in "data/\(name).csv.gz" },
        schema: alibabaOSSSchema,
        row: { job, entry in
            let time = CivilTime.extendedStamp(entry.object.lastModified).map { $0 == ":" ? "-" : String($0) }.joined()
            let fields = [
                ReportText.key(entry.key, slash: "%2F"), "\(entry.object.content.size)", time,
                entry.etag.uppercased(), entry.object.storageClass, entry.etag.contains("-") ? "true" : "false",
                "false", entry.object.content.crc64.map { "\($0)" } ?? "",
            ]
            return "\(job.delivery.bucket),\(ReportText.row(fields))"
        },
        manifest: { job, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"MD5checksum\":\"\($0.md5.uppercased())\"}"
            }
            return """
                {"sourceBucket":"\(job.delivery.bucket)","destinationBucket":"\(job.delivery.destination)",\
                "version":"2019-09-01","creationTimestamp":"\(job.time)",\
                "fileFormat":"CSV","fileSchema":"\(alibabaOSSSchema)","files":[\(parts.joined(separator: ","))]}
                """
        })

    private static let alibabaOSSSchema =
        "Bucket, Key, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded, EncryptionStatus, Crc64"
}
