extension ReportLayout {
    /// A folder for each run's rows, plain CSV, rows counted for each file, no sums.
    static let huaweiOBS = ReportLayout(
        defaultPrefix: "BucketInventory",
        run: ReportText.minute,
        file: { run, name in "\(run)/files/\(name)_0.csv" },
        separator: ",",
        values: ReportValues(slash: "%2F"),
        manifest: { job, schema, files in
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\($0.size),\"inventoriedRecord\":\($0.rows)}"
            }
            return """
                {"sourceBucket":"\(job.bucket)","destinationBucket":"\(job.order.destination)",\
                "version":"2019-01-03","fileFormat":"CSV","fileSchema":"\(schema)","files":[\(parts.joined(separator: ","))]}
                """
        },
        isCompressed: false, hasChecksum: false)
}
