#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore

    struct ReportFingerprintsCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare-fingerprints",
            abstract: "Say which buckets of keys differ in two fingerprints.",
            discussion: """
                Reads two documents of `report fingerprint` and no report. Equal buckets hold equal keys with equal sizes and, \
                by checksum, equal ETags; nothing but an accident of one in 2^128, or keys that somebody has made up for it, \
                makes the digests of others equal.

                Status 0: all are equal. 2: some differ. 4: a document is none, or the two cannot be compared.

                JSON: {"format": "cloud-inventory/report-fingerprints/1", "equalBy": …, "buckets": N, "sameByChecksum": objects, \
                "sameBySize": objects, "differing": [{"bucket": …, "source": {"objects": …, "bytes": …}, "target": {…}}]}
                """)

        @Argument(help: "The source's fingerprint.", completion: .file(extensions: ["json"]))
        var source: String

        @Argument(help: "The target's fingerprint.", completion: .file(extensions: ["json"]))
        var target: String

        @OptionGroup var proof: EqualByOption
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let equal = try EqualBuckets(Fingerprint.read(source), Fingerprint.read(target), by: proof.equalBy.proof)
            let view = FingerprintsView(equal)
            return Outcome(view.text, json: view, status: view.differing.isEmpty ? .done : .changesPending)
        }
    }
#endif
