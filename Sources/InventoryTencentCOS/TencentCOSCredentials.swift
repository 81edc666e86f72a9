internal import InventoryCore
internal import InventoryProviderKit

extension Vendor.Credentials {
    /// Where Tencent's tools find keys. Sources of the variables: Terraform provider and `tccli` (`TENCENTCLOUD_…`),
    /// cloud-custodian's client of Tencent (`TENCENTCLOUD_TOKEN`), COS SDK examples (`COS_SECRETID`, `COS_SECRET_ID`), whose
    /// keys are permanent ones.
    ///
    /// `~/.cos.yaml` of `coscli` is not read: its keys are encrypted with a key that is part of that tool.
    static let tencentCOS = Vendor.Credentials(
        variables: [
            .init(
                "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_TOKEN"
            ),
            .init("COS_SECRETID", "COS_SECRETKEY"), .init("COS_SECRET_ID", "COS_SECRET_KEY"),
        ],
        files: [.tccli], role: .tencentCOS)
}

extension CredentialFile {
    /// Sources: tencentcloud-cli, `tccli/configure.py` (names of the members, `TCCLI_PROFILE`) and
    /// `tccli/credentials.py` (the path).
    fileprivate static let tccli = CredentialFile(
        "~/.tccli/{profile}.credential", profile: ["TCCLI_PROFILE"], otherwise: "default"
    ) { content in
        let object = try content.json()
        // A role or a login in the browser: the tool fetches keys itself, and may have left old ones here.
        if let type = object["type"]?.string, type != "default", let profile = content.profile {
            return try content.unusable(profile, mode: type)
        }
        return CredentialChain.Answer(
            try Credential(
                accessKey: object["secretId"]?.string, secretKey: object["secretKey"]?.string,
                securityToken: Credential.token("token", in: object, from: content.place, for: content.provider),
                from: content.place, for: content.provider))
    }
}

extension InstanceRoleCredentials.Service {
    /// Source: coscli, `util/cam_auth.go`. The role's name is listed at the path itself.
    fileprivate static let tencentCOS = InstanceRoleCredentials.Service(
        host: "metadata.tencentyun.com", rolePath: "/meta-data/cam/security-credentials/",
        keyPath: "/meta-data/cam/security-credentials/"
    ) { answer, provider in
        let place = "the answer of metadata.tencentyun.com"
        guard answer["Code"]?.string == "Success" else {
            throw InventoryError(.credentialsMissing, "\(place) says no success", provider: provider)
        }
        return try Credential(
            temporary: answer, named: .init("TmpSecretId", "TmpSecretKey", "Token"),
            end: ("ExpiredTime", { $0.integer.map(UTCInstant.init(secondsSinceEpoch:)) }), from: place, for: provider)
    }
}
