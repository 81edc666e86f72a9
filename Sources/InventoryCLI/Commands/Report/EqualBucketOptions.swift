#if CommandLineTool
    import ArgumentParser
    import FoundationEssentials
    import InventoryComparison
    import InventoryCore

    /// What has to be equal, as the command line names it.
    enum EqualBy: String, ExpressibleByArgument, CaseIterable {
        case checksum, size

        var proof: EqualBuckets.Proof { self == .checksum ? .checksum : .size }
    }

    /// What has to be equal in two fingerprints.
    struct EqualByOption: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                """
                What makes a bucket equal: checksum (keys, sizes and ETags, each of which proves equal bytes; the verdicts are \
                those of the whole comparison), or size (keys and sizes, for ETags that cannot be compared; its keys \
                count as same-size, whatever their times and ETags).
                """, valueName: "proof"))
        var equalBy = EqualBy.checksum
    }

    /// The fingerprints of both sides.
    struct EqualBucketOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp("What `report fingerprint` wrote of the source's report.", valueName: "file"),
            completion: .file(extensions: ["json"]))
        var sourceFingerprint: String?

        @Option(
            help: ArgumentHelp("What `report fingerprint` wrote of the target's report.", valueName: "file"),
            completion: .file(extensions: ["json"]))
        var targetFingerprint: String?

        @OptionGroup var proof: EqualByOption

        var isGiven: Bool { sourceFingerprint != nil || targetFingerprint != nil }

        func validate() throws {
            guard (sourceFingerprint == nil) == (targetFingerprint == nil) else {
                throw ValidationError("--source-fingerprint and --target-fingerprint go together")
            }
        }

        func equalBuckets() throws -> EqualBuckets? {
            guard let sourceFingerprint, let targetFingerprint else { return nil }
            return try EqualBuckets(
                Fingerprint.read(sourceFingerprint), Fingerprint.read(targetFingerprint), by: proof.equalBy.proof)
        }
    }

    extension Fingerprint {
        /// - Throws: a sentence that names the file and what is wrong with it.
        static func read(_ path: String) throws(CommandFailure) -> Fingerprint {
            let file = try InputFile(path)
            do {
                return try JSONDecoder().decode(Fingerprint.self, from: Data(file.bytes))
            } catch {
                let reason: String
                if case DecodingError.dataCorrupted(let context) = error {
                    reason = context.debugDescription
                } else {
                    reason = "a member is missing or of another type"
                }
                throw CommandFailure(
                    .preflight,
                    "'\(file.name)' is no fingerprint: \(Printable.quoted(reason)); `report fingerprint` makes them")
            }
        }
    }
#endif
