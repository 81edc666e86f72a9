@testable import InventoryEmulator

/// Documents of OSS and TOS, with one thing changed at a time.
extension Documents {
    static func oss(
        _ id: String, enabled: String = "<IsEnabled>true</IsEnabled>", format: String = "<Format>CSV</Format>",
        account: String = "<AccountId>1000000000000000</AccountId>",
        role: String = "<RoleArn>acs:ram::1000000000000000:role/AliyunOSSRole</RoleArn>",
        destination: String = "acs:oss:::example-reports", prefix: String = "inv", more: String = "",
        schedule: String = "<Frequency>Daily</Frequency>", filter: String = "", versions: String = "All",
        fields: String = "<OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields>", last: String = ""
    ) -> String {
        "<InventoryConfiguration><Id>\(id)</Id>\(enabled)<Destination><OSSBucketDestination>\(format)\(account)\(role)"
            + "<Bucket>\(destination)</Bucket><Prefix>\(prefix)</Prefix>\(more)</OSSBucketDestination></Destination>"
            + "<Schedule>\(schedule)</Schedule>\(filter)<IncludedObjectVersions>\(versions)</IncludedObjectVersions>"
            + "\(fields)\(last)</InventoryConfiguration>"
    }

    static func tos(
        _ id: String, enabled: String = "true", compression: String = #","IsUnCompressed":false"#,
        account: String = #""AccountId":"2100000000""#, role: String = "TosArchiveTOSInventory",
        destination: String = "example-reports", frequency: String = "Daily", more: String = "",
        fields: String = #"["Size","ETag"]"#
    ) -> String {
        #"{"Id":"\#(id)","IsEnabled":\#(enabled)\#(compression),"Filter":{"Prefix":"a/"},"#
            + #""Destination":{"TOSBucketDestination":{"Format":"CSV",\#(account),"Role":"\#(role)","#
            + #""Bucket":"\#(destination)","Prefix":"inv"}},"Schedule":{"Frequency":"\#(frequency)"},"#
            + #""IncludedObjectVersions":"Current","OptionalFields":{"Field":\#(fields)}\#(more)}"#
    }
}
