#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync

    struct SurveyCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "survey", abstract: "Group what is live in many buckets by what it says; writes nothing.",
            discussion: """
                Rules that differ in nothing but their ids and the place of their reports are one group, the largest \
                first. What cannot be read is said on standard error and makes the exit status 1.

                JSON: {"groups": [{"rule": {…}, "buckets": …, "ids": [{"id": …, "count": …}]}], "problems": […]}; the \
                rule has the most frequent id, and the place of the first one's reports.
                """)

        @OptionGroup var source: SourceOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            struct Group: Encodable {
                var rule: InventoryRule
                var buckets: Int
                var ids: [Name]
            }

            struct Name: Encodable {
                var id: InventoryRule.ID
                var count: Int
            }

            var groups: [Group]
            var problems: [String]
        }

        func outcome() async throws -> Outcome {
            let targets = try await source.read(clouds)
            let survey = try await clouds.withCatalog { try await InventorySync($0).survey(targets) }
            let problems = survey.problems.map(\.error.description)
            for problem in problems { Console.error(problem) }
            let groups = survey.groups.compactMap { group in
                group.members.first.map { member in
                    View.Group(
                        rule: group.template.rule(deliveringTo: member.destination),
                        buckets: Set(group.members.map(\.target)).count,
                        ids: group.ids.map { View.Name(id: $0.id, count: $0.count) })
                }
            }
            if survey.groups.contains(where: { $0.ids.count > 1 }) {
                Console.note(
                    "rules that say the same have several ids; `\(Console.name) export --unify-ids` proposes a rule set, "
                        + "and `\(Console.name) adopt` brings them under its ids")
            }
            // What all groups have in common needs no column; what tells two of them apart does.
            let further = InventoryRule.furtherColumns.indices.filter { place in
                Set(groups.map { $0.rule.furtherCells[place] }).count > 1
            }
            let table = Table(
                ["BUCKETS", "IDS"] + InventoryRule.columns.dropFirst().dropLast()
                    + further.map { InventoryRule.furtherColumns[$0] },
                groups.map { group in
                    [
                        group.buckets.grouped,
                        group.ids.map { "\($0.id) (\($0.count.grouped))" }.joined(separator: ", "),
                    ] + group.rule.cells.dropFirst().dropLast() + further.map { group.rule.furtherCells[$0] }
                })
            return Outcome(
                table.text, json: View(groups: groups, problems: problems),
                status: problems.isEmpty ? .done : .failed)
        }
    }
#endif
