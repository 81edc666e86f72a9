public import InventoryCore

/// A first rule set to begin with, with a comment for what it says. It is valid as it is; its buckets are nobody's.
public struct RuleSetStarter: Sendable {
    /// A cloud that it has a target of.
    public struct Cloud: Sendable {
        /// What the target is called.
        public var name: String
        /// What the cloud demands.
        public var capabilities: Capabilities
        /// A region of it.
        public var region: String
        /// An account, for clouds that demand the owner of the report bucket.
        public var owner: String?
        /// A role, for clouds that demand one.
        public var role: String?

        public init(name: String, capabilities: Capabilities, region: String, owner: String?, role: String?) {
            self.name = name
            self.capabilities = capabilities
            self.region = region
            self.owner = owner
            self.role = role
        }

        /// The name of a bucket, as the cloud wants it.
        fileprivate func bucket(_ name: String) -> String {
            capabilities.naming.accountSuffix == nil ? name : name + "-1250000000"
        }
    }

    /// The file as YAML.
    public let yaml: String

    /// - Parameters:
    ///   - name: the name of the set.
    ///   - buckets: how many buckets each target has, 1 at least.
    ///   - guide: says what other keys there are.
    public init(name: String, clouds: [Cloud], buckets: Int, guide: RuleSetGuide) {
        var text = """
            # Which reports which buckets shall have.
            #   cloud-inventory validate FILE   what is wrong with this file; asks nobody
            #   cloud-inventory plan FILE       what would change; writes nothing
            #   cloud-inventory apply FILE      makes it so
            #   cloud-inventory explain KEY     what a key means
            version: 1
            name: \(name)


            """
        text += "# What is listed, and how often. Prefixes do not overlap: some clouds refuse that.\n"
        text += "# Other keys of a rule: \(Self.others(than: Self.ruleKeys, in: "rule", guide)).\n"
        text += "rules:\n"
        text += "  - {id: bk-db, prefix: db/, schedule: daily, fields: [Size, LastModifiedDate, ETag]}\n"
        text += "  - {id: bk-logs, prefix: logs/, schedule: weekly, fields: [Size, LastModifiedDate]}\n"
        text += "  - {id: bk-media, prefix: media/, schedule: weekly, fields: [Size, LastModifiedDate, ETag]}\n\n"
        text +=
            "# Where. Keys are never in here: they come from the environment or the vendors' tools; see `doctor FILE`.\n"
        text += "# Other keys of a target: \(Self.others(than: Self.targetKeys, in: "target", guide)).\n"
        text += "targets:\n"
        for cloud in clouds { text += Self.target(cloud, buckets: max(1, buckets)) }
        text += "\n# When a run stops. Without these lines: \(Self.standards(guide)).\nsafety:\n"
        text += "  maximumChanges: 500           # a plan with more changes is not applied\n"
        text += "  onRefusal: skip-bucket        # a bucket that cannot hold a rule is left alone, the others go on\n"
        yaml = text
    }

    private static let ruleKeys: Set<String> = ["id", "prefix", "schedule", "fields"]
    private static let targetKeys: Set<String> = ["name", "provider", "region", "buckets", "reports"]

    private static func others(than used: Set<String>, in part: String, _ guide: RuleSetGuide) -> String {
        (guide.object(part)?.keys ?? []).map(\.name).filter { !used.contains($0) }.joined(separator: ", ")
    }

    private static func standards(_ guide: RuleSetGuide) -> String {
        ["maximumChanges", "onRefusal"].compactMap { name in
            guide.object("safety")?.keys.first { $0.name == name }?.absence.map {
                "\(name) \(RuleSetGuide.plainText($0))"
            }
        }.joined(separator: ", ")
    }

    private static func target(_ cloud: Cloud, buckets: Int) -> String {
        let names = (1...buckets).map { cloud.bucket("example-\(cloud.name)-\($0)") }
        var reports = "bucket: \(cloud.bucket("example-\(cloud.name)-reports")), prefix: \"inventory/{bucket}\""
        let demanded = cloud.capabilities.required.map(\.feature)
        if demanded.contains(.reportOwner), let owner = cloud.owner { reports += ", owner: \"\(owner)\"" }
        if demanded.contains(.reportRole), let role = cloud.role { reports += ", role: \"\(role)\"" }
        return """
              - name: \(cloud.name)
                provider: \(cloud.capabilities.provider)
                region: \(cloud.region)
                buckets: [\(names.joined(separator: ", "))]
                reports: {\(reports)}

            """
    }
}
