#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryVendorFacts

    struct SignCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign", abstract: "Sign a request and show every stage: for a SignatureDoesNotMatch.",
            discussion: """
                Nothing is sent, so an instance's role is not asked. Compare StringToSign and the rest with what the server says it has. Secret stages are \
                shown as the beginning of their SHA-256, so that two people can compare them, unless --reveal is given.

                JSON: {"provider": …, "request": {"method": …, "host": …, "target": …, "headers": […]}, "stages": \
                [{"name": …, "bytes": …, "sha256": …, "text": …}]}; headers and target of a signed request are secret, \
                and left out unless --reveal is given.
                """)

        @Argument(
            help: "The cloud: \(ProviderCatalog.providers.map(\.rawValue).joined(separator: ", ")).",
            completion: .list(ProviderCatalog.providers.map(\.rawValue)))
        var provider: String
        @Option(help: "The request's method.")
        var method = "GET"
        @Option(help: ArgumentHelp("The request's URL, with its query.", valueName: "url"))
        var url: String
        @Option(help: ArgumentHelp("A header, 'Name: value'; repeatable.", valueName: "header"))
        var header: [String] = []
        @Option(
            help: ArgumentHelp("The file with the request's body; - is standard input.", valueName: "file"),
            completion: .file())
        var body: String?
        @Option(
            help: ArgumentHelp(
                "When it is signed: 2024-02-29T00:00:00Z, Unix seconds, an HTTP date.", valueName: "time"))
        var at: String?
        @Option(
            help: ArgumentHelp("COS: the validity of a signature to be made again, START;END.", valueName: "seconds"))
        var keyTime: String?
        @Flag(help: "Sign in the URL, for --expires seconds.")
        var presign = false
        @Option(help: ArgumentHelp("How long a signature in the URL counts.", valueName: "seconds"))
        var expires: Int64 = 900
        @Option(
            help: ArgumentHelp("OBS: the bucket, where the host does not begin with its name.", valueName: "bucket"))
        var bucket: String?
        @Flag(help: "OBS: the host is bound to the bucket.")
        var customDomain = false
        @Flag(help: "OBS: the path begins with the bucket.")
        var pathStyle = false
        @Option(help: ArgumentHelp("The name of the credentials, as a rule set gives it.", valueName: "name"))
        var credentials: String?
        @Flag(help: "Show secrets: signing key, token, signature.")
        var reveal = false
        @OptionGroup var form: OutputOptions

        func validate() throws {
            guard [bucket != nil, customDomain, pathStyle].count(where: \.self) <= 1 else {
                throw ValidationError("--bucket, --custom-domain and --path-style exclude each other")
            }
            guard expires > 0 else { throw ValidationError("--expires takes 1 or more seconds") }
        }

        func outcome() async throws -> Outcome {
            let provider = try CloudName.provider(named: provider)
            let signer = try Signer.of(provider)
            let request = try request(for: signer)
            let signed = try signer.sign(
                Signer.Order(
                    request: request, addressing: try addressing(of: request, by: signer),
                    credential: try await CredentialChain.standard(transport: nil).credential(
                        for: CredentialNeed(provider: provider, credentials: credentials)),
                    instant: try at.map { try UTCInstant(written: $0, option: "--at") } ?? SystemServices.system.now(),
                    presignedFor: presign ? expires : nil, keyTime: try keyTime.map(Self.keyTime)))
            let view = SignatureView(
                provider: provider, signed: signed.request, isPresigned: presign, reveal: reveal,
                stages: try signed.stages.map { try StageView($0, reveal: reveal) })
            return Outcome(view.text, json: view)
        }

        private func request(for signer: Signer) throws -> HTTPRequest {
            var request = try HTTPRequest(
                method: HTTPMethod(rawValue: method), url: url, plusIsSpace: signer.plusIsSpace)
            for line in header {
                guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                    throw CommandFailure(.usage, "--header takes 'Name: value'")
                }
                request.headers.append(
                    String(line[..<colon]), ASCII.trimmed(String(line[line.index(after: colon)...])))
            }
            if let body { request.body = try InputFile(body).bytes }
            return request
        }

        private func addressing(of request: HTTPRequest, by signer: Signer) throws -> BucketAddressing {
            if let bucket { return .virtualHost(bucket: bucket) }
            if customDomain { return .customDomain }
            if pathStyle { return .path }
            if let addressing = HostAnatomy(facts: signer.endpoints).addressing(ofHost: request.host) {
                return addressing
            }
            guard signer.coversBucket else { return .customDomain }
            throw CommandFailure(
                .usage,
                "'\(Printable.quoted(request.host, limit: 80))' is no host of this cloud, and its signatures cover the "
                    + "bucket; say --bucket, --custom-domain or --path-style")
        }

        private static func keyTime(_ text: String) throws -> TencentCOSSigner.KeyTime {
            let parts = text.split(separator: ";").map { Int64($0) }
            guard parts.count == 2, let start = parts[0], let end = parts[1] else {
                throw CommandFailure(.usage, "--key-time takes START;END in Unix seconds")
            }
            return TencentCOSSigner.KeyTime(start: start, end: end)
        }
    }
#endif
