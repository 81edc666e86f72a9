#if EmulatorServer
    internal import InventoryWire
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOPosix

    /// An emulator on loopback sockets: one port per cloud, plain HTTP, 127.0.0.1 alone.
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
        /// Where it listens, one for each cloud.
        public let endpoints: [Endpoint]
        private let channels: [any Channel]
        private let group: MultiThreadedEventLoopGroup
        private let isStopped = Locked(false)

        private init(
            emulator: Emulator, endpoints: [Endpoint], channels: [any Channel], group: MultiThreadedEventLoopGroup
        ) {
            self.emulator = emulator
            self.endpoints = endpoints
            self.channels = channels
            self.group = group
        }

        /// Starts to listen; requests are answered from here on, by one thread, until ``stop()``.
        /// - Parameters:
        ///   - cosPort: the port of Tencent COS; 0 takes a free one.
        ///   - obsPort: the port of Huawei OBS; 0 takes a free one.
        /// - Throws: the system's error where a port is taken.
        public static func start(_ emulator: Emulator, cosPort: Int = 0, obsPort: Int = 0) async throws
            -> EmulatorServer
        {
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            var channels: [any Channel] = []
            var endpoints: [Endpoint] = []
            do {
                for (provider, port) in [(EmulatedProvider.tencentCOS, cosPort), (.huaweiOBS, obsPort)] {
                    let channel = try await listen(emulator, as: provider, port: port, on: group)
                    channels.append(channel)
                    endpoints.append(
                        Endpoint(provider: provider, host: "127.0.0.1", port: channel.localAddress?.port ?? port))
                }
            } catch {
                for channel in channels { try? await channel.close() }
                try? await group.shutdownGracefully()
                throw error
            }
            return EmulatorServer(emulator: emulator, endpoints: endpoints, channels: channels, group: group)
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
            _ emulator: Emulator, as provider: EmulatedProvider, port: Int, on group: MultiThreadedEventLoopGroup
        ) async throws -> any Channel {
            try await ServerBootstrap(group: group)
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
                .bind(host: "127.0.0.1", port: port).get()
        }
    }
#endif
