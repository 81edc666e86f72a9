package import InventoryCore
package import InventoryVendorFacts

/// `provider.json`: what the vendor is called, its bounds, and where it puts reports.
package struct ProviderFile: Decodable, Sendable {
    package var id: ProviderID
    /// The constant's name in Swift, `tencentCOS`.
    package var swiftName: String
    package var displayName: String
    package var listPageSize: Fact<Int?>
    package var overwriting: Fact<Overwriting>
    package var destinationRegion: Fact<DestinationRegion>
    package var limits: LimitFacts
    package var bucketNames: BucketNameFacts
    package var conditions: [ConditionFact]
    /// Features without which no rule is taken; none unless the file has them.
    package var required: [RequiredFact]
    /// How it writes values; none unless the file has them.
    package var valueForms: [ValueFormFact]
    package var reports: ReportFacts
    package var access: AccessFile

    private enum Key: String, CodingKey, CaseIterable {
        case id, swiftName, displayName, listPageSize, overwriting, destinationRegion, limits, bucketNames, conditions,
            required, valueForms
        case reports, access
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "provider.json")
        id = try container.decode(ProviderID.self, forKey: .id)
        swiftName = try container.decode(String.self, forKey: .swiftName)
        displayName = try container.decode(String.self, forKey: .displayName)
        listPageSize = try container.decode(Fact<Int?>.self, forKey: .listPageSize)
        overwriting = try container.decode(Fact<Overwriting>.self, forKey: .overwriting)
        destinationRegion = try container.decode(Fact<DestinationRegion>.self, forKey: .destinationRegion)
        limits = try container.decode(LimitFacts.self, forKey: .limits)
        bucketNames = try container.decode(BucketNameFacts.self, forKey: .bucketNames)
        conditions = try container.decode([ConditionFact].self, forKey: .conditions)
        required = try container.decodeIfPresent([RequiredFact].self, forKey: .required) ?? []
        valueForms = try container.decodeIfPresent([ValueFormFact].self, forKey: .valueForms) ?? []
        reports = try container.decode(ReportFacts.self, forKey: .reports)
        access = try container.decode(AccessFile.self, forKey: .access)
    }
}

/// The bounds, each a fact of its own.
package struct LimitFacts: Decodable, Sendable {
    package var limits: Limits

    private enum Key: String, CodingKey, CaseIterable {
        case idPunctuation, idEdgesAreAlphanumeric, idLength, ruleCount, prefixLength, documentBytes, columnsAreUnique,
            allowsOverlap
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "limits")
        func bound(_ key: Key) throws -> Limits.Bound? {
            let fact = try container.decode(Fact<Int?>.self, forKey: key)
            return fact.value.map { Limits.Bound($0, fact.status) }
        }
        limits = Limits(
            idPunctuation: try container.decode(Fact<String?>.self, forKey: .idPunctuation).value,
            idEdgesAreAlphanumeric: try container.decodeIfPresent(Fact<Bool>.self, forKey: .idEdgesAreAlphanumeric)?
                .value ?? false,
            idLength: try bound(.idLength), ruleCount: try bound(.ruleCount), prefixLength: try bound(.prefixLength),
            documentBytes: try bound(.documentBytes),
            columnsAreUnique: try container.decodeIfPresent(Fact<Bool>.self, forKey: .columnsAreUnique)?.value ?? false,
            allowsOverlap: try container.decode(Fact<Bool>.self, forKey: .allowsOverlap).value)
    }
}

/// How buckets may be called.
package struct BucketNameFacts: Decodable, Sendable {
    package var naming: Naming

    private enum Key: String, CodingKey, CaseIterable {
        case punctuation, capitals, underscores, shortest, longest, accountSuffix, reservedEndings
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "bucketNames")
        func bound(_ key: Key) throws -> Limits.Bound? {
            let fact = try container.decode(Fact<Int?>.self, forKey: key)
            return fact.value.map { Limits.Bound($0, fact.status) }
        }
        let capitals = try container.decode(Fact<Bool>.self, forKey: .capitals)
        let underscores = try container.decodeIfPresent(Fact<Bool>.self, forKey: .underscores)
        let suffix = try container.decode(Fact<Bool>.self, forKey: .accountSuffix)
        naming = Naming(
            bucketPunctuation: try container.decode(Fact<String?>.self, forKey: .punctuation).value,
            smallLetters: capitals.value ? nil : capitals.status,
            noUnderscores: underscores.flatMap { $0.value ? nil : $0.status }, shortestBucket: try bound(.shortest),
            longestBucket: try bound(.longest), accountSuffix: suffix.value ? suffix.status : nil,
            reservedEndings: try container.decodeIfPresent([ReservedEndingFact].self, forKey: .reservedEndings)?
                .map(\.ending) ?? [])
    }
}

