internal import InventoryWire

extension AlibabaOSSDialect {
    func markup(_ answering: Answering) -> (declaration: String, namespace: String)? {
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")
    }

    func response(_ error: VendorError, to answering: Answering) -> EmulatorResponse {
        let error = error.code == "NoSuchBucket" ? error.numbered("0015-00000101") : error
        // What has not changed has no document.
        guard error.status != 304 else { return EmulatorResponse(status: 304, headers: headers(answering, more: [:])) }
        var more = error.headers
        more["x-oss-ec"] = error.details.first { $0.name == "EC" }?.text
        let document = document(error, answering)
        let form: ErrorBody = answering.isHead ? .empty : settings.quirks[AlibabaOSSQuirks.errorBody]
        // Where the body is empty the document comes in a header.
        if form == .empty { more["x-oss-err"] = Base64.encode(document) }
        var response = EmulatorResponse(status: error.status, headers: headers(answering, more: more))
        fill(&response, with: error, form, requestID: requestID(answering), document: document)
        return response
    }

    private func document(_ error: VendorError, _ answering: Answering) -> [UInt8] {
        let elements =
            [
                Markup("Code", error.code), Markup("Message", error.message),
                Markup("RequestId", requestID(answering)), Markup("HostId", answering.call?.host ?? ""),
            ] + error.details
        let isSpaced = settings.quirks[AlibabaOSSQuirks.errorStyle] == .spaced
        var writer = MarkupWriter()
        writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        writer.raw(isSpaced ? "<Error xmlns=\"http://doc.oss-cn-hangzhou.aliyuncs.com\">" : "<Error>")
        for element in elements {
            var element = element
            if isSpaced { element.text = "\n    \(element.text)\n  " }
            writer.raw("\n  ")
            writer.element(element)
        }
        writer.raw("\n</Error>\n")
        return writer.bytes
    }

    func headers(_ answering: Answering) -> HTTPHeaders {
        HTTPHeaders([
            .init(name: "Server", value: "AliyunOSS"),
            .init(name: "Date", value: CivilTime.httpDate(answering.now)),
            .init(name: "x-oss-request-id", value: requestID(answering)),
            .init(name: "x-oss-server-time", value: "1"),
        ])
    }

    /// 24 digits of base 16.
    private func requestID(_ answering: Answering) -> String {
        var mixed = SplitMix(state: UInt64(bitPattern: answering.now) &* 1_000_003 &+ UInt64(answering.number))
        let digits = String(mixed.next(), radix: 16, uppercase: true) + String(mixed.next(), radix: 16, uppercase: true)
        return String((String(repeating: "0", count: 24) + digits).suffix(24))
    }
}
