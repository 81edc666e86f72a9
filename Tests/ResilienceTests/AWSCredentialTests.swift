import CloudInventory
import InventoryWire
import TestSupport
import Testing

/// Credentials for S3, where the aws command has them.
@Suite struct `Credentials of the aws command` {
    static let need = CredentialRequest(provider: "amazon-s3")
    static let keys = """
        # made by aws configure
        [default]
        aws_access_key_id = FILE
        aws_secret_access_key = S1   # a comment
        [acme]
        aws_access_key_id=ACME
        aws_secret_access_key=S2
        aws_session_token=T2
        """
    static let config = """
        [default]
        region = eu-central-1
        aws_access_key_id = CONFIG
        aws_secret_access_key = S3
        [profile tool]
        credential_process = "/opt/my tool" --for 'a b'
        s3 =
          addressing_style = path
          aws_access_key_id = NESTED
        [profile sso]
        sso_session = corp
        [profile role]
        role_arn = arn:aws:iam::123456789012:role/x
        source_profile = default
        [acme]
        aws_access_key_id = NOPROFILE
        """
    static let files = ["/h/.aws/credentials": keys, "/h/.aws/config": config]

    private func machine(_ variables: [String: String] = [:], _ files: [String: String] = files) -> Machine {
        var machine = Machine()
        machine.variables.merge(variables) { $1 }
        machine.files = files.mapValues { (0o600, $0) }
        return machine
    }

