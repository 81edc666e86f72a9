internal import InventoryCore
internal import InventoryProviderKit

extension Vendor.Credentials {
    /// Where the aws command and the SDKs find keys. Sources: AWS SDK reference guide; corners as botocore has them.
    ///
    /// The profile that a rule set names comes first of all places, as the aws command's `--profile` does.
    static let amazonS3 = Vendor.Credentials(
        variables: [
            .init("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")
        ],
        files: [], role: .amazonS3,
        places: Places(files: ["~/.aws/credentials", "~/.aws/config"]) { surroundings in
            let services = surroundings.services
            let profiles = AWSProfiles(services: services, acceptsOpenFiles: surroundings.acceptsOpenFiles)
            let container = surroundings.transport.map {
                ContainerCredentials(transport: $0, connectTo: surroundings.connectTo, services: services)
            }
            return (
                first: [.init("the aws command's profile of that name") { try await profiles.named($0) }],
                later: [
                    .init("the aws command's profile", goesByName: false) { try await profiles.current($0) },
                    .init("the container's endpoint", goesByName: false) { .init(try await container?.find($0)) },
                ]
            )
        })

    /// Where keys of a relative of S3 are: in variables of this package's own, and in the profile of the aws command that is
    /// named. Keys of Amazon's, from its variables, its current profile or its machines, are not taken for the relative's.
    static func ofRelative(_ provider: ProviderID) -> Vendor.Credentials {
        let prefix = "CLOUD_INVENTORY_" + provider.rawValue.uppercased().filling(["-": "_"])
        return Vendor.Credentials(
            variables: [
                .init(prefix + "_ACCESS_KEY_ID", prefix + "_SECRET_ACCESS_KEY", prefix + "_SESSION_TOKEN")
            ],
            files: [],
            places: Places(files: []) { surroundings in
                let profiles = AWSProfiles(
                    services: surroundings.services, acceptsOpenFiles: surroundings.acceptsOpenFiles)
                let named = CredentialChain.Link("the aws command's profile of that name") {
                    try await profiles.named($0)
                }
                return (first: [named], later: [])
            })
    }
}

extension InstanceRoleCredentials.Service {
    /// IMDSv2: a token first, which answers on requests from the machine alone. Source: EC2 user guide, "Use the Instance
    /// Metadata Service", and botocore, `utils.py`.
    fileprivate static let amazonS3 = InstanceRoleCredentials.Service(
        host: "169.254.169.254", rolePath: "/latest/meta-data/iam/security-credentials/",
        keyPath: "/latest/meta-data/iam/security-credentials/",
        session: .init(
            path: "/latest/api/token", header: ("x-aws-ec2-metadata-token-ttl-seconds", "21600"),
            tokenHeader: "x-aws-ec2-metadata-token"),
        offVariable: "AWS_EC2_METADATA_DISABLED",
        read: answer(of: "169.254.169.254", .init("AccessKeyId", "SecretAccessKey", "Token")))
}
