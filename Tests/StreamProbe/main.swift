import Glibc
import InventoryCurl
import InventoryWire
import TestSupport

// Reads an object of as many bytes as it is told (10 GB without), from a server on a thread of its own, and prints how far
// the peak of this process's memory grew while it did:
//
//     swift run StreamProbe 10000000000

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000_000
let chunk = [UInt8](repeating: 7, count: 1 << 20)

/// The highest resident size so far, in KiB.
func peak() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}

let server = FaultServer { _ in
    [
        .send("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n"),
        .repeatForever(chunk),
    ]
}
var request = HTTPRequest(method: .get, host: "inventory.example")
request.connectTo = ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true)
let transport = CurlTransport()
let stream = try await transport.stream(request, stallTimeout: .seconds(30))
var received = 0
var before = 0
let clock = ContinuousClock()
let start = clock.now
while let piece = try await stream.next() {
    received += piece.count
    if before == 0 { before = peak() }
}
let seconds = (clock.now - start) / .seconds(1)
print(
    "\(received) bytes in \(seconds) s; peak \(peak() >> 10) MiB, of that \((peak() - before) >> 10) MiB since the first piece"
)
exit(received == count ? 0 : 1)
