#if EmulatorServer
    internal import InventoryWire
    internal import NIOCore
    internal import NIOHTTP1

    /// One connection: gathers each request whole, has it answered, and does to the socket what a fault asks for. Lives on
    /// its event loop.
    final class ConnectionHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        /// More than any vendor takes; what is longer is refused before it is kept.
        private static let maximumBodyBytes = 2 << 20

        private let emulator: Emulator
        private let provider: EmulatedProvider?
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ emulator: Emulator, as provider: EmulatedProvider?) {
            self.emulator = emulator
            self.provider = provider
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                body = []
                if let length = head.headers.first(name: "content-length").flatMap(Int.init),
                    length > Self.maximumBodyBytes
                {
                    return refuse(head, context)
                }
                self.head = head
                if head.headers.contains(name: "expect") {
                    let version = HTTPVersion.http1_1
                    context.writeAndFlush(
                        wrapOutboundOut(.head(HTTPResponseHead(version: version, status: .continue))), promise: nil)
                }
            case .body(let part):
                guard let head else { return }
                body.append(contentsOf: part.readableBytesView)
                if body.count > Self.maximumBodyBytes { refuse(head, context) }
            case .end:
                guard let head else { return }
                self.head = nil
                answer(head, context)
            }
        }

        private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            let request = EmulatorRequest(
                method: head.method.rawValue, target: head.uri,
                headers: HTTPHeaders(head.headers.map { .init(name: $0.name, value: $0.value) }), body: body)
            body = []
            let response = provider.map { emulator.respond(to: request, as: $0) } ?? emulator.respond(to: request)
            guard response.delayMilliseconds > 0 else { return finish(response, head, context) }
            // The pipeline holds back the next request of this connection meanwhile; others go on.
            let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(Int64(response.delayMilliseconds))) {
                let (handler, context) = loopBound.value
                handler.finish(response, head, context)
            }
        }

        private func finish(_ response: EmulatorResponse, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            guard !response.isDropped else { return context.close(promise: nil) }
            var headers = NIOHTTP1.HTTPHeaders(response.headers.fields.map { ($0.name, $0.value) })
            let mayHaveBody = response.status != 204 && response.status != 304
            if mayHaveBody {
                headers.add(name: "Content-Length", value: "\(response.bodyLength ?? response.body.count)")
            }
            if !head.isKeepAlive { headers.add(name: "Connection", value: "close") }
            let responseHead = HTTPResponseHead(
                version: head.version, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
            context.write(wrapOutboundOut(.head(responseHead)), promise: nil)
            if mayHaveBody, !response.body.isEmpty, head.method != .HEAD {
                context.write(
                    wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: response.body)))),
                    promise: nil)
            }
            end(keepAlive: head.isKeepAlive, context)
        }

        private func refuse(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            self.head = nil
            body = []
            let headers: NIOHTTP1.HTTPHeaders = ["Content-Length": "0", "Connection": "close"]
            let responseHead = HTTPResponseHead(version: head.version, status: .payloadTooLarge, headers: headers)
            context.write(wrapOutboundOut(.head(responseHead)), promise: nil)
            end(keepAlive: false, context)
        }

        private func end(keepAlive: Bool, _ context: ChannelHandlerContext) {
            let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
            if !keepAlive {
                let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
                written.whenComplete { _ in loopBound.value.close(promise: nil) }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
#endif
