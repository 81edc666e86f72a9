import CloudInventory
import InventoryConformance
import InventoryWire
import TestSupport
import Testing

/// A transport that breaks one promise, and the case that has to find it.
struct TransportFault: HTTPTransport, CustomTestStringConvertible {
    let testDescription: String
    let finder: String
    let sending: @Sendable (HTTPRequest, Duration, CurlTransport) async throws -> HTTPResponse
    let curl = CurlTransport()

    init(
        _ description: String, foundBy finder: String,
        _ sending: @escaping @Sendable (HTTPRequest, Duration, CurlTransport) async throws -> HTTPResponse
    ) {
        (testDescription, self.finder, self.sending) = (description, finder, sending)
    }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        try await sending(request, timeout, curl)
    }

    /// One that changes requests before they go out.
    private static func changing(
        _ description: String, foundBy finder: String, _ change: @escaping @Sendable (inout HTTPRequest) -> Void
    ) -> TransportFault {
        TransportFault(description, foundBy: finder) { request, timeout, curl in
            var request = request
            change(&request)
            return try await curl.send(request, timeout: timeout)
        }
    }

    static let all: [TransportFault] = [
        changing(
            "folds the host's case", foundBy: "Host is the one that the request names, wherever the connection goes"
        ) {
            $0.host = $0.host.lowercased()
        },
        changing(
            "resolves paths", foundBy: "Path and query arrive byte for byte, nothing resolved and nothing encoded anew"
        ) {
            $0.path = $0.path.replacing("/a/../", with: "/")
        },
        changing("joins duplicate headers", foundBy: "Headers arrive in their order, with duplicates and empty values")
        {
            $0.headers["X-One"] = $0.headers.values(for: "X-One").joined(separator: ", ")
        },
        changing(
            "cleans header values",
            foundBy: "A line end or other control character in a header value is refused before any network use"
        ) {
            $0.headers = HTTPHeaders(
                $0.headers.fields.map {
                    .init(
                        name: $0.name,
                        value: String(
                            $0.value.filter { !$0.isNewline && $0 != "\0" && $0 != "\u{1}" && $0 != "\u{7F}" }))
                })
        },
        changing(
            "ignores the body limit", foundBy: "A body as long as the limit is taken, and a longer one is an error"
        ) {
            $0.maximumResponseBytes = 1 << 20
        },
        TransportFault("follows redirects", foundBy: "A redirect is not followed") { request, timeout, curl in
            let answer = try await curl.send(request, timeout: timeout)
            guard let location = answer.headers["Location"] else { return answer }
            var next = request
            next.path = location
            return try await curl.send(next, timeout: timeout)
        },
        TransportFault("takes an error status for a failure", foundBy: "An answer of any status is an answer") {
            request, timeout, curl in
            let answer = try await curl.send(request, timeout: timeout)
            guard answer.status < 500 else {
                throw TransportError(.other, "status \(answer.status)", mayHaveReachedServer: true)
            }
            return answer
        },
        TransportFault(
            "waits longer than it may", foundBy: "A call ends by its timeout, and may have reached the server"
        ) {
            request, timeout, curl in try await curl.send(request, timeout: max(timeout, .seconds(2)))
        },
        TransportFault(
            "does not hear cancellation", foundBy: "Cancelling a call that waits for its answer ends it at once"
        ) {
            request, timeout, curl in
            try await Task { try await curl.send(request, timeout: min(timeout, .seconds(2))) }.value
        },
        TransportFault("is sure that nothing arrived", foundBy: "An answer that ends too early is an error") {
            request, timeout, curl in
            do { return try await curl.send(request, timeout: timeout) } catch var error as TransportError {
                error.mayHaveReachedServer = false
                throw error
            }
        },
    ]
}

@Suite(.timeLimit(.minutes(5))) struct `What the transport cases notice` {
    @Test(arguments: TransportFault.all) func finds(_ fault: TransportFault) async throws {
        var subject = ConformanceServer().subject(fault)
        subject.patience = .seconds(1)
        let test = try #require(ConformanceSuite.transport.first { $0.name == fault.finder })
        let outcome = try await test.result(on: subject).outcome
        await fault.curl.shutDown()
        guard case .failed = outcome else {
            Issue.record("'\(test.name)' passes")
            return
        }
    }
}
