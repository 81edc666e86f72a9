#if EmulatorServer
    internal import Glibc
    internal import InventoryWire
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOPosix

    /// A port on which nothing can be listened for.
    public struct PortUnavailable: Error, Hashable, CustomStringConvertible {
        /// The port of 127.0.0.1.
        public var port: Int
        /// What the system says about it.
        public var reason: String

        /// Both in one clause.
        public var description: String { "port \(port): \(reason)" }
    }

    /// An emulator on loopback sockets: a port for each cloud, and one for all if wished; plain HTTP, 127.0.0.1 alone.
    public final class EmulatorServer: Sendable {
        /// Where a cloud listens.
        public struct Endpoint: Sendable, Hashable {
            /// The cloud that answers there.
            public var provider: EmulatedProvider
            /// Always a loopback address.
            public var host: String
            /// The port, chosen by the system where 0 was asked for.
            public var port: Int

            /// `http://127.0.0.1:port`
            public var url: String { "http://\(host):\(port)" }
        }

        /// The emulator that answers.
        public let emulator: Emulator
        /// Where it listens: one for each cloud, in the order of ``EmulatedProvider/all``.
        public let endpoints: [Endpoint]
        /// The port on which every cloud answers, where there is one.
        public let sharedPort: Int?
        private let channels: [any Channel]
        private let group: MultiThreadedEventLoopGroup
        private let isStopped = Locked(false)

        private init(
            emulator: Emulator, endpoints: [Endpoint], sharedPort: Int?, channels: [any Channel],
            group: MultiThreadedEventLoopGroup
        ) {
            self.emulator = emulator
            self.endpoints = endpoints
            self.sharedPort = sharedPort
            self.channels = channels
            self.group = group
        }

        /// Starts to listen; requests are answered from here on, by one thread, until ``stop()``.
        /// - Parameters:
        ///   - ports: the ports of single clouds; 0, and a cloud that is missing, takes a free one.
        ///   - sharedPort: a port on which every cloud answers, told apart by `Host`; 0 takes a free one, nil opens none.
        /// - Throws: ``PortUnavailable`` where a port is taken.
        public static func start(
            _ emulator: Emulator, ports: [EmulatedProvider: Int] = [:], sharedPort: Int? = nil
        ) async throws -> EmulatorServer {
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            var channels: [any Channel] = []
            func open(_ port: Int, as provider: EmulatedProvider?) async throws -> Int {
                let channel = try await listen(emulator, as: provider, port: port, on: group)
                channels.append(channel)
                return channel.localAddress?.port ?? port
            }
            do {
                var endpoints: [Endpoint] = []
                for provider in EmulatedProvider.all {
                    let port = try await open(ports[provider] ?? 0, as: provider)
                    endpoints.append(Endpoint(provider: provider, host: "127.0.0.1", port: port))
                }
                var shared: Int?
                if let sharedPort { shared = try await open(sharedPort, as: nil) }
                return EmulatorServer(
                    emulator: emulator, endpoints: endpoints, sharedPort: shared, channels: channels, group: group)
            } catch {
                for channel in channels { try? await channel.close() }
                try? await group.shutdownGracefully()
                throw error
            }
        }

        /// The endpoint of that cloud.
        public func endpoint(of provider: EmulatedProvider) -> Endpoint? { endpoints.first { $0.provider == provider } }

        /// Closes every connection and frees the ports. Calling it again does nothing.
        public func stop() async {
            // A channel whose loop is gone would never report that it is closed.
            let isFirst = isStopped.withLock { isStopped in
                defer { isStopped = true }
                return !isStopped
            }
            guard isFirst else { return }
            for channel in channels { try? await channel.close() }
            try? await group.shutdownGracefully()
        }

        private static func listen(
            _ emulator: Emulator, as provider: EmulatedProvider?, port: Int, on group: MultiThreadedEventLoopGroup
        ) async throws -> any Channel {
            let server = ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 256)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        // Header names go out as written, and a head that NIO cannot read is answered 400 by its own handler.
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                            withPipeliningAssistance: true, withErrorHandling: true)
                        try channel.pipeline.syncOperations.addHandler(ConnectionHandler(emulator, as: provider))
                    }
                }
            do {
                return try await server.bind(host: "127.0.0.1", port: port).get()
            } catch let error as IOError {
                throw PortUnavailable(port: port, reason: String(cString: strerror(error.errnoCode)))
            }
        }
    }
#endif
