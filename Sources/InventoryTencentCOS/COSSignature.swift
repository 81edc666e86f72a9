internal import InventoryProviderKit
internal import InventoryWire

/// A `q-sign` signature and what it is made of.
struct COSSignature: ~Copyable {
    private let form: COSCanonicalForm
    private let accessKey: String
    private let key: COSSigningKey
    /// HttpString, StringToSign and signature, one after the other.
    private var text = ByteBuffer(capacity: 1024)
    private let httpString: Range<Int>
    private let stringToSign: Range<Int>
    private let signature: Range<Int>

    init(_ form: consuming COSCanonicalForm, accessKey: String, key: COSSigningKey) throws(CryptoError) {
        self.form = form
        self.accessKey = accessKey
        self.key = key
        self.form.write(to: &text)
        httpString = 0..<text.count
        text.append("sha1\n" as StaticString)
        text.append(key.keyTime)
        text.append(0x0A)
        try Digest.sha1.append(of: httpString, to: &text)
        text.append(0x0A)
        stringToSign = httpString.upperBound..<text.count
        key.hmac.append(of: stringToSign, to: &text)
        signature = stringToSign.upperBound..<text.count
    }

    /// What a signature says of itself, in the vendor's order.
    private static let fields: [StaticString] = [
        "q-sign-algorithm", "q-ak", "q-sign-time", "q-key-time", "q-header-list", "q-url-param-list", "q-signature",
    ]

    private func write(_ field: Int, to output: inout ByteBuffer) {
        switch field {
        case 0: output.append("sha1" as StaticString)
        case 1: output.append(accessKey)
        case 2, 3: output.append(key.keyTime)
        case 4: form.headers.writeNames(to: &output)
        case 5: form.parameters.writeNames(to: &output)
        default: output.append(text[signature])
        }
    }

    /// The fields as the `Authorization` header has them.
    var authorization: String {
        var output = ByteBuffer(capacity: 512)
        for (index, name) in Self.fields.enumerated() {
            if index > 0 { output.append(0x26) }
            output.append(name)
            output.append(0x3D)
            write(index, to: &output)
        }
        return output.string
    }

    /// The fields as a signed URL has them.
    var parameters: [QueryItem] {
        var items: [QueryItem] = []
        for (index, name) in Self.fields.enumerated() {
            var value = ByteBuffer(capacity: 64)
            write(index, to: &value)
            items.append(QueryItem("\(name)", value.string))
        }
        return items
    }

    var stages: [SignedRequest.Stage] {
        [
            .init("KeyTime", Array(key.keyTime.utf8)),
            .init("SignKey", key.text, isSecret: true),
            .init("HttpString", Array(text[httpString]), isSecret: form.holdsToken),
            .init("StringToSign", Array(text[stringToSign])),
            .init("Signature", Array(text[signature]), isSecret: true),
        ]
    }
}
