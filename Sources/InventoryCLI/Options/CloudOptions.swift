#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryWire
    import InventoryProviderKit
    import InventoryCore
    import InventorySync
    import Glibc

    /// `[PROVIDER=]URL`: where to connect in place of a cloud's hosts, or those of all.
    struct ConnectSetting {
        var providers: [ProviderID]
        var target: ConnectTarget

        /// - Parameter source: what errors call it: `--connect-to`.
        init(_ text: String, source: String) throws(CommandFailure) {
            let halves = text.split(separator: "=", maxSplits: 1)
            providers = halves.count == 2 ? [try CloudName.provider(named: String(halves[0]))] : Vendors.ids
            target = try ServerURL(String(halves.last ?? ""), option: source).connectTarget
        }
    }

    /// How the clouds are reached, and where their credentials come from: the library's standard chain.
    struct CloudOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Connect there in place of the hosts of PROVIDER, or of every cloud: an emulator. Repeatable.",
                valueName: "[PROVIDER=]URL"))
        var connectTo: [String] = []

        @Option(
            help: ArgumentHelp(
                "A host beside the clouds' own that the credentials may sign for, or '*.example.com'. Repeatable.",
                valueName: "pattern"))
        var allowHost: [String] = []

        @Option(
            help: ArgumentHelp(
                "A proxy for https; its credentials are taken from \(Self.proxyUser) and \(Self.proxyPassword).",
                valueName: "url"))
        var proxy: String?

        @Option(
            help: ArgumentHelp("Trust the certificate authorities of this PEM file, and no others.", valueName: "file"),
            completion: .file())
        var caFile: String?

        @OptionGroup var settings: SettingsOptions
        @OptionGroup var log: LogOptions

        private static let proxyUser = "CLOUD_INVENTORY_PROXY_USER"
        private static let proxyPassword = "CLOUD_INVENTORY_PROXY_PASSWORD"

        /// Runs the body with the clouds at hand, and closes every connection afterwards. SIGINT and SIGTERM cancel it,
        /// or trigger `stop` before they do, as the deadline does.
        func withCatalog<Value: Sendable>(
            stop: StopSignal? = nil, deadline: Duration? = nil,
            _ body: @escaping @Sendable (ProviderCatalog) async throws -> Value
        ) async throws -> Value {
            let make = try catalogMaker()
            return try await withTransport(stop: stop, deadline: deadline) { try await body(make($0)) }
        }

        /// The same with the client for one address, for whom somebody waits at a prompt: a cloud that refuses is asked
        /// three times and no longer.
        func withClient<Value: Sendable>(
            for address: RuleAddress, _ body: @escaping @Sendable (InventoryClient) async throws -> Value
        ) async throws -> Value {
            let need = CredentialRequest(provider: address.provider, credentials: address.credentials)
            if let problem = NamedKeys.problem(with: need) { Console.warning(problem) }
            let make = try catalogMaker(retry: .standard)
            return try await withTransport { try await body(make($0).client(for: address)) }
        }

        /// The same with the transport itself.
        func withTransport<Value: Sendable>(
            stop: StopSignal? = nil, deadline: Duration? = nil,
            _ body: @escaping @Sendable (any HTTPTransport) async throws -> Value
        ) async throws -> Value {
            let transport = CurlTransport(
                CurlTransport.Options(
                    proxy: try proxySettings(), authorities: try authorities(),
                    userAgent: "\(Console.name)/\(Version.number)"))
            let result: Result<Value, any Error>
            do {
                result = .success(
                    try await Interruption.cancelling(stop: stop, deadline: deadline) { try await body(transport) })
            } catch {
                result = .failure(error)
            }
            await transport.shutDown()
            return try result.get()
        }

        /// What puts the clouds on top of a transport. Nobody waits at a prompt for a fleet of ten thousand buckets: unless
        /// said otherwise, a cloud that throttles and an exhausted quota are waited for.
        func catalogMaker(
            retry: RetryPolicy = .batch
        ) throws -> @Sendable (any HTTPTransport) -> ProviderCatalog {
            let hosts = try hosts()
            let targets = try connectTargets()
            let observer = log.observer
            let warnings = CredentialWarnings()
            return { transport in
                let chain = CredentialChain.standard(transport: transport, additionalHosts: hosts)
                return ProviderCatalog(
                    transport: transport,
                    credentials: ClosureCredentials { try await warnings.credential(of: chain, $0) },
                    connectTo: targets, retry: retry, log: observer)
            }
        }

        /// Hosts beside the clouds' own that the credentials may sign for.
        func hosts() throws -> [String] {
            guard let setting = try Settings.current().found(.allowHost, line: allowHost) else { return [] }
            for host in setting.values { try Self.check(host: host, source: setting.source) }
            return setting.values
        }

        /// - Throws: for a pattern that stands for hosts of anybody.
        static func check(host: String, source: String) throws(CommandFailure) {
            guard host.split(separator: ".").contains(where: { !$0.contains("*") }) else {
                throw CommandFailure(
                    .usage,
                    "\(source) takes a host or *.DOMAIN, not '\(Printable.quoted(host, limit: 80))': credentials sign for no "
                        + "host of just anybody")
            }
        }

        func connectTargets() throws -> [ProviderID: ConnectTarget] {
            var targets: [ProviderID: ConnectTarget] = [:]
            let setting = try Settings.current().found(.connectTo, line: connectTo)
            for text in setting?.values ?? [] {
                let said = try ConnectSetting(text, source: setting?.source ?? "--connect-to")
                for provider in said.providers { targets[provider] = said.target }
            }
            return targets
        }

        /// - Throws: where the file of authorities is none: libcurl opens it for every connection, and would wait for a pipe.
        private func authorities() throws -> CurlTransport.Authorities {
            guard let setting = try Settings.current().found(.caFile, line: [caFile].compactMap(\.self)),
                let caFile = setting.values.first
            else { return .system }
            var status = stat()
            let problem: String? =
                if stat(caFile, &status) != 0 {
                    String(cString: strerror(errno))
                } else if status.st_mode & S_IFMT != S_IFREG {
                    "it is no regular file"
                } else if access(caFile, R_OK) != 0 {
                    String(cString: strerror(errno))
                } else {
                    nil
                }
            guard let problem else { return .file(caFile) }
            throw CommandFailure(
                .preflight, "\(setting.source): '\(Printable.quoted(caFile))' cannot be read: \(problem)")
        }

        private func proxySettings() throws -> CurlTransport.Proxy? {
            guard let setting = try Settings.current().found(.proxy, line: [proxy].compactMap(\.self)),
                let proxy = setting.values.first
            else { return nil }
            let url = try ServerURL(proxy, option: setting.source)
            let environment = SystemServices.system.environment
            let credentials: CurlTransport.Proxy.Credentials? =
                switch (environment(Self.proxyUser), environment(Self.proxyPassword)) {
                case (let user?, let password?): .init(user: user, password: Secret(password))
                case (nil, nil): nil
                default:
                    throw CommandFailure(
                        .preflight, "of \(Self.proxyUser) and \(Self.proxyPassword) only one is set; set both or none")
                }
            return CurlTransport.Proxy(
                scheme: url.isCleartext ? .http : .https, host: url.host, port: url.port, credentials: credentials)
        }
    }
#endif
