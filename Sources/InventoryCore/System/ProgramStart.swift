internal import Glibc

/// Starts a program: with the environment of this process and a few variables more or less, no signal blocked and none
/// ignored, whatever ours are.
package struct ProgramStart {
    /// Where a program's streams go, and whom its signals come from.
    package enum Streams {
        /// Everything as for this process: the program runs in its place, in this process's group or in one of its own.
        case ours(inGroup: Bool)
        /// An empty input, output to a descriptor, errors where ours go. In a process group of its own, and with one
        /// more word in its environment, beside another of that name: it may run within such a program itself.
        case output(Int32, mark: String)
        /// An empty input, output and errors to a file that is made anew. In a process group of its own.
        case log(String)

        var isOurs: Bool { if case .ours = self { true } else { false } }
        var hasGroup: Bool { if case .ours(let inGroup) = self { !inGroup } else { true } }
    }

    /// The system's reason not to start a program.
    package struct Failure: Error, CustomStringConvertible {
        let code: Int32
        package var description: String { String(cString: strerror(code)) }
    }

    private let command: [String]
    private let streams: Streams
    private let variables: [String: String?]

    /// - Parameters:
    ///   - command: the program's path, or a name that is looked for on the PATH, and its arguments; no shell.
    ///   - variables: what its environment has beside this process's; nil for what it has not.
    package init(_ command: [String], _ streams: Streams, variables: [String: String?] = [:]) {
        self.command = command
        self.streams = streams
        self.variables = variables
    }

    /// - Returns: the number of the process, which the caller waits for.
    package func start() throws(Failure) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch streams {
        case .ours: break
        case .output(let descriptor, _): posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        case .log(let path):
            posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        if !streams.isOurs { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
        var attributes = attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var environment = environment()
        defer { for word in words + environment { free(word) } }
        var process = pid_t()
        let code = words[0].map { posix_spawnp(&process, $0, &actions, &attributes, &words, &environment) } ?? ENOENT
        guard code == 0 else { throw Failure(code: code) }
        return process
    }

    private func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = streams.hasGroup ? POSIX_SPAWN_SETPGROUP : 0
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
        return attributes
    }

    private func environment() -> [UnsafeMutablePointer<CChar>?] {
        var words: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let word = next.pointee {
            let bytes = UnsafeRawBufferPointer(start: word, count: strlen(word))
            let name = String(decoding: bytes.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
            if !variables.keys.contains(name) { words.append(strdup(word)) }
            next += 1
        }
        words += variables.compactMap { name, value in value.map { strdup("\(name)=\($0)") } }
        if case .output(_, let mark) = streams { words.append(strdup(mark)) }
        return words + [nil]
    }
}
