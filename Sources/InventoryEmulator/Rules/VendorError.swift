/// An error as a vendor answers it: a status, the vendor's own code and a sentence.
struct VendorError: Error, Sendable, Hashable {
    var status: Int
    var code: String
    var message: String
    /// Further elements of the error document, such as the string that the server signed.
    var details: [Markup] = []
    /// Further headers.
    var headers: [String: String] = [:]

    init(_ status: Int, _ code: String, _ message: String, details: [Markup] = [], headers: [String: String] = [:]) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.headers = headers
    }

    /// The error with the number that some vendors give each of their sentences.
    func numbered(_ number: String) -> VendorError {
        var error = self
        error.details.append(Markup("EC", number))
        return error
    }

    static func malformed(_ message: String) -> VendorError { VendorError(400, "MalformedXML", message) }
    static func invalid(_ message: String) -> VendorError { VendorError(400, "InvalidArgument", message) }
    static func argument(_ name: String, _ value: String, _ message: String) -> VendorError {
        VendorError(
            400, "InvalidArgument", message,
            details: [Markup("ArgumentName", name), Markup("ArgumentValue", value)])
    }
    static let noSuchBucket = VendorError(404, "NoSuchBucket", "The specified bucket does not exist.")
    static let methodNotAllowed = VendorError(
        405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
    static let notImplemented = VendorError(
        501, "NotImplemented",
        "The emulator plays the calls about inventory rules, and reads buckets and objects; it plays no other.")
}
