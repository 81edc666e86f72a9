internal import InventoryWire

extension VolcengineTOSDialect {
    func markup(_ answering: Answering) -> (declaration: String, namespace: String)? { nil }

    func response(_ error: VendorError, to answering: Answering) -> EmulatorResponse {
        var more = error.headers
        more["x-tos-ec"] = error.details.first { $0.name == "EC" }?.text
        guard !answering.isHead, error.status != 304, settings.quirks[VolcengineTOSQuirks.errorBody] == .json else {
            return EmulatorResponse(status: error.status, headers: headers(answering, more: more))
        }
        more["Content-Type"] = "application/json"
        let members =
            [
                ("Code", error.code), ("RequestId", requestID(answering)), ("HostId", "emulator"),
                ("Message", error.message), ("Resource", answering.path),
            ].map { (name: $0.0, value: JSONPart.text($0.1)) }
            + error.details.map { (name: $0.name, value: JSONPart.text($0.text)) }
        return EmulatorResponse(
            status: error.status, headers: headers(answering, more: more), body: JSONPart.members(members).bytes)
    }

    func headers(_ answering: Answering) -> HTTPHeaders {
        HTTPHeaders([
            .init(name: "Server", value: "TosServer"),
            .init(name: "Date", value: CivilTime.httpDate(answering.now)),
            .init(name: "x-tos-request-id", value: requestID(answering)),
            .init(name: "x-tos-id-2", value: "emulator"),
        ])
    }

    private func requestID(_ answering: Answering) -> String {
        "\(String(answering.now, radix: 16))-\(answering.number)-emulator"
    }
}
