internal import InventoryWire

extension Emulator {
    /// The path that no client of a cloud has a reason to post to. Its query says what is to be delivered:
    /// `POST /-/deliver?bucket=BUCKET&rule=ID`, and `&fault=late` where it shall go wrong.
    static let deliveryPath = "/-/deliver"

    /// The answer to a request to the emulator itself, which needs no signature; nil for one to the cloud that it plays.
    func controlReply(_ request: EmulatorRequest, as provider: EmulatedProvider) -> EmulatorResponse? {
        guard request.method == "POST", let target = RequestTarget(request.target, plusIsSpace: true),
            target.rawPath == Self.deliveryPath
        else { return nil }
        func answer(_ status: Int, _ text: String) -> EmulatorResponse {
            EmulatorResponse(
                status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array((text + "\n").utf8))
        }
        guard let bucket = target["bucket"], let rule = target["rule"] else {
            return answer(400, "write \(Self.deliveryPath)?bucket=BUCKET&rule=ID")
        }
        var delivery = ReportDelivery(rule: rule, bucket: bucket)
        if let name = target["fault"] {
            delivery.fault = ReportDelivery.Fault(rawValue: name)
            guard delivery.fault != nil else {
                let known = ReportDelivery.Fault.allCases.map(\.rawValue).joined(separator: ", ")
                return answer(400, "there is no fault '\(name)'; known are \(known)")
            }
        }
        guard let objects = deliver(delivery, of: provider) else {
            return answer(
                404, "\(provider) has no rule '\(rule)' in bucket '\(bucket)', or none that names a report bucket")
        }
        return answer(200, objects.map(\.key).joined(separator: "\n"))
    }
}
