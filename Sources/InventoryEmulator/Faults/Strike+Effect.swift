internal import InventoryWire

extension Strike {
    /// The error that this fault answers, before or after the call is carried out.
    func refusal(isAfterwards: Bool) throws(VendorError) {
        switch self {
        case .throttled(let throttle):
            guard !isAfterwards else { return }
            throw VendorError(
                throttle.status, throttle.code, "Please reduce your request rate.",
                headers: Self.retryHeaders(throttle.retryAfter))
        case .rule(let rule) where rule.afterwards == isAfterwards:
            if rule.effect == .error {
                throw VendorError(
                    rule.status, rule.code, "The emulator was told to fail here.",
                    headers: Self.retryHeaders(rule.retryAfter))
            }
            if rule.effect == .close { throw VendorError(503, "ServiceUnavailable", "The connection was closed.") }
        case .rule: break
        }
    }

    private static func retryHeaders(_ seconds: Int?) -> [String: String] {
        seconds.map { ["Retry-After": "\($0)"] } ?? [:]
    }

    /// What the fault does to the answer itself.
    func shape(_ response: inout EmulatorResponse, error: VendorError?) {
        guard case .rule(let rule) = self else { return }
        switch rule.effect {
        case .close: response.isDropped = true
        case .delay: response.delayMilliseconds = rule.milliseconds
        case .error:
            guard let error else { return }
            switch rule.body {
            case .xml: return
            case .json:
                response.body = GatewayBody.json(error, requestID: "")
                response.headers["Content-Type"] = "application/json"
            case .html:
                response.body = GatewayBody.html(error)
                response.headers["Content-Type"] = "text/html"
            case .empty:
                response.body = []
                response.headers["Content-Type"] = nil
            }
        case .duplicateOneOff, .halfPage, .repeatedToken, .truncatedWithoutToken: break
        }
    }
}
