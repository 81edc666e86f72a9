#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryProviderKit
    import InventoryWire
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
            help: "The cloud: \(Vendors.ids.map(\.rawValue).joined(separator: ", ")).",
            completion: .list(Vendors.ids.map(\.rawValue)))
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
            help: ArgumentHelp(
                "The validity of a signature to be made again, START;END; where the cloud's signatures state one.",
                valueName: "seconds"))
        var keyTime: String?
        @Flag(help: "Sign in the URL, for --expires seconds.")
        var presign = false
        @Option(help: ArgumentHelp("How long a signature in the URL counts.", valueName: "seconds"))
        var expires: Int64 = 900
        @Option(
            help: ArgumentHelp("The bucket, where the host does not begin with its name.", valueName: "bucket"))
        var bucket: String?
        @Flag(help: "The host is bound to the bucket.")
        var customDomain = false
        @Flag(help: "The path begins with the bucket.")
        var pathStyle = false
        @Option(help: ArgumentHelp("The region, where the host does not name it.", valueName: "region"))
        var region: String?
        @Option(
            help: ArgumentHelp(
                "An older signature of the cloud: \(Self.olderNames.joined(separator: ", ")).", valueName: "name"))
        var signature: String?
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
            guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
                throw ValidationError("--method takes one word of letters: GET, PUT, POST, DELETE or HEAD")
            }
        }

        func outcome() async throws -> Outcome {
            let provider = try CloudName.provider(named: provider)
            let vendor = try Vendors.vendor(provider)
            let signer = try signer(of: vendor)
            let request = try request(plusIsSpace: vendor.requests.plusIsSpace)
            let scope = try scope(of: request, HostAnatomy(vendor.facts), signer.required)
            let credential = try await CredentialWarnings().credential(
                of: .standard(transport: nil), CredentialRequest(provider: provider, credentials: credentials))
            let signed = try signed(request, scope, credential, by: signer)
            let view = SignatureView(
                provider: provider, signed: signed.request, isPresigned: presign, reveal: reveal,
                stages: try signed.stages.map { try StageView($0, reveal: reveal) })
            return Outcome(view.text, json: view)
        }

        /// `v1 (alibaba-oss)`.
        private static let olderNames = Vendors.all.flatMap { vendor in
            vendor.olderSigners.keys.sorted().map { "\($0) (\(vendor.id))" }
        }

        private func signer(of vendor: Vendor) throws -> any RequestSigner {
            guard let signature else { return vendor.makeSigner() }
            guard let make = vendor.olderSigners[signature] else {
                throw CommandFailure(
                    .usage,
                    "--signature: \(vendor.id) has no '\(Printable.quoted(signature, limit: 40))'; known are "
                        + Self.olderNames.joined(separator: ", "))
            }
            return make()
        }

        private func signed(
            _ request: HTTPRequest, _ scope: SigningScope, _ credential: Credential, by signer: any RequestSigner
        ) throws -> SignedRequest {
            let instant = try at.map { try UTCInstant(written: $0, option: "--at") } ?? SystemServices.system.now()
            let span = try keyTime.map { try Span(written: $0, option: "--key-time") }
            guard presign else {
                guard let span else { return try signer.sign(request, in: scope, with: credential, at: instant) }
                return try signer.sign(request, in: scope, with: credential, from: span.start, for: span.validity)
            }
            return try signer.presign(
                request, in: scope, with: credential, from: span?.start ?? instant,
                for: span?.validity ?? .seconds(expires))
        }

        private func request(plusIsSpace: Bool) throws -> HTTPRequest {
            var request = try HTTPRequest(method: HTTPMethod(rawValue: method), url: url, plusIsSpace: plusIsSpace)
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

        private func scope(
            of request: HTTPRequest, _ hosts: HostAnatomy, _ required: SigningScope.Parts
        ) throws -> SigningScope {
            let found = hosts.scope(ofHost: request.host)
            var scope = found ?? SigningScope(.customDomain)
            scope.region = region ?? scope.region
            if let bucket { scope.addressing = .virtualHost(bucket: bucket) }
            if customDomain { scope.addressing = .customDomain }
            if pathStyle { scope.addressing = .path }
            let isAddressed = found != nil || bucket != nil || customDomain || pathStyle
            guard isAddressed || !required.contains(.bucket) else {
                throw CommandFailure(
                    .usage,
                    "'\(Printable.quoted(request.host, limit: 80))' is no host of this cloud, and its signatures cover the "
                        + "bucket; say --bucket, --custom-domain or --path-style")
            }
            guard scope.region != nil || !required.contains(.region) else {
                throw CommandFailure(
                    .usage,
                    "'\(Printable.quoted(request.host, limit: 80))' names no region, and this cloud's signatures cover it; "
                        + "say --region")
            }
            return scope
        }
    }

    /// A time of validity, as it is written: `START;END` in Unix seconds.
    private struct Span {
        var start: UTCInstant
        var validity: Duration

        init(written text: String, option: String) throws(CommandFailure) {
            let parts = text.split(separator: ";").map { Int64($0) }
            guard parts.count == 2, let start = parts[0], let end = parts[1] else {
                throw CommandFailure(.usage, "\(option) takes START;END in Unix seconds")
            }
            self.start = UTCInstant(secondsSinceEpoch: start)
            validity = .seconds(UTCInstant(secondsSinceEpoch: end).seconds(since: self.start))
        }
    }
#endif
