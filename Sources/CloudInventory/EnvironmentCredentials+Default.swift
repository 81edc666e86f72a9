internal import InventoryAmazonS3
public import InventoryCore
internal import InventoryHuaweiOBS
public import InventoryProviderKit
internal import InventoryTencentCOS

extension EnvironmentCredentials {
    /// The variables that the vendors' own tools read, in the order in which they are tried.
    ///
    /// Sources: the AWS SDK reference guide and botocore (`AWS_…`), Tencent's Terraform provider and `tccli` (`TENCENTCLOUD_…`), cloud-custodian's client of Tencent
    /// (`TENCENTCLOUD_TOKEN`), COS SDK examples (`COS_SECRETID`, `COS_SECRET_ID`), whose keys are permanent ones; OBS SDKs (`OBS_…`), Huawei's SDKs (`HUAWEICLOUD_SDK_…`) and Terraform provider (`HW_…`).
    public static let standardVariables: [ProviderID: [Variables]] = [
        AmazonS3.id: [
            Variables("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")
        ],
        TencentCOS.id: [
            Variables(
                "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_TOKEN"
            ),
            Variables("COS_SECRETID", "COS_SECRETKEY"),
            Variables("COS_SECRET_ID", "COS_SECRET_KEY"),
        ],
        HuaweiOBS.id: [
            Variables("OBS_ACCESS_KEY_ID", "OBS_SECRET_ACCESS_KEY", "OBS_SECURITY_TOKEN"),
            Variables("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
            Variables("HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN"),
        ],
    ]

    /// Credentials of every cloud from the usual variables.
    public static func standard(
        additionalHosts: [String] = [], services: SystemServices = .system
    ) -> EnvironmentCredentials {
        EnvironmentCredentials(standardVariables, additionalHosts: additionalHosts, services: services)
    }
}
