internal import CCurl

extension CurlTransport {
    /// The libraries of this system that requests go through, as they call themselves:
    /// `libcurl/7.88.1, OpenSSL/3.0.15`. Sends nothing.
    public static var libraryVersions: String {
        guard let info = curl_version_info(CURLVERSION_FIRST) else { return "libcurl" }
        let names = [info.pointee.version, info.pointee.ssl_version].map { text in text.map { String(cString: $0) } }
        return (["libcurl/\(names[0] ?? "?")"] + [names[1]].compactMap(\.self)).joined(separator: ", ")
    }
}