/// How names end that are none of a bucket with inventories.
private struct ReservedEndingFact: Decodable {
    var ending: Naming.ReservedEnding

    private enum Key: String, CodingKey, CaseIterable { case ending, thing, status, source }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a reserved ending")
        ending = Naming.ReservedEnding(
            try container.decode(String.self, forKey: .ending), try container.decode(String.self, forKey: .thing),
            try container.decode(FactStatus.self, forKey: .status))
        _ = try container.decodeSource(forKey: .source)
    }
}

/// A feature that asks for another.
package struct ConditionFact: Decodable, Sendable {
    package var condition: Condition
    package var source: String

    private enum Key: String, CodingKey, CaseIterable { case feature, requires, status, source }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a condition")
        condition = Condition(
            try container.decode(Feature.self, forKey: .feature),
            requires: try container.decode(Feature.self, forKey: .requires),
            status: try container.decode(FactStatus.self, forKey: .status))
        source = try container.decodeSource(forKey: .source)
    }
}

/// A feature without which no rule is taken.
package struct RequiredFact: Decodable, Sendable {
    package var required: RequiredFeature
    package var source: String

    private enum Key: String, CodingKey, CaseIterable { case feature, status, source }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a required feature")
        required = RequiredFeature(
            try container.decode(Feature.self, forKey: .feature),
            status: try container.decode(FactStatus.self, forKey: .status))
        source = try container.decodeSource(forKey: .source)
    }
}

/// How a value is written.
package struct ValueFormFact: Decodable, Sendable {
    package var form: ValueForm
    package var source: String

    private enum Key: String, CodingKey, CaseIterable { case feature, form, words, thing, status, source, note }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a form of a value")
        form = ValueForm(
            try container.decode(Feature.self, forKey: .feature), try container.decode(String.self, forKey: .form),
            words: try container.decodeIfPresent([String].self, forKey: .words) ?? [],
            try container.decode(String.self, forKey: .thing), try container.decode(FactStatus.self, forKey: .status))
        source = try container.decodeSource(forKey: .source)
        _ = try container.decodeIfPresent(String.self, forKey: .note)
    }
}

/// How reports are named and filled.
package struct ReportFacts: Decodable, Sendable {
    package var layout: ReportLayout

    private enum Key: String, CodingKey, CaseIterable {
        case manifest, checksum, defaultPrefix, columns, versionColumns
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "reports")
        layout = ReportLayout(
            manifest: try container.decode(Fact<String>.self, forKey: .manifest).value,
            checksum: try container.decode(Fact<String?>.self, forKey: .checksum).value,
            defaultPrefix: try container.decode(Fact<String?>.self, forKey: .defaultPrefix).value,
            columns: try container.decode(Fact<[String]>.self, forKey: .columns).value,
            versionColumns: try container.decode(Fact<[String]>.self, forKey: .versionColumns).value)
    }
}

/// Who has to allow what.
package struct AccessFile: Decodable, Sendable {
    package var facts: AccessFacts

    private enum Key: String, CodingKey, CaseIterable {
        case list, store, remove, reports, delivery, deliveryPolicy, trustPolicy, keyPolicy, policyRemark
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "access")
        func text(_ key: Key) throws -> String { try container.decode(Fact<String>.self, forKey: key).value }
        func optional(_ key: Key) throws -> String? {
            try container.decodeIfPresent(Fact<String>.self, forKey: key)?.value
        }
        facts = AccessFacts(
            list: try text(.list), store: try text(.store), remove: try text(.remove), reports: try text(.reports),
            delivery: try text(.delivery),
            deliveryPolicy: try container.decode(Fact<String?>.self, forKey: .deliveryPolicy).value,
            trustPolicy: try optional(.trustPolicy), keyPolicy: try optional(.keyPolicy),
            policyRemark: try optional(.policyRemark))
    }
}
