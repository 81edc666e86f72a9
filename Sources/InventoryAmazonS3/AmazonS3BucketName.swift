package import InventoryCore

/// A report bucket as S3 writes it, `arn:<partition>:s3:::<bucket>`; bare names are refused by the service. Source: API
/// reference, S3BucketDestination. The partition is nil where it is the usual one, `aws`.
package struct AmazonS3BucketName: Hashable {
    package var partition: String?
    package var bucket: ExactText

    private static let usual = "aws"

    /// The gate has put the partition in the place of the region.
    package init(_ destination: Destination) {
        partition = destination.region?.string
        bucket = destination.bucket
    }

    /// Takes the name apart; a text of another form stays whole, as a bucket of the usual partition.
    package init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, parts[2] == "s3", parts[3].isEmpty,
            parts[4].isEmpty, !parts[5].isEmpty
        else {
            bucket = ExactText(text)
            return
        }
        if parts[1] != Self.usual { partition = String(parts[1]) }
        bucket = ExactText(String(parts[5]))
    }

    package var text: String { "arn:\(partition ?? Self.usual):s3:::\(bucket)" }
}
