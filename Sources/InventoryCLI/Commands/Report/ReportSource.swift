#if CommandLineTool
    import CloudInventory
    import InventoryCore
    import InventoryReports

    /// Where the reports of one rule lie, as the command line says it: a folder, a place in a bucket, or the rule itself.
    struct ReportSource: Sendable {
        private enum Place: Sendable {
            case folder(String)
            /// Below the prefix that stands in place of a rule's id.
            case prefix(RuleAddress)
            case rule(RuleAddress)
        }

        /// As it was written.
        let text: String
        private let place: Place
        /// The cloud that was named beside it.
        private let cloud: ProviderID?

        /// - Parameter option: what the cloud is named by.
        init(_ text: String, cloud: String?, option: String) throws {
            if let cloud, !ReportPlace.clouds.contains(cloud) {
                let problem = UnknownName(
                    kind: "cloud", name: cloud, suggestion: Suggestion.closest(to: cloud, among: ReportPlace.clouds),
                    remedy: "\(option) takes \(ReportPlace.clouds.joined(separator: ", "))")
                throw CommandFailure(.usage, problem.description)
            }
            self.text = text
            self.cloud = cloud.map { ProviderID(rawValue: $0) }
            // A folder's name may hold anything; an address begins with the name of a cloud.
            let mark = text.range(ofMark: "://")
            guard mark != text.endIndex,
                text.prefix(while: { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }).endIndex == mark
            else {
                place = .folder(text)
                return
            }
            let address = try RuleAddress(text)
            // No cloud's rule ids hold a slash, and prefixes of folders end in one.
            place = address.id?.string.utf8.contains(UInt8(ascii: "/")) ?? true ? .prefix(address) : .rule(address)
        }

        /// Refuses to write to what is there among the reports: it could be a file of theirs, or hold one, and they are only
        /// read.
        func requireKept(_ outputs: [String]) throws {
            guard case .folder(let folder) = place,
                let output = outputs.first(where: { OutputPlace.isInside($0, folder: folder) })
            else { return }
            throw CommandFailure(
                .preflight,
                "'\(Printable.quoted(output))' is there already, among the reports in '\(Printable.quoted(folder))', which are "
                    + "only read; name a new one, or a place outside of that folder")
        }

        /// Whether no cloud is asked.
        var isFolder: Bool { if case .folder = place { true } else { false } }

        /// The reports. Looks a rule up where one is named.
        func store(in catalog: ProviderCatalog?) async throws -> ReportStore {
            let scratch = ScratchFolder.temporary
            switch place {
            case .folder(let path):
                return ReportStore(try FolderStore(path), provider: cloud, scratch: scratch)
            case .prefix(let address):
                var store = ReportStore(
                    try Self.objects(of: address, in: catalog), bucket: address.bucket, prefix: address.id ?? "",
                    provider: cloud, scratch: scratch)
                store.home = try Vendors.vendor(address.provider).capabilities.dialect
                return store
            case .rule(let address):
                let objects = try Self.objects(of: address, in: catalog)
                guard let client = try catalog?.client(for: address) else { throw Self.withoutCatalog }
                let rule = try await client.rule(try address.requireID(), in: address.bucket).rule
                var store = try await ReportStore.reports(
                    of: rule, in: address.bucket, of: client.capabilities, objects: objects,
                    scratch: scratch)
                store.provider = cloud ?? store.provider
                return store
            }
        }

        private static func objects(
            of address: RuleAddress, in catalog: ProviderCatalog?
        ) throws -> any ObjectStore {
            guard let catalog else { throw withoutCatalog }
            return try catalog.provider(for: address.provider, credentials: address.credentials)
        }

        private static var withoutCatalog: CommandFailure {
            CommandFailure(.usage, "an address is read through a cloud's catalog")
        }
    }

    extension ScratchFolder {
        /// The one that the environment names, else the usual one.
        static var temporary: ScratchFolder {
            let path = SystemServices.system.environment("TMPDIR") ?? ""
            return path.isEmpty ? ScratchFolder() : ScratchFolder(path)
        }
    }

    extension String {
        /// Where that mark first stands; the end where it does not.
        fileprivate func range(ofMark mark: String) -> Index {
            utf8.indices.first { utf8[$0...].starts(with: mark.utf8) } ?? endIndex
        }
    }

    extension CloudOptions {
        /// Runs the body with the reports of each source, which SIGINT and SIGTERM cancel.
        func withReports<Value: Sendable>(
            of sources: [ReportSource], _ body: @escaping @Sendable ([ReportStore]) async throws -> Value
        ) async throws -> Value {
            let run: @Sendable (ProviderCatalog?) async throws -> Value = { catalog in
                var stores: [ReportStore] = []
                for source in sources { stores.append(try await source.store(in: catalog)) }
                return try await body(stores)
            }
            guard !sources.allSatisfy(\.isFolder) else {
                return try await Interruption.cancelling { try await run(nil) }
            }
            return try await withCatalog { try await run($0) }
        }
    }
#endif
