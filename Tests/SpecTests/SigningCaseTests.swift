import InventoryWire
import SpecKit
import Testing

/// Each stage follows from the one before, so that no file can be edited alone. What is not checked here is how a
/// request becomes canonical: that is the signers' part.
struct SigningCaseTests {
    @Test(arguments: Cases.signing) func `The string to sign follows from the canonical text`(file: SigningCase) throws
    {
        if let keyTime = file.about.keyTime {
            let digest = Hex.encode(try Digest.sha1(Array(file.canonical.utf8)))
            #expect(file.stringToSign == "sha1\n\(keyTime)\n\(digest)\n")
        } else if let time = file.about.time, let region = file.about.region, let scheme = file.about.scheme {
            let digest = Hex.encode(try Digest.sha256(Array(file.canonical.utf8)))
            let scope = ([String(time.prefix(8)), region] + Self.ends(scheme).parts).joined(separator: "/")
            #expect(file.stringToSign == "\(scheme)\n\(time)\n\(scope)\n\(digest)")
        } else {
            #expect(file.stringToSign.hasSuffix("\n" + file.canonical))
            let method = try RequestLine(file.input, file: file.name).method
            #expect(file.stringToSign.hasPrefix(method + "\n"))
            #expect(file.stringToSign.split(separator: "\n", omittingEmptySubsequences: false).count >= 5)
        }
    }

    /// What stands before the secret, and the end of the scope.
    private static func ends(_ scheme: String) -> (prefix: String, parts: [String]) {
        switch scheme {
        case "TOS4-HMAC-SHA256": ("", ["tos", "request"])
        case "OSS4-HMAC-SHA256": ("aliyun_v4", ["oss", "aliyun_v4_request"])
        default: ("AWS4", ["s3", "aws4_request"])
        }
    }

    @Test(arguments: Cases.signing.filter { $0.signed != nil })
    func `The signature follows from the string to sign`(file: SigningCase) throws {
        let secret = Array(try #require(file.about.secretAccessKey).utf8)
        let text = Array(file.stringToSign.utf8)
        let signature: String
        if let keyTime = file.about.keyTime {
            let key = Hex.encode(try HMACKey(.sha1, key: secret).sign(Array(keyTime.utf8)))
            signature = Hex.encode(try HMACKey(.sha1, key: Array(key.utf8)).sign(text))
        } else if let time = file.about.time, let region = file.about.region, let scheme = file.about.scheme {
            let (prefix, parts) = Self.ends(scheme)
            let key = try ([String(time.prefix(8)), region] + parts).reduce(Array(prefix.utf8) + secret) {
                try HMACKey(.sha256, key: $0).sign(Array($1.utf8))
            }
            signature = Hex.encode(try HMACKey(.sha256, key: key).sign(text))
        } else {
            signature = Base64.encode(try HMACKey(.sha1, key: secret).sign(text))
        }
        #expect(signature == file.about.signature)
    }

    @Test(arguments: Cases.signing.filter { $0.signed != nil })
    func `The signed request is the input and the signature, and nothing else`(file: SigningCase) throws {
        let signed = try #require(file.signed)
        let signature = try #require(file.about.signature)
        switch file.about.form {
        case .header:
            #expect(signed.startLine == file.input.startLine)
            #expect(signed.headers.dropLast() == file.input.headers[...])
            #expect(signed.headers.last?.name == "Authorization")
            #expect(signed.headers.last?.value.hasSuffix(signature) == true)
        case .url:
            #expect(signed.headers == file.input.headers)
            let before = try RequestLine(file.input, file: file.name).query
            let query = try RequestLine(signed, file: file.name).query
            #expect(query.starts(with: before))
            let values = query.dropFirst(before.count).compactMap(\.value).map { PercentEncoding.decode($0) }
            #expect(values.contains(Array(signature.utf8)))
        }
        #expect(signed.body == file.input.body)
    }

    @Test(arguments: Cases.signing) func `A vendor's case says what its scheme needs`(file: SigningCase) {
        let about = file.about
        if file.vendor == "tencent-cos" {
            #expect(about.keyTime != nil && about.signedHeaders != nil && about.signedParameters != nil)
            #expect(about.scheme == nil && about.bucket == nil && about.addressing == nil)
        } else if about.scheme?.hasSuffix("4-HMAC-SHA256") == true {
            #expect(about.region != nil && about.time != nil)
            #expect((about.seconds != nil) == (about.form == .url))
        } else {
            #expect(about.keyTime == nil && about.signedHeaders == nil && about.signedParameters == nil)
            #expect(about.scheme != nil && about.bucket != nil && about.addressing != nil)
            #expect((about.expires != nil) == (about.form == .url))
        }
    }
}
