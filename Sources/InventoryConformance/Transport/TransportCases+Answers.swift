internal import InventoryCore
internal import InventoryWire

extension TransportCases {
    // MARK: What comes back

    static let answers: [Case] = [
        Case("An answer of any status is an answer") { subject in
            for status in [200, 204, 400, 403, 404, 409, 429, 500, 503] {
                let answer = try await subject.send(subject.request(.get, "/status/\(status)"))
                try subject.require(answer.status == status, "\(status) comes back as \(answer.status)")
            }
        },
        Case("A redirect is not followed") { subject in
            for status in [301, 302, 303, 307, 308] {
                let before = await subject.requestCount()
                let answer = try await subject.send(subject.request(.get, "/redirect/\(status)"))
                let seen = await subject.requestCount() - before
                try subject.require(
                    answer.status == status && seen == 1,
                    "a redirect with \(status) took \(seen) requests and comes back as \(answer.status)")
                try subject.require(
                    answer.headers["location"] == "/echo", "its Location is \(answer.headers["location"] ?? "gone")")
            }
        },
        Case("Headers come back in their order, with duplicates") { subject in
            let answer = try await subject.send(subject.request(.get, "/headers"))
            let own = answer.headers.fields.filter { ["x-a", "x-b"].contains($0.name.lowercased()) }.map(\.value)
            try subject.require(own == ["1", "2", "3"], "the header values come back as \(own)")
        },
        Case("A body as long as the limit is taken, and a longer one is an error") { subject in
            var request = subject.request(.get, "/bytes/5000")
            request.maximumResponseBytes = 5000
            let answer = try await subject.send(request)
            try subject.require(answer.body.count == 5000, "of 5000 bytes \(answer.body.count) come back")
            request.maximumResponseBytes = 4999
            let error = try await subject.failure(.responseTooLarge, of: "a body beyond the limit", request)
            try subject.require(error.mayHaveReachedServer, "the error says that the request never went out")
        },
        Case("An answer that ends too early is an error") { subject in
            let error = try await subject.failure(
                .connectionLost, of: "half an answer", subject.request(.get, "/cut"))
            try subject.require(error.mayHaveReachedServer, "the error says that the request never went out")
        },
    ]

    // MARK: How calls end

    static let endings: [Case] = [
        Case("A connection that nobody accepts is an error, and certainly reached no server") { subject in
            var request = subject.request()
            request.connectTo?.port = subject.closedPort
            let error = try await subject.failure(.connectionRefused, of: "a closed port", request)
            try subject.require(!error.mayHaveReachedServer, "the error says that the request may have gone out")
        },
        Case("A call ends by its timeout, and may have reached the server") { subject in
            let request = subject.request(.get, "/stall")
            try await subject.promptly("a call with a timeout of 200 ms") {
                let error = try await subject.failure(
                    .timedOut, of: "a call that gets no answer", request, timeout: .milliseconds(200))
                try subject.require(error.mayHaveReachedServer, "the error says that the request never went out")
            }
        },
        Case("A task that was cancelled sends nothing") { subject in
            let before = await subject.requestCount()
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await subject.send(subject.request())
            }
            try await subject.requireCancelled(task)
            let seen = await subject.requestCount() - before
            try subject.require(seen == 0, "the server saw \(seen) requests of a cancelled task")
        },
        Case("Cancelling a call that waits for its answer ends it at once") { subject in
            let before = await subject.requestCount()
            let task = Task { _ = try await subject.send(subject.request(.get, "/stall")) }
            let deadline = subject.services.uptime() + subject.patience
            while await subject.requestCount() == before {
                guard subject.services.uptime() < deadline else {
                    task.cancel()
                    throw ConformanceFailure("the request does not arrive")
                }
                try await subject.services.sleep(.milliseconds(5))
            }
            try await subject.promptly("a cancelled call") {
                task.cancel()
                try await subject.requireCancelled(task)
            }
        },
    ]
}

extension TransportSubject {
    fileprivate func requireCancelled(_ task: Task<Void, any Error>) async throws {
        switch await task.result {
        case .success: throw ConformanceFailure("a cancelled call succeeds")
        case .failure(let error):
            try require(error is CancellationError, "a cancelled call ends with \(error)")
        }
    }
}
