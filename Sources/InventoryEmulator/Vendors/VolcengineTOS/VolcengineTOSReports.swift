extension ReportLayout {
    /// Assumed: as S3's without ARN and version.
    static let volcengineTOS = ReportLayout(
        home: { "\($0.delivery.prefix)/\($0.delivery.bucket)/\($0.delivery.rule)" },
        run: ReportText.minute,
        file: { _, name in "data/\(name).csv.gz" },
        schema: volcengineTOSSchema,
        row: { job, entry in
            ReportText.row([
                job.delivery.bucket, ReportText.key(entry.key, slash: "/"), "\(entry.object.content.size)",
                CivilTime.extendedStamp(entry.object.lastModified), entry.etag, entry.object.storageClass,
                entry.etag.contains("-") ? "true" : "false", "",
                entry.object.content.crc64.map { "\($0)" } ?? "",
            ])
        },
        manifest: { job, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"MD5checksum\":\"\($0.md5)\"}"
            }
            return """
                {"sourceBucket":"\(job.delivery.bucket)","destinationBucket":"\(job.delivery.destination)",\
                "creationTimestamp":"\(job.time)","fileFormat":"CSV","fileSchema":"\(volcengineTOSSchema)","files":[\(parts.joined(separator: ","))]}
                """
        })

    private static let volcengineTOSSchema =
        "Bucket,Key,Size,LastModifiedDate,ETag,StorageClass,IsMultipartUploaded,EncryptionStatus,CRC64"
}
