#if CommandLineTool
    import ArgumentParser

    struct ReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report", abstract: "Find, verify, read, compare and watch the reports that rules deliver.",
            discussion: """
                PLACE is a folder that holds one rule's reports, laid out like the bucket that they were delivered to: an \
                object's name is its path below the folder, and nothing outside of it is read. Or an address: of the rule, \
                \(RuleAddress.form), which is looked up for where its reports go; or of the place in a bucket, \
                which ends in a slash, \(RuleAddress.placeForm). There objects are listed and read, with the \
                permissions for that.
                """,
            subcommands: [
                ReportFindCommand.self, ReportVerifyCommand.self, ReportCatCommand.self, ReportCompareCommand.self,
                ReportChangesCommand.self, ReportPairsCommand.self, ReportHandoverCommand.self,
                ReportFingerprintCommand.self, ReportFingerprintsCommand.self, ReportStatusCommand.self,
            ])
    }
#endif
