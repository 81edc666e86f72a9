internal import InventoryWire

extension Dialect {
    /// The body of a PUT or POST.
    /// - Throws: what the vendor says of a missing, cut or overlong one.
    func body(_ exchange: Exchange) throws(VendorError) -> [UInt8] {
        let request = exchange.call.request
        guard let length = exchange.call.header("content-length") else {
            if request.headers["transfer-encoding"] == nil {
                throw VendorError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
            }
            return try bounded(request.body)
        }
        guard let announced = Int(length), announced >= 0 else { throw .invalid("Content-Length must be a number.") }
        guard announced == request.body.count else {
            throw VendorError(
                400, "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header.")
        }
        return try bounded(request.body)
    }

    private func bounded(_ body: [UInt8]) throws(VendorError) -> [UInt8] {
        guard !body.isEmpty else { throw VendorError(400, "MissingRequestBodyError", "Request body is empty.") }
        let limit = settings.maximumBodyBytes
        guard body.count <= limit else {
            throw VendorError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum of \(limit) bytes.")
        }
        return body
    }
}
