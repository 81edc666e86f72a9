import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// What an answer has to be to count as a success, and what is passed on of it.
@Suite struct `Answers` {
    private typealias Scripted = Result<HTTPResponse, TransportError>

    private static func answer(_ status: Int = 200, _ headers: HTTPHeaders = [:], _ body: String) -> Scripted {
        .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    private static let emptyList =
        "<ListInventoryConfigurationResult><IsTruncated>false</IsTruncated></ListInventoryConfigurationResult>"

    private func failure(
        _ transport: ScriptedTransport, _ provider: EmulatedProvider = .tencentCOS, retry: RetryPolicy = .never,
        of call: (InventoryClient, EmulatedCloud) async throws -> Void
    ) async throws -> InventoryError {
        let cloud = try EmulatedCloud(provider)
        let error = await #expect(throws: InventoryError.self) {
            try await call(cloud.client(transport, retry: retry), cloud)
        }
        return try #require(error)
    }

    enum Write: String, CaseIterable { case store, remove }

    private func write(_ write: Write, _ client: InventoryClient, _ cloud: EmulatedCloud) async throws {
        switch write {
        case .store: _ = try await client.store(cloud.rule(), in: cloud.bucket)
        case .remove: _ = try await client.removeRule("rule", in: cloud.bucket)
        }
    }

    @Test(arguments: EmulatedProvider.allCases, Write.allCases)
    func `A write that is answered 200 with an error has failed with the vendor's code`(
        _ provider: EmulatedProvider, _ kind: Write
    ) async throws {
        for body in [
            "<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code><Message>No.</Message></Error>",
            #"{"error_code": "AccessDenied", "error_msg": "No."}"#,
            #"{"ResponseMetadata": {"RequestId": "r", "Error": {"Code": "AccessDenied", "Message": "No."}}}"#,
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>",
        ] {
            let error = try await failure(ScriptedTransport(status: 200, body: body), provider) {
                try await write(kind, $0, $1)
            }
            #expect(error.code == .accessDenied)
            #expect(error.reply?.code == "AccessDenied" && error.reply?.message == "No.")
        }
    }

    @Test(
        arguments: [
            "<html><body><form action=\"/login\"></form></body></html>", "<!DOCTYPE html><html><br></html>", "OK",
            "<HTML></HTML>", "{}",
        ], Write.allCases)
    func `A write that is answered by a gateway's page has failed`(_ body: String, _ kind: Write) async throws {
        let error = try await failure(
            ScriptedTransport(status: 200, headers: ["x-cos-request-id": "r"], body: body)
        ) { try await write(kind, $0, $1) }
        #expect(error.code == .malformedReply)
        #expect(error.reply?.requestIDs == ["x-cos-request-id": "r"])
    }

