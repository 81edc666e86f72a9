import AsyncHTTPClient
import Glibc
import LoadMeter

/// The load of bench-load's `transport`, by async-http-client: prints `REQUESTS WALL_NS CPU_NS PEAK_KB`.
@main
struct BenchAsyncHTTPClient {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3 else {
            print("bench-async-http-client PORT IN_FLIGHT COUNT")
            exit(64)
        }
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = numbers[1]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let request = HTTPClientRequest(url: "http://127.0.0.1:\(numbers[0])/1k.xml")
        try await LoadMeter.measure(numbers[2]) {
            try await LoadMeter.spread(numbers[2], numbers[1]) { _ in
                let answer = try await client.execute(request, timeout: .seconds(30))
                let body = try await answer.body.collect(upTo: 1 << 20)
                guard answer.status == .ok, body.readableBytes > 900 else { throw Wrong(what: "\(answer.status)") }
            }
        }
        try await client.shutdown()
    }
}
