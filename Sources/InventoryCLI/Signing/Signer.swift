import CloudInventory
import InventoryVendorFacts

/// How one cloud's signatures are made by hand.
struct Signer: Sendable {
    /// What is asked for.
    struct Order: Sendable {
        var request: HTTPRequest
        var addressing: BucketAddressing
        var credential: Credential
        var instant: UTCInstant
        /// Seconds that a signature in the URL shall count; nil signs in the header.
        var presignedFor: Int64?
        /// COS: the very validity of a signature that is to be made again.
        var keyTime: TencentCOSSigner.KeyTime?
    }

    var endpoints: EndpointFacts
    /// Whether the signature covers how the request names its bucket.
    var coversBucket: Bool
    /// Whether the server takes a `+` in a query for a space: COS does, OBS takes it for itself.
    var plusIsSpace: Bool
    var sign: @Sendable (Order) throws -> SignedRequest

    /// - Throws: where there is no such cloud.
    static func of(_ provider: ProviderID) throws(CommandFailure) -> Signer {
        guard let signer = all[provider] else {
            throw CommandFailure(.usage, "nothing is known about signatures of \(provider)")
        }
        return signer
    }

    // One entry a cloud.
    private static let all: [ProviderID: Signer] = [
        TencentCOS.id: Signer(endpoints: VendorFacts.tencentCOS.endpoints, coversBucket: false, plusIsSpace: true) {
            order in
            let signer = TencentCOSSigner()
            let keyTime: TencentCOSSigner.KeyTime =
                switch (order.keyTime, order.presignedFor) {
                case (let keyTime?, _): keyTime
                case (nil, let seconds?):
                    .init(
                        start: order.instant.secondsSinceEpoch,
                        end: order.instant.advanced(by: seconds).secondsSinceEpoch)
                case (nil, nil): .init(around: order.instant)
                }
            return order.presignedFor == nil
                ? try signer.sign(order.request, with: order.credential, keyTime: keyTime)
                : try signer.presign(order.request, with: order.credential, keyTime: keyTime)
        },
        HuaweiOBS.id: Signer(endpoints: VendorFacts.huaweiOBS.endpoints, coversBucket: true, plusIsSpace: false) {
            order in
            let signer = HuaweiOBSSigner()
            guard let seconds = order.presignedFor else {
                return try signer.sign(
                    order.request, addressing: order.addressing, with: order.credential, at: order.instant)
            }
            return try signer.presign(
                order.request, addressing: order.addressing, with: order.credential,
                expires: order.instant.advanced(by: seconds))
        },
    ]
}
