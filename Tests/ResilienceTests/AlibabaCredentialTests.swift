import CloudInventory
import InventoryWire
import TestSupport
import Testing

/// Credentials for OSS, where Alibaba Cloud's tools have them.
@Suite struct `Credentials of Alibaba Cloud's tools` {
    static let need = CredentialRequest(provider: "alibaba-oss")
    static let command = """
        {"current": "default", "profiles": [
          {"name": "default", "mode": "AK", "access_key_id": "AK", "access_key_secret": "S1", "sts_token": "OLD"},
          {"name": "acme", "mode": "StsToken", "access_key_id": "STS", "access_key_secret": "S2", "sts_token": "T2",
           "sts_expiration": 4070908800},
          {"name": "tool", "mode": "External", "process_command": "/opt/tool --for 'a b'"},
          {"name": "none", "mode": "External", "process_command": ""},
          {"name": "machine", "mode": "EcsRamRole", "ram_role_name": ""},
          {"name": "pod", "mode": "OIDC", "ram_role_arn": "acs:ram::1:role/r", "oidc_provider_arn": "acs:ram::1:p/p",
           "oidc_token_file": "/token"},
          {"name": "role", "mode": "RamRoleArn", "access_key_id": "A", "access_key_secret": "CANARY",
           "ram_role_arn": "acs:ram::1:role/r"},
          {"name": "login", "mode": "CloudSSO"}]}
        """
    static let library = """
        [default]
        type = access_key
        access_key_id = INI
        access_key_secret = S3   # a comment
        [other]
        type = ram_role_arn
        access_key_id = A
        access_key_secret = CANARY
        """
    static let ossutil1 = """
        [Default]
        loglevel=info
        [Credentials]
        language=EN
        endpoint=oss-cn-hangzhou.aliyuncs.com
        accessKeyID=UTIL1
        accessKeySecret=S4
        stsToken=T4
        """
    static let ossutil2 = """
        [default]
        Access-Key-Id = UTIL2
        access_key_secret = S5
        region = cn-hangzhou
        [Profile acme]
        accessKeyId = UTIL3
        accesskeysecret = S6
        mode = AK
        """

    private func machine(_ variables: [String: String] = [:], _ files: [String: String]) -> Machine {
        var machine = Machine()
        machine.variables.merge(variables) { $1 }
        machine.files = files.mapValues { (0o600, $0) }
        return machine
    }

    private func machine(_ variables: [String: String] = [:]) -> Machine {
        machine(variables, ["/h/.aliyun/config.json": Self.command])
    }

    @Test(
        arguments: [
            (["OSS_ACCESS_KEY_ID": "E", "OSS_ACCESS_KEY_SECRET": "S", "OSS_SESSION_TOKEN": "T"], nil, "E S T"),
            (
                [
                    "ALIBABA_CLOUD_ACCESS_KEY_ID": "E", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "S",
                    "ALIBABA_CLOUD_SECURITY_TOKEN": "T",
                ], nil, "E S T"
            ),
            // The profile that the rule set names, else that of the environment, else the current one; a token that a
            // profile of plain keys still holds is another's.
            ([:], nil, "AK S1 -"), (["ALIBABA_CLOUD_PROFILE": "acme"], nil, "STS S2 T2"), ([:], "acme", "STS S2 T2"),
            (["ALIBABA_CLOUD_PROFILE": "acme"], "default", "AK S1 -"),
            // Of several variables the command takes the first.
            (["ALICLOUD_PROFILE": "acme"], nil, "STS S2 T2"),
            (["ALICLOUD_PROFILE": "acme", "ALIBABA_CLOUD_PROFILE": "default"], nil, "AK S1 -"),
            (["ALIBABACLOUD_PROFILE": "acme", "ALIBABA_CLOUD_PROFILE": "default"], nil, "STS S2 T2"),
            (["ALIBABA_CLOUD_CLI_PROFILE_DISABLED": "true"], nil, "INI S3 -"),
            (["ALIBABA_CLOUD_CONFIG_FILE": "/none"], nil, "INI S3 -"),
            (["ALIBABA_CLOUD_CONFIG_FILE": "/none", "ALIBABA_CLOUD_CREDENTIALS_FILE": "/none"], nil, "UTIL1 S4 T4"),
        ] as [([String: String], String?, String)])
    func `come from the places in the order of the tools`(
        _ variables: [String: String], _ name: String?, _ expected: String
    ) async throws {
        let machine = machine(
            variables,
            [
                "/h/.aliyun/config.json": Self.command, "/h/.alibabacloud/credentials": Self.library,
                "/h/.ossutilconfig": Self.ossutil1,
            ])
        let need = CredentialRequest(provider: "alibaba-oss", credentials: name)
        #expect(try await machine.chain().credential(for: need).words == expected)
    }

