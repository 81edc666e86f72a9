import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire
import TestSupport

/// Answers from a list, one after the other; the last one again and again.
final class ScriptedTransport: HTTPTransport {
    typealias Step = @Sendable (HTTPRequest) throws -> HTTPResponse

    private let state: Locked<(steps: [Step], requests: [HTTPRequest])>

    init(_ steps: [Step]) { state = Locked((steps, [])) }

    /// Answers of these statuses without a body.
    convenience init(statuses: [Int]) { self.init(statuses.map { status in { _ in HTTPResponse(status: status) } }) }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let step = state.withLock { state in
            state.requests.append(request)
            return state.steps.count > 1 ? state.steps.removeFirst() : state.steps[0]
        }
        return try step(request)
    }
}

/// Does what it is told with the time that every call gets.
struct TimedTransport: HTTPTransport {
    let answer: @Sendable (Duration) throws -> HTTPResponse

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse { try answer(timeout) }
}

/// Keeps what it is told.
final class Recorder<Value: Sendable>: Sendable {
    private let values = Locked<[Value]>([])
    var all: [Value] { values.withLock { $0 } }
    func add(_ value: Value) { values.withLock { $0.append(value) } }
}

/// The clouds as ``ProviderOptions`` reach them.
enum Cloud: String, CaseIterable, Sendable {
    case cos, obs

    func client(_ options: ProviderOptions) -> InventoryClient { InventoryClient(provider(options)) }

    func provider(_ options: ProviderOptions) -> any InventoryProvider {
        switch self {
        case .cos: TencentCOS.provider(options)
        case .obs: HuaweiOBS.provider(options)
        }
    }

    var bucket: BucketAddress {
        switch self {
        case .cos: BucketAddress("photos-1250000000", region: "ap-guangzhou")
        case .obs: BucketAddress("photos", region: "cn-north-4")
        }
    }

    /// Where the endpoint of ``bucket`` is remembered.
    var key: String {
        switch self {
        case .cos:
            EndpointState.key(
                TencentCOS.id, host: "photos-1250000000.cos.ap-guangzhou.myqcloud.com", bucket: "photos-1250000000",
                connectTo: nil)
        case .obs:
            EndpointState.key(
                HuaweiOBS.id, host: "photos.obs.cn-north-4.myhuaweicloud.com", bucket: "photos", connectTo: nil)
        }
    }
}

let testCredential = Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))

func options(
    _ transport: any HTTPTransport, time: VirtualTime, random: Double = 1, retry: RetryPolicy = .standard,
    credentials: any CredentialSource = FixedCredential(testCredential), endpoints: EndpointState = EndpointState(),
    observer: CallObserver? = nil
) -> ProviderOptions {
    ProviderOptions(
        transport: transport, credentials: credentials, retry: retry, services: time.services(random: random),
        endpoints: endpoints, observer: observer)
}

/// The error that a call ends with; nil when it succeeds.
func failure<Value>(_ body: () async throws -> Value) async -> InventoryError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? InventoryError
    }
}

func errorDocument(_ code: String, _ message: String = "") -> [UInt8] {
    Array("<?xml version='1.0'?><Error><Code>\(code)</Code><Message>\(message)</Message></Error>".utf8)
}
