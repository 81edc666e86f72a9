#if CommandLineTool
    import ArgumentParser

    /// The form of what goes to standard output.
    struct OutputOptions: ParsableArguments {
        enum Form: String, ExpressibleByArgument, CaseIterable {
            case table, json
        }

        @Option(help: "The form of the output: for people or for programs.")
        var output = Form.table

        @OptionGroup var time: TimeOptions
        @OptionGroup var colours: ColorOptions

        func print(_ outcome: Outcome) throws {
            switch output {
            case .table: try StandardStream.output.write(outcome.text)
            case .json: try StandardStream.output.write(try JSONText.encode(outcome.json))
            }
        }
    }
#endif
