extension ReportLayout {
    /// Seconds as a text, MD5s in upper case; in rows the bucket without quotes, `%2F`, times with dashes.
    static let alibabaOSS = ReportLayout(
        run: ReportText.minute,
        file: { _, name in "data/\(name).csv.gz" },
        values: ReportValues(
            slash: "%2F",
            time: { CivilTime.extendedStamp($0).map { $0 == ":" ? "-" : String($0) }.joined() },
            etag: { $0.uppercased() }, encryption: "false"),
        bareColumns: ["Bucket"],
        manifest: { job, schema, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"MD5checksum\":\"\($0.md5.uppercased())\"}"
            }
            return """
                {"sourceBucket":"\(job.bucket)","destinationBucket":"\(job.order.destination)",\
                "version":"2019-09-01","creationTimestamp":"\(job.time)",\
                "fileFormat":"CSV","fileSchema":"\(schema)","files":[\(parts.joined(separator: ","))]}
                """
        })
}
