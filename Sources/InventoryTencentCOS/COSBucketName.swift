package import InventoryCore

/// A destination bucket as COS writes it: `qcs::cos:<region>::<bucket>`. Source: API page 33707.
package struct COSBucketName: Hashable, Sendable {
    package var region: ExactText?
    package var bucket: ExactText

    package init(_ destination: Destination) {
        region = destination.region
        bucket = destination.bucket
    }

    /// Takes the name apart; a text of another form stays whole, as a bucket without region.
    package init(_ text: String) {
        let parts = text.utf8.split(separator: 0x3A, maxSplits: 5, omittingEmptySubsequences: false).map(Substring.init)
        if parts.count == 6, parts[0] == "qcs", parts[1].isEmpty, parts[2] == "cos", parts[4].isEmpty,
            !parts[3].isEmpty, !parts[5].isEmpty
        {
            region = ExactText(String(parts[3]))
            bucket = ExactText(String(parts[5]))
        } else {
            bucket = ExactText(text)
        }
    }

    package var text: String { region.map { "qcs::cos:\($0)::\(bucket)" } ?? bucket.string }
}
