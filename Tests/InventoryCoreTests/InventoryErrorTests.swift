import InventoryCore
import Testing

@Suite struct InventoryErrorTests {
    @Test func `an error says what the server said`() {
        let reply = VendorReply(
            status: 403, code: "AccessDenied", message: "Access Denied.", resource: "secret-path",
            requestIDs: ["x-cos-trace-id": "T", "x-cos-request-id": "NTlh"], date: "Thu, 01 Jan 1970 00:00:00 GMT")
        let error = InventoryError(.accessDenied, "reading rule 'r1' of bucket 'b' was refused", reply: reply)
        #expect(
            error.description == "reading rule 'r1' of bucket 'b' was refused; the server said 403 AccessDenied "
                + "\"Access Denied.\" (x-cos-request-id NTlh, x-cos-trace-id T)")
        #expect(error.shortDescription == "accessDenied/AccessDenied")
        #expect(InventoryError(.timedOut, "no answer").shortDescription == "timedOut")
        #expect(InventoryError(.timedOut, "no answer").description == "no answer")
    }

    @Test func `a hostile server cannot write on the terminal, nor without end`() {
        let reply = VendorReply(
            status: 500, code: String(repeating: "C", count: 10_000) + "\u{1B}", message: "\u{1B}[2J\u{202E}\r\n",
            requestIDs: ["x-cos-request-id": "\u{1B}]0;owned\u{7}" + String(repeating: "i", count: 10_000)])
        let error = InventoryError(.serverFailed, "it failed", reply: reply)
        let controls = error.description.unicodeScalars.filter { $0.value < 0x20 || $0.value == 0x202E }
        #expect(controls.isEmpty)
        #expect(error.description.utf8.count < 1000)
        #expect(error.shortDescription.utf8.count < 100)
    }

    @Test func `what other errors say holds no name of a type`() {
        struct Wordless: Error {}
        let decoding = DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "it is no date"))
        let errors: [any Error] = [CancellationError(), Wordless(), decoding]
        let sentences = errors.map { InventoryError($0, about: "the write to bucket 'b' ended early").message }
        #expect(sentences[0] == "the write to bucket 'b' ended early: it was interrupted")
        #expect(sentences[2] == "the write to bucket 'b' ended early: it is no date")
        for sentence in sentences {
            #expect(!sentence.contains("Error") && !sentence.contains("Wordless"), "\(sentence)")
        }
        #expect(
            InventoryError(InventoryError(.timedOut, "no answer")).message == "no answer", "its own stay as they are")
    }

    @Test func `a refusal lists every finding`() throws {
        let findings: Findings = [
            Finding(
                .lost, feature: .crc64Field, path: "fields[1]", value: "Crc64", message: "no such",
                disposition: .refused),
            Finding(.violation, path: "id", value: "\u{1B}", message: "too odd", disposition: .refused),
            Finding(
                .unproven, feature: .tagField, path: "fields[0]", value: "Tag", message: "perhaps", disposition: .noted),
        ]
        let error = #expect(throws: InventoryError.self) {
            try Translated(1, findings: findings).accepted("rule 'r1'", by: "test-cloud")
        }
        #expect(
            error?.message == "test-cloud cannot hold rule 'r1': lost field.Crc64 at fields[1] (Crc64): no such; "
                + "violation at id (\\u{1b}): too odd")
        #expect(error?.code == .invalidRule)
        #expect(error?.findings == findings)
        #expect(try Translated(1, findings: [findings[2]]).accepted() == 1)
    }

    @Test func `a finding looks so in JSON`() throws {
        let findings: Findings = [
            Finding(
                .substituted(by: .weeklySchedule), feature: .monthlySchedule, path: "schedule", value: "monthly",
                message: "m", disposition: .accepted),
            Finding(.unrecognized, path: "A/B", value: "<C/>", message: "m", disposition: .noted),
        ]
        let text =
            #"[{"by":"schedule.weekly","disposition":"accepted","feature":"schedule.monthly","kind":"substituted","#
            + #""message":"m","path":"schedule","value":"monthly"},"#
            + #"{"disposition":"noted","kind":"unrecognized","message":"m","path":"A/B","value":"<C/>"}]"#
        #expect(try JSON.text(findings) == text)
        #expect(try JSON.value(Findings.self, text) == findings)
        let newer = text.replacing("unrecognized", with: "forbidden")
        #expect(JSON.problem(Findings.self, newer)?.contains("'forbidden'; use a newer version") == true)
        #expect(findings.unrecognized.count == 1 && findings.acceptedLosses.count == 1 && findings.refusals.isEmpty)
    }

    @Test func `codes and advice keep their spelling`() {
        // errors.json, logs and journals hold these words.
        #expect(InventoryError.Code.allCases.allSatisfy { $0.rawValue.utf8.allSatisfy { ($0 | 0x20) >= 0x61 } })
        #expect(RetryAdvice.allCases.map(\.rawValue) == ["never", "transient", "throttled", "clockSkew"])
        #expect(FactStatus.allCases.filter(\.isFirm) == [.documented, .observed])
    }

    @Test(
        arguments: [
            ("standard", .standard), ("internal", .named("internal")),
            ("service=obs.example.com", .service("obs.example.com")),
            ("domain=files.example.com", .customDomain("files.example.com")),
        ] as [(String, Endpoint)]) func `an endpoint is one word`(_ text: String, _ endpoint: Endpoint) throws
    {
        #expect(Endpoint(text) == endpoint)
        #expect(try JSON.text([endpoint]) == "[\"\(text)\"]")
        #expect(try JSON.value([Endpoint].self, "[\"\(text)\"]") == [endpoint])
    }

    @Test func `a bucket is shown safely`() {
        #expect(BucketAddress("a\u{1B}", region: "r\n").description == "bucket 'a\\u{1b}' (r\\u{a})")
    }
}
