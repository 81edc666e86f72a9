internal import InventoryCore
internal import InventoryProviderKit

extension InstanceRoleCredentials.Service {
    /// Source: coscli, `util/cam_auth.go`. The role's name is listed at the path itself.
    static let tencentCOS = InstanceRoleCredentials.Service(
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
            securityToken: answer["Token"]?.string, expires: end, from: place,
            for: provider)
    }

    /// IMDSv2: a token first, which answers on requests from the machine alone. Source: EC2 user guide, "Use the Instance
    /// Metadata Service", and botocore, `utils.py`.
    static let amazonS3 = InstanceRoleCredentials.Service(
        host: "169.254.169.254", rolePath: "/latest/meta-data/iam/security-credentials/",
        keyPath: "/latest/meta-data/iam/security-credentials/",
        session: .init(
            path: "/latest/api/token", header: ("x-aws-ec2-metadata-token-ttl-seconds", "21600"),
            tokenHeader: "x-aws-ec2-metadata-token")
    ) { answer, provider in
        let place = "the answer of 169.254.169.254"
        guard answer["Code"]?.string == "Success", let end = answer["Expiration"]?.string.flatMap(Credential.time)
        else {
            throw InventoryError(.credentialsMissing, "\(place) says no success", provider: provider)
        }
        return try Credential(
            accessKey: answer["AccessKeyId"]?.string, secretKey: answer["SecretAccessKey"]?.string,
            securityToken: answer["Token"]?.string, expires: end, from: place, for: provider)
    }

    /// Source: terraform-provider-huaweicloud, `huaweicloud/config/auth.go` (`securityKeyURL`, `getAuthConfigByMeta`).
    static let huaweiOBS = InstanceRoleCredentials.Service(
        host: "169.254.169.254", rolePath: nil, keyPath: "/openstack/latest/securitykey"
    ) { answer, provider in
        let place = "the answer of 169.254.169.254"
        let keys = answer["credential"]
        guard let end = keys?["expires_at"]?.string.flatMap(Credential.time) else {
            throw InventoryError(.credentialsMissing, "\(place) names no end of its keys", provider: provider)
        }
        return try Credential(
            accessKey: keys?["access"]?.string, secretKey: keys?["secret"]?.string,
            securityToken: keys?["securitytoken"]?.string, expires: end, from: place, for: provider)
    }
}
