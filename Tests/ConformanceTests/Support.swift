import Testing

extension Result where Failure == any Error, Success: Sendable {
    /// What an asynchronous body gives or throws, so that things can be taken down in between.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
