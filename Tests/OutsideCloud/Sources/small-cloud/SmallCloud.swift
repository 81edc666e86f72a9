import InventoryProviderKit

/// The whole adapter: what the cloud can hold, how its documents look, how its requests are signed.
enum SmallCloud {
    static let id: ProviderID = "small-cloud"

    static let vendor = Vendor(
        facts: facts, rules: SmallCodec(),
        requests: RequestShape(selector: "reports", idParameter: "name", pageParameter: "from", bodyDigest: .none),
        replies: ReplyShape(
            requestIDHeaders: ["x-small-request"], requestIDElements: ["requestId": "x-small-request"]),
        makeSigner: { BearerSigner() })

    private static let facts = VendorFacts(
        displayName: "Small Cloud",
        capabilities: Capabilities(
            provider: id,
            support: [
                .dailySchedule: .native(spelling: "day", status: .documented),
                .weeklySchedule: .native(spelling: "week", status: .documented),
                .currentVersions: .native(spelling: "current", status: .documented),
                .allVersions: .native(spelling: "all", status: .documented),
                .prefixFilter: .native(spelling: "prefix", status: .documented),
                .sizeField: .native(spelling: "size", status: .documented),
                .lastModifiedField: .native(spelling: "modified", status: .documented),
                .csvFormat: .native(spelling: "csv", status: .documented),
                .reportPrefix: .native(spelling: "prefix", status: .documented),
            ],
            limits: Limits(idPunctuation: "-_.", idLength: .init(100, .documented), ruleCount: .init(50, .documented)),
            naming: Naming(bucketPunctuation: "-"), listPageSize: 10,
            reports: ReportLayout(
                manifest: "{prefix}/{bucket}/{id}/{yyyyMMdd}/manifest.json", checksum: nil, defaultPrefix: nil,
                columns: ["bucket", "key"], versionColumns: ["version"])),
        endpoints: EndpointFacts(
            standard: "{bucket}.store.{region}.small.example", named: [:],
            trustedHosts: ["*.store.*.small.example"]),
        errors: [
            ErrorFact(code: "NoSuchReport", meaning: .ruleNotFound),
            ErrorFact(code: "NoSuchBucket", meaning: .bucketNotFound),
            ErrorFact(code: "TooManyReports", meaning: .tooManyRules),
            ErrorFact(code: "BadReport", meaning: .invalidRequest),
            ErrorFact(code: "BadToken", meaning: .credentialsRefused),
        ],
        access: AccessFacts(
            list: "reports.read", store: "reports.write", remove: "reports.write", delivery: "nothing",
            deliveryPolicy: nil))
}

/// The secret key is a token that is sent as it is.
struct BearerSigner: RequestSigner {
    func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest {
        var request = request
        request.headers["Authorization"] =
            "Bearer " + credential.secretKey.withBytes { String(decoding: $0, as: UTF8.self) }
        return SignedRequest(request: request) { request in
            [.init("Authorization", Array((request.headers["Authorization"] ?? "").utf8), isSecret: true)]
        }
    }

    func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        throw InventoryError(.unsupported, "small-cloud has no signed URLs", provider: SmallCloud.id)
    }
}
