// Rendered from ProviderSpecs/*/profile.json by `swift run spec-gen`. Edit the facts there.

extension VendorFacts {
    /// The relatives of Amazon S3: each speaks its dialect, with differences.
    public static let relativesOfAmazonS3: [VendorFacts] = [.coreWeave, .jdCloud, .s3Compatible, .wasabi]
}
