internal import InventoryCore
internal import InventoryReports

extension Handover {
    /// What the script answers, for whoever reads it.
    func explanation(comment: String, run: String) -> String {
        var lines = [
            "Is everything of a source at a target, and the same? Made by cloud-inventory from two verified manifests.",
            source.explanation, target.explanation,
            "Written at \(settledBefore) or later: unsettled, unless proven to be the same.",
        ]
        if !source.prefix.isEmpty || !target.prefix.isEmpty {
            lines.append("The source's keys below '\(source.prefix)' belong to the target's below '\(target.prefix)'.")
        }
        if !excluded.isEmpty { lines.append("Left out: keys that begin with \(excluded.joined(separator: ", ")).") }
        if let equalBuckets {
            lines.append(
                "Left out: \(equalBuckets.bucketCount - equalBuckets.differing.count) of \(equalBuckets.bucketCount) buckets of keys, "
                    + "whose fingerprints are equal by \(equalBuckets.proof.rawValue). counts.csv is without them.")
        }
        if options.skipsFolders { lines.append("Left out: keys that end in / and have no bytes.") }
        lines += [
            "Keys are canonical: A-Z a-z 0-9 - . _ ~ / as they are, every other byte as %XX; equal texts are equal keys.",
            "Fails, and concludes nothing, where rows are lost, cannot be read, or list a current version twice.",
            "Run: \(run)",
        ]
        if engine != .athena {
            lines.append(
                "It writes files.csv, facts.csv, counts.csv (verdict, keys) and verdicts.csv (verdict, key, sizes).")
        }
        return lines.map { "\(comment) \($0)" }.joined(separator: "\n")
    }
}

extension HandoverSide {
    /// What it is, in a line.
    var explanation: String {
        let rows =
            files.allSatisfy { $0.rows != nil } ? "\(files.reduce(0) { $0 + ($1.rows ?? 0) }) rows" : "rows not counted"
        return "\(name): \(Printable.quoted(manifest.fullBucket?.string ?? "?")) (\(manifest.provider)), "
            + "\(files.count) files, \(rows), by \(Printable.quoted(manifest.key.string))"
    }
}
