public import InventoryCore

/// What there is to say about rule-set files: every key, what it means and takes, what holds without it. The one source of
/// `explain`, of the manual page, of the reference's tables and of the JSON Schema for editors. Touches no file and no network.
public struct RuleSetGuide: Sendable {
    /// The file, and the parts of it that have keys, in the order of the reference.
    public let objects: [RuleSetObject]

    /// - Parameter clouds: the clouds whose names a file may hold.
    public init(_ clouds: [Capabilities]) {
        let names = clouds.map(\.provider.rawValue)
        let endpoints = clouds.filter { !$0.naming.endpoints.isEmpty }.map { cloud in
            "\(cloud.provider): " + cloud.naming.endpoints.sorted().map { "`\($0)`" }.joined(separator: ", ")
        }
        objects =
            [
                Self.file(cloud: names.first ?? "CLOUD"), Self.defaults, Self.rule, Self.monthly, Self.tag,
                Self.created, Self.modified, Self.size,
            ]
            + [
                Self.target(clouds: names, endpoints: endpoints), Self.bucketList, Self.bucket, Self.reports,
                Self.limits,
            ]
            + [Self.pair, Self.map, Self.ownership, Self.pacing, Self.safety]
    }

    /// The keys that somebody means: by a whole path (`targets[].reports.bucket`, also without the brackets), or by the name
    /// alone, which several parts may have.
    public func keys(named text: String) -> [(path: String, key: RuleSetKey)] {
        let wanted = Self.plain(text)
        let all = objects.flatMap { object in object.keys.map { (path: object.path(of: $0), key: $0) } }
        let exact = wanted.contains(".") ? all.filter { Self.plain($0.path) == wanted } : []
        return exact.isEmpty ? all.filter { ".\(Self.plain($0.path))".hasSuffix(".\(wanted)") } : exact
    }

    /// The part of that name.
    public func object(_ name: String) -> RuleSetObject? { objects.first { $0.name == name } }

    /// The part whose keys stand at a place of a file; nil where no keys of ours do.
    func object(at path: some Sequence<DocumentKey>) -> RuleSetObject? { shape(at: path)?.objectName.flatMap(object) }

    /// What the value at a place of a file is; nil where there is no such place.
    func shape(at path: some Sequence<DocumentKey>) -> RuleSetShape? {
        var shape: RuleSetShape? = .object("")
        for step in path {
            if let part = shape?.objectName.flatMap(object), step.intValue == nil {
                shape = part.keys.first { $0.name == step.stringValue }?.shape
            } else {
                shape = shape?.element(isOfList: step.intValue != nil)
            }
        }
        return shape
    }

    private static func plain(_ path: String) -> String {
        String(path.filter { !"[]0123456789".contains($0) })
    }
}

extension RuleSetShape {
    /// What a list, or a mapping with any keys, of this shape holds; nil where it is none.
    func element(isOfList: Bool) -> RuleSetShape? {
        switch self {
        case .list(let element) where isOfList, .some(let element) where isOfList: element
        case .map(let element) where !isOfList: element
        case .either(let choices): choices.lazy.compactMap { $0.element(isOfList: isOfList) }.first
        default: nil
        }
    }

    /// The part that a mapping of this shape is.
    var objectName: String? {
        switch self {
        case .object(let name): name
        case .either(let choices): choices.compactMap(\.objectName).first
        default: nil
        }
    }
}
