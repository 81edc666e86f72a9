#if EmulatorServer
    import Glibc
    import InventoryWire
    import Testing

    @testable import InventoryEmulator

    /// The emulator on its socket, spoken to byte by byte.
    @Suite struct ServerTests {
        private func withServer(
            faults: EmulatedFaults = EmulatedFaults(), _ body: (Harness, EmulatorServer, Socket) throws -> Void
        ) async throws {
            let harness = try Harness(faults: faults)
            let server = try await EmulatorServer.start(harness.emulator)
            let result = Result {
                let socket = try Socket(port: #require(server.endpoint(of: .tencentCOS)).port)
                defer { socket.close() }
                try body(harness, server, socket)
            }
            await server.stop()
            try result.get()
        }

        private func signed(_ method: String, _ target: String, _ harness: Harness, body: String = "") -> String {
            let host = "\(Harness.cosBucket).cos.ap-guangzhou.myqcloud.com"
            var request = EmulatorRequest(method: method, target: target, headers: ["Host": host])
            TestSigner.signCOS(&request, host: host, at: harness.clock.now)
            let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
            return "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nAuthorization: "
                + "\(request.headers["Authorization"] ?? "")\r\n\(length)"
        }

        @Test func `a connection is kept, and answers come in order`() async throws {
            try await withServer { harness, _, socket in
                let body = Documents.cos("a")
                try socket.send(signed("PUT", "/?inventory&id=a", harness, body: body) + "\r\n" + body)
                let put = try socket.receive(until: "\r\n\r\n")
                #expect(put.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(put.contains("Content-Length: 0\r\n"))
                try socket.send(
                    signed("DELETE", "/?inventory&id=a", harness) + "\r\n" + signed("GET", "/?inventory", harness)
                        + "\r\n")
                let both = try socket.receive(until: "</ListInventoryConfigurationResult>")
                #expect(both.hasPrefix("HTTP/1.1 204 No Content\r\n"))
                #expect(both.contains("HTTP/1.1 200 OK\r\n"))
                #expect(harness.emulator.requests.map(\.status) == [200, 204, 200])
            }
        }

        @Test func `a client that waits for 100 gets it`() async throws {
            try await withServer { harness, _, socket in
                let body = Documents.cos("a")
                try socket.send(signed("PUT", "/?inventory&id=a", harness, body: body) + "Expect: 100-continue\r\n\r\n")
                #expect(try socket.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 Continue\r\n"))
                try socket.send(body)
                #expect(try socket.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
        }

        @Test func `a body beyond every limit is refused before it is sent`() async throws {
            try await withServer { harness, _, socket in
                let host = "\(Harness.cosBucket).cos.ap-guangzhou.myqcloud.com"
                try socket.send(
                    "PUT /?inventory&id=a HTTP/1.1\r\nHost: \(host)\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n"
                )
                #expect(try socket.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
                #expect(try socket.receive(until: nil).isEmpty)
                #expect(harness.emulator.requestCount == 0)
            }
        }

        @Test func `a fault closes the connection without a byte`() async throws {
            let faults = EmulatedFaults(providers: [
                .tencentCOS: ProviderFaults(rules: [FaultRule(.close, afterwards: true)])
            ])
            try await withServer(faults: faults) { harness, _, socket in
                let body = Documents.cos("a")
                try socket.send(signed("PUT", "/?inventory&id=a", harness, body: body) + "\r\n" + body)
                #expect(try socket.receive(until: nil).isEmpty)
                #expect(harness.emulator.documents(in: Harness.cosBucket, of: .tencentCOS).map(\.id) == ["a"])
            }
        }

        @Test func `a fault holds an answer back`() async throws {
            let faults = EmulatedFaults(
                providers: [.tencentCOS: ProviderFaults(rules: [FaultRule(.delay, milliseconds: 50)])])
            try await withServer(faults: faults) { harness, _, socket in
                let started = ContinuousClock.now
                try socket.send(signed("GET", "/?inventory", harness) + "\r\n")
                #expect(try socket.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(ContinuousClock.now - started >= .milliseconds(50))
            }
        }

        @Test func `what is no HTTP is answered 400`() async throws {
            try await withServer { _, _, socket in
                try socket.send("NO SUCH THING\r\n\r\n")
                #expect(try socket.receive(until: nil).hasPrefix("HTTP/1.1 400 "))
            }
        }

        @Test func `one port serves every cloud, told apart by the host`() async throws {
            let harness = try Harness()
            let server = try await EmulatorServer.start(harness.emulator, sharedPort: 0)
            let socket = try Socket(port: try #require(server.sharedPort))
            for (host, sign) in [
                ("\(Harness.cosBucket).cos.ap-guangzhou.myqcloud.com", "x-cos-request-id"),
                ("\(Harness.obsBucket).obs.cn-north-4.myhuaweicloud.com", "x-obs-request-id"),
                ("service.cos.myqcloud.com", "x-cos-request-id"),
                ("\(Harness.obsBucket).localhost", "x-obs-request-id"),
            ] {
                try socket.send("GET /?inventory HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                let answer = try socket.receive(until: "</Error>")
                #expect(answer.hasPrefix("HTTP/1.1 403 ") && answer.contains(sign), "\(host)")
            }
            try socket.send("GET /?inventory HTTP/1.1\r\nHost: nobody.example\r\n\r\n")
            let answer = try socket.receive(until: "names\n")
            #expect(answer.hasPrefix("HTTP/1.1 421 ") && answer.contains("'nobody.example'"))
            socket.close()
            await server.stop()
        }

        @Test func `each cloud has a port on loopback, and stopping frees it`() async throws {
            let harness = try Harness()
            let server = try await EmulatorServer.start(harness.emulator)
            #expect(server.endpoints.map(\.provider) == EmulatedProvider.all)
            #expect(server.endpoints.allSatisfy { $0.url == "http://127.0.0.1:\($0.port)" && $0.port > 0 })
            let port = try #require(server.endpoint(of: .huaweiOBS)).port
            await #expect(throws: (any Error).self) {
                try await EmulatorServer.start(harness.emulator, ports: [.huaweiOBS: port])
            }
            await server.stop()
            await server.stop()
            // Any other program may take a port that has become free, so one of a few rounds is enough.
            for round in 0... {
                let first = try await EmulatorServer.start(harness.emulator)
                let freed = try #require(first.endpoint(of: .huaweiOBS)).port
                await first.stop()
                do {
                    try await EmulatorServer.start(harness.emulator, ports: [.huaweiOBS: freed]).stop()
                    break
                } catch  where round < 9 {}
            }
        }
    }
#endif
