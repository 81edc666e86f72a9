#if CommandLineTool
    import ArgumentParser
    import InventoryCore
    import InventoryReports
    import InventoryVendorFacts

    /// Where one rule's reports lie.
    struct ReportPlace: ParsableArguments {
        @Argument(
            help: """
                A folder that holds one rule's reports; the rule, as \(RuleAddress.form); or the place in the bucket \
                that they were delivered to, as \(RuleAddress.placeForm).
                """)
        var place: String

        @Option(
            help: ArgumentHelp(
                "The cloud that wrote the reports, where their manifests do not tell it.", valueName: "id"),
            completion: .list(clouds))
        var cloud: String?

        @OptionGroup var reach: CloudOptions

        static let clouds = ReportForms.all.map(\.provider.rawValue)

        /// Runs the body with the reports, which SIGINT and SIGTERM cancel.
        func withReports<Value: Sendable>(
            _ body: @escaping @Sendable (ReportStore) async throws -> Value
        ) async throws -> Value {
            try await reach.withReports(of: [try source()]) { try await body($0[0]) }
        }

        func source() throws -> ReportSource { try ReportSource(place, cloud: cloud, option: "--cloud") }
    }
#endif
