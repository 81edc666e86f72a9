import COpenSSL
import InventoryAmazonS3
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire

/// A put of one rule, signed as before every attempt. The keys are in the signers' caches after the first time.
enum Signing {
    static func cos() throws -> () throws -> Int {
        let (request, signer) = (try cosRequest(), TencentCOSSigner())
        return {
            try signer.sign(
                request, in: SigningScope(.virtualHost(bucket: "photos-1250000000")), with: Samples.credential,
                at: Samples.instant
            ).request.headers.fields.count
        }
    }

    static func obs() throws -> () throws -> Int {
        let (request, signer) = (try obsRequest(), HuaweiOBSSigner.make())
        return {
            try signer.sign(
                request, in: SigningScope(.virtualHost(bucket: "acme-photos")), with: Samples.credential,
                at: Samples.instant
            ).request.headers.fields.count
        }
    }

    static func s3() throws -> () throws -> Int {
        let (request, signer) = (try s3Request(), AmazonS3Signer.make())
        return {
            try signer.sign(request, in: s3Scope, with: Samples.credential, at: Samples.instant)
                .request.headers.fields.count
        }
    }

    /// What no S3 signature can do without: SHA-256 of the body and of the canonical request, HMAC-SHA256 of the string
    /// to sign.
    static func floorS3() throws -> () throws -> Int {
        let request = try s3Request()
        let signed = try AmazonS3Signer.make().sign(
            request, in: s3Scope, with: Samples.credential, at: Samples.instant)
        return try floor(
            "SHA256", hashed: [request.body ?? [], try stage("CanonicalRequest", of: signed)],
            signed: try stage("StringToSign", of: signed))
    }

    private static let s3Scope = SigningScope(.virtualHost(bucket: "acme-photos"), region: "eu-central-1")

    private static func s3Request() throws -> HTTPRequest {
        try request("acme-photos.s3.eu-central-1.amazonaws.com", AmazonS3.codec.encode(Samples.obsRule(2)))
    }

    /// What no COS signature can do without: SHA-1 of the canonical request, HMAC-SHA1 of the string to sign.
    static func floorCOS() throws -> () throws -> Int {
        let signed = try TencentCOSSigner().sign(
            try cosRequest(), in: SigningScope(.virtualHost(bucket: "photos-1250000000")), with: Samples.credential,
            at: Samples.instant)
        return try floor(
            "SHA1", hashed: [try stage("HttpString", of: signed)], signed: try stage("StringToSign", of: signed))
    }

    /// What no OBS signature can do without: HMAC-SHA1 of the string to sign.
    static func floorOBS() throws -> () throws -> Int {
        let signed = try HuaweiOBSSigner.make().sign(
            try obsRequest(), in: SigningScope(.virtualHost(bucket: "acme-photos")), with: Samples.credential,
            at: Samples.instant)
        return try floor("SHA1", hashed: [], signed: try stage("StringToSign", of: signed))
    }

    private static func stage(_ name: String, of signed: SignedRequest) throws -> [UInt8] {
        guard let stage = signed.stages.first(where: { $0.name == name }) else {
            throw CaseError(problem: "no \(name)")
        }
        return Array(stage.revealed.utf8)
    }

    /// The fastest that OpenSSL offers: a context with key and digest in it, and a digest fetched once.
    private static func floor(
        _ digestName: String, hashed: [[UInt8]], signed: [UInt8]
    ) throws -> () throws -> Int {
        let key = Array("0123456789abcdef0123456789abcdef01234567".utf8)
        let mac = EVP_MAC_fetch(nil, "HMAC", nil)
        let context = EVP_MAC_CTX_new(mac)
        let isReady = digestName.withCString { name in
            OSSL_MAC_PARAM_DIGEST.withCString { parameter in
                let parameters = [
                    OSSL_PARAM_construct_utf8_string(parameter, UnsafeMutablePointer(mutating: name), 0),
                    OSSL_PARAM_construct_end(),
                ]
                return EVP_MAC_init(context, key, key.count, parameters)
            }
        }
        guard isReady == 1, let algorithm = EVP_MD_fetch(nil, digestName, nil), let digest = EVP_MD_CTX_new() else {
            throw CaseError(problem: "OpenSSL has no \(digestName) here")
        }
        let output = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
        return {
            var length: UInt32 = 0
            var written = 0
            for text in hashed {
                EVP_DigestInit_ex2(digest, algorithm, nil)
                EVP_DigestUpdate(digest, text, text.count)
                EVP_DigestFinal_ex(digest, output, &length)
            }
            EVP_MAC_init(context, nil, 0, nil)
            EVP_MAC_update(context, signed, signed.count)
            EVP_MAC_final(context, output, &written, 64)
            return Int(output[0])
        }
    }

    private static func cosRequest() throws -> HTTPRequest {
        try request("photos-1250000000.cos.ap-guangzhou.myqcloud.com", TencentCOS.codec.encode(Samples.cosRule(2)))
    }

    private static func obsRequest() throws -> HTTPRequest {
        try request("acme-photos.obs.cn-north-4.myhuaweicloud.com", HuaweiOBS.codec.encode(Samples.obsRule(2)))
    }

    private static func request(_ host: String, _ document: VendorDocument) throws -> HTTPRequest {
        HTTPRequest(
            method: .put, host: host, query: [QueryItem("inventory"), QueryItem("id", "rule-2")],
            headers: [
                "Content-Type": document.mediaType, "Content-MD5": Base64.encode(try Digest.md5(document.bytes)),
            ], body: document.bytes)
    }
}
