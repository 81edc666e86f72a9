import CloudInventory
import InventoryCore
import InventoryEmulator
import TestSupport
import Testing

/// Answers from which the vendor's code cannot be read where it should stand.
@Suite struct `Errors without a document` {
    @Test func `OBS says code and message in headers where the body is empty`() async throws {
        let error = try await failure(
            .huaweiOBS, 403,
            headers: [
                "x-obs-error-code": "SignatureDoesNotMatch", "x-obs-error-message": "Not the same.",
                "x-obs-request-id": "r", "x-obs-id-2": "h",
            ])
        #expect(error.code == .signatureRefused)
        #expect(error.reply?.message == "Not the same.")
        #expect(error.reply?.requestIDs == ["x-obs-request-id": "r", "x-obs-id-2": "h"])
    }

    @Test(arguments: [
        ("", "an empty body"), ("<html><h1>502</h1><hr>", "a gateway's page"), ("{\"code\":", "cut JSON"),
        ("[]", "other JSON"),
        ("<Error><Code>Slow", "a cut document"), ("<Fault><Code>SlowDown</Code></Fault>", "another document"),
    ])
    func `Request ids in the headers are kept beside`(_ body: String, _ what: String) async throws {
        let error = try await failure(
            .tencentCOS, 502, body, headers: ["x-cos-request-id": "r", "x-cos-trace-id": "t"])
        #expect(error.code == .serverFailed)
        #expect(error.reply?.code == nil)
        #expect(error.reply?.requestIDs == ["x-cos-request-id": "r", "x-cos-trace-id": "t"])
    }

    @Test(
        arguments: [
            (503, #"{"code": "SlowDown", "message": "Slow."}"#, .throttled, "SlowDown", "Slow."),
            (502, #"{"error": {"code": "upstream", "message": "No."}}"#, .serverFailed, "upstream", "No."),
            (502, #"{"error": "no healthy upstream"}"#, .serverFailed, nil, "no healthy upstream"),
            (403, #"{"code": 40301, "message": "No."}"#, .accessDenied, "40301", "No."),
            (404, #"{"message": "no route", "data": [1]}"#, .ruleNotFound, nil, "no route"),
            (500, #"{"code": null, "message": 7}"#, .serverFailed, nil, "7"),
            (403, #"{"errorCode": "A", "errorMsg": "No."}"#, .accessDenied, "A", "No."),
            (403, #"{"error_code": "A", "error_message": "No."}"#, .accessDenied, "A", "No."),
            (403, #"{"errors": [{"code": "A", "message": "No."}]}"#, .accessDenied, "A", "No."),
            (403, #"{"errors": ["No."]}"#, .accessDenied, nil, "No."),
            (403, #" [ {"code": "A", "msg": "No."} ]"#, .accessDenied, "A", "No."),
            (503, #"{"__type": "com.example#SlowDown", "Message": "No."}"#, .throttled, "SlowDown", "No."),
            (401, #"{"error": "invalid_token", "error_description": "No."}"#, .accessDenied, nil, "No."),
            (403, #"{"fault": {"faultstring": "No.", "detail": {"errorcode": "A"}}}"#, .accessDenied, "A", "No."),
            (403, #"{"type": "about:blank", "title": "Forbidden", "detail": "No."}"#, .accessDenied, nil, "No."),
            (403, #"{"status": {"code": "A", "message": "No."}}"#, .accessDenied, "A", "No."),
            (500, #"{"code": null, "message": {}}"#, .serverFailed, nil, nil),
        ] as [(Int, String, InventoryError.Code, String?, String?)])
    func `Code and sentence of a gateway's JSON are passed on`(
        _ status: Int, _ body: String, _ code: InventoryError.Code, _ vendorCode: String?, _ message: String?
    ) async throws {
        for cloud in [EmulatedProvider.tencentCOS, .huaweiOBS] {
            let error = try await failure(cloud, status, body)
            #expect(error.code == code)
            #expect(error.reply?.code == vendorCode)
            #expect(error.reply?.message == message)
            #expect(message.map { error.description.contains($0) } ?? true)
        }
    }

    @Test(arguments: [
        (301, InventoryError.Code.redirected, RetryAdvice.never), (307, .redirected, .never),
        (400, .invalidRequest, .never), (401, .accessDenied, .never), (403, .accessDenied, .never),
        (404, .ruleNotFound, .never), (405, .notOffered, .never), (408, .timedOut, .transient),
        (409, .conflict, .never), (418, .rejected, .never), (429, .throttled, .throttled),
        (500, .serverFailed, .transient), (503, .serverFailed, .transient),
    ])
    func `The status decides where there is no code`(_ status: Int, _ code: InventoryError.Code, _ retry: RetryAdvice)
        async throws
    {
        let error = try await failure(.tencentCOS, status)
        #expect(error.code == code)
        #expect(error.retry == retry)
    }

    @Test func `The status decides where the code is not known, and the code is kept`() async throws {
        let error = try await failure(.huaweiOBS, 503, "<Error><Code>Eclipse</Code></Error>")
        #expect(error.code == .serverFailed)
        #expect(error.reply?.code == "Eclipse")
        #expect(error.shortDescription == "serverFailed/Eclipse")
    }

    @Test func `A list is empty for the one code that says so, and for no other 404`() async throws {
        let empty = "<Error><Code>NoSuchInventoryConfiguration</Code><RequestId>r</RequestId></Error>"
        #expect(try await list(.huaweiOBS, 404, empty) == [])
        for body in ["", "<Error><Code>NoSuchBucket</Code></Error>", "<Error><Code>NoSuchConfiguration</Code></Error>"]
        {
            await #expect(throws: InventoryError.self) { try await list(.huaweiOBS, 404, body) }
        }
    }

    @Test func `A success that is no document says which request it was`() async throws {
        let error = try await failure(.tencentCOS, 200, "<Other/>", headers: ["x-cos-request-id": "r"])
        #expect(error.code == .malformedReply)
        #expect(error.reply?.requestIDs == ["x-cos-request-id": "r"])
    }

    @Test func `Control characters of a server do not reach a terminal`() async throws {
        let error = try await failure(
            .tencentCOS, 400, "<Error><Code>a&#10;b</Code><Message>c&#13;&#10;d\u{202E}</Message></Error>")
        #expect(!"\(error)".unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }

    private func list(_ provider: EmulatedProvider, _ status: Int, _ body: String) async throws -> [String] {
        let cloud = try EmulatedCloud(provider)
        let client = cloud.client(ScriptedTransport(status: status, body: body), retry: .never)
        return try await client.rules(in: cloud.bucket).collect().compactMap { $0.id?.string }
    }
}
