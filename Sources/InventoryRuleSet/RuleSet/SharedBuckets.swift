internal import InventoryCore
internal import InventorySync

/// Buckets that a rule set names more than once, in one group or in several. Each is one target with the rules of all its
/// places.
struct SharedBuckets: Sendable {
    /// A bucket of a group, by their positions; in the order in which targets are gone through.
    struct Place: Hashable, Comparable, Sendable {
        var bucket: Int
        var group: Int

        static func < (left: Place, right: Place) -> Bool { (left.bucket, left.group) < (right.bucket, right.group) }
    }

    /// Two places that do not want the same of a bucket.
    struct Contradiction: Sendable {
        var first: Place
        var second: Place
        /// A clause.
        var clause: String
    }

    /// All places of a shared bucket, under each of them.
    private(set) var places: [Place: [Place]] = [:]
    /// Of the buckets that cannot be one target, which are not shared.
    private(set) var contradictions: [Contradiction] = []

    init(_ file: RuleSetFile) {
        var byBucket: [SyncTarget.Identity: [Place]] = [:]
        for (number, group) in file.groups.enumerated() {
            for (position, bucket) in group.buckets.enumerated() {
                byBucket[.init(group.group.provider, bucket.name), default: []]
                    .append(Place(bucket: position, group: number))
            }
        }
        for var shared in byBucket.values where shared.count > 1 {
            shared.sort()
            var union = file.target(at: shared[0])
            var problem: Contradiction?
            for place in shared.dropFirst() where problem == nil {
                do throws(SyncTarget.Contradiction) {
                    union = try union.united(with: file.target(at: place))
                } catch {
                    problem = Contradiction(first: shared[0], second: place, clause: error.clause)
                }
            }
            if let problem { contradictions.append(problem) } else { for place in shared { places[place] = shared } }
        }
        contradictions.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    /// The target of a place: for a shared bucket that of all its places, as a bucket of this one's group.
    func target(at place: Place, in file: RuleSetFile) -> SyncTarget {
        let target = file.target(at: place)
        return (places[place] ?? []).filter { $0 != place }.reduce(target) { union, other in
            (try? union.united(with: file.target(at: other))) ?? union
        }
    }
}

extension RuleSetFile {
    func target(at place: SharedBuckets.Place) -> SyncTarget {
        let group = groups[place.group]
        return group.group.target(group.buckets[place.bucket], rules: ruleSet.rules)
    }

    /// Reports each bucket that is named twice and not with the same wishes, at one of the places, naming the other.
    func requireOneWishPerBucket(report: (DocumentError) throws -> Void) throws {
        try requireOneBucketPerDomain(report: report)
        for problem in SharedBuckets(self).contradictions {
            let (first, second) = (groups[problem.first.group], groups[problem.second.group])
            guard first.places.indices.contains(problem.first.bucket),
                second.places.indices.contains(problem.second.bucket)
            else { continue }
            try report(
                DocumentError(
                    at: second.places[problem.second.bucket],
                    "this bucket is named twice, here and at \(first.places[problem.first.bucket]), and \(problem.clause); name "
                        + "it once, or say the same of it in both places"))
        }
    }

    /// Reports each host that two buckets are said to be at: a custom domain is one bucket, whatever it is called, and
    ///   the rules of the one would be strangers to the other.
    private func requireOneBucketPerDomain(report: (DocumentError) throws -> Void) throws {
        struct Domain: Hashable {
            var provider: ProviderID
            var host: String
        }
        var first: [Domain: (bucket: ExactText, place: DocumentLocation)] = [:]
        for group in groups {
            guard case .customDomain(let host) = group.group.endpoint else { continue }
            for (bucket, place) in zip(group.buckets, group.places) {
                let domain = Domain(provider: group.group.provider, host: host.lowercased())
                guard let other = first[domain] else {
                    first[domain] = (bucket.name, place)
                    continue
                }
                guard other.bucket != bucket.name else { continue }
                try report(
                    DocumentError(
                        at: place,
                        "the host '\(Printable.quoted(host))' is one bucket, and '\(Printable.quoted(other.bucket.string))' at "
                            + "\(other.place) is said to be there, too; name the one that it is"))
            }
        }
    }
}
