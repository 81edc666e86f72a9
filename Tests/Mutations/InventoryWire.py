"""Changes below Sources/InventoryWire."""

from change import Change

CHANGES = [
    Change(1, "25 XML has no DOCTYPE", "a hostile or broken document is refused",
           "XML/XMLBuilder.swift", 'refuse("it declares a DOCTYPE")', "problem = nil"),
    Change(2, "25 XML has bounded text", "a hostile or broken document is refused",
           "XML/XMLReader.swift", "text = 64 << 10", "text = 65 << 10"),
    Change(4, "another namespace is another element", "What is of another namespace is no part of a rule, and is said",
           "XML/NamespaceScopes.swift", "return namespace.isEmpty || namespace == root ? nil : namespace", "return nil"),
    Change(3, "another encoding is not misread", "a hostile or broken document is refused",
           "XML/XMLReader.swift", "return own.contains(ASCII.lowercased(name)) ? nil : name", "return nil"),
    Change(1, "27 no secret is seen in a request", "in any error, event or description of a call",
           "HTTP/HTTP+Redaction.swift", '["authorization", "token",', '["token",'),
    Change(2, "27 … nor where it is held", "a secret is not shown",
           "Text/Secret.swift", 'var description: String { "<secret>" }',
           "var description: String { String(decoding: bytes, as: UTF8.self) }"),
    Change(1, "28 secrets are overwritten on release", "A secret key that was signed with is nowhere",
           "Text/Secret.swift", "if let address = buffer.baseAddress { OPENSSL_cleanse(address, buffer.count) }\n        buffer.deallocate()",
           "buffer.deallocate()"),
    Change(3, "6 … by a name that somebody else chose", "put no header, parameter or path into a request",
           "Text/PercentEncoding.swift", "end.pointee = written[Int(byte)]",
           "end.pointee = byte == 0x26 ? byte : written[Int(byte)]"),
    Change(3, "25 XML has a bounded number of elements", "a hostile or broken document is refused",
           "XML/XMLReader.swift", "elements = 40_000", "elements = 41_000"),
    Change(2, "keys sign for storage hosts alone", "that only look like the vendor's get nothing",
           "HTTP/HostPattern.swift", "                            return false\n", "                            return left == 0\n"),
    Change(13, "a name stands once in an object", "a name that stands twice in an object is refused",
           "JSON/JSONReader.swift", "own.first { !seen.insert(table.kept($0.span)).inserted }", "own.first { _ in seen.count > 9 }"),
]
