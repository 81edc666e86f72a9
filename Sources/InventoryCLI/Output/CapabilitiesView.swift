import CloudInventory
import InventoryCore

/// What a cloud can hold, as `providers` shows it.
struct CapabilitiesView: Encodable, Sendable {
    /// A cloud's answer to one feature.
    struct Answer: Encodable, Sendable {
        var support: String
        var spelling: String?
        var status: FactStatus?
        var by: Feature?

        init(_ support: Support) {
            switch support {
            case .native(let spelling, let status):
                self.support = "native"
                self.spelling = spelling
                self.status = status
            case .substituted(let other):
                self.support = "substituted"
                by = other
            case .absent: self.support = "absent"
            }
        }

        /// As a cell: how sure it is stands there where it is less than documented.
        var text: String {
            if let by { return "substituted by \(by.rawValue)" }
            guard let status, status != .documented else { return support }
            return "\(support) (\(status.rawValue))"
        }
    }

    struct Condition: Encodable, Sendable {
        var feature: Feature
        var requires: Feature
        var status: FactStatus
    }

    var id: ProviderID
    /// What addresses of this cloud begin with.
    var scheme: String
    /// The cloud whose documents and reports it has, itself or another.
    var dialect: ProviderID
    /// By the feature's name; every feature is answered.
    var features: [String: Answer]
    var limits: LimitsView
    var conditions: [Condition]
    var overwriting: Overwriting
    var destinationRegion: DestinationRegion

    init(_ capabilities: Capabilities) {
        id = capabilities.provider
        scheme = CloudName.scheme(of: capabilities.provider)
        dialect = capabilities.dialect
        features = Dictionary(
            uniqueKeysWithValues: Feature.allCases.map { ($0.rawValue, Answer(capabilities[$0])) })
        limits = LimitsView(capabilities)
        conditions = capabilities.conditions.map {
            Condition(feature: $0.feature, requires: $0.requires, status: $0.status)
        }
        overwriting = capabilities.overwriting
        destinationRegion = capabilities.destinationRegion
    }
}

/// The bounds of a cloud. What is missing is not known, or not bounded.
struct LimitsView: Encodable, Sendable {
    struct Bound: Encodable, Sendable {
        var value: Int
        var status: FactStatus

        init?(_ bound: Limits.Bound?) {
            guard let bound else { return nil }
            (value, status) = (bound.value, bound.status)
        }

        var text: String { status == .documented ? "\(value)" : "\(value) (\(status.rawValue))" }
    }

    var rulesInBucket: Bound?
    var rulesInListPage: Int?
    var idCharacters: Bound?
    /// What an id may hold beside letters and digits.
    var idPunctuation: String?
    var prefixCharacters: Bound?
    var documentBytes: Bound?
    var prefixesMayOverlap: Bool

    init(_ capabilities: Capabilities) {
        let limits = capabilities.limits
        rulesInBucket = Bound(limits.ruleCount)
        rulesInListPage = capabilities.listPageSize
        idCharacters = Bound(limits.idLength)
        idPunctuation = limits.idPunctuation
        prefixCharacters = Bound(limits.prefixLength)
        documentBytes = Bound(limits.documentBytes)
        prefixesMayOverlap = limits.allowsOverlap
    }

    /// The limits as rows of a table.
    static let rows: [(name: String, value: @Sendable (CapabilitiesView) -> String)] = [
        ("rules in a bucket", { $0.limits.rulesInBucket?.text ?? "not known" }),
        ("rules in a list page", { $0.limits.rulesInListPage.map(String.init) ?? "all" }),
        ("characters of an id", { $0.limits.idCharacters?.text ?? "not known" }),
        ("id beside letters and digits", { $0.limits.idPunctuation ?? "not known" }),
        ("characters of a prefix", { $0.limits.prefixCharacters?.text ?? "not known" }),
        ("bytes of a document", { $0.limits.documentBytes?.text ?? "not known" }),
        ("prefixes may overlap", { $0.limits.prefixesMayOverlap ? "yes" : "no" }),
        ("a put over a rule", { $0.overwriting == .inPlace ? "replaces it" : "is refused" }),
        ("region of the reports", { $0.destinationRegion == .written ? "written" : "the bucket's" }),
    ]
}
