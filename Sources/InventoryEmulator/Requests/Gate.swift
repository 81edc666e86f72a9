/// Whether a request that is signed well may go on to the bucket that it names.
struct Gate: Sendable {
    let call: Call
    let signature: VerifiedSignature
    let quirks: QuirkSettings

    func bucket() throws(VendorError) -> EmulatedBucket {
        let (location, vendor) = (call.location, call.provider.vendor)
        try vendor.admit(call, signature, quirks)
        guard location.name != nil || location.style == .customDomain else { throw .notImplemented }
        guard let bucket = location.bucket else { throw .noSuchBucket }
        if location.isInWrongRegion { throw vendor.wrongRegion(call, bucket, quirks) }
        return bucket
    }
}

extension Answering {
    init(_ request: EmulatorRequest, call: Call?, number: Int, now: Int64) {
        self.init(
            number: number, now: now, resource: (call?.host ?? "") + (call?.target.rawPath ?? "/"),
            path: call?.target.rawPath ?? "/", isHead: request.method == "HEAD", call: call,
            region: call?.location.bucket?.region ?? call?.location.region ?? "region")
    }
}
