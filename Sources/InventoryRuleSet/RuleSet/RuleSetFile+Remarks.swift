internal import InventoryCore
internal import InventorySync

extension RuleSetFile {
    /// What is probably a mistake in the file as a whole, each with its place; a run goes on. Of buckets that are still to be found
    /// nothing is said.
    public var remarks: [RuleSetReview.Remark] { [idleness].compactMap(\.self) + sharedReportBuckets }

    private var idleness: RuleSetReview.Remark? {
        guard ruleSet.rules.isEmpty, ruleSet.retired.isEmpty, ruleSet.ownership.prune == .never, let rulesPlace else {
            return nil
        }
        return RuleSetReview.Remark(
            .warning, at: rulesPlace, path: "rules",
            "the set has no rule and retires none, so nothing is done or looked for in any bucket; rules that it had before "
                + "stay there until their ids stand under retired")
    }

    /// A bucket is in one region, and reports are delivered within the region of the bucket that they are of.
    private var sharedReportBuckets: [RuleSetReview.Remark] {
        struct Reports: Hashable {
            var provider: ProviderID
            var bucket: ExactText
        }
        var regions: [Reports: ExactText] = [:]
        var told: Set<Reports> = []
        var remarks: [RuleSetReview.Remark] = []
        for (index, entry) in groups.enumerated() {
            for (bucket, place) in zip(entry.buckets, entry.places) {
                let reports = Reports(
                    provider: entry.group.provider, bucket: bucket.reportBucket ?? entry.group.reports.bucket)
                guard let region = bucket.region ?? entry.group.region else { continue }
                guard let first = regions[reports] else {
                    regions[reports] = region
                    continue
                }
                guard first != region, told.insert(reports).inserted else { continue }
                remarks.append(
                    RuleSetReview.Remark(
                        .warning, at: place, path: "targets[\(index)]",
                        "the report bucket '\(Printable.quoted(reports.bucket.string))' is for buckets in "
                            + "'\(Printable.quoted(first.string))' and in '\(Printable.quoted(region.string))', and can be in one "
                            + "of them alone; reports are not delivered to another region, so name one for each"))
            }
        }
        return remarks
    }
}
