/// A rule in one vendor's own form, byte for byte as sent or received.
public struct VendorDocument: Hashable, Sendable {
    /// The cloud whose form this is.
    public var provider: ProviderID
    /// The `Content-Type` that goes with the bytes.
    public var mediaType: String
    /// The document itself.
    public var bytes: [UInt8]

    public init(provider: ProviderID, mediaType: String, bytes: [UInt8]) {
        self.provider = provider
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// The document as text; bytes that are no UTF-8 show as U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
