#if CommandLineTool
    import ArgumentParser

    /// Whether what is printed has colours.
    struct ColorOptions: ParsableArguments {
        @Option(help: "Colours: auto is on terminals, as NO_COLOR and CLICOLOR_FORCE say; the others ask neither.")
        var color = Colours.auto

        func validate() { Terminal.use(color) }
    }

    extension Colours: ExpressibleByArgument {}
#endif