    @Test(arguments: [
        "<!DOCTYPE html><html><br></html>", "\n<HTML><body></body></HTML>", "<?xml version=\"1.0\"?><!DOCTYPE html>",
    ])
    func `A page of HTML is said to be one, whatever it answers`(_ body: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let client = cloud.client(ScriptedTransport(status: 200, body: body), retry: .never)
        let listed = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket).collect()
        }
        let written = await #expect(throws: InventoryError.self) { try await write(.store, client, cloud) }
        // It is no answer that was cut off, and comes again.
        #expect(written?.retry == .never)
        for error in [listed, written] {
            #expect(error?.code == .malformedReply)
            #expect(
                error?.message.contains("a page of HTML, as gateways and sign-in pages send") == true,
                "\(error?.message ?? "")")
        }
    }

    @Test(arguments: ["", " \n", "<InventoryConfiguration><Id>rule</Id></InventoryConfiguration>"])
    func `A write that is answered with nothing, or with a document, has succeeded`(_ body: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let client = cloud.client(ScriptedTransport(status: 200, body: body), retry: .never)
        for kind in Write.allCases { try await write(kind, client, cloud) }
    }

    @Test(
        arguments: [
            "<a/>", "<ListInventoryConfigurationResult/>", "<Response><Status>OK</Status></Response>",
            "<s:Envelope xmlns:s='urn:s'><s:Body><s:Fault/></s:Body></s:Envelope>",
        ], Write.allCases)
    func `A write that is answered by another document than the rule has failed`(_ body: String, _ kind: Write)
        async throws
    {
        for provider in EmulatedProvider.allCases where provider != .volcengineTOS {
            let error = try await failure(ScriptedTransport(status: 200, body: body), provider) {
                try await write(kind, $0, $1)
            }
            #expect(error.code == .malformedReply, "\(provider)")
            #expect(error.message.contains("a text that the cloud does not send"), "\(provider)")
        }
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `A list with the code of an error in it is no list`(_ provider: EmulatedProvider) async throws {
        let isJSON = provider == .volcengineTOS
        let body =
            isJSON
            ? #"{"Code": "Bad", "InventoryConfigurations": []}"#
            : "<ListInventoryConfiguration><Code>Bad</Code></ListInventoryConfiguration>"
        let root = provider == .tencentCOS ? "Result" : provider == .huaweiOBS ? "" : "sResult"
        let named = body.replacing("ListInventoryConfiguration", with: "ListInventoryConfiguration" + root)
        let error = try await failure(ScriptedTransport(status: 200, body: isJSON ? body : named), provider) {
            _ = try await $0.rules(in: $1.bucket).collect()
        }
        #expect(isJSON || error.code == .malformedReply && error.message.contains("the code of an error"), "\(error)")
    }

    @Test(arguments: [
        (EmulatedProvider.tencentCOS, "InventoryConfigurationNotFoundError"),
        (.huaweiOBS, "NoSuchInventoryConfiguration"), (.alibabaOSS, "NoSuchInventory"),
    ])
    func `A list that failed or is not allowed is no empty list, whatever code it has`(
        _ provider: EmulatedProvider, _ code: String
    ) async throws {
        let body = "<Error><Code>\(code)</Code></Error>"
        for status in [200, 301, 400, 401, 403, 500, 503] {
            _ = try await failure(ScriptedTransport(status: status, body: body), provider) {
                _ = try await $0.rules(in: $1.bucket).collect()
            }
        }
        let cloud = try EmulatedCloud(provider)
        let client = cloud.client(ScriptedTransport(status: 404, body: body), retry: .never)
        #expect(try await client.rules(in: cloud.bucket).collect().isEmpty)
    }

    @Test(arguments: ["{}", "[]", #"{"Owner": {"ID": "1"}}"#, #"{"Id": "rule", "IsEnabled": true}"#], Write.allCases)
    func `A write to TOS that is answered by any JSON has failed`(_ body: String, _ kind: Write) async throws {
        let error = try await failure(ScriptedTransport(status: 200, body: body), .volcengineTOS) {
            try await write(kind, $0, $1)
        }
        #expect(error.code == .malformedReply)
        #expect(error.message.contains("a text that the cloud does not send"))
    }

    @Test(arguments: [
        #"{"Code": "AccessDenied", "Message": "No.", "InventoryConfigurations": []}"#,
        #"{"ResponseMetadata": {"Error": {"Code": "AccessDenied", "Message": "No."}}, "InventoryConfigurations": []}"#,
    ])
    func `A list of TOS with an error's code in it is that error, and no empty list`(_ body: String) async throws {
        let error = try await failure(ScriptedTransport(status: 200, body: body), .volcengineTOS) {
            _ = try await $0.rules(in: $1.bucket).collect()
        }
        #expect(error.code == .accessDenied)
        #expect(error.reply?.code == "AccessDenied" && error.reply?.message == "No.")
    }

    @Test(arguments: [201, 202, 203, 206, 207], Write.allCases)
    func `A write that was accepted, and not said to be done, has failed`(_ status: Int, _ kind: Write) async throws {
        for provider in EmulatedProvider.allCases {
            let transport = RecordingTransport(ScriptedTransport(status: status))
            let cloud = try EmulatedCloud(provider)
            let error = await #expect(throws: InventoryError.self) {
                try await write(kind, cloud.client(transport), cloud)
            }
            #expect(error?.code == .malformedReply && error?.message.contains("status \(status)") == true)
            #expect(transport.requests.count == 1)
        }
    }

    @Test(arguments: [
        "<!DOCTYPE html><html><body>Sign in<br></body></html>", "\n<HTML><head></head></HTML>",
        "<!-- proxy --><html lang='en'><br>",
        "<?xml version='1.0'?>\n<!doctype HTML PUBLIC '-//W3C//DTD XHTML 1.0'><html/>",
    ])
    func `A page of HTML in place of a document is said to be one`(_ body: String) async throws {
        for (provider, kind) in [(EmulatedProvider.tencentCOS, 0), (.huaweiOBS, 0), (.tencentCOS, 1), (.huaweiOBS, 1)] {
            let error = try await failure(ScriptedTransport(status: 200, body: body), provider) { client, cloud in
                if kind == 0 {
                    _ = try await client.rules(in: cloud.bucket).collect()
                } else {
                    _ = try await client.rule("rule", in: cloud.bucket)
                }
            }
            #expect(error.code == .malformedReply)
            #expect(error.message.contains("a page of HTML, as gateways and sign-in pages send"))
            #expect(!error.message.contains("DOCTYPE"))
        }
    }

    @Test(arguments: [
        "", "<ListInventoryConfigurationResult><InventoryConf", "<ListInventoryConfigurationResult>", "<",
    ])
    func `A read whose document is cut off is asked again`(_ body: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let transport = RecordingTransport(
            ScriptedTransport(Self.answer(200, [:], body), Self.answer(200, [:], Self.emptyList)))
        #expect(try await cloud.client(transport).rules(in: cloud.bucket).collect().isEmpty)
        #expect(transport.requests.count == 2)
        #expect(cloud.time.sleeps == [.milliseconds(25)])
    }

    @Test func `…and not for ever, nor where the document is another one`() async throws {
        for (body, count) in [("<ListInv", 3), ("<Other/>", 1)] {
            let transport = RecordingTransport(ScriptedTransport(status: 200, body: body))
            let cloud = try EmulatedCloud(.tencentCOS)
            let error = await #expect(throws: InventoryError.self) {
                _ = try await cloud.client(transport).rules(in: cloud.bucket).collect()
            }
            #expect(error?.code == .malformedReply)
            #expect(transport.requests.count == count)
        }
    }

    @Test func `A job whose answer cannot be read may have started`() async throws {
        let transport = RecordingTransport(ScriptedTransport(status: 200, body: "<PostInventoryRes"))
        let cloud = try EmulatedCloud(.tencentCOS)
        let job = OneOffJob(id: "once", content: InventoryContent(fields: [.size]), destination: cloud.reports)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).startOneOffJob(job, in: cloud.bucket)
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [200, 403])
    func `No coding is asked for, and an answer that has one is named by it`(_ status: Int) async throws {
        let transport = RecordingTransport(
            ScriptedTransport(status: status, headers: ["Content-Encoding": "gzip"], body: "\u{1F}\u{8B}\u{8}"))
        let cloud = try EmulatedCloud(.tencentCOS)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport, retry: .never).rules(in: cloud.bucket).collect()
        }
        #expect(error?.message.contains("compressed (gzip)") == true)
        #expect(transport.requests.map { $0.headers["Accept-Encoding"] } == ["identity"])
    }

    // MARK: What is passed on

    @Test func `Where the server points is said, and never followed`() async throws {
        let body =
            "<Error><Code>PermanentRedirect</Code><Endpoint>photos.obs.cn-east-3.myhuaweicloud.com</Endpoint></Error>"
        let error = try await failure(
            ScriptedTransport(
                status: 301, headers: ["Location": "https://photos.example.com/?inventory&Signature=s3cr3t"], body: body
            ),
            .huaweiOBS
        ) { _ = try await $0.rules(in: $1.bucket).collect() }
        #expect(error.code == .redirected)
        #expect(error.description.contains("endpoint photos.obs.cn-east-3.myhuaweicloud.com"))
        #expect(error.description.contains("location https://photos.example.com/"))
        #expect(!"\(error)".contains("s3cr3t"))
        let bare = try await failure(
            ScriptedTransport(status: 400, headers: ["x-obs-bucket-location": "cn-east-3"]), .huaweiOBS
        ) { _ = try await $0.rules(in: $1.bucket).collect() }
        #expect(bare.description.contains("region cn-east-3"))
    }

    @Test func `The server's time is said`() async throws {
        let body =
            "<Error><Code>RequestTimeTooSkewed</Code><ServerTime>2024-02-29T12:00:00Z</ServerTime></Error>"
        let error = try await failure(ScriptedTransport(status: 403, body: body)) {
            _ = try await $0.rules(in: $1.bucket).collect()
        }
        #expect(error.description.contains("server time 2024-02-29T12:00:00Z"))
    }

    @Test(
        arguments: [
            (
                #"{"error_msg": "ak not exist", "error_code": "APIGW.0301", "request_id": "g-401"}"#, "APIGW.0301",
                "ak not exist"
            ),
            (
                #"{"Response": {"Error": {"Code": "AuthFailure.SignatureExpire", "Message": "Expired."}, "RequestId": "g-401"}}"#,
                "AuthFailure.SignatureExpire", "Expired."
            ),
            (#"{"ResponseMetadata": {"RequestId": "g-401", "Error": {"Code": "A", "Message": "B"}}}"#, "A", "B"),
            (#"{"Code": "A", "Message": "B", "RequestId": "g-401"}"#, "A", "B"),
        ])
    func `Code, sentence and request id of the vendors' own gateways are passed on`(
        _ body: String, _ code: String, _ message: String
    ) async throws {
        for provider in EmulatedProvider.allCases {
            let error = try await failure(ScriptedTransport(status: 401, body: body), provider) {
                _ = try await $0.rules(in: $1.bucket).collect()
            }
            #expect(error.reply?.code == code && error.reply?.message == message)
            #expect(error.description.contains("g-401"))
        }
    }

    @Test(arguments: [
        ("4", 4), ("Thu, 29 Feb 2024 00:00:04 GMT", 4), ("Thursday, 29-Feb-24 00:00:04 GMT", 4),
        ("Thu Feb 29 00:00:04 2024", 4), ("Wed, 28 Feb 2024 00:00:00 GMT", 0), ("soon", nil),
    ])
    func `Retry-After is read as seconds and as a date`(_ text: String, _ seconds: Int?) async throws {
        let headers: HTTPHeaders = ["Retry-After": text, "Date": "Thu, 29 Feb 2024 00:00:00 GMT"]
        let error = try await failure(ScriptedTransport(status: 503, headers: headers)) {
            _ = try await $0.rules(in: $1.bucket).collect()
        }
        #expect(error.reply?.retryAfter == seconds)
    }

    @Test(
        arguments: [
            (EmulatedProvider.tencentCOS, "x-cos-security-token=tok%2Fen01&z=1"),
            (.tencentCOS, "x-cos-security-token=tok%252Fen01&z=1"),
            (.huaweiOBS, "x-obs-security-token:tok/en01"),
            (.huaweiOBS, "/photos/?inventory&x-obs-security-token=tok/en01"),
            (.tencentCOS, "somewhere tok/en01 else"),
        ])
    func `What the server signed is told to the observer, without the token`(
        _ provider: EmulatedProvider, _ line: String
    ) async throws {
        let body =
            "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>sha1\n\(line.filling("&", with: "&amp;"))\n</StringToSign>"
            + "</Error>"
        let events = Locked<[CallEvent]>([])
        let cloud = try EmulatedCloud(provider)
        var options = ProviderOptions(
            transport: ScriptedTransport(status: 403, body: body),
            credentials: FixedCredential(
                Credential(accessKey: "a", secretKey: Secret("s"), securityToken: Secret("tok/en01"))),
            retry: .never, services: cloud.services)
        options.observer = { event in events.withLock { $0.append(event) } }
        let provider = HTTPProvider(try Vendors.vendor(cloud.id), options: options)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await provider.rules(in: cloud.bucket, after: nil)
        }
        let messages = events.withLock { $0.map(\.message) }
        let told = try #require(messages.first { $0.contains("StringToSign") })
        #expect(told.contains("is sha1\\n") && told.contains("<masked>"))
        for token in ["tok/en01", "tok%2Fen01", "tok%252Fen01"] { #expect(!messages.joined().contains(token)) }
        #expect(error.map { "\($0)" }?.contains("sha1") == false)
    }
}
