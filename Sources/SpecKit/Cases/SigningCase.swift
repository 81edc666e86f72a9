package import InventoryCore

/// `signing/<case>/`: a request, and every text on the way to its signature. The first file that differs names the bug.
package struct SigningCase: Sendable, CustomStringConvertible {
    package var vendor: String
    package var name: String
    package var about: SigningNote
    /// The request before signing; its target is as on the wire.
    package var input: HTTPText
    /// COS: the HttpString. OBS: canonical headers and resource. S3: the canonical request.
    package var canonical: String
    package var stringToSign: String
    /// The signed request, with `Authorization` or the query of the URL form; nil where the source publishes no key.
    package var signed: HTTPText?

    package var description: String { "\(vendor)/\(name): \(about.title)" }

    init(vendor: String, name: String, in specs: SpecFolder) throws(SpecError) {
        let folder = "\(vendor)/signing/\(name)"
        try specs.allow(
            ["case.json", "input.http", "canonical.txt", "string-to-sign.txt", "signed.http"],
            optional: ["signed.http"], in: folder)
        self.vendor = vendor
        self.name = name
        about = try specs.decode(at: "\(folder)/case.json")
        input = try HTTPText(try specs.text(at: "\(folder)/input.http"), file: "\(folder)/input.http")
        canonical = String(decoding: try specs.content(at: "\(folder)/canonical.txt"), as: UTF8.self)
        stringToSign = String(decoding: try specs.content(at: "\(folder)/string-to-sign.txt"), as: UTF8.self)
        let file = "\(folder)/signed.http"
        signed = specs.exists(file) ? try HTTPText(try specs.text(at: file), file: file) : nil
        guard (signed == nil) == (about.signature == nil), (signed == nil) == (about.secretAccessKey == nil) else {
            throw SpecError(folder, "signed.http, the signature and the secret key come together or not at all")
        }
    }
}

/// `case.json` of a signing case: who signs, when, and in which form. The credentials are the vendors' printed samples
/// or made up.
package struct SigningNote: Decodable, Sendable {
    /// Where the signature goes.
    package enum Form: String, Decodable, Sendable { case header, url }
    /// What names the bucket (OBS signs it into the resource).
    package enum Addressing: String, Decodable, Sendable { case virtualHost, customDomain, pathStyle }

    package var title: String
    package var source: String
    package var status: FactStatus
    package var accessKeyID: String?
    package var secretAccessKey: String?
    package var form: Form
    /// The signature itself, as in the signed request before any escaping.
    package var signature: String?

    /// COS: `<start>;<end>` in Unix seconds.
    package var keyTime: String?
    /// COS: the names in `q-header-list`.
    package var signedHeaders: [String]?
    /// COS: the names in `q-url-param-list`.
    package var signedParameters: [String]?

    /// OBS: `OBS` or `AWS`. S3: `AWS4-HMAC-SHA256`.
    package var scheme: String?
    package var addressing: Addressing?
    package var bucket: String?
    /// OBS, in the URL form: Unix seconds.
    package var expires: Int?
    /// S3: the region in the scope.
    package var region: String?
    /// S3: the time of the signature, `20240229T000000Z`.
    package var time: String?
    /// S3: the token of temporary keys.
    package var token: String?
    /// S3, in the URL form: how long it is valid.
    package var seconds: Int64?

    private enum Key: String, CodingKey, CaseIterable {
        case title, source, status, accessKeyID, secretAccessKey, form, signature
        case keyTime, signedHeaders, signedParameters, scheme, addressing, bucket, expires
        case region, time, token, seconds
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a signing case")
        title = try container.decode(String.self, forKey: .title)
        source = try container.decodeSource(forKey: .source)
        status = try container.decode(FactStatus.self, forKey: .status)
        accessKeyID = try container.decodeIfPresent(String.self, forKey: .accessKeyID)
        secretAccessKey = try container.decodeIfPresent(String.self, forKey: .secretAccessKey)
        form = try container.decode(Form.self, forKey: .form)
        signature = try container.decodeIfPresent(String.self, forKey: .signature)
        keyTime = try container.decodeIfPresent(String.self, forKey: .keyTime)
        signedHeaders = try container.decodeIfPresent([String].self, forKey: .signedHeaders)
        signedParameters = try container.decodeIfPresent([String].self, forKey: .signedParameters)
        scheme = try container.decodeIfPresent(String.self, forKey: .scheme)
        addressing = try container.decodeIfPresent(Addressing.self, forKey: .addressing)
        bucket = try container.decodeIfPresent(String.self, forKey: .bucket)
        expires = try container.decodeIfPresent(Int.self, forKey: .expires)
        region = try container.decodeIfPresent(String.self, forKey: .region)
        time = try container.decodeIfPresent(String.self, forKey: .time)
        token = try container.decodeIfPresent(String.self, forKey: .token)
        seconds = try container.decodeIfPresent(Int64.self, forKey: .seconds)
    }
}
