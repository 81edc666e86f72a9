#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    struct ProvidersCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "providers", abstract: "Show what each cloud can hold, and its limits; no network.",
            discussion: """
                A feature is native, substituted by another where its loss is accepted, or absent. What is not documented \
                says so: observed, assumed or disputed.

                JSON: {"providers": [{"id": …, "scheme": …, "features": {"field.Size": {"support": "native", "spelling": \
                …, "status": …}}, "limits": {…}, "conditions": […], "overwriting": …, "destinationRegion": …}]}.
                """)

        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            var providers: [CapabilitiesView]
        }

        func outcome() async throws -> Outcome {
            let clouds = try Vendors.ids.map {
                CapabilitiesView(try Vendors.vendor($0).capabilities)
            }
            let names = clouds.map(\.id.rawValue)
            let features = Table(
                ["FEATURE"] + names,
                Feature.allCases.map { feature in
                    [feature.rawValue] + clouds.map { $0.features[feature.rawValue]?.text ?? "" }
                })
            let limits = Table(
                ["LIMIT"] + names,
                LimitsView.rows.map { row in [row.name] + clouds.map { row.value($0) } })
            return Outcome(features.text + "\n" + limits.text, json: View(providers: clouds))
        }
    }
#endif
