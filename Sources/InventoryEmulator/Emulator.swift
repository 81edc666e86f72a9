internal import InventoryWire

/// The bucket-inventory servers of every cloud of ``EmulatedProvider/all``, in memory.
///
/// It checks signatures as the vendors do, stores documents as they were received, and answers in the vendors' own
/// form. It does no I/O and reads no clock but the one it is given, so the same requests get the same answers; any
/// thread may call it. ``EmulatorTransport`` puts it behind an `HTTPTransport`, `EmulatorServer` behind a socket.
public final class Emulator: Sendable {
    /// What the emulator was told.
    public let configuration: EmulatorConfiguration

    let clock: @Sendable () -> Int64
    let state: Locked<State>
    let index: BucketIndex
    private let dialects: [EmulatedProvider: any Dialect]

    struct State: Sendable {
        var buckets: [BucketKey: BucketState] = [:]
        var log = RequestLog()
        var draws: [EmulatedProvider: FaultDraw] = [:]
        /// Counts requests as they arrive; the log counts them as they end.
        var arrivals = 0
        var objects: [BucketKey: ObjectShelf] = [:]
        var deliveries: [DeliveryPlace: DeliveryCount] = [:]

        init(_ configuration: EmulatorConfiguration) {
            for (index, provider) in EmulatedProvider.all.enumerated() {
                let faults = configuration.faults.providers[provider] ?? ProviderFaults()
                draws[provider] = FaultDraw(faults, seed: configuration.faults.seed &+ UInt64(index))
            }
            for bucket in configuration.buckets where !bucket.objects.isEmpty || bucket.generated != nil {
                objects[BucketKey(provider: bucket.provider, name: bucket.name)] = ObjectShelf(
                    bucket.objects + (bucket.generated?.objects ?? []))
            }
        }
    }

    struct BucketKey: Hashable, Sendable {
        var provider: EmulatedProvider
        var name: String
    }

    /// Sets up empty buckets.
    /// - Parameter clock: the time in Unix seconds. It is called from whichever thread calls the emulator.
    public init(_ configuration: EmulatorConfiguration, clock: @escaping @Sendable () -> Int64) {
        self.configuration = configuration
        self.clock = clock
        index = BucketIndex(configuration.buckets)
        state = Locked(State(configuration))
        dialects = .init(
            uniqueKeysWithValues: EmulatedProvider.all.map { provider in
                (provider, provider.vendor.dialect(DialectSettings(configuration, provider)))
            })
    }

    func dialect(_ provider: EmulatedProvider) -> any Dialect {
        dialects[provider] ?? provider.vendor.dialect(DialectSettings(configuration, provider))
    }

    /// Answers one request as that cloud would, and logs it. Never fails and never traps: what cannot be read is
    /// answered with the vendor's error.
    public func respond(to request: EmulatorRequest, as provider: EmulatedProvider) -> EmulatorResponse {
        if let reply = controlReply(request, as: provider) { return reply }
        let skew = configuration.faults.providers[provider]?.clockSkew ?? 0
        let now = clock() &+ skew
        let dialect = dialect(provider)
        let received = Result { () throws(VendorError) in
            try Call(request, provider: provider, buckets: index)
        }
        let call = try? received.get()
        let operation = call?.operation(configuration.quirks) ?? .other
        let (number, strike) = state.withLock { state in
            state.arrivals += 1
            return (state.arrivals, state.draws[provider]?.next(operation, now: now))
        }
        let answering = Answering(request, call: call, number: number, now: now)
        let outcome = Result { () throws(VendorError) in
            try strike?.refusal(isAfterwards: false)
            let reply = try serve(received.get(), operation, now: now, number: number, strike: strike)
            try strike?.refusal(isAfterwards: true)
            return reply
        }
        var response: EmulatorResponse
        var refusal: VendorError?
        switch outcome {
        case .success(let reply): response = dialect.response(reply, to: answering)
        case .failure(let error):
            refusal = error
            response = dialect.response(error, to: answering)
        }
        strike?.shape(&response, error: refusal)
        let entry = LoggedRequest(
            number: 0, time: now, provider: provider, method: request.method, operation: operation,
            bucket: call?.location.name, id: call?.id(configuration.quirks),
            status: response.status, vendorCode: refusal?.code, isFault: strike != nil)
        state.withLock { $0.log.append(entry) }
        return response
    }

    /// Answers one request as the cloud whose domain, bucket or custom domain its `Host` names; 421 where none has it.
    public func respond(to request: EmulatorRequest) -> EmulatorResponse {
        let host = request.headers["Host"] ?? ""
        guard let provider = EmulatedProvider(host: host, index) else {
            let sentence = "no emulated cloud has the host '\(host)'; use the port of one cloud, or its host names\n"
            return EmulatorResponse(
                status: 421, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array(sentence.utf8))
        }
        return respond(to: request, as: provider)
    }

    private func serve(
        _ call: Call, _ operation: EmulatedOperation, now: Int64, number: Int, strike: Strike?
    ) throws(VendorError) -> Reply {
        let dialect = dialect(call.provider)
        if let reply = dialect.unsignedReply(call) { return reply }
        let signature = try call.provider.vendor.authenticate(
            call, at: now, credentials: configuration.credentials, quirks: configuration.quirks)
        try BodyDigest.check(call, signature: signature)
        if operation == .listBuckets {
            return try call.provider.vendor.objects.buckets(
                ObjectCall(call: call, quirks: configuration.quirks), index.buckets(of: call.provider))
        }
        let bucket = try Gate(call: call, signature: signature, quirks: configuration.quirks).bucket()
        guard operation != .other else {
            if let reply = call.provider.vendor.bucketReply(call, bucket) { return reply }
            throw call.isInventory ? .methodNotAllowed : .notImplemented
        }
        let key = BucketKey(provider: call.provider, name: bucket.name)
        if let reply = try objectReply(call, operation, bucket, key) { return reply }
        let exchange = Exchange(
            call: call, operation: operation, bucket: bucket, now: now, number: number, strike: strike)
        let document = operation == .put || operation == .post ? try dialect.received(exchange) : nil
        let result = state.withLock { state in
            Result { () throws(VendorError) in
                try dialect.perform(exchange, document, in: &state.buckets[key, default: BucketState()])
            }
        }
        return try result.get()
    }

    /// The answer to a call about objects; nil for any other.
    private func objectReply(
        _ call: Call, _ operation: EmulatedOperation, _ bucket: EmulatedBucket, _ key: BucketKey
    ) throws(VendorError) -> Reply? {
        let (objects, dialect) = (ObjectCall(call: call, quirks: configuration.quirks), call.provider.vendor.objects)
        let shelf = state.withLock { $0.objects[key] } ?? ObjectShelf([])
        return switch operation {
        case .listObjects: try dialect.objects(objects, bucket, shelf)
        case .listVersions: try dialect.versions(objects, bucket, shelf)
        case .getObject, .headObject: try dialect.reading(objects, shelf)
        default: nil
        }
    }
}
