#if CommandLineTool
    import ArgumentParser
    import InventoryCore
    import InventoryReports
    import InventoryVendorFacts

    /// Where one rule's reports lie.
    struct ReportPlace: ParsableArguments {
        @Argument(help: "The folder that holds one rule's reports.")
        var place: String

        @Option(
            help: ArgumentHelp(
                "The cloud that wrote the reports, where their manifests do not tell it.", valueName: "id"),
            completion: .list(clouds))
        var cloud: String?

        static let clouds = ReportForms.all.map(\.provider.rawValue)

        func store() throws -> ReportStore { try Self.store(place, cloud: cloud, option: "--cloud") }

        /// The store of a folder.
        /// - Parameter option: what the cloud was named by.
        static func store(_ place: String, cloud: String?, option: String) throws -> ReportStore {
            if let cloud, !clouds.contains(cloud) {
                let problem = UnknownName(
                    kind: "cloud", name: cloud, suggestion: Suggestion.closest(to: cloud, among: clouds),
                    remedy: "\(option) takes \(clouds.joined(separator: ", "))")
                throw CommandFailure(.usage, problem.description)
            }
            let scratch = SystemServices.system.environment("TMPDIR") ?? ""
            return ReportStore(
                try FolderStore(place), provider: cloud.map { ProviderID(rawValue: $0) },
                scratch: scratch.isEmpty ? ScratchFolder() : ScratchFolder(scratch))
        }
    }
#endif
