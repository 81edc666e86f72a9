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
        "~/.tccli/{profile}.credential", profile: "TCCLI_PROFILE", otherwise: "default"
    ) { content in
        let object = try content.json()
        // A role or a login in the browser: the tool fetches keys itself, and may have left old ones here.
        if let type = object["type"]?.string, type != "default" { return nil }
        return try Credential(
            accessKey: object["secretId"]?.string, secretKey: object["secretKey"]?.string,
            securityToken: object["token"]?.string, from: content.place, for: content.provider)
    }
}

extension InstanceRoleCredentials.Service {
    /// Source: coscli, `util/cam_auth.go`. The role's name is listed at the path itself.
    fileprivate static let tencentCOS = InstanceRoleCredentials.Service(
        host: "metadata.tencentyun.com", rolePath: "/meta-data/cam/security-credentials/",
        keyPath: "/meta-data/cam/security-credentials/"
    ) { answer, provider in
        let place = "the answer of metadata.tencentyun.com"
        guard answer["Code"]?.string == "Success", let seconds = answer["ExpiredTime"]?.integer else {
            throw InventoryError(.credentialsMissing, "\(place) says no success", provider: provider)
        }
        let end = UTCInstant(secondsSinceEpoch: seconds)
        guard end.isInCalendar else {
            throw InventoryError(.credentialsMissing, "\(place) has no time in ExpiredTime", provider: provider)
        }
        return try Credential(
            accessKey: answer["TmpSecretId"]?.string, secretKey: answer["TmpSecretKey"]?.string,
            securityToken: answer["Token"]?.string, expires: end, from: place, for: provider)
    }
}
