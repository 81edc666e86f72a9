import Glibc
import InventoryWire
import TestSupport
import Testing

@testable import InventoryCurl

@Suite(.timeLimit(.minutes(5)))
struct `In a process that is short of file descriptors` {
    @Test(arguments: [(64, 10), (1024, 256), (32, 1), (1, 1)])
    func `Transfers fit its limit`(_ limit: Int, _ expected: Int) async {
        // In a process of its own, because the limit is everyone's.
        await #expect(processExitsWith: .success) { [limit, expected] in
            _ = Settings(.init())
            var limits = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
            var few = rlimit(rlim_cur: rlim_t(limit), rlim_max: limits.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &few)
            let concurrency = Settings(.init()).concurrency
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
            #expect(concurrency == expected)
        }
    }

    @Test func `A transfer without one waits for it, and is told so when its time is over`() async {
        await #expect(processExitsWith: .success) {
            let server = FaultServer()
            let transport = CurlTransport()
            // The thread and its poll are there from here on, and no connection is kept.
            var request = HTTPRequest.to(server)
            request.isRepeatable = false
            _ = try await transport.send(request)

            var limits = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
            var few = rlimit(rlim_cur: 3, rlim_max: limits.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &few)
            let waiting = Task { [request] in try await transport.send(request).status }
            let start = ContinuousClock.now
            let error = await transport.failure(of: request, timeout: .milliseconds(300))
            #expect(ContinuousClock.now - start >= .milliseconds(200))
            #expect(error?.kind == .other)
            #expect(error?.mayHaveReachedServer == false)
            #expect(error?.message.contains("no file descriptor left") == true, "\(error?.message ?? "")")

            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
            let status = try await waiting.value
            #expect(status == 200)
            await transport.shutDown()
        }
    }
}
