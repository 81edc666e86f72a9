internal import CCurl
internal import InventoryWire

/// A libcurl easy handle: made once, then used for one transfer after another, reset between them. Connections, names
/// and TLS sessions survive that, as they belong to the multi handle. The network thread's alone.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    let sockets: SocketPoll
    private(set) var transfer: Transfer?
    /// libcurl's own words on a failure; only looked at to tell cases apart that have one code.
    private let errorText: UnsafeMutablePointer<CChar>

    init?(sockets: SocketPoll) {
        guard let raw = curl_easy_init() else { return nil }
        (self.raw, self.sockets) = (raw, sockets)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(raw)
        errorText.deallocate()
    }

    /// Sets every option for the transfer. Returns the first refusal of libcurl's.
    func prepare(for transfer: Transfer, settings: Settings, remaining: Duration) -> CURLcode {
        self.transfer = transfer
        transfer.handle = self
        errorText.pointee = 0
        var options = OptionWriter(handle: raw)
        options.set(CURLOPT_PRIVATE, pointer: Unmanaged.passUnretained(self).toOpaque())
        options.set(CURLOPT_ERRORBUFFER, pointer: errorText)
        options.setLimits(settings, remaining: remaining, connecting: transfer.connectTimeout)
        if transfer.pipe != nil { options.setStreamLimits(stall: transfer.timeout) }
        options.setMessage(transfer.block)
        options.setRoute(transfer, settings)
        if !transfer.route.isCleartext { options.setTrust(settings) }
        options.setCallbacks(transfer, sockets)
        return options.result
    }

    /// Forgets the transfer and all its options.
    func reset() {
        curl_easy_reset(raw)
        transfer?.handle = nil
        transfer = nil
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    var errorMessage: String { String(cString: errorText) }

    /// The handle that a message of libcurl's is about.
    static func of(_ raw: UnsafeMutableRawPointer) -> EasyHandle? {
        var pointer: UnsafeMutableRawPointer?
        guard ccurl_get_pointer(raw, CURLINFO_PRIVATE, &pointer) == CURLE_OK, let pointer else { return nil }
        return Unmanaged<EasyHandle>.fromOpaque(pointer).takeUnretainedValue()
    }
}
