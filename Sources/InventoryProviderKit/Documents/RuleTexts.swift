internal import InventoryCore

extension InventoryRule {
    /// Its texts, each with its place in the rule's written form.
    var texts: [(path: String, text: String)] { [("id", id.string)] + destination.texts + requirements.texts }
}

extension OneOffJob {
    /// Its texts, each with its place in the job's written form.
    var texts: [(path: String, text: String)] { [("id", id.string)] + destination.texts + requirements.texts }
}

extension Destination {
    fileprivate var texts: [(path: String, text: String)] {
        [("reports.bucket", bucket.string), ("reports.kmsKey", kmsKey?.string ?? "")]
    }
}

extension [Requirement] {
    fileprivate var texts: [(path: String, text: String)] { map { ($0.path, $0.value) } }
}
