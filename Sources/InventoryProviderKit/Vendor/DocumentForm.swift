/// Another form in which people keep a vendor's rules: the objects that one of its SDKs takes and gives. No server speaks
/// it; `translate`, `put` and `run` read it.
public struct DocumentForm: Sendable {
    /// What it is called: `tencent-cos-json`.
    public var name: String
    /// Whose form it is, to go on from "what": `Tencent's JavaScript SDK takes`.
    public var origin: String
    /// The `Content-Type` of its documents.
    public var mediaType: String
    /// Translates rules.
    public var rules: any RuleCodec
    /// Translates one-off jobs; nil where the form has none.
    public var jobs: (any JobCodec)?

    public init(
        name: String, origin: String, mediaType: String, rules: any RuleCodec, jobs: (any JobCodec)? = nil
    ) {
        self.name = name
        self.origin = origin
        self.mediaType = mediaType
        self.rules = rules
        self.jobs = jobs
    }
}
