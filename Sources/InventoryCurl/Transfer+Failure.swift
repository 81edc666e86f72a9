internal import CCurl
internal import InventoryCore
internal import InventoryWire

// The codes are described in libcurl-errors(3). The sentences name the host and the remedy; libcurl's own text is not
// passed on, because it can quote what the server sent.

extension Transfer {
    /// A failure of this call as it stands.
    func failure(_ kind: TransportError.Kind, _ message: String) -> TransportError {
        TransportError(kind, message, mayHaveReachedServer: isWritten)
    }

    func timeoutInQueue(limit: Int) -> TransportError {
        if hasLackedDescriptor { return failure(.noDescriptor) }
        return failure(
            .timedOut,
            "the request to \(host) waited \(timeout.inWords) behind \(limit) others; raise the transport's concurrency "
                + "or the timeout")
    }

    /// What a transfer that libcurl ended with an error code is to its caller.
    func failure(_ code: CURLcode, on handle: EasyHandle) -> TransportError {
        if let breach { return failure(breach) }
        let tunnelStatus = handle.number(CURLINFO_HTTP_CONNECTCODE)
        if let proxy = route.proxy, !isWritten, tunnelStatus != 0, !(200...299).contains(tunnelStatus) {
            return refusalByProxy(proxy, status: tunnelStatus)
        }
        return switch code {
        case CURLE_OPERATION_TIMEDOUT: timeoutFailure()
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY:
            connectFailure(code)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            trustFailure(code, on: handle)
        default: answerFailure(code, text: handle.errorMessage)
        }
    }

    private func failure(_ breach: Breach) -> TransportError {
        switch breach {
        case .bodyTooLarge:
            failure(.responseTooLarge, "the answer of \(host) is longer than the \(maximumResponseBytes) bytes allowed")
        case .headTooLarge:
            failure(
                .malformedResponse,
                "\(host) sent more than \(Self.maximumHeadBytes) bytes of headers; check the endpoint")
        case .secondWriting:
            failure(
                .connectionLost,
                "the connection to \(host) broke with the request sent; find out whether it was carried out")
        case .noDescriptor:
            failure(
                .other,
                "this process has no file descriptor left for a connection to \(host); raise its limit (ulimit -n)")
        case .notLoopback:
            failure(.invalidRequest, "\(peer) is not on this machine and would be sent cleartext; use https")
        }
    }

    /// Bytes a second.
    static let lowestStreamRate = 1024

    private func timeoutFailure() -> TransportError {
        if pipe != nil, isWritten {
            return failure(
                .timedOut,
                "\(host) sent fewer than \(Self.lowestStreamRate) bytes a second for \(timeout.inWords); try again later"
            )
        }
        if ContinuousClock.now < deadline {
            return isWritten
                ? failure(.timedOut, "\(host) sent and took nothing for too long; try again later")
                : failure(
                    .timedOut, "\(peer) could not be connected to in time; check that it can be reached from here")
        }
        return isWritten
            ? failure(
                .timedOut, "\(host) gave no complete answer within \(timeout.inWords); try again or allow more time")
            : failure(
                .timedOut, "\(peer) could not be connected to within \(timeout.inWords); check that it can be reached")
    }

    private func connectFailure(_ code: CURLcode) -> TransportError {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            failure(.unknownHost, "there is no address for \(peer); check the name and this machine's DNS")
        case CURLE_PROXY:
            failure(.proxyRefused, "\(peer) did not let the request to \(host) through; check its rules")
        default:
            failure(.connectionRefused, "\(peer) accepts no connection; check the port and that nothing blocks it")
        }
    }

    private func trustFailure(_ code: CURLcode, on handle: EasyHandle) -> TransportError {
        let text = handle.errorMessage
        // Without an answer to CONNECT there is no tunnel yet, and nobody but the proxy has shown a certificate.
        let isProxys = route.hasSecureProxy && handle.number(CURLINFO_HTTP_CONNECTCODE) == 0
        let owner = isProxys ? peer : host
        if code == CURLE_SSL_CACERT_BADFILE {
            return failure(
                .untrustedServer,
                "the certificate authorities to check \(owner) with cannot be read; check that the file is there and in PEM"
            )
        }
        // One code for a handshake that failed and for a connection that broke in it; only the second may go away.
        let isBroken = ["SSL_ERROR_SYSCALL", "Connection reset", "unexpected eof"].contains { text.holds($0) }
        if code == CURLE_SSL_CONNECT_ERROR, isBroken {
            return failure(.connectionLost, "the connection to \(peer) broke in the TLS handshake; try again later")
        }
        if code == CURLE_SSL_CONNECT_ERROR {
            return failure(
                .untrustedServer, "\(peer) and this machine agree on no TLS; TLS 1.2 or later is needed there")
        }
        return failure(.untrustedServer, "the certificate of \(owner) is not accepted: \(Self.reason(on: handle))")
    }

    /// The verdicts of X509_verify_cert(3) that occur in practice.
    private static func reason(on handle: EasyHandle) -> String {
        let verdict = max(handle.number(CURLINFO_SSL_VERIFYRESULT), handle.number(CURLINFO_PROXY_SSL_VERIFYRESULT))
        return switch verdict {
        // libcurl compares names itself, before it notes OpenSSL's verdict, which until then is "unspecified".
        case 0, 1: "it is for another name; check the endpoint"
        case 9: "it is not valid yet; check this machine's clock"
        case 10: "it has expired; check this machine's clock, then tell its owner"
        case 18, 19, 20, 21: "no known authority vouches for it; name the right one in the transport's options"
        default: "OpenSSL's verdict \(verdict); see `openssl verify`"
        }
    }

    private func answerFailure(_ code: CURLcode, text: String) -> TransportError {
        let malformed = failure(
            .malformedResponse, "what \(host) answers is no proper HTTP; check that the endpoint is an object store's")
        switch code {
        case CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING, CURLE_CHUNK_FAILED:
            return malformed
        // HTTP/0.9; and one header line of more than 100 kB, which libcurl takes for its own lack of memory.
        case CURLE_UNSUPPORTED_PROTOCOL where isWritten, CURLE_OUT_OF_MEMORY where isWritten: return malformed
        case CURLE_RECV_ERROR where text.hasSuffix("chunked-encoding"): return malformed
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
            return failure(
                .connectionLost, "\(host) closed the connection before its answer was complete; try again later")
        case CURLE_URL_MALFORMAT: return failure(.invalidRequest, "libcurl cannot read the host \(host); check it")
        default:
            let words = String(cString: curl_easy_strerror(code))
            return failure(.other, "the request to \(host) failed in libcurl with code \(code.rawValue): \(words)")
        }
    }

    private func refusalByProxy(_ proxy: String, status: Int) -> TransportError {
        status == 407
            ? failure(
                .proxyAuthenticationRequired,
                "the proxy \(proxy) wants credentials that it accepts; set them in the transport's options")
            : failure(
                .proxyRefused,
                "the proxy \(proxy) refuses a tunnel to \(host) with status \(status); ask for it, or make an exception"
            )
    }

    /// Who is connected to.
    private var peer: String {
        if let proxy = route.proxy { return "the proxy \(proxy)" }
        guard let target = route.connectTo else { return host }
        return "\(HostName.bracketed(target.host)):\(target.port), which stands for \(host),"
    }
}
