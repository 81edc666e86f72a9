public import InventoryWire

/// A signed request and how it came about.
public struct SignedRequest: Sendable {
    /// What goes on the wire. Its headers hold a secret: a COS signature's key signs anything for its whole validity.
    public var request: HTTPRequest
    /// The stages in order, for people who look for a SignatureDoesNotMatch. Written out when they are asked for: no
    /// request on its way waits for them.
    public var stages: [Stage] { makeStages(request) }

    private let makeStages: @Sendable (HTTPRequest) -> [Stage]

    /// A signed request.
    /// - Parameter stages: makes the stages of the request that it is given, the signed one.
    public init(request: HTTPRequest, stages: @escaping @Sendable (HTTPRequest) -> [Stage]) {
        self.request = request
        makeStages = stages
    }

    /// One intermediate text.
    public struct Stage: Sendable {
        /// The vendor's name for it: `StringToSign`.
        public var name: String
        /// Whether knowing it lets one sign.
        public var isSecret: Bool
        /// The bytes of the text, which need not be UTF-8.
        package let bytes: [UInt8]

        /// A stage; give what lets one sign as secret, and it is not printed.
        public init(_ name: String, _ bytes: [UInt8], isSecret: Bool = false) {
            self.name = name
            self.bytes = bytes
            self.isSecret = isSecret
        }

        /// The text itself, secret or not. Do not print a secret one.
        public var revealed: String { String(decoding: bytes, as: UTF8.self) }
    }
}

extension SignedRequest.Stage: CustomStringConvertible, CustomReflectable {
    /// `StringToSign: …`; a secret stage shows as `<secret>`.
    public var description: String { "\(name): \(isSecret ? "<secret>" : revealed)" }
    public var customMirror: Mirror { Mirror(self, children: ["stage": description]) }
}
