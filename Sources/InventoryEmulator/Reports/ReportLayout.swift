/// How a cloud lays out and writes reports, from the facts alone: nothing here is shared with what reads them.
struct ReportLayout: Sendable {
    /// What stands for a missing prefix; nil leaves that part out.
    var defaultPrefix: String?
    /// The folders of a bucket's reports, below the prefix.
    var source: @Sendable (_ bucket: String) -> [String] = { [$0] }
    /// The name of a run's folder.
    var run: @Sendable (Int64) -> String
    /// A file of rows, below the rule's folder, by the run's folder and a name of hexadecimal digits.
    var file: @Sendable (_ run: String, _ name: String) -> String
    /// The columns that tell the bucket, with their values.
    var bucketColumns: @Sendable (_ bucket: String) -> [(name: String, value: String)] = { [("Bucket", $0)] }
    /// Columns of reports of all versions.
    var versionColumns = ["VersionId", "IsLatest", "IsDeleteMarker"]
    /// What stands between the columns of `fileSchema`.
    var separator = ", "
    /// How values are written.
    var values: ReportValues
    /// Columns whose values stand without quotes.
    var bareColumns: Set<String> = []
    /// The manifest.
    var manifest: @Sendable (ReportJob, _ schema: String, [ReportFile]) -> String
    var isCompressed = true
    var hasChecksum = true

    /// The folder of a rule's reports.
    func home(of job: ReportJob) -> String {
        ([job.order.prefix ?? defaultPrefix].compactMap(\.self) + source(job.bucket) + [job.rule])
            .joined(separator: "/")
    }

    func columns(of order: ReportOrder) -> [String] {
        bucketColumns("").map(\.name) + ["Key"] + (order.hasAllVersions ? versionColumns : []) + order.fields
    }

    /// A row for each object.
    func rows(_ entries: [ObjectShelf.Entry], _ columns: [String], of job: ReportJob) -> String {
        let fixed = Dictionary(uniqueKeysWithValues: bucketColumns(job.bucket).map { ($0.name, $0.value) })
        return entries.map { entry in
            columns.map { column in
                let value = fixed[column] ?? values.text(of: column, entry)
                return bareColumns.contains(column) ? value : "\"\(value)\""
            }.joined(separator: ",") + "\n"
        }.joined()
    }
}

/// A run that is being written.
struct ReportJob: Sendable {
    var rule: String
    /// The bucket that the rule is of.
    var bucket: String
    var order: ReportOrder
    var fault: ReportDelivery.Fault?
    /// When the scan began, in Unix seconds.
    var time: Int64
    /// How many objects are listed, and what they hold.
    var count: Int
    var bytes: Int
}

/// A file of rows, as the manifest tells of it.
struct ReportFile: Sendable {
    var key: String
    var size: Int
    /// MD5 of the file as it lies there, in lower-case digits.
    var md5: String
    var rows: Int
}
