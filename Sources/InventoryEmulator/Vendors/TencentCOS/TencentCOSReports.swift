extension ReportLayout {
    /// The APPID in the path, days as runs, every number a text, counts of all rows.
    static let tencentCOS = ReportLayout(
        source: { bucket in
            let (name, appID) = cosNames(bucket)
            return [appID, name]
        },
        run: { String(CivilTime.basicStamp($0).prefix(8)) },
        file: { _, name in "\(name).csv.gz" },
        bucketColumns: { bucket in
            let (name, appID) = cosNames(bucket)
            return [("Appid", appID), ("Bucket", name)]
        },
        versionColumns: ["VersionId", "IsLatest", "DeleteMarker"],
        values: ReportValues(truths: ("True", "False")),
        manifest: { job, schema, files in
            let (source, destination) = (cosNames(job.bucket), cosNames(job.order.destination))
            let parts = files.map {
                "{\"key\":\(ReportText.quoted($0.key)),\"size\":\"\($0.size)\",\"md5Checksum\":\"\($0.md5)\"}"
            }
            return """
                {"sourceAppid":"\(source.appID)","sourceBucket":"\(source.name)",\
                "destinationAppid":"\(destination.appID)","destinationBucket":"\(destination.name)",\
                "fileFormat":"CSV","listObjectCount":"\(job.count)","listStorageSize":"\(job.bytes)",\
                "filterObjectCount":"\(job.count)","filterStorageSize":"\(job.bytes)",\
                "fileSchema":"\(schema)","files":[\(parts.joined(separator: ","))]}
                """
        })

    private static func cosNames(_ bucket: String) -> (name: String, appID: String) {
        guard let dash = bucket.lastIndex(of: "-") else { return (bucket, "") }
        return (String(bucket[..<dash]), String(bucket[bucket.index(after: dash)...]))
    }
}
