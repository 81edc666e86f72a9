public import InventoryCore

extension InventorySync {
    /// The document that a step writes, as its cloud takes it; nil for a step that writes none. No network.
    /// - Throws: for a cloud that there is not.
    public func writtenDocument(of step: PlannedStep, in target: SyncTarget) throws -> VendorDocument? {
        if let document = step.document { return document }
        return switch step.action {
        case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _):
            try clouds.client(for: target.provider, credentials: target.credentials).provider.rendering(of: rule)
        case .restore(let found, _): found.document
        case .remove, .keep, .refuse, .orphaned, .unmanaged: nil
        }
    }
}

extension PlannedStep {
    /// The document, as received, of the live rule that the step puts an end to; nil where it puts an end to none.
    public var endedDocument: VendorDocument? { found?.document }
}
