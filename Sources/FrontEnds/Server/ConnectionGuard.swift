import NIOCore
import NIOHTTP1

/// Keeps a connection within its limits and closes it where the protocol says so: after an answer to an HTTP/1.0 client, which waits for the end of the
/// connection, and after `Connection: close` in any spelling.
///
/// One timer per connection looks at a deadline now and then; a timer per request would cost more than the rest of the handler.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limits: ListenerLimits
    private let interval: TimeAmount
    private var timer: Scheduled<Void>?
    /// nil while the server is at work: its time is not the client's fault.
    private var deadline: NIODeadline?
    private var bodyOctets = 0
    private var closesAfterAnswer = false

    init(limits: ListenerLimits) {
        self.limits = limits
        let shortest = min(limits.head, limits.body, limits.idle)
        interval = max(.milliseconds(20), min(.seconds(5), .nanoseconds(shortest.nanoseconds / 4)))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = .now() + limits.head
        arm(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { disarm() }

    func channelInactive(context: ChannelHandlerContext) {
        disarm()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(var head):
            deadline = .now() + limits.body
            bodyOctets = 0
            guard head.version.major < 1 || head.version.minor < 1 || !head.isKeepAlive else { break }
            closesAfterAnswer = true
            // The next handlers look for this one spelling, and at no version.
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.fireChannelRead(wrapInboundOut(.head(head)))
            return
        case .body(let octets):
            bodyOctets += octets.readableBytes
            if bodyOctets > RequestBody.limit + limits.drainedOctets {
                context.close(promise: nil)
                return
            }
        case .end: deadline = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where closesAfterAnswer:
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            return
        // A part is written when the client has taken the one before.
        case .body: deadline = .now() + limits.body
        // After a last answer the client has this long to take it and hang up.
        case .end: deadline = .now() + (closesAfterAnswer ? limits.head : limits.idle)
        default: break
        }
        context.write(data, promise: promise)
    }

    private func arm(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: interval) { [self] in
            if let deadline, deadline < .now() { context.close(promise: nil) } else { arm(context) }
        }
    }

    private func disarm() {
        timer?.cancel()
        timer = nil
    }
}
