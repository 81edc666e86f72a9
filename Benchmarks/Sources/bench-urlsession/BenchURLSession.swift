import Foundation
import FoundationNetworking
import LoadMeter

/// The load of bench-load's `transport`, by URLSession: prints `REQUESTS WALL_NS CPU_NS PEAK_KB`.
@main
struct BenchURLSession {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3, let url = URL(string: "http://127.0.0.1:\(numbers[0])/1k.xml") else {
            print("bench-urlsession PORT IN_FLIGHT COUNT")
            exit(64)
        }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = numbers[1]
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration)
        try await LoadMeter.measure(numbers[2]) {
            try await LoadMeter.spread(numbers[2], numbers[1]) { _ in
                let (body, answer) = try await session.data(from: url)
                guard (answer as? HTTPURLResponse)?.statusCode == 200, body.count > 900 else {
                    throw Wrong(what: "\(answer)")
                }
            }
        }
    }
}
