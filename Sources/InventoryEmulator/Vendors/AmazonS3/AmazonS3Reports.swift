extension ReportLayout {
    /// Milliseconds as a text, the destination an ARN, every field quoted.
    static let amazonS3 = ReportLayout(
        run: ReportText.minute,
        file: { _, name in "data/\(name).csv.gz" },
        values: ReportValues(
            time: { CivilTime.extendedStamp($0).dropLast() + ".000Z" }, encryption: "NOT-SSE"),
        manifest: { job, schema, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"MD5checksum\":\"\($0.md5)\"}"
            }
            return """
                {"sourceBucket":"\(job.bucket)","destinationBucket":"arn:aws:s3:::\(job.order.destination)",\
                "version":"2016-11-30","creationTimestamp":"\(job.time)000",\
                "fileFormat":"CSV","fileSchema":"\(schema)","files":[\(parts.joined(separator: ","))]}
                """
        })
}
