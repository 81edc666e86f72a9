#if CommandLineTool
    import ArgumentParser

    struct ReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report", abstract: "Find, verify, read and compare the reports that rules deliver.",
            discussion: """
                PLACE is a folder that holds one rule's reports, laid out like the bucket that they were delivered to: an \
                object's name is its path below the folder. Nothing outside of it is read.
                """,
            subcommands: [
                ReportFindCommand.self, ReportVerifyCommand.self, ReportCatCommand.self, ReportCompareCommand.self,
            ])
    }
#endif
