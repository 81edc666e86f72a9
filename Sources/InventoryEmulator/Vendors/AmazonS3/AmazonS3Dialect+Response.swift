internal import InventoryWire

extension AmazonS3Dialect {
    func markup(_ answering: Answering) -> (declaration: String, namespace: String)? {
        let isNamed = settings.quirks[AmazonS3Quirks.namespace] == .s3
        return (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            isNamed ? " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"" : ""
        )
    }

    func response(_ error: VendorError, to answering: Answering) -> EmulatorResponse {
        var response = EmulatorResponse(status: error.status, headers: headers(answering, more: error.headers))
        if answering.isHead || error.status == 304 { return response }
        fill(
            &response, with: error, settings.quirks[AmazonS3Quirks.errorBody], requestID: requestID(answering),
            document: document(error, answering))
        return response
    }

    private func document(_ error: VendorError, _ answering: Answering) -> [UInt8] {
        let bucket = error.code == "NoSuchBucket" ? answering.call?.location.name : nil
        let elements =
            [Markup("Code", error.code), Markup("Message", error.message)]
            + (bucket.map { [Markup("BucketName", $0)] } ?? []) + error.details
            + [Markup("RequestId", requestID(answering)), Markup("HostId", hostID(answering))]
        var writer = MarkupWriter()
        writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>")
        for element in elements { writer.element(element) }
        writer.raw("</Error>")
        return writer.bytes
    }

    func headers(_ answering: Answering) -> HTTPHeaders {
        var headers = HTTPHeaders([
            .init(name: "x-amz-id-2", value: hostID(answering)),
            .init(name: "x-amz-request-id", value: requestID(answering)),
            .init(name: "Date", value: CivilTime.httpDate(answering.now)),
            .init(name: "Server", value: "AmazonS3"),
        ])
        // A HEAD of a bucket tells the region whatever its status, even to those without permission.
        if answering.isHead, let location = answering.call?.location, location.isBucketLevel,
            let bucket = location.bucket
        {
            headers.append("x-amz-bucket-region", bucket.region)
        }
        return headers
    }

    /// 16 upper-case hexadecimal digits.
    private func requestID(_ answering: Answering) -> String {
        var mixed = SplitMix(state: UInt64(answering.number) ^ answering.now.magnitude << 20)
        let digits = String(mixed.next(), radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private func hostID(_ answering: Answering) -> String {
        Base64.encode(Array("answer \(answering.number) of the emulator, which has one host for all buckets".utf8))
    }
}
