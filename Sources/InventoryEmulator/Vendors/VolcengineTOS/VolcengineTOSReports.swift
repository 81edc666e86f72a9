extension ReportLayout {
    /// Assumed: as S3's without ARN and version.
    static let volcengineTOS = ReportLayout(
        defaultPrefix: "tos_bucket_inventory",
        run: ReportText.minute,
        file: { _, name in "data/\(name).csv.gz" },
        separator: ",",
        values: ReportValues(),
        manifest: { job, schema, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"MD5checksum\":\"\($0.md5)\"}"
            }
            return """
                {"sourceBucket":"\(job.bucket)","destinationBucket":"\(job.order.destination)",\
                "creationTimestamp":"\(job.time)","fileFormat":"CSV","fileSchema":"\(schema)","files":[\(parts.joined(separator: ","))]}
                """
        })
}
