import CloudInventory
import InventoryEmulator
import InventoryVendorFacts
import InventoryWire
import TestSupport
import Testing

/// One error of a vendor, as its specification lists it.
struct ListedError: CustomTestStringConvertible, Sendable {
    let provider: EmulatedProvider
    let fact: ErrorFact

    var testDescription: String { "\(provider.rawValue): \(fact.code)" + (fact.message.map { " (\($0))" } ?? "") }

    static let all =
        VendorFacts.tencentCOS.errors.map { ListedError(provider: .tencentCOS, fact: $0) }
        + VendorFacts.huaweiOBS.errors.map { ListedError(provider: .huaweiOBS, fact: $0) }
}

@Suite struct `Errors of the vendors` {
    /// The status is one that means something else: the vendor's code decides.
    @Test(arguments: ListedError.all)
    func `keep code, message and every request id`(_ listed: ListedError) async throws {
        let message = "Told so. \(listed.fact.message ?? "")"
        let ids = listed.provider.requestIDs
        let body =
            "<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>\(listed.fact.code)</Code>"
            + "<Message>\(message)</Message><Resource>photos/</Resource>"
            + ids.map { "<\($0.element)>\($0.header)-value</\($0.element)>" }.joined() + "</Error>"
        let transport = ScriptedTransport(status: 418, headers: ["Date": "Thu, 29 Feb 2024 00:00:00 GMT"], body: body)
        let cloud = try EmulatedCloud(listed.provider)
        let client = cloud.client(transport, retry: .never)
        let error = await #expect(throws: InventoryError.self) { _ = try await client.rule("a", in: cloud.bucket) }
        #expect(error?.code == listed.fact.meaning)
        #expect(error?.retry == listed.fact.retry)
        #expect(error?.provider == cloud.id)
        #expect(error?.shortDescription == "\(listed.fact.meaning.rawValue)/\(listed.fact.code)")
        let reply = try #require(error?.reply)
        #expect(reply.status == 418)
        #expect(reply.code == listed.fact.code)
        #expect(reply.message == message)
        #expect(reply.resource == "photos/")
        #expect(reply.date == "Thu, 29 Feb 2024 00:00:00 GMT")
        #expect(reply.requestIDs == Dictionary(uniqueKeysWithValues: ids.map { ($0.header, "\($0.header)-value") }))
    }

    /// The ones that callers act upon, by hand.
    @Test(arguments: [
        (EmulatedProvider.tencentCOS, "InventoryConfigurationNotFoundError", InventoryError.Code.ruleNotFound),
        (.tencentCOS, "NoSuchBucket", .bucketNotFound), (.tencentCOS, "TooManyConfigurations", .tooManyRules),
        (.tencentCOS, "InventoryFull", .tooManyRules), (.tencentCOS, "DuplicateInventoryId", .alreadyExists),
        (.tencentCOS, "SignatureDoesNotMatch", .signatureRefused), (.tencentCOS, "SlowDown", .throttled),
        (.huaweiOBS, "NoSuchInventoryConfiguration", .ruleNotFound), (.huaweiOBS, "NoSuchBucket", .bucketNotFound),
        (.huaweiOBS, "InventoryCountOverLimit", .tooManyRules), (.huaweiOBS, "TooManyRequests", .throttled),
        (.huaweiOBS, "PrefixExistInclusionRelationship", .prefixOverlap),
        (.huaweiOBS, "RequestTimeTooSkewed", .clockSkewed), (.huaweiOBS, "InternalError", .serverFailed),
    ])
    func mean(_ provider: EmulatedProvider, _ code: String, _ meaning: InventoryError.Code) throws {
        let fact = ListedError.all.first { $0.provider == provider && $0.fact.code == code }
        #expect(fact?.fact.meaning == meaning)
    }

    @Test func `AccessDenied is about the clock where its message says so, and else about rights`() async throws {
        for (message, code) in [
            ("Request has expired", InventoryError.Code.clockSkewed), ("Access Denied.", .accessDenied),
        ] {
            let error = try await failure(
                .tencentCOS, 403, "<Error><Code>AccessDenied</Code><Message>\(message)</Message></Error>")
            #expect(error.code == code)
        }
    }
}

/// The error of a read that was answered so.
func failure(
    _ provider: EmulatedProvider, _ status: Int, _ body: String = "", headers: HTTPHeaders = [:]
) async throws -> InventoryError {
    let cloud = try EmulatedCloud(provider)
    let client = cloud.client(
        ScriptedTransport(status: status, headers: headers, body: body), retry: .never)
    return try #require(
        await #expect(throws: InventoryError.self) { _ = try await client.rule("a", in: cloud.bucket) })
}

extension EmulatedProvider {
    /// The elements of an error document that name a request, with the header each one stands for.
    var requestIDs: [(element: String, header: String)] {
        switch self {
        case .tencentCOS: [("RequestId", "x-cos-request-id"), ("TraceId", "x-cos-trace-id")]
        default: [("RequestId", "x-obs-request-id"), ("HostId", "x-obs-id-2")]
        }
    }
}
