#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    struct ProvidersCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "providers", abstract: "Show what each cloud can hold, and its limits; no network.",
            discussion: """
                A feature is native, substituted by another where its loss is accepted, or absent. What is not documented \
                says so: observed, assumed or disputed. The relatives of a cloud, which speak its dialect, have a table of their own.

                JSON: {"providers": [{"id": …, "scheme": …, "dialect": …, "features": {"field.Size": {"support": "native", "spelling": \
                …, "status": …}}, "limits": {…}, "conditions": […], "overwriting": …, "destinationRegion": …}]}.
                """)

        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            var providers: [CapabilitiesView]
        }

        func outcome() async throws -> Outcome {
            let groups = [Vendors.clouds, Vendors.relatives].map { $0.map { CapabilitiesView($0.capabilities) } }
            return Outcome(
                groups.map(Self.tables).joined(separator: "\n"), json: View(providers: groups.flatMap(\.self)))
        }

        /// What these clouds have, and their limits, side by side.
        private static func tables(_ clouds: [CapabilitiesView]) -> String {
            let names = clouds.map(\.id.rawValue)
            let features = Table(
                ["FEATURE"] + names,
                Feature.allCases.map { feature in
                    [feature.rawValue] + clouds.map { $0.features[feature.rawValue]?.text ?? "" }
                })
            let limits = Table(
                ["LIMIT"] + names,
                LimitsView.rows.map { row in [row.name] + clouds.map { row.value($0) } })
            return features.text + "\n" + limits.text
        }
    }
#endif
