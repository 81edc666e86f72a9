#if CommandLineTool
    import ArgumentParser

    /// Whether changes are shown in full.
    struct DetailOptions: ParsableArguments {
        @Flag(
            help: """
                Show below each change what differs, and the documents that go (-) and come (+), as the cloud has them. In JSON \
                they are there anyway.
                """)
        var detailed = false
    }
#endif
