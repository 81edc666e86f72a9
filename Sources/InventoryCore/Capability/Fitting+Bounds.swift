/// The bounds and forms of a cloud, which what is left of a rule has to keep.
extension Fitting {
    /// Refuses what no cloud could do, and remarks what is probably a mistake, in what was asked for.
    mutating func checkSense(of content: InventoryContent, _ destination: Destination, schedule: Schedule? = nil) {
        var sense = Sense()
        if let schedule { sense.judge(schedule) }
        sense.judge(content)
        sense.judge(destination, content.encryption)
        findings.list += sense.findings
    }

    mutating func checkNames(_ destination: Destination, in bucket: BucketAddress?) {
        let naming = capabilities.naming
        findings.list += naming.problems(withBucket: destination.bucket, path: "reports.bucket")
        if let region = destination.region {
            findings.list += naming.problems(withRegion: region, path: "reports.region")
        }
        // What is sure about the bucket itself is checked with its address.
        guard let bucket else { return }
        findings.list += naming.problems(withBucket: bucket.name, path: "bucket").filter { $0.disposition == .noted }
    }

    mutating func checkBounds(id: InventoryRule.ID, content: InventoryContent, destination: Destination) {
        findings.list += capabilities.limits.problems(withID: id)
        if !capabilities.required.isEmpty {
            var asked = FeatureSet()
            content.ask { feature, _, _ in asked.insert(feature) }
            destination.ask { feature, _, _ in asked.insert(feature) }
            for required in capabilities.required where !asked.contains(required.feature) {
                violation(
                    required.feature.place, "",
                    "\(cloud) takes no rule without \(required.feature.rawValue); add \(required.feature.place)",
                    required.status)
            }
        }
        for condition in capabilities.unmetConditions(of: content) {
            violation(
                path(of: condition.feature, in: content), "",
                "\(cloud) takes \(condition.feature.rawValue) only together with \(condition.requires.rawValue)",
                condition.status)
        }
        checkForms(of: content, destination)
        checkLength(of: content.filter.prefix, at: "prefix")
        checkLength(of: destination.prefix, at: "reports.prefix")
    }

    private mutating func checkLength(of text: ExactText?, at path: String) {
        if let bound = capabilities.limits.prefixLength { return checkLength(of: text, at: path, bound) }
        guard let text, text.byteCount > Self.longestName else { return }
        findings.list.append(
            Finding(
                .violation, path: path, value: text.string,
                message:
                    "it has \(text.byteCount) bytes, and no cloud that says how long the name of an object may be takes more "
                    + "than \(Self.longestName)", disposition: .noted))
    }

    /// The most bytes that any cloud states for the name of an object.
    private static let longestName = 1024

    private mutating func checkLength(of text: ExactText?, at path: String, _ bound: Limits.Bound) {
        // The guides count characters, of which there are no more than bytes.
        guard let text, text.byteCount > bound.value, case let count = text.string.unicodeScalars.count,
            count > bound.value
        else { return }
        violation(
            path, text.string, "a prefix may have \(bound.value) characters, this one has \(count)", bound.status)
    }

    private func path(of feature: Feature, in content: InventoryContent) -> String {
        var found = ""
        content.ask { asked, path, _ in if asked == feature, found.isEmpty { found = path() } }
        return found
    }

    mutating func violation(
        _ path: String, _ value: String, _ message: String, _ status: FactStatus = .documented
    ) {
        findings.list.append(Finding(.violation, path: path, value: value, message: message, sureness: status))
    }

    /// Holds what a rule says against the forms in which the cloud writes it.
    private mutating func checkForms(of content: InventoryContent, _ destination: Destination) {
        var account: (path: String, number: String)?
        for form in capabilities.forms {
            let path: String
            let value: ExactText?
            switch form.feature {
            case .reportOwner: (path, value) = ("reports.owner", destination.owner)
            case .reportRole: (path, value) = ("reports.role", destination.role)
            case .storageClassFilter: (path, value) = ("storageClass", content.filter.storageClass)
            case .reportKMS where content.encryption == .kms:
                (path, value) = ("reports.kmsKey", destination.kmsKey ?? "")
            default: continue
            }
            guard let value else { continue }
            guard let number = form.digits(in: value) else {
                violation(
                    path, value.string,
                    form.status.isFirm
                        ? "\(cloud) takes \(form.thing)"
                        : "it is not proven, but \(cloud) should take \(form.thing) (\(form.status.rawValue))",
                    form.status)
                continue
            }
            if let account, !number.isEmpty, number != account.number {
                violation(
                    account.path, account.number,
                    "\(path) is of another account, \(number); one of them is probably a mistake", .assumed)
            } else if !number.isEmpty {
                account = account ?? (path, number)
            }
        }
    }
}

extension Feature {
    /// Where in a rule's written form it is asked for, as far as a cloud may require it.
    fileprivate var place: String {
        switch self {
        case .reportOwner: "reports.owner"
        case .reportRole: "reports.role"
        case .reportPrefix: "reports.prefix"
        case .reportEncryption, .reportKMS: "encryption"
        case .prefixFilter: "prefix"
        default: rawValue
        }
    }
}