    @Test(
        arguments: [
            // Keys in the environment come before files; an older name of the token is read.
            (["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SECURITY_TOKEN": "T"], nil, "ENV S T"),
            // A profile that a rule set names comes before the environment.
            (["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "S"], "acme", "ACME S2 T2"),
            (["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "S"], "nobody", "ENV S -"),
            // The credentials file comes before the config file.
            ([:], nil, "FILE S1 -"), (["AWS_PROFILE": "acme"], nil, "ACME S2 T2"),
            (["AWS_DEFAULT_PROFILE": "acme"], nil, "ACME S2 T2"),
            (["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "acme"], nil, "FILE S1 -"),
            (["AWS_SHARED_CREDENTIALS_FILE": "/none"], nil, "CONFIG S3 -"),
        ] as [([String: String], String?, String)])
    func `come from the places in the order of the command`(
        _ variables: [String: String], _ name: String?, _ expected: String
    ) async throws {
        let need = CredentialRequest(provider: "amazon-s3", credentials: name)
        #expect(try await machine(variables).chain().credential(for: need).words == expected)
    }

    @Test func `come from a credential_process, whose line no shell reads`() async throws {
        var machine = machine(["AWS_PROFILE": "tool"])
        machine.outputs["/opt/my tool"] = """
            {"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "S", "SessionToken": "T",
             "Expiration": "2099-01-01T00:00:00Z"}
            """
        #expect(
            try await machine.chain().credential(for: Self.need).words == "P S T until 2099-01-01T00:00:00Z")
        #expect(machine.commands.all == [["/opt/my tool", "--for", "a b"]])
        machine.outputs["/opt/my tool"] = #"{"Version": 2, "AccessKeyId": "P", "SecretAccessKey": "CANARY"}"#
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.message.contains("Version") == true)
        #expect("\(String(reflecting: error))".contains("CANARY") == false)
    }

    @Test(arguments: [("sso", "SSO"), ("role", "role_arn")])
    func `of a kind that is not supported are refused with the way round`(_ profile: String, _ word: String) async {
        let machine = machine(["AWS_PROFILE": profile])
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains(word) == true)
        #expect(error?.message.contains("aws configure export-credentials --profile \(profile)") == true)
    }

    @Test func `of a web identity are refused, and no other keys are taken in their place`() async {
        let machine = machine(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::1:role/x"])
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.message.contains("web identity") == true)
    }

    @Test(arguments: [
        (["AWS_ACCESS_KEY_ID": "ENV"], "AWS_SECRET_ACCESS_KEY"), (["AWS_PROFILE": "nobody"], "no profile 'nobody'"),
    ])
    func `that are half there end the search`(_ variables: [String: String], _ word: String) async {
        let machine = machine(variables)
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.message.contains(word) == true)
    }

    @Test func `in a file that others can read are refused`() async {
        var machine = machine()
        machine.files["/h/.aws/credentials"] = (0o644, Self.keys)
        let error = await failure { try await machine.chain().credential(for: Self.need) }
        #expect(error?.code == .fileUnreadable)
    }

    // MARK: Of the machine

    private static let answer =
        #"{"Code": "Success", "AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T", "Expiration": "2099-01-01T00:00:00Z"}"#

    private static func transport(_ answers: [(Int, String)]) -> ScriptedTransport {
        ScriptedTransport(answers.map { status, body in { _ in HTTPResponse(status: status, body: Array(body.utf8)) } })
    }

    @Test func `of an instance's role are asked with a token, which every request carries`() async throws {
        var machine = Machine()
        machine.variables["CLOUD_INVENTORY_METADATA_DISABLED"] = nil
        let transport = Self.transport([(200, "TOKEN=="), (200, "role-1\n"), (200, Self.answer)])
        let chain = CredentialChain.standard(transport: transport, services: machine.services())
        #expect(try await chain.credential(for: Self.need).words == "A S T until 2099-01-01T00:00:00Z")
        let requests = transport.requests
        #expect(requests.map(\.method) == [.put, .get, .get])
        #expect(requests.allSatisfy { $0.host == "169.254.169.254" })
        #expect(requests[0].path == "/latest/api/token")
        #expect(requests[0].headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(requests[1...].allSatisfy { $0.headers["x-aws-ec2-metadata-token"] == "TOKEN==" })
        #expect(requests[2].path == "/latest/meta-data/iam/security-credentials/role-1")
        machine.variables["AWS_EC2_METADATA_DISABLED"] = "true"
        let off = CredentialChain.standard(transport: transport, services: machine.services())
        #expect(await failure { try await off.credential(for: Self.need) }?.code == .credentialsMissing)
        #expect(transport.requests.count == 3)
    }

    @Test func `of a container are asked of the address in the environment`() async throws {
        let machine = machine(
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Bearer b"], [:])
        let transport = Self.transport([(200, Self.answer)])
        let chain = CredentialChain.standard(transport: transport, services: machine.services())
        #expect(try await chain.credential(for: Self.need).words == "A S T until 2099-01-01T00:00:00Z")
        #expect(transport.requests.map(\.url) == ["http://169.254.170.2/v2/x"])
        #expect(transport.requests[0].headers["Authorization"] == "Bearer b")
    }

    @Test(arguments: [
        (#""T""#, "null"), (#""T""#, "5"), (#""Token""#, #""SessionToken""#), (#""Expiration""#, #""Until""#),
        (#""2099"#, #""99999"#), (#""2099"#, #""x"#),
    ])
    func `of a container have their token and their end`(_ part: String, _ other: String) async {
        let machine = machine(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x"], [:])
        #expect(Self.answer.contains(part))
        let transport = Self.transport([(200, Self.answer.replacing(part, with: other))])
        let chain = CredentialChain.standard(transport: transport, services: machine.services())
        let error = await failure { try await chain.credential(for: Self.need) }
        #expect(error?.code == .credentialsMissing && error?.message.contains("container's endpoint has no") == true)
    }

    @Test(arguments: ["a\nb", "a\u{200B}b"])
    func `of a container are asked with a token that can stand in a header`(_ token: String) async {
        let machine = machine(
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": token], [:])
        let transport = Self.transport([(200, Self.answer)])
        let chain = CredentialChain.standard(transport: transport, services: machine.services())
        #expect(await failure { try await chain.credential(for: Self.need) }?.code == .credentialsMissing)
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: [
        "http://evil.example/x", "http://169.254.169.254/x", "ftp://127.0.0.1/", "http://a@127.0.0.1/", "x",
    ])
    func `of a container are asked of no other host in cleartext`(_ url: String) async {
        let machine = machine(["AWS_CONTAINER_CREDENTIALS_FULL_URI": url], [:])
        let transport = Self.transport([(200, Self.answer)])
        let chain = CredentialChain.standard(transport: transport, services: machine.services())
        #expect(await failure { try await chain.credential(for: Self.need) }?.code == .credentialsMissing)
        #expect(transport.requests.isEmpty)
    }
}
