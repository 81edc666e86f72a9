internal import InventoryWire

/// The cases of transports, by what they are about.
enum TransportCases {
    typealias Case = ConformanceCase<TransportSubject>

    // MARK: What arrives

    static let requests: [Case] = [
        Case("The method arrives as given") { subject in
            for name in ["GET", "PUT", "POST", "DELETE"] {
                let echo = try await subject.echo(subject.request(HTTPMethod(rawValue: name)))
                try subject.require(
                    echo.lines.first?.hasPrefix(name + " ") == true, "\(name) arrives as '\(echo.lines.first ?? "")'")
            }
        },
        Case("Path and query arrive byte for byte, nothing resolved and nothing encoded anew") { subject in
            var request = subject.request(.get, "/a/../b//c%2f%2F~/.")
            request.query = [QueryItem("inventory"), QueryItem("id", "ä &+=%"), QueryItem("token", "mV/1+2==")]
            let echo = try await subject.echo(request)
            let target = echo.lines.first?.split(separator: " ").dropFirst().first.map(String.init)
            try subject.require(target == request.target, "\(request.target) arrives as '\(target ?? "")'")
        },
        Case("Host is the one that the request names, wherever the connection goes") { subject in
            for host in ["inventory.example", "Bucket-1.Inventory.example:8443"] {
                var request = subject.request()
                request.host = host
                let hosts = try await subject.echo(request).values("Host")
                try subject.require(hosts == [host], "the host \(host) arrives as \(hosts)")
            }
        },
        Case("Headers arrive in their order, with duplicates and empty values") { subject in
            var request = subject.request()
            request.headers = ["X-One": "1", "x-two": "a b", "X-One": "2", "X-Empty": ""]
            let echo = try await subject.echo(request)
            let own = echo.lines.filter { $0.lowercased().hasPrefix("x-") }.map {
                $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
                    ASCII.trimmed(String($0))
                }
            }
            try subject.require(
                own == [["X-One", "1"], ["x-two", "a b"], ["X-One", "2"], ["X-Empty", ""]],
                "the headers arrive as \(own)")
        },
        Case("A body arrives byte for byte with its length, and without being asked for first") { subject in
            let everyByte = Array(repeatElement([UInt8](0...255), count: 400).joined())
            for body in [[], [0x0D, 0x0A], everyByte] {
                var request = subject.request(.put)
                request.headers["Content-Type"] = "application/xml"
                request.body = body
                let echo = try await subject.echo(request)
                try subject.require(echo.body == body, "of \(body.count) bytes \(echo.body.count) arrive, or others")
                try subject.require(
                    echo.values("Content-Length") == ["\(body.count)"],
                    "the length of \(body.count) bytes is announced as \(echo.values("Content-Length"))")
                try subject.require(echo.values("Expect").isEmpty, "the server is asked whether it wants the body")
                try subject.require(
                    echo.values("Content-Type") == ["application/xml"],
                    "the type arrives as \(echo.values("Content-Type"))")
            }
        },
        Case("A request without a body announces none") { subject in
            for method in [HTTPMethod.get, .delete] {
                let echo = try await subject.echo(subject.request(method))
                try subject.require(
                    echo.values("Content-Length").isEmpty && echo.values("Transfer-Encoding").isEmpty,
                    "\(method.rawValue) without a body announces one")
                try subject.require(echo.values("Content-Type").isEmpty, "a type is announced for no body")
            }
        },
        Case("Nothing that tells of this machine or its user is added") { subject in
            let echo = try await subject.echo(subject.request())
            for name in ["Authorization", "Cookie", "Referer", "Proxy-Authorization", "Date"] {
                try subject.require(echo.values(name).isEmpty, "a header \(name) is added")
            }
        },
        Case("Many requests at once each get their own answer") { subject in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let echo = try await subject.echo(subject.request(.get, "/echo/\(number)"))
                        let line = echo.lines.first ?? ""
                        try subject.require(
                            line.contains("/echo/\(number) "), "request \(number) is answered '\(line)'")
                    }
                }
                try await group.waitForAll()
            }
        },
    ]

    // MARK: What is refused

    static let refusals: [Case] = [
        refused("A line end or other control character in a header value") { request, control in
            request.headers = ["X-A": "1\(control)X-B: 2"]
        },
        refused("A line end or other control character in a header name") { request, control in
            request.headers = HTTPHeaders([.init(name: "X\(control)A", value: "1")])
        },
        refused("A line end or other control character in the host") { request, control in
            request.host = "inventory\(control).example"
        },
        refused("A line end or other control character in the path") { request, control in
            request.path = "/a\(control)b"
        },
        refused("A line end or other control character in the method") { request, control in
            request.method = HTTPMethod(rawValue: "GET\(control)")
        },
        Case("Cleartext to another machine is refused before any network use") { subject in
            var request = subject.request()
            // A documentation address: nobody answers there.
            request.connectTo = ConnectTarget(host: "192.0.2.1", port: 80, isCleartext: true)
            let error = try await subject.failure(.invalidRequest, of: "cleartext to another machine", request)
            try subject.require(!error.mayHaveReachedServer, "the error says that the request may have gone out")
            request.connectTo = nil
            try await subject.failure(.invalidRequest, of: "cleartext to the host itself", request)
        },
    ]

    private static func refused(
        _ what: String, _ spoil: @escaping @Sendable (inout HTTPRequest, String) -> Void
    ) -> Case {
        Case("\(what) is refused before any network use") { subject in
            let before = await subject.requestCount()
            for control in ["\r\n", "\r", "\n", "\0", "\u{1}", "\u{7F}"] {
                var request = subject.request()
                spoil(&request, control)
                let error = try await subject.failure(.invalidRequest, of: what, request)
                try subject.require(!error.mayHaveReachedServer, "the error says that the request may have gone out")
            }
            let seen = await subject.requestCount() - before
            try subject.require(seen == 0, "the server saw \(seen) requests")
        }
    }
}