    @Test(arguments: [(nil, "UTIL2 S5 -"), ("acme", "UTIL3 S6 -")] as [(String?, String)])
    func `come from the file of ossutil 2, however it spells them`(_ name: String?, _ expected: String) async throws {
        let machine = machine([:], ["/h/.ossutilconfig": Self.ossutil2])
        let need = CredentialRequest(provider: "alibaba-oss", credentials: name)
        #expect(try await machine.chain().credential(for: need).words == expected)
    }

    @Test func `come from a process_command, whose line no shell reads`() async throws {
        var machine = machine(["ALIBABA_CLOUD_PROFILE": "tool"])
        machine.outputs["/opt/tool"] = """
            {"mode": "StsToken", "access_key_id": "P", "access_key_secret": "S", "sts_token": "T",
             "expiration": "2099-01-01T00:00:00Z"}
            """
        #expect(
            try await machine.chain().credential(for: Self.need).words == "P S T until 2099-01-01T00:00:00Z")
        #expect(machine.commands.all == [["/opt/tool", "--for", "a b"]])
        machine.outputs["/opt/tool"] = #"{"access_key_id": "P", "access_key_secret": "CANARY", "expiration": "soon"}"#
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.message.contains("expiration") == true)
        #expect("\(String(reflecting: error))".contains("CANARY") == false)
        machine.variables["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"] = "1"
        let off = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(off?.message.contains("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS") == true)
        #expect(machine.commands.all.count == 2)
    }

    @Test(arguments: [
        (["ALIBABA_CLOUD_PROFILE": "role"], "RamRoleArn"), (["ALIBABA_CLOUD_PROFILE": "login"], "CloudSSO"),
        (["ALIBABA_CLOUD_PROFILE": "none"], "process_command"),
        (["ALIBABA_CLOUD_PROFILE": "machine"], "role of the machine"),
        (["OSS_ACCESS_KEY_ID": "ENV"], "OSS_ACCESS_KEY_SECRET"),
    ])
    func `of a kind that is not supported, or half there, end the search`(
        _ variables: [String: String], _ word: String
    ) async {
        let error = await failure { try await machine(variables).chain().credential(for: Self.need) }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("CANARY") == false)
    }

    @Test func `that take on a role in the library's file are refused with the way round`() async {
        let machine = machine(["ALIBABA_CLOUD_PROFILE": "other"], ["/h/.alibabacloud/credentials": Self.library])
        let message = await failure { try await machine.chain().credential(for: Self.need) }?.message ?? ""
        #expect(message.contains("ram_role_arn") && message.contains("aliyun sts AssumeRole"), "\(message)")
        #expect(message.contains("profile 'other' of '/h/.alibabacloud/credentials'"), "\(message)")
    }

    @Test(arguments: [".aliyun/config.json", ".alibabacloud/credentials", ".ossutilconfig"])
    func `in a file that others can read are refused`(_ name: String) async {
        var machine = Machine()
        machine.files["/h/\(name)"] = (0o644, Self.library)
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.code == .fileUnreadable)
    }

    // MARK: Of the machine

    private static let answer = """
        {"Code": "Success", "AccessKeyId": "A", "AccessKeySecret": "S", "SecurityToken": "T",
         "Expiration": "2099-01-01T00:00:00Z"}
        """

    private static func transport(_ answers: [(Int, String)]) -> ScriptedTransport {
        ScriptedTransport(answers.map { status, body in { _ in HTTPResponse(status: status, body: Array(body.utf8)) } })
    }

    private func chain(_ transport: ScriptedTransport, _ variables: [String: String] = [:]) -> CredentialChain {
        var machine = machine(variables)
        machine.variables["CLOUD_INVENTORY_METADATA_DISABLED"] = nil
        if variables["ALIBABA_CLOUD_PROFILE"] == nil { machine.files = [:] }
        machine.files["/token"] = (0o644, "JWT+1\n")
        return .standard(transport: transport, services: machine.services())
    }

    @Test(arguments: [[:], ["ALIBABA_CLOUD_PROFILE": "machine"]])
    func `of its role are asked with a token, which every request carries`(
        _ variables: [String: String]
    ) async throws {
        let transport = Self.transport([(200, "TOKEN=="), (200, "role-1"), (200, Self.answer)])
        let chain = chain(transport, variables)
        #expect(try await chain.credential(for: Self.need).words == "A S T until 2099-01-01T00:00:00Z")
        let requests = transport.requests
        #expect(requests.map(\.method) == [.put, .get, .get])
        #expect(requests.allSatisfy { $0.host == "100.100.100.200" && $0.scheme == .http })
        #expect(requests[0].path == "/latest/api/token")
        #expect(requests[0].headers["X-aliyun-ecs-metadata-token-ttl-seconds"] == "21600")
        #expect(requests[1...].allSatisfy { $0.headers["X-aliyun-ecs-metadata-token"] == "TOKEN==" })
        #expect(requests[2].path == "/latest/meta-data/ram/security-credentials/role-1")
    }

    @Test func `of its role are asked without a token where there are none, unless one is demanded`() async throws {
        let older = Self.transport([(404, ""), (200, Self.answer)])
        let chain = chain(older, ["ALIBABA_CLOUD_ECS_METADATA": "known"])
        #expect(try await chain.credential(for: Self.need).accessKey == "A")
        #expect(older.requests.map(\.path).last == "/latest/meta-data/ram/security-credentials/known")
        #expect(older.requests[1].headers["X-aliyun-ecs-metadata-token"] == nil)
        let demanded = Self.transport([(404, "")])
        let strict = self.chain(demanded, ["ALIBABA_CLOUD_IMDSV1_DISABLED": "true"])
        #expect(await failure { try await strict.credential(for: Self.need) }?.code == .credentialsMissing)
        #expect(demanded.requests.count == 1)
        let off = self.chain(demanded, ["ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"])
        #expect(await failure { try await off.credential(for: Self.need) }?.code == .credentialsMissing)
        #expect(demanded.requests.count == 1)
    }

    // MARK: Of a web identity

    private static let session = """
        {"Credentials": {"AccessKeyId": "A", "AccessKeySecret": "S", "SecurityToken": "T",
         "Expiration": "2099-01-01T00:00:00Z"}}
        """
    private static let pod = [
        "ALIBABA_CLOUD_ROLE_ARN": "acs:ram::1:role/r", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:p/p",
        "ALIBABA_CLOUD_OIDC_TOKEN_FILE": "/token",
    ]

    @Test(
        arguments: [
            (pod, "sts.aliyuncs.com"),
            (
                ["ALIBABA_CLOUD_PROFILE": "pod", "ALIBABA_CLOUD_STS_REGION": "cn-beijing"],
                "sts.cn-beijing.aliyuncs.com"
            ),
            (
                pod.merging([
                    "ALIBABA_CLOUD_STS_REGION": "cn-beijing", "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED": "True",
                    "ALIBABA_CLOUD_ROLE_SESSION_NAME": "mine",
                ]) { $1 }, "sts-vpc.cn-beijing.aliyuncs.com"
            ),
        ] as [([String: String], String)])
    func `of a web identity are asked of the token service, over TLS and unsigned`(
        _ variables: [String: String], _ host: String
    ) async throws {
        let transport = Self.transport([(200, Self.session)])
        let chain = chain(transport, variables)
        for _ in 0..<2 {
            #expect(try await chain.credential(for: Self.need).words == "A S T until 2099-01-01T00:00:00Z")
        }
        let request = try #require(transport.requests.first)
        #expect(transport.requests.count == 1)
        #expect(request.method == .post && request.host == host && request.scheme == .https)
        #expect(request.query.contains { $0.name == "Action" && $0.value == "AssumeRoleWithOIDC" })
        let form = String(decoding: request.body ?? [], as: UTF8.self)
        #expect(form.contains("RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&"), "\(form)")
        #expect(form.contains("OIDCToken=JWT%2B1&"), "\(form)")
        let session = variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] ?? "cloud-inventory"
        #expect(form.contains("RoleSessionName=\(session)&"), "\(form)")
        #expect(request.headers["Authorization"] == nil)
    }

    @Test(
        arguments: [
            ([:], (403, #"{"Code": "AuthenticationFail.OIDCToken.Expired", "Message": "JWT+1"}"#), "OIDCToken.Expired"),
            (["ALIBABA_CLOUD_OIDC_TOKEN_FILE": "/absent"], (200, ""), "'/absent'"),
            (["ALIBABA_CLOUD_STS_REGION": "x.evil.example/"], (200, ""), "ALIBABA_CLOUD_STS_REGION"),
        ] as [([String: String], (Int, String), String)])
    func `of a web identity that cannot be had end the search`(
        _ variables: [String: String], _ answer: (Int, String), _ word: String
    ) async {
        let transport = Self.transport([answer])
        let chain = chain(transport, Self.pod.merging(variables) { $1 })
        let error = await failure { try await chain.credential(for: Self.need) }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
        #expect(String(reflecting: error).contains("JWT") == false)
    }
}
