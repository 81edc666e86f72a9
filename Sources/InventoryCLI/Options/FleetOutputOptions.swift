#if CommandLineTool
    import ArgumentParser

    /// The form of what a command about many buckets prints.
    struct FleetOutputOptions: ParsableArguments {
        @Option(
            help: """
                The form of the output: for people, one JSON document at the end, or one JSON line for each bucket as it \
                is finished. Memory grows with the fleet for json alone.
                """)
        var output = BucketPrinterForm.table

        @Flag(name: .shortAndLong, help: "Say nothing about progress.")
        var quiet = false
    }

    extension BucketPrinterForm: ExpressibleByArgument {}
#endif
