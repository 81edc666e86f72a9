internal import InventoryWire

extension TencentCOSDialect {
    func markup(_ answering: Answering) -> (declaration: String, namespace: String)? {
        (settings.quirks[TencentCOSQuirks.declaration].text, namespace)
    }

    private var namespace: String {
        switch settings.quirks[TencentCOSQuirks.namespace] {
        case .none: ""
        case .document7751: " xmlns=\"http://www.qcloud.com/document/product/436/7751\""
        case .document436: " xmlns=\"https://cloud.tencent.com/document/product/436\""
        case .s3: " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""
        }
    }

    func response(_ error: VendorError, to answering: Answering) -> EmulatorResponse {
        var response = EmulatorResponse(status: error.status, headers: headers(answering, more: error.headers))
        if answering.isHead || error.status == 304 { return response }
        fill(
            &response, with: error, settings.quirks[TencentCOSQuirks.errorBody], requestID: requestID(answering),
            document: document(error, answering))
        return response
    }

    private func document(_ error: VendorError, _ answering: Answering) -> [UInt8] {
        let elements =
            [
                Markup("Code", error.code), Markup("Message", error.message), Markup("Resource", answering.resource),
                Markup("RequestId", requestID(answering)), Markup("TraceId", traceID(answering)),
            ] + error.details
        var writer = MarkupWriter()
        writer.raw("<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n")
        for element in elements {
            writer.raw("\t")
            writer.element(element)
            writer.raw("\n")
        }
        writer.raw("</Error>\n")
        return writer.bytes
    }

    func headers(_ answering: Answering) -> HTTPHeaders {
        HTTPHeaders([
            .init(name: "Date", value: CivilTime.httpDate(answering.now)),
            .init(name: "Server", value: "tencent-cos"),
            .init(name: "x-cos-request-id", value: requestID(answering)),
            .init(name: "x-cos-trace-id", value: traceID(answering)),
        ])
    }

    private func requestID(_ answering: Answering) -> String {
        Base64.encode(Array("\(String(answering.now, radix: 16))_\(answering.number)_emulator".utf8))
    }

    private func traceID(_ answering: Answering) -> String {
        Base64.encode(Array("trace-\(answering.number)-of-the-emulator".utf8))
    }
}

extension Declaration {
    /// What stands before the root.
    var text: String {
        switch self {
        case .doubleQuotes: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        case .singleQuotes: "<?xml version='1.0' encoding='utf-8' ?>\n"
        case .unclosed: "<?xml version = \"1.0\" encoding = \"UTF-8\">\n"
        case .none: ""
        }
    }
}
