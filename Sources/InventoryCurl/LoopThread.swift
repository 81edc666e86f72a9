internal import CCurl
internal import Glibc
internal import InventoryCore

/// libcurl's process-wide set-up, done once and never undone: others in the process may use libcurl too.
enum Library {
    static let isReady: Bool = {
        let log = KeyLog()
        defer { log.removeIfNew() }
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()

    /// The file that `SSLKEYLOGFILE` names, which libcurl opens when it is set up. No key is written to it
    /// (``OptionWriter``); here it is seen to that none is left behind either.
    private struct KeyLog {
        private let path = SystemServices.system.environment("SSLKEYLOGFILE").flatMap { $0.isEmpty ? nil : $0 }
        private let isOld: Bool

        init() { isOld = path.map { Self.size(of: $0) != nil } ?? true }

        func removeIfNew() {
            if let path, !isOld, Self.size(of: path) == 0 { unlink(path) }
        }

        /// In bytes; nil where there is no regular file.
        private static func size(of path: String) -> Int? {
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        }
    }

    /// The file of certificate authorities that this libcurl was built to use.
    static let systemAuthorityFile: String? = {
        guard isReady, let handle = curl_easy_init() else { return nil }
        defer { curl_easy_cleanup(handle) }
        var pointer: UnsafeMutableRawPointer?
        guard ccurl_get_pointer(handle, CURLINFO_CAINFO, &pointer) == CURLE_OK, let pointer else { return nil }
        return String(cString: pointer.assumingMemoryBound(to: CChar.self))
    }()
}

/// A thread of our own: libcurl must not block one of Swift's.
enum LoopThread {
    private final class Body {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    /// Runs the body on a new thread that ends with it. Every signal is blocked there from its first instruction, so
    /// that the host's handlers run where the host expects them, and a broken connection raises no SIGPIPE.
    /// Returns false when the system has no thread left.
    static func start(_ run: @escaping () -> Void) -> Bool {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let code = pthread_create(
            &thread, &attributes,
            { context in
                Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        if code != 0 { body.release() }
        return code == 0
    }
}
