package import InventoryCore
package import InventoryVendorFacts

/// One vendor, put together: facts, codec, signer and the few names in which requests differ. ``WireProvider`` makes a
/// provider of it. An object, as every call hands it on.
package final class VendorDialect: Sendable {
    package let facts: VendorFacts
    package let codec: any RuleCodec
    /// A signer for one provider. It keeps keys, which must go when the provider goes.
    package let makeSigner: @Sendable () -> any RequestSigner
    package let names: WireNames

    package init(
        facts: VendorFacts, codec: any RuleCodec, names: WireNames,
        makeSigner: @escaping @Sendable () -> any RequestSigner
    ) {
        self.facts = facts
        self.codec = codec
        self.makeSigner = makeSigner
        self.names = names
    }

    package var id: ProviderID { facts.capabilities.provider }
}

/// The names in which the vendors' requests and replies differ.
package struct WireNames: Sendable {
    /// Response headers that identify a request to the vendor.
    package var requestIDHeaders: [String]
    /// Elements of an error document that do, and the header that each one stands for.
    package var requestIDElements: [String: String]
    /// Headers that name code and message when the body does not.
    package var errorCodeHeader: String?
    package var errorMessageHeader: String?
    /// The parameter that asks for the next page; nil where a list comes whole.
    package var pageParameter: String?
    /// Whether the server takes a `+` in a query for a space.
    package var plusIsSpace: Bool

    package init(
        requestIDHeaders: [String], requestIDElements: [String: String], errorCodeHeader: String? = nil,
        errorMessageHeader: String? = nil, pageParameter: String? = nil, plusIsSpace: Bool = false
    ) {
        self.requestIDHeaders = requestIDHeaders
        self.requestIDElements = requestIDElements
        self.errorCodeHeader = errorCodeHeader
        self.errorMessageHeader = errorMessageHeader
        self.pageParameter = pageParameter
        self.plusIsSpace = plusIsSpace
    }
}
