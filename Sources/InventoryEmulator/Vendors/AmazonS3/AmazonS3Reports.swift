extension ReportLayout {
    /// Milliseconds as a text, the destination an ARN, every field quoted.
    static let amazonS3 = ReportLayout(
        home: { "\($0.delivery.prefix)/\($0.delivery.bucket)/\($0.delivery.rule)" },
        run: ReportText.minute,
        file: { _, name in "data/\(name).csv.gz" },
        schema: amazonS3Schema,
        row: { job, entry in
            ReportText.row([
                job.delivery.bucket, ReportText.key(entry.key, slash: "/"), "\(entry.object.content.size)",
                CivilTime.extendedStamp(entry.object.lastModified).dropLast() + ".000Z", entry.etag,
                entry.object.storageClass, entry.etag.contains("-") ? "true" : "false", "NOT-SSE",
            ])
        },
        manifest: { job, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"MD5checksum\":\"\($0.md5)\"}"
            }
            return """
                {"sourceBucket":"\(job.delivery.bucket)","destinationBucket":"arn:aws:s3:::\(job.delivery.destination)",\
                "version":"2016-11-30","creationTimestamp":"\(job.time)000",\
                "fileFormat":"CSV","fileSchema":"\(amazonS3Schema)","files":[\(parts.joined(separator: ","))]}
                """
        })

    private static let amazonS3Schema =
        "Bucket, Key, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded, EncryptionStatus"
}
