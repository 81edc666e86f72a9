extension ReportLayout {
    /// A folder for each run's rows, plain CSV, rows counted for each file, no sums.
    static let huaweiOBS = ReportLayout(
        home: { "\($0.delivery.prefix)/\($0.delivery.bucket)/\($0.delivery.rule)" },
        run: ReportText.minute,
        file: { run, name in "\(run)/files/\(name)_0.csv" },
        schema: huaweiOBSSchema,
        row: { job, entry in
            ReportText.row([
                job.delivery.bucket, ReportText.key(entry.key, slash: "%2F"), "\(entry.object.content.size)",
                CivilTime.extendedStamp(entry.object.lastModified), entry.etag, entry.object.storageClass,
                entry.etag.contains("-") ? "true" : "false", "", "",
            ])
        },
        manifest: { job, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"inventoriedRecord\":\($0.rows)}"
            }
            return """
                {"sourceBucket":"\(job.delivery.bucket)","destinationBucket":"\(job.delivery.destination)",\
                "version":"2019-01-03","fileFormat":"CSV","fileSchema":"\(huaweiOBSSchema)","files":[\(parts.joined(separator: ","))]}
                """
        },
        isCompressed: false, hasChecksum: false)

    private static let huaweiOBSSchema =
        "Bucket,Key,Size,LastModifiedDate,ETag,StorageClass,IsMultipartUploaded,ReplicationStatus,EncryptionStatus"
}
