#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    /// The file that `put` stores and `run` starts, and what may be lost of it.
    struct RuleOrJobOptions: ParsableArguments {
        @Argument(
            help: "The file of the rule or the job, in any dialect of `translate`; - is standard input.",
            completion: .file())
        var file: String
        @Option(
            help: ArgumentHelp("The file's dialect; found from its content when absent.", valueName: "dialect"),
            completion: .list(DocumentFormat.all.map(\.name)))
        var from: String?
        @OptionGroup var loss: LossOptions
        @OptionGroup var place: AddressOptions

        struct Input: Sendable {
            var address: RuleAddress
            var fidelity: Fidelity
            var reading: ParsedDocument

            /// What the file says, for the cloud of the address.
            var ruleOrJob: RuleOrJob { reading.ruleOrJob(for: address.provider) }
        }

        /// Reads address and file, and tells what in the file we do not know.
        /// - Throws: where the address has an id and it is not the file's, too.
        /// - Parameter isOneOff: true takes the file for a job, or refuses it; nil finds out from the content.
        func read(_ address: String, isOneOff: Bool? = nil) throws -> Input {
            let address = try place.address(address)
            let reader = RuleOrJobReader(
                dialect: try from.map { try DocumentFormat(named: $0, option: "--from") }, cloud: address.provider,
                isOneOff: isOneOff)
            let input = Input(
                address: address, fidelity: try loss.fidelity(), reading: try reader.read(try InputFile(file)))
            Console.tell(input.reading.findings)
            try input.address.require(idOf: input.ruleOrJob.id)
            return input
        }
    }

    extension RuleAddress {
        /// - Throws: where the address has an id and it is not the file's.
        fileprivate func require(idOf other: InventoryRule.ID) throws(CommandFailure) {
            guard let id, id != other else { return }
            throw CommandFailure(
                .preflight,
                "the address names '\(Printable.quoted(id.string, limit: 80))' and the file "
                    + "'\(Printable.quoted(other.string, limit: 80))'; make them one, or leave the id out of the address"
            )
        }
    }
#endif
