internal import CCurl

/// Writes options to an easy handle and remembers the first that libcurl refuses: a limit or a check that was not set is
/// a reason not to send.
struct OptionWriter {
    let handle: UnsafeMutableRawPointer
    private(set) var result = CURLE_OK

    init(handle: UnsafeMutableRawPointer) { self.handle = handle }

    mutating func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(handle, option, value)) }
    mutating func set(_ option: CURLoption, _ isOn: Bool) { set(option, isOn ? 1 : 0) }
    mutating func set(_ option: CURLoption, _ text: UnsafePointer<CChar>?) {
        note(ccurl_set_string(handle, option, text))
    }
    mutating func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
        note(ccurl_set_pointer(handle, option, pointer))
    }

    private mutating func note(_ code: CURLcode) {
        if result == CURLE_OK { result = code }
    }

    mutating func setLimits(_ settings: Settings, remaining: Duration, connecting: Duration?) {
        // Without it libcurl raises and handles signals in a process that is not ours.
        set(CURLOPT_NOSIGNAL, true)
        // Without it a transfer that ends during name lookup blocks the thread, and so every other transfer, until the
        // resolver gives up: ten seconds where a name server is silent.
        set(CURLOPT_QUICK_EXIT, true)
        let milliseconds = remaining.curlMilliseconds
        set(CURLOPT_TIMEOUT_MS, milliseconds)
        let connectMilliseconds = min(connecting?.curlMilliseconds ?? .max, settings.connectMilliseconds)
        set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, connectMilliseconds))
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, settings.stallSeconds)
        set(CURLOPT_MAXLIFETIME_CONN, settings.lifetimeSeconds)
    }

    /// In place of a deadline: a rate that no working connection stays below for so long. libcurl does not count the time
    /// that a stream is paused.
    mutating func setStreamLimits(stall: Duration) {
        set(CURLOPT_TIMEOUT_MS, 0)
        set(CURLOPT_LOW_SPEED_LIMIT, Transfer.lowestStreamRate)
        set(CURLOPT_LOW_SPEED_TIME, stall.curlSeconds)
    }

    mutating func setMessage(_ block: RequestBlock) {
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        switch block.kind {
        case .get: set(CURLOPT_HTTPGET, true)
        case .head: set(CURLOPT_NOBODY, true)
        case .withoutBody: set(CURLOPT_CUSTOMREQUEST, block.method)
        case .withBody:
            set(CURLOPT_POST, true)
            note(ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(block.bodyCount)))
            // Not copied: the block outlives the transfer.
            set(CURLOPT_POSTFIELDS, pointer: UnsafeMutableRawPointer(block.body))
            set(CURLOPT_CUSTOMREQUEST, block.method)
        }
        set(CURLOPT_URL, block.url)
        set(CURLOPT_REQUEST_TARGET, block.target)
        set(CURLOPT_PATH_AS_IS, true)
        set(CURLOPT_HTTPHEADER, pointer: UnsafeMutableRawPointer(block.headers))
    }

    mutating func setRoute(_ transfer: Transfer, _ settings: Settings) {
        let route = transfer.route
        set(CURLOPT_PROTOCOLS_STR, route.isCleartext ? "http" : "https")
        set(CURLOPT_FOLLOWLOCATION, false)
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, true)
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        set(CURLOPT_USERAGENT, UnsafePointer(settings.userAgent.pointer))
        if let connectTo = transfer.block.connectTo {
            set(CURLOPT_CONNECT_TO, pointer: UnsafeMutableRawPointer(connectTo))
        }
        if !transfer.isRepeatable {
            set(CURLOPT_FRESH_CONNECT, true)
            set(CURLOPT_FORBID_REUSE, true)
        }
        // Both explicit, even when empty: unset ones are read from the environment.
        set(CURLOPT_NOPROXY, "")
        guard route.proxy != nil, let url = settings.proxyURL else { return set(CURLOPT_PROXY, "") }
        set(CURLOPT_PROXY, UnsafePointer(url.pointer))
        set(CURLOPT_HTTPPROXYTUNNEL, true)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        // The request's headers are for the server behind the tunnel.
        set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        if let user = settings.proxyUser, let password = settings.proxyPassword {
            set(CURLOPT_PROXYAUTH, CCURL_AUTH_BASIC)
            set(CURLOPT_PROXYUSERNAME, UnsafePointer(user.pointer))
            set(CURLOPT_PROXYPASSWORD, UnsafePointer(password.pointer))
        }
    }

    /// Everything twice: for the server, and for a proxy that is spoken to over TLS.
    mutating func setTrust(_ settings: Settings) {
        for option in [CURLOPT_SSL_VERIFYPEER, CURLOPT_PROXY_SSL_VERIFYPEER] { set(option, true) }
        for option in [CURLOPT_SSL_VERIFYHOST, CURLOPT_PROXY_SSL_VERIFYHOST] { set(option, 2) }
        for option in [CURLOPT_SSLVERSION, CURLOPT_PROXY_SSLVERSION] {
            set(option, CURL_SSLVERSION_TLSv1_2)
        }
        note(ccurl_forbid_key_log(handle))
        if let file = settings.authorityFile {
            for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] { set(option, UnsafePointer(file.pointer)) }
        } else if let pem = settings.authorityPEM {
            var blob = curl_blob(data: pem.pointer, len: pem.count, flags: UInt32(CURL_BLOB_NOCOPY))
            for option in [CURLOPT_CAINFO_BLOB, CURLOPT_PROXY_CAINFO_BLOB] { set(option, pointer: &blob) }
        } else if !settings.hasSystemFile {
            return
        }
        // libcurl has a directory of authorities built in and trusts it beside any file. Without it the authorities are
        // also kept parsed from one connection to the next: 2 ms of this thread's time for a handshake instead of 20.
        for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] { set(option, nil as UnsafePointer<CChar>?) }
    }

    mutating func setCallbacks(_ transfer: Transfer, _ sockets: SocketPoll) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA, CURLOPT_OPENSOCKETDATA] {
            set(option, pointer: context)
        }
        note(
            ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                Transfer.of(context).receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
            })
        note(
            ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                Transfer.of(context).receiveHead(UnsafeRawBufferPointer(start: bytes, count: size * count))
            })
        note(
            ccurl_set_open_callback(handle) { context, _, address in
                Transfer.of(context).openSocket(to: address!)
            })
        // The connection outlives the transfer.
        set(CURLOPT_CLOSESOCKETDATA, pointer: Unmanaged.passUnretained(sockets).toOpaque())
        note(ccurl_set_close_callback(handle) { context, socket in SocketPoll.of(context).close(socket) })
        note(
            ccurl_set_prerequest_callback(handle) { context, _, _, _, _ in
                Transfer.of(context).mayWrite() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
    }
}

extension Transfer {
    /// The transfer behind a callback's context. The loop holds it as long as callbacks can come.
    fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
    }
}
