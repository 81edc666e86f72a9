internal import InventoryWire

/// A signature and the texts on the way to it.
struct SigV4Signature: ~Copyable {
    private let form: SigV4Form
    private let key: SigV4Key
    /// Canonical request, string to sign and signature, one after the other.
    private var text = ByteBuffer(capacity: 1024)
    private let canonicalRequest: Range<Int>
    private let stringToSign: Range<Int>
    private let signature: Range<Int>

    init(_ form: consuming SigV4Form, _ profile: SigV4Profile, key: SigV4Key, time: String) throws(CryptoError) {
        self.form = form
        self.key = key
        self.form.write(to: &text)
        canonicalRequest = 0..<text.count
        text.append(profile.algorithm)
        text.append(0x0A)
        text.append(time)
        text.append(0x0A)
        text.append(key.scope)
        text.append(0x0A)
        try Digest.sha256.append(of: canonicalRequest, to: &text)
        stringToSign = canonicalRequest.upperBound..<text.count
        key.hmac.append(of: stringToSign, to: &text)
        signature = stringToSign.upperBound..<text.count
    }

    /// The signed headers that the signature states, as `name;name`.
    var names: String { form.names }

    /// The signature alone, in hexadecimal.
    var hexadecimal: String { String(decoding: text[signature], as: UTF8.self) }

    /// The value of the `Authorization` header.
    func authorization(_ profile: SigV4Profile, accessKey: String) -> String {
        var output = ByteBuffer(capacity: 320)
        output.append(profile.algorithm)
        output.append(" Credential=" as StaticString)
        output.append(accessKey)
        output.append(0x2F)
        output.append(key.scope)
        if !names.isEmpty {
            output.append(profile.separator)
            output.append(
                profile.namesSignedHeaders ? "SignedHeaders=" : "AdditionalHeaders=" as StaticString)
            output.append(names)
        }
        output.append(profile.separator)
        output.append("Signature=" as StaticString)
        output.append(text[signature])
        return output.string
    }

    var stages: [SignedRequest.Stage] {
        [
            .init("CanonicalRequest", Array(text[canonicalRequest]), isSecret: form.holdsToken),
            .init("StringToSign", Array(text[stringToSign])),
            .init("SigningKey", key.text, isSecret: true),
            .init("Signature", Array(text[signature]), isSecret: true),
        ]
    }
}
