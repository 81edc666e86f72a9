internal import InventoryCore
internal import InventoryVendorFacts

// What a refusal says of the bucket's region.
extension ErrorReply {
    /// Whether a refusal says that the request was for another region than the bucket's, or leaves it open.
    func isAboutRegion(_ reply: VendorReply, _ meaning: InventoryError.Code) -> Bool {
        meaning == .redirected || hasWrongRegion(reply) || isAboutScope(reply)
    }

    /// Whether the vendor's number for the error says so.
    func hasWrongRegion(_ reply: VendorReply) -> Bool {
        !vendor.replies.wrongRegionNumbers.isDisjoint(with: reply.requestIDs.values)
    }

    private func isAboutScope(_ reply: VendorReply) -> Bool {
        reply.code.map(vendor.replies.scopeErrors.contains) ?? false
    }

    /// What a refusal comes to where it is about the region: one that names another is a redirection.
    func meaning(
        _ meaning: InventoryError.Code, of reply: VendorReply, to bucket: BucketAddress
    ) -> InventoryError.Code {
        guard isAboutRegion(reply, meaning), !hasWrongRegion(reply) else {
            return hasWrongRegion(reply) ? .redirected : meaning
        }
        let named = HostResolver(vendor.facts).region(in: reply, to: bucket)
        return named == nil || named == bucket.region?.string ? meaning : .redirected
    }

    /// What to say of a refusal: where it is about the region, the one that was asked for, the one that the server names,
    /// and the remedy.
    func advice(
        _ meaning: InventoryError.Code, for reply: VendorReply, to bucket: BucketAddress
    ) -> String {
        guard isAboutRegion(reply, meaning), let asked = bucket.region?.string, !asked.isEmpty else {
            return meaning.advice
        }
        let (what, otherwise) =
            meaning == .redirected
            ? ("the bucket is elsewhere", "or endpoint")
            : ("what the signature is for was not accepted", "or check the access key")
        let named = HostResolver(vendor.facts).region(in: reply, to: bucket)
        let made = vendor.makeSigner().required.contains(.region) ? "made and signed" : "made"
        let place = "\(what): the request was \(made) for region '\(quoted(asked))', and "
        guard let named, named != asked else {
            return place
                + "the server names no other; look it up in the cloud's console and correct the bucket's region, "
                + otherwise
        }
        return place + "the server names '\(quoted(named))'; correct the bucket's region"
    }

    private func quoted(_ region: String) -> String { Printable.quoted(region, limit: 63) }
}
