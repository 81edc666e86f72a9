internal import InventoryCore
internal import InventoryWire

extension TransportCases {
    // MARK: Streams

    static let streams: [Case] = [
        Case("A stream has head and body of the answer, whatever its status") { subject in
            for (path, status, count) in [("/bytes/100000", 200, 100_000), ("/status/404", 404, 0)] {
                let stream = try await subject.transport.stream(
                    subject.request(.get, path), stallTimeout: .seconds(20))
                var received = 0
                while let piece = try await stream.next() { received += piece.count }
                try subject.require(
                    stream.status == status && received == count,
                    "\(path) comes back with status \(stream.status) and \(received) bytes")
            }
        },
        Case("A stream that ends too early is an error") { subject in
            do {
                let stream = try await subject.transport.stream(
                    subject.request(.get, "/cut"), stallTimeout: .seconds(20))
                while try await stream.next() != nil {}
            } catch let error as TransportError {
                return try subject.require(
                    error.kind == .connectionLost, "half a body fails as \(error.kind.rawValue): \(error)")
            }
            throw ConformanceFailure("half a body is taken for a whole one")
        },
    ]
}
