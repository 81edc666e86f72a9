import CloudInventory
import InventoryCore
import InventoryWire

/// Signs that a document is a rule of a cloud that this version does not know. Clouds that copied S3's interface send its
/// namespace and even its elements, so such a sign refuses nothing where the cloud was named.
struct ForeignOrigin {
    var cloud: String
    /// What in the document says so.
    var sign: String

    /// Hosts of XML namespaces; elements in `Destination` name their cloud themselves.
    private static let namespaces = [
        ("amazonaws.com", "Amazon S3"), ("volces.com", "Volcengine TOS"),
    ]

    /// Nil where nothing speaks for another cloud.
    init?(_ root: DocumentElement) {
        let ending = "BucketDestination"
        if let element = root.child("Destination")?.children.first(where: { $0.name.hasSuffix(ending) }) {
            // Of the clouds that are known, one has such an element, and its own codec alone reads it.
            guard element.name.hasPrefix("S3") else { return nil }
            (cloud, sign) = ("Amazon S3", "its Destination has \(element.name)")
            return
        }
        guard let namespace = root.declaredNamespace,
            let found = Self.namespaces.first(where: { namespace.contains($0.0) })
        else { return nil }
        (cloud, sign) = (found.1, "its namespace is \(namespace)")
    }

    /// Nil where a cloud's codec knows the namespace of the document.
    init?(_ findings: Findings) {
        guard let namespace = findings.first(where: { $0.path == "@xmlns" })?.value else { return nil }
        (cloud, sign) = ("another cloud", "its namespace is \(Printable.quoted(namespace))")
    }
}
