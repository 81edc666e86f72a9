import Glibc
import InventoryCurl
import InventoryWire
import TestSupport
import Testing

extension HTTPRequest {
    /// A request that names a cloud and goes to the server, cleartext.
    static func to(
        _ server: FaultServer, _ method: HTTPMethod = .get, path: String = "/", query: [QueryItem] = [],
        headers: HTTPHeaders = [:], body: [UInt8]? = nil
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, host: "inventory.example", path: path, query: query, headers: headers, body: body,
            connectTo: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true))
    }
}

extension HTTPTransport {
    /// With a limit that only a broken transport reaches.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse { try await send(request, timeout: .seconds(20)) }

    /// The failure that the call must end with.
    func failure(
        of request: HTTPRequest, timeout: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation
    ) async -> TransportError? {
        await #expect(throws: TransportError.self, sourceLocation: sourceLocation) {
            _ = try await send(request, timeout: timeout)
        }
    }
}

/// What this process has in one of its folders under `/proc/self`.
func processEntries(_ folder: String) -> Set<String> {
    guard let directory = opendir("/proc/self/" + folder) else { return [] }
    defer { closedir(directory) }
    var names: Set<String> = []
    while let entry = readdir(directory) {
        _ = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            names.insert(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
        }
    }
    return names
}

/// What a file holds; nil when there is none.
func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return String(decoding: bytes, as: UTF8.self)
}

/// How many network threads of transports this process has.
func networkThreadCount() -> Int {
    processEntries("task").count { contents(of: "/proc/self/task/\($0)/comm") == "inventory-curl\n" }
}

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
