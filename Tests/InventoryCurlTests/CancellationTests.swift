import Glibc
import InventoryCurl
import InventoryWire
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `Cancellation and shutting down` {
    @Test func `A task that is cancelled already touches no network`() async {
        let server = FaultServer()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await CurlTransport().send(.to(server))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connectionCount == 0)
    }

    @Test func `A stalled call ends within a tenth of a second`() async {
        let server = FaultServer { _ in [.blackHole] }
        let transport = CurlTransport()
        for count in 1...5 {
            let call = Task { try await transport.send(.to(server)) }
            await server.requests(atLeast: count)
            let elapsed = await ContinuousClock().measure {
                call.cancel()
                await #expect(throws: CancellationError.self) { try await call.value }
            }
            #expect(elapsed < .milliseconds(100))
        }
    }

    @Test func `Two hundred stalled calls end at once, and their connections with them`() async {
        let server = FaultServer { _ in [.blackHole] }
        let transport = CurlTransport()
        let tasks = (0..<200).map { _ in Task { try await transport.send(.to(server)) } }
        await server.requests(atLeast: 200)
        let elapsed = await ContinuousClock().measure {
            for task in tasks { task.cancel() }
            for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
        }
        #expect(elapsed < .seconds(2))
        await server.allConnectionsClosed()
    }

    @Test func `Cancelled calls leave no descriptor behind, and a transport without references no thread`() async {
        // In a process of its own, where nobody else opens anything.
        await #expect(processExitsWith: .success) {
            let server = FaultServer { _ in [.blackHole] }
            do {
                let transport = CurlTransport()
                let warmUp = Task { try await transport.send(.to(server)) }
                await server.requests(atLeast: 1)
                warmUp.cancel()
                _ = await warmUp.result
                await server.allConnectionsClosed()
                let before = processEntries("fd")
                let tasks = (0..<200).map { _ in Task { try await transport.send(.to(server)) } }
                await server.requests(atLeast: 201)
                #expect(processEntries("fd").count >= before.count + 400)
                for task in tasks { task.cancel() }
                for task in tasks { _ = await task.result }
                await server.allConnectionsClosed()
                #expect(processEntries("fd").count == before.count)
                #expect(networkThreadCount() == 1)
            }
            while networkThreadCount() > 0 { await Task.yield() }
        }
    }

    @Test func `Shutting down fails what runs and what waits, and refuses what comes later`() async {
        let server = FaultServer { _ in [.blackHole] }
        let transport = CurlTransport(.init(maximumConcurrentTransfers: 30))
        let tasks = (0..<50).map { _ in Task { try await transport.send(.to(server)) } }
        await server.requests(atLeast: 30)
        await transport.shutDown()
        var reached = 0
        for task in tasks {
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.kind == .shutDown)
            if error?.mayHaveReachedServer == true { reached += 1 }
        }
        #expect(reached == 30)
        await server.allConnectionsClosed()
        let later = await transport.failure(of: .to(server))
        #expect(later?.kind == .shutDown)
        #expect(later?.mayHaveReachedServer == false)
        await transport.shutDown()
        #expect(server.requests.count == 30)
    }

    @Test func `A transport that was never used shuts down too`() async {
        let transport = CurlTransport()
        await transport.shutDown()
        let server = FaultServer()
        #expect(await transport.failure(of: .to(server))?.kind == .shutDown)
    }

    @Test func `Calls and cancellations from 64 tasks all end, each with its own answer`() async throws {
        let server = FaultServer { [.respond(200, $0.target)] }
        let transport = CurlTransport(.init(maximumConcurrentTransfers: 16))
        let counts = await withTaskGroup(of: (answered: Int, cancelled: Int).self) { group in
            for worker in 0..<64 {
                group.addTask {
                    var random = SeededGenerator(seed: UInt64(worker))
                    var counts = (answered: 0, cancelled: 0)
                    for number in 0..<25 {
                        let path = "/\(worker)/\(number)"
                        let call = Task { try await transport.send(.to(server, path: path)) }
                        if Int.random(in: 0..<3, using: &random) == 0 {
                            for _ in 0..<Int.random(in: 0..<20, using: &random) { await Task.yield() }
                            call.cancel()
                        }
                        switch await call.result {
                        case .success(let answer):
                            #expect(answer.body == Array(path.utf8))
                            counts.answered += 1
                        case .failure(let error):
                            #expect(error is CancellationError)
                            counts.cancelled += 1
                        }
                    }
                    return counts
                }
            }
            return await group.reduce(into: (answered: 0, cancelled: 0)) {
                $0.answered += $1.answered
                $0.cancelled += $1.cancelled
            }
        }
        #expect(counts.answered + counts.cancelled == 1600)
        #expect(counts.answered >= 1000)
        #expect(counts.cancelled > 0)
    }

    @Test func `The network thread takes no signal`() async throws {
        await #expect(processExitsWith: .success) {
            let server = FaultServer()
            let transport = CurlTransport()
            _ = try await transport.send(.to(server))
            let blocked = processEntries("task").compactMap { thread -> UInt64? in
                let folder = "/proc/self/task/\(thread)"
                guard contents(of: folder + "/comm") == "inventory-curl\n" else { return nil }
                let line = contents(of: folder + "/status")?.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
                return line?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
            }
            // All but KILL and STOP, and the two that Glibc keeps for itself.
            let impossible: UInt64 = 1 << 8 | 1 << 18 | 1 << 31 | 1 << 32
            #expect(blocked == [~impossible])
            await transport.shutDown()
        }
    }

    @Test func `Signals, locale and environment of the process stay as they were, and nothing raises a signal`() async {
        await #expect(processExitsWith: .success) {
            func dispositions() -> [UInt] {
                (1...31).map { number in
                    var action = sigaction()
                    sigaction(Int32(number), nil, &action)
                    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
                }
            }
            func surroundings() -> [String] {
                var variables: [String] = []
                var next = environ
                while let text = next.pointee {
                    variables.append(String(cString: text))
                    next += 1
                }
                return variables + [String(cString: setlocale(LC_ALL, nil))]
            }
            let surroundingsBefore = surroundings()
            let before = dispositions()
            // The default, which ends the process.
            signal(SIGPIPE, SIG_DFL)
            let expected = dispositions()
            let server = FaultServer(onAccept: { $0 % 2 == 0 ? [.reset] : [.close] })
            let transport = CurlTransport()
            for isCleartext in [true, false] {
                for _ in 0..<20 {
                    var request = HTTPRequest.to(server, .put, body: Array(repeating: 1, count: 1 << 20))
                    request.connectTo?.isCleartext = isCleartext
                    _ = await transport.failure(of: request)
                }
            }
            #expect(dispositions() == expected)
            #expect(before.count == expected.count)
            #expect(surroundings() == surroundingsBefore)
        }
    }
}
