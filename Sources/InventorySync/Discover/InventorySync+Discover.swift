public import InventoryCore

/// What an account's own list says about a target.
public struct FoundBuckets: Sendable {
    /// The buckets that belong to the target, in the order of their names.
    public var buckets: [BucketPage.Entry]
    /// How many the list had.
    public var listed: Int
    /// How many matched, and were excluded.
    public var excluded: Int
    /// How many belong to it by their names, and are in another region.
    public var elsewhere: Int
}

extension InventorySync {
    /// Finds the buckets of a target group in the account's own list, all pages of it, over the network.
    /// - Throws: whatever the cloud says where the list cannot be read as a whole; `invalidAddress` where no bucket belongs to
    ///   the group, or where the list does not say in which region one is.
    public func findBuckets(_ pattern: BucketPattern, of group: TargetGroup) async throws -> FoundBuckets {
        let name = Printable.quoted(group.name)
        do {
            let client = try clouds.client(for: group.provider, credentials: group.credentials)
            guard let lister = client.provider as? any BucketLister else {
                throw InventoryError(
                    .unsupported, "the buckets of this cloud cannot be listed; name them", provider: group.provider)
            }
            let listed = try await lister.buckets(in: group.region)
            let matching = listed.filter { pattern.matches($0.name.string) }
            let chosen = matching.filter { pattern.includes($0.name.string) }
            if let lost = chosen.first(where: { ($0.region ?? group.region) == nil }) {
                throw InventoryError(
                    .invalidAddress,
                    "the list does not say in which region '\(Printable.quoted(lost.name.string))' is; give the target one",
                    provider: group.provider)
            }
            let here = chosen.filter { entry in group.region.map { entry.region ?? $0 == $0 } ?? true }
            guard !here.isEmpty else {
                throw InventoryError(
                    .invalidAddress,
                    "none of the \(listed.count) buckets that the account lists belongs to it"
                        + (group.region.map { " (\(Printable.quoted("\(pattern)")), in \($0))" }
                            ?? " (\(Printable.quoted("\(pattern)")))")
                        + "; see them with `list`, and correct buckets.match, or take the target out",
                    provider: group.provider)
            }
            return FoundBuckets(
                buckets: here.sorted { $0.name < $1.name }, listed: listed.count,
                excluded: matching.count - chosen.count,
                elsewhere: chosen.count - here.count)
        } catch let error as InventoryError {
            var error = error
            error.message = "target '\(name)': its buckets cannot be found: \(error.message)"
            throw error
        }
    }

    /// How many buckets each target had in the last run of that rule set that found them in a list. Reads the journal folder
    /// only.
    public func lastFound(of ruleSet: String) throws -> [String: Int] {
        guard let folder = try readJournal() else { return [:] }
        var found: [String: Int] = [:]
        for run in try folder.runs() {
            guard let line = try LineReader(own: folder.file(of: run))?.next(),
                let start = JournalRecord(sealed: line)?.start, start.ruleSet == ruleSet
            else { continue }
            found.merge(start.found ?? [:]) { _, later in later }
        }
        return found
    }

    /// Why so few buckets are not believed where there were so many: a list that fails or is filtered (by rights, by a
    /// project) is no smaller fleet. Nil where they are.
    public static func objection(to found: Int, after last: Int) -> String? {
        guard last - found > 2, found * 2 < last else { return nil }
        return
            "\(found) \(found == 1 ? "bucket was" : "buckets were") found where the last run found \(last); a list may be "
            + "filtered by rights or projects, so this is not taken for a smaller fleet: look at it with `list`, and if it is "
            + "right, say --allow-shrink"
    }
}
