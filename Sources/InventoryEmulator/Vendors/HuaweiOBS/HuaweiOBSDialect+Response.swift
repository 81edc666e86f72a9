internal import InventoryWire

extension HuaweiOBSDialect {
    func markup(_ answering: Answering) -> (declaration: String, namespace: String)? {
        ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", namespace(answering.region))
    }

    private func namespace(_ region: String) -> String {
        switch settings.quirks[HuaweiOBSQuirks.namespace] {
        case .regional: " xmlns=\"http://obs.\(region).myhuaweicloud.com/doc/2015-06-30/\""
        case .none: ""
        case .s3: " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""
        case .openTelekomCloud: " xmlns=\"http://obs.eu-de.otc.t-systems.com/doc/2015-06-30/\""
        }
    }

    func response(_ error: VendorError, to answering: Answering) -> EmulatorResponse {
        var response = EmulatorResponse(status: error.status, headers: headers(answering, more: error.headers))
        if error.status == 304 { return response }
        let body = settings.quirks[HuaweiOBSQuirks.errorBody]
        if answering.isHead || body == .empty {
            let prefix = self.prefix(answering)
            response.headers.append(prefix + "error-code", error.code)
            // The message may repeat what a client sent, and a header line ends at a control character.
            let message = String(error.message.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
            response.headers.append(prefix + "error-message", message)
            return response
        }
        if body == .json {
            response.headers.append("Content-Type", "application/json")
            response.body = GatewayBody.json(error, requestID: requestID(answering))
            return response
        }
        response.headers.append("Content-Type", "application/xml")
        let elements =
            [
                Markup("Code", error.code), Markup("Message", error.message), Markup("RequestId", requestID(answering)),
                Markup("HostId", hostID(answering)), Markup("Resource", answering.path),
            ] + error.details
        var writer = MarkupWriter()
        writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Error>")
        for element in elements { writer.element(element) }
        writer.raw("</Error>")
        response.body = writer.bytes
        return response
    }

    /// Who signs the AWS way gets the AWS names back.
    private func prefix(_ answering: Answering) -> String {
        answering.call?.speaksAWS == true ? "x-amz-" : "x-obs-"
    }

    func headers(_ answering: Answering) -> HTTPHeaders {
        let prefix = prefix(answering)
        return HTTPHeaders([
            .init(name: "Server", value: "OBS"),
            .init(name: "Date", value: CivilTime.httpDate(answering.now)),
            .init(name: prefix + "request-id", value: requestID(answering)),
            .init(name: prefix + "id-2", value: hostID(answering)),
        ])
    }

    /// 32 upper-case hexadecimal digits, as the service writes them.
    private func requestID(_ answering: Answering) -> String {
        padded(String(answering.now.magnitude, radix: 16, uppercase: true))
            + padded(String(answering.number, radix: 16, uppercase: true))
    }

    private func padded(_ digits: String) -> String {
        String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }

    private func hostID(_ answering: Answering) -> String {
        "32" + Base64.encode(Array("answer \(answering.number) of the emulator of obs".utf8))
    }
}
