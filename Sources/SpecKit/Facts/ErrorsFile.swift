package import InventoryCore
package import InventoryVendorFacts

/// `errors.json`: what each of the vendor's codes means, in the order in which they are tried.
package struct ErrorsFile: Decodable, Sendable {
    package var errors: [ErrorEntry]

    private enum Key: String, CodingKey, CaseIterable { case errors }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "errors.json")
        errors = try container.decode([ErrorEntry].self, forKey: .errors)
        var known: Set<String> = []
        for entry in errors {
            // An entry behind a plain one of the same code would never be reached.
            guard !known.contains(entry.fact.code) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .errors, in: container,
                    debugDescription: "'\(entry.fact.code)' was already answered above without a message")
            }
            if entry.fact.message == nil { known.insert(entry.fact.code) }
        }
    }
}

/// One code.
package struct ErrorEntry: Decodable, Sendable {
    package var fact: ErrorFact
    /// The HTTP status that it comes with; nil where no source says.
    package var http: Int?
    package var status: FactStatus
    package var source: String
    package var note: String?

    private enum Key: String, CodingKey, CaseIterable {
        case code, message, http, meaning, retry, meansEmptyList, status, source, note
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "an error", takesNull: true)
        fact = ErrorFact(
            code: try container.decode(String.self, forKey: .code),
            message: try container.decodeIfPresent(String.self, forKey: .message),
            meaning: try container.decode(InventoryError.Code.self, forKey: .meaning),
            retry: try container.decode(RetryAdvice.self, forKey: .retry),
            meansEmptyList: try container.decodeIfPresent(Bool.self, forKey: .meansEmptyList) ?? false)
        http = try container.decode(Int?.self, forKey: .http)
        status = try container.decode(FactStatus.self, forKey: .status)
        source = try container.decodeSource(forKey: .source)
        note = try container.decodeIfPresent(String.self, forKey: .note)
    }
}
