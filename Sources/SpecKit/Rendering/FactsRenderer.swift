import InventoryCore
internal import InventoryVendorFacts

/// Writes a vendor's facts as a Swift literal. The same facts give the same bytes.
package struct FactsRenderer {
    private var lines: [String] = []

    /// The file `VendorFacts+<Name>.swift`.
    /// - Parameter base: the cloud whose dialect the vendor speaks, if it is not one itself: errors that are the same
    ///   are named, not written again.
    package static func file(_ vendor: VendorSpec, base: VendorSpec? = nil) -> Rendering.File {
        let name = vendor.provider.swiftName
        var renderer = FactsRenderer()
        renderer.write(vendor.facts, swiftName: name, base: base)
        return Rendering.File(
            path: Rendering.generatedFolder + "/" + fileName(swiftName: name),
            text: renderer.lines.joined(separator: "\n") + "\n")
    }

    /// The relatives of a cloud as a list, by their constants.
    static func list(of names: [String], _ base: ProviderFile) -> Rendering.File {
        let name = "relativesOf\(base.swiftName.prefix(1).uppercased())\(base.swiftName.dropFirst())"
        let text = """
            // Rendered from ProviderSpecs/*/profile.json by `swift run spec-gen`. Edit the facts there.

            extension VendorFacts {
                /// The relatives of \(base.displayName): each speaks its dialect, with differences.
                public static let \(name): [VendorFacts] = [\(names.map { ".\($0)" }.joined(separator: ", "))]
            }

            """
        return Rendering.File(path: Rendering.generatedFolder + "/" + fileName(swiftName: name), text: text)
    }

    /// The file's name for a constant: `tencentCOS` gives `VendorFacts+TencentCOS.swift`.
    package static func fileName(swiftName: String) -> String {
        "VendorFacts+\(swiftName.prefix(1).uppercased())\(swiftName.dropFirst()).swift"
    }

    private mutating func write(_ facts: VendorFacts, swiftName: String, base: VendorSpec?) {
        let capabilities = facts.capabilities
        lines += [
            "// Rendered from ProviderSpecs/\(capabilities.provider) by `swift run spec-gen`. Edit the facts there.",
            "// swift-format-ignore-file", "", "import InventoryCore", "", "extension VendorFacts {",
            "    /// \(facts.displayName): every fact of `ProviderSpecs/\(capabilities.provider)`, where its source stands.",
            "    public static let \(swiftName) = VendorFacts(",
            "        displayName: \(quoted(facts.displayName)),",
            "        capabilities: Capabilities(",
            "            provider: \(quoted(capabilities.provider.rawValue)),",
        ]
        if capabilities.dialect != capabilities.provider {
            lines.append("            dialect: \(quoted(capabilities.dialect.rawValue)),")
        }
        lines.append("            support: [")
        for feature in Feature.allCases {
            lines.append("                .\(feature): \(literal(capabilities[feature])),")
        }
        lines += ["            ],", "            limits: Limits("]
        let limits = capabilities.limits
        lines.append("                idPunctuation: \(quoted(limits.idPunctuation)),")
        if limits.idEdgesAreAlphanumeric { lines.append("                idEdgesAreAlphanumeric: true,") }
        lines += [
            "                idLength: \(literal(limits.idLength)),",
            "                ruleCount: \(literal(limits.ruleCount)),",
            "                prefixLength: \(literal(limits.prefixLength)),",
            "                documentBytes: \(literal(limits.documentBytes)),",
        ]
        if limits.columnsAreUnique { lines.append("                columnsAreUnique: true,") }
        lines += [
            "                allowsOverlap: \(limits.allowsOverlap)", "            ),", "            naming: Naming(",
        ]
        let naming = capabilities.naming
        lines += [
            "                bucketPunctuation: \(quoted(naming.bucketPunctuation)),",
            "                smallLetters: \(literal(naming.smallLetters)),",
            "                noUnderscores: \(literal(naming.noUnderscores)),",
            "                shortestBucket: \(literal(naming.shortestBucket)),",
            "                longestBucket: \(literal(naming.longestBucket)),",
            "                accountSuffix: \(literal(naming.accountSuffix)),",
            "                service: \(quoted(naming.service)),",
            "                endpoints: [\(naming.endpoints.sorted().map { quoted($0) }.joined(separator: ", "))],",
        ]
        list("reservedEndings", naming.reservedEndings.map(literal), indent: 16)
        list("partitions", naming.partitions.map(literal), indent: 16, comma: "")
        lines.append("            ),")
        list("conditions", capabilities.conditions.map(literal), indent: 12)
        if !capabilities.required.isEmpty {
            list(
                "required", capabilities.required.map { "RequiredFeature(.\($0.feature), status: .\($0.status))" },
                indent: 12)
        }
        if !capabilities.forms.isEmpty { list("forms", capabilities.forms.map(literal), indent: 12) }
        lines += [
            "            listPageSize: \(capabilities.listPageSize.map(String.init) ?? "nil"),",
            "            overwriting: .\(capabilities.overwriting),",
            "            destinationRegion: .\(capabilities.destinationRegion),", "            reports: ReportLayout(",
        ]
        let reports = capabilities.reports
        lines += [
            "                manifest: \(quoted(reports.manifest)),",
            "                checksum: \(quoted(reports.checksum)),",
            "                defaultPrefix: \(quoted(reports.defaultPrefix)),",
            "                columns: [\(reports.columns.map { quoted($0) }.joined(separator: ", "))],",
            "                versionColumns: [\(reports.versionColumns.map { quoted($0) }.joined(separator: ", "))]",
            "            )", "        ),", "        endpoints: EndpointFacts(",
            "            standard: \(quoted(facts.endpoints.standard)),",
        ]
        let named = facts.endpoints.named.sorted { $0.key < $1.key }
        if named.isEmpty {
            lines.append("            named: [:],")
        } else {
            list("named", named.map { "\(quoted($0.key)): \(quoted($0.value))" }, indent: 12)
        }
        list("trustedHosts", facts.endpoints.trustedHosts.map { quoted($0) }, indent: 12)
        lines += [
            "            pathStyle: .\(facts.endpoints.pathStyle),",
            "            followsRegion: \(facts.endpoints.followsRegion),",
            "            provesRules: \(facts.endpoints.provesRules)", "        ),",
        ]
        if let base, base.facts.errors == facts.errors {
            lines.append("        errors: VendorFacts.\(base.provider.swiftName).errors,")
        } else {
            list("errors", facts.errors.map(literal), indent: 8)
        }
        lines += [
            "        access: AccessFacts(",
            "            list: \(quoted(facts.access.list)),", "            store: \(quoted(facts.access.store)),",
            "            remove: \(quoted(facts.access.remove)),",
            "            reports: \(quoted(facts.access.reports)),",
            "            delivery: \(quoted(facts.access.delivery)),",
            "            deliveryPolicy: \(quoted(facts.access.deliveryPolicy)),",
            "            trustPolicy: \(quoted(facts.access.trustPolicy)),",
            "            keyPolicy: \(quoted(facts.access.keyPolicy)),",
            "            policyRemark: \(quoted(facts.access.policyRemark))",
        ]
        if facts.listRoots.isEmpty {
            lines.append("        )")
        } else {
            lines += [
                "        ),", "        listRoots: [\(facts.listRoots.map { quoted($0) }.joined(separator: ", "))]",
            ]
        }
        lines += ["    )", "}"]
    }

    private mutating func list(_ label: String, _ items: [String], indent: Int, comma: String = ",") {
        let space = String(repeating: " ", count: indent)
        guard !items.isEmpty else { return lines.append("\(space)\(label): []\(comma)") }
        lines.append("\(space)\(label): [")
        lines += items.map { "\(space)    \($0)," }
        lines.append("\(space)]\(comma)")
    }

    private func literal(_ support: Support) -> String {
        switch support {
        case .native(let spelling, let status): ".native(spelling: \(quoted(spelling)), status: .\(status))"
        case .substituted(let other): ".substituted(by: .\(other))"
        case .absent: ".absent"
        }
    }

    private func literal(_ bound: Limits.Bound?) -> String {
        bound.map { "Limits.Bound(\($0.value), .\($0.status))" } ?? "nil"
    }

    private func literal(_ status: FactStatus?) -> String { status.map { ".\($0)" } ?? "nil" }

    private func literal(_ reserved: Naming.ReservedEnding) -> String {
        "Naming.ReservedEnding(\(quoted(reserved.ending)), \(quoted(reserved.thing)), .\(reserved.status))"
    }

    private func literal(_ partition: Partition) -> String {
        "Partition(\(quoted(partition.name)), regions: \(quoted(partition.regions)), "
            + "hostSuffix: \(quoted(partition.hostSuffix)))"
    }

    private func literal(_ form: ValueForm) -> String {
        let words = form.words.map { quoted($0) }.joined(separator: ", ")
        return "ValueForm(.\(form.feature), \(quoted(form.pattern)), "
            + (words.isEmpty ? "" : "words: [\(words)], ") + "\(quoted(form.thing)), .\(form.status))"
    }

    private func literal(_ condition: Condition) -> String {
        "Condition(.\(condition.feature), requires: .\(condition.requires), status: .\(condition.status))"
    }

    private func literal(_ error: ErrorFact) -> String {
        var parts = ["code: \(quoted(error.code))"]
        if let message = error.message { parts.append("message: \(quoted(message))") }
        parts.append("meaning: .\(error.meaning)")
        if error.retry != .never { parts.append("retry: .\(error.retry)") }
        if error.meansEmptyList { parts.append("meansEmptyList: true") }
        return "ErrorFact(\(parts.joined(separator: ", ")))"
    }

    private func quoted(_ text: String?) -> String {
        guard let text else { return "nil" }
        return "\"" + text.unicodeScalars.map { $0 == "'" ? "'" : $0.escaped(asASCII: false) }.joined() + "\""
    }
}
