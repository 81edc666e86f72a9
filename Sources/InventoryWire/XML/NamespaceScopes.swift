/// Which namespaces are in force where a document is being read. An element of another namespace than the root's has
/// another meaning, whatever its local name; one without a namespace is taken for the root's.
struct NamespaceScopes {
    private struct Binding {
        /// Empty for the default namespace.
        var prefix: String
        var namespace: String
        var depth: Int
    }

    /// The declarations in force, the innermost last. Most documents have one, at their root.
    private var bindings: [Binding] = []
    private var root = ""
    /// Whether a name without a prefix is of another namespace than the root.
    private(set) var hasForeignDefault = false
    /// The depth of the last declaration; -1 where there is none.
    private(set) var depth = -1

    /// Notes what an element at that depth declares.
    mutating func declare(_ prefix: String, _ namespace: String, at depth: Int) {
        bindings.append(Binding(prefix: prefix, namespace: namespace, depth: depth))
        update()
    }

    /// Forgets what an element at that depth, which ends, has declared.
    mutating func close(at depth: Int) {
        while bindings.last?.depth == depth { bindings.removeLast() }
        update()
    }

    /// Takes the namespace of the root's name for the document's.
    mutating func setRoot(prefix: String) {
        root = namespace(of: prefix)
        update()
    }

    /// The namespace of a name with that prefix where it is not the document's.
    func foreign(prefix: String) -> String? {
        let namespace = namespace(of: prefix)
        return namespace.isEmpty || namespace == root ? nil : namespace
    }

    /// A prefix that is declared nowhere stands for itself.
    private func namespace(of prefix: String) -> String {
        bindings.last { $0.prefix == prefix }?.namespace ?? prefix
    }

    private mutating func update() {
        depth = bindings.last?.depth ?? -1
        hasForeignDefault = foreign(prefix: "") != nil
    }
}
