/// How much of a rule a cloud may fail to hold before nothing is sent.
public struct Fidelity: Hashable, Sendable {
    /// Whether columns may be lost without being named.
    public var givesUpColumns: Bool
    /// Features that may be lost.
    public var accepted: Set<Feature>

    public init(givesUpColumns: Bool = false, accepted: Set<Feature> = []) {
        self.givesUpColumns = givesUpColumns
        self.accepted = accepted
    }

    /// Nothing may be lost.
    public static let exact = Fidelity()
    /// Columns may be lost, nothing else.
    public static let bestEffort = Fidelity(givesUpColumns: true)
    /// These features may be lost, and no others.
    public static func accepting(_ features: Set<Feature>) -> Fidelity { Fidelity(accepted: features) }

    /// Whether the loss of a feature has been accepted. An essential one never is.
    public func accepts(_ feature: Feature) -> Bool {
        feature.loss != .essential && (accepted.contains(feature) || (givesUpColumns && feature.loss == .column))
    }
}
