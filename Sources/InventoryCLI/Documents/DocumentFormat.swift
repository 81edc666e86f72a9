import CloudInventory
import InventoryCore
import InventoryProviderKit

/// A form in which rules are written.
enum DocumentFormat: Hashable, Sendable {
    /// Our own, as JSON or YAML.
    case neutral
    /// The documents that a cloud's server takes and gives.
    case vendor(ProviderID)
    /// Another form of a cloud's rules, by its name.
    case form(String, of: ProviderID)

    /// Those of the clouds' servers.
    static let servers = Vendors.ids.map(DocumentFormat.vendor)
    /// Those in which people keep rules of a cloud.
    static let forms = Vendors.all.flatMap { vendor in vendor.forms.map { DocumentFormat.form($0.name, of: vendor.id) }
    }
    static let all: [DocumentFormat] = [.neutral] + servers + forms
    static let names = all.map(\.name).joined(separator: ", ")
    /// What the other forms are, for help texts.
    static let origins = Vendors.all.flatMap(\.forms).map { "\($0.name) is what \($0.origin)" }
        .joined(separator: ", ")

    init(named name: String, option: String) throws(CommandFailure) {
        guard let dialect = Self.all.first(where: { $0.name == name }) else {
            let known = Self.all.map(\.name)
            let problem = UnknownName(
                kind: "dialect", name: name, suggestion: Suggestion.closest(to: name, among: known),
                remedy: "known are \(Self.names)")
            throw CommandFailure(.usage, "\(option): \(problem)")
        }
        self = dialect
    }

    var name: String {
        switch self {
        case .neutral: "neutral"
        case .vendor(let provider): provider.rawValue
        case .form(let name, _): name
        }
    }

    /// The cloud that the documents are for; nil for our own.
    var provider: ProviderID? {
        switch self {
        case .neutral: nil
        case .vendor(let provider), .form(_, let provider): provider
        }
    }
}

extension DocumentFormat {
    /// What reads and writes documents of a cloud: rules, and one-off jobs where it has them.
    struct Translation {
        var isJSON: Bool
        var rules: any RuleCodec
        var jobs: (any JobCodec)?
    }

    /// - Throws: where the dialect is our own.
    func translation() throws -> Translation {
        guard let provider else { throw CommandFailure(.usage, "the neutral form has no codec of a cloud") }
        let vendor = try Vendors.vendor(provider)
        guard case .form(let name, _) = self, let form = vendor.forms.first(where: { $0.name == name }) else {
            return Translation(
                isJSON: Self.isJSON(vendor.requests.mediaType), rules: vendor.rules, jobs: vendor.jobs)
        }
        return Translation(isJSON: Self.isJSON(form.mediaType), rules: form.rules, jobs: vendor.jobs(in: form))
    }

    /// Whether its one-off jobs are rules whose schedule says that they run once.
    var storesJobsAsRules: Bool {
        get throws {
            guard let provider, case .schedule = try Vendors.vendor(provider).oneOff else { return false }
            return true
        }
    }

    private static func isJSON(_ mediaType: String) -> Bool { mediaType.hasSuffix("json") }

    /// The dialects of clouds whose documents are JSON, or XML. A relative's is known when it is named, since its documents
    /// look like those of the cloud that it takes after.
    static func ofClouds(isJSON: Bool) throws -> [DocumentFormat] {
        try (Vendors.clouds.map { DocumentFormat.vendor($0.id) } + forms).filter {
            try $0.translation().isJSON == isJSON
        }
    }
}
