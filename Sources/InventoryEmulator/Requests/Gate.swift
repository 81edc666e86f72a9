/// Whether a request that is signed well may go on to the bucket that it names.
struct Gate: Sendable {
    let call: Call
    let signature: VerifiedSignature
    let quirks: QuirkSettings

    func bucket() throws(VendorError) -> EmulatedBucket {
        let location = call.location
        if call.provider == .huaweiOBS {
            if location.style == .path, quirks[HuaweiOBSQuirks.pathStyle] == .refused {
                throw VendorError(
                    403, "VirtualHostDomainRequired",
                    "Virtual host domain is required when accessing a specific bucket.")
            }
            if signature.scheme != .obs, quirks[HuaweiOBSQuirks.awsSignatures] == .refused {
                throw VendorError(400, "InvalidRequest", "This call is available with OBS signatures only.")
            }
        }
        guard location.name != nil || location.style == .customDomain else { throw .notImplemented }
        guard let bucket = location.bucket else { throw .noSuchBucket }
        if location.isInWrongRegion {
            if call.provider == .huaweiOBS, quirks[HuaweiOBSQuirks.wrongRegion] == .PermanentRedirect {
                let endpoint = "\(bucket.name).obs.\(bucket.region).myhuaweicloud.com"
                throw VendorError(
                    301, "PermanentRedirect",
                    "The bucket you are attempting to access must be addressed using the specified endpoint.",
                    details: [Markup("Endpoint", endpoint), Markup("Bucket", bucket.name)],
                    headers: ["Location": "http://\(endpoint)\(call.request.target)"])
            }
            throw .noSuchBucket
        }
        return bucket
    }
}

extension Answering {
    init(_ request: EmulatorRequest, call: Call?, number: Int, now: Int64) {
        self.init(
            number: number, now: now, resource: (call?.host ?? "") + (call?.target.rawPath ?? "/"),
            path: call?.target.rawPath ?? "/", isHead: request.method == "HEAD", speaksAWS: call?.speaksAWS ?? false,
            region: call?.location.bucket?.region ?? call?.location.region ?? "region")
    }
}
