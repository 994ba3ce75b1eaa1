import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The requests of one connection, one after the other, for the task that answers them.
///
/// All of this runs on the connection's event loop. A request whose body arrived with its head is passed on as a whole, so that its task waits only once. A
/// longer body is a stream that stops reading from the socket while nobody takes it, so that strangers cannot fill the memory. The `HTTPServerPipelineHandler`
/// before it holds a request back until the previous one has been answered. ``ConnectionMachine`` says what may happen when, and until when.
final class HTTPConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    /// The part of a request that has arrived but has not been passed on.
    private enum Incoming {
        case nothing
        /// The head and the body so far; not passed on yet.
        case collecting(HTTPRequestHead, ByteBuffer)
        /// Passed on; the rest of the body goes to this source.
        case streaming(RequestStream.Source)
    }

    /// The meeting point of the connection and its task: whoever comes first leaves a message for the other.
    private enum Meeting {
        case nobody
        case request(Request)
        case task(CheckedContinuation<Request?, Never>)
    }

    /// True if the reader of a streamed body has room.
    private enum Reading {
        case open
        case paused
        /// The channel asked to read in the meantime.
        case pausedAsked
    }

    /// The address of the client. A trusted proxy sends it before the first request.
    var peer: PeerAddress?

    private let isSecure: Bool
    private var machine: ConnectionMachine
    /// nil before the connection's handlers are installed, and after its end.
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    private var incoming = Incoming.nothing
    private var meeting = Meeting.nobody
    private var reading = Reading.open
    private var unflushedOctets = 0

    init(isSecure: Bool, limits: ListenerLimits, peer: PeerAddress?, at now: NIODeadline) {
        self.isSecure = isSecure
        self.peer = peer
        machine = ConnectionMachine(limits: limits, at: now)
    }

    // MARK: for the task

    /// The next request; nil when the connection is at its end.
    func request() async -> Request? {
        if case .request(let request) = meeting {
            meeting = .nobody
            return request
        }
        guard context != nil else { return nil }
        return await withCheckedContinuation { meeting = .task($0) }
    }

    /// Answers the last request. Does nothing if the connection has ended in the meantime.
    func send(_ response: Response) async {
        guard let context else { return }
        machine.startedResponse(at: context.eventLoop.now)
        var head = HTTPResponseHead(response.head)
        head.headers.add(name: "Date", value: ResponseDate.now)
        if machine.isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        do {
            try await response.body.write(ResponsePartWriter(connection: NIOLoopBound(self, eventLoop: context.eventLoop)))
        } catch { fail(error) }
    }

    /// Ends the connection, whatever its state.
    func close() {
        machine.end()
        context?.close(promise: nil)
    }

    /// - Returns: the promise to wait for before more is written.
    func write(_ part: ByteBuffer) throws -> EventLoopFuture<Void>? {
        guard let context else { throw ChannelError.ioOnClosedChannel }
        machine.wrotePart(at: context.eventLoop.now)
        let data = wrapOutboundOut(.body(.byteBuffer(part)))
        unflushedOctets += part.readableBytes
        guard unflushedOctets >= ResponsePartWriter.partSize else {
            context.write(data, promise: nil)
            return nil
        }
        // Only flushed octets count against the channel's limit: TLS holds back the rest.
        unflushedOctets = 0
        let written = context.writeAndFlush(data)
        return context.channel.isWritable ? nil : written
    }

    func finish(_ trailers: HTTPFields?) {
        guard let context else { return }
        unflushedOctets = 0
        // This is asked first, because the next request may arrive as soon as this answer ends.
        let action = machine.finishedResponse(at: context.eventLoop.now)
        context.writeAndFlush(wrapOutboundOut(.end(trailers.map(HTTPHeaders.init))), promise: nil)
        if action == .closeOutput { context.close(mode: .output, promise: nil) }
    }

    // MARK: for the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        arm(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { end(ChannelError.eof) }

    func channelInactive(context: ChannelHandlerContext) {
        end(ChannelError.eof)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Input that arrives while a failed connection closes is dropped.
        guard self.context != nil else { return }
        let part = unwrapInboundIn(data)
        let action =
            switch part {
            case .head(let head): machine.receivedHead(keepsAlive: head.keepsAlive, at: context.eventLoop.now)
            case .body(let octets): machine.receivedBody(octets: octets.readableBytes)
            case .end: machine.receivedEnd(at: context.eventLoop.now)
            }
        switch action {
        case .take: take(part)
        case .close: context.close(promise: nil)
        case .discard, .closeOutput: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .collecting(let head, let body) = incoming {
            let stream = RequestStream.makeSequence(
                elementType: ByteBuffer.self,
                failureType: (any Error).self,
                backPressureStrategy: .init(lowWatermark: 2, highWatermark: 4),
                finishOnDeinit: false,
                delegate: BodyDemand(of: self, on: context.eventLoop)
            )
            incoming = .streaming(stream.source)
            if body.readableBytes > 0 { _ = stream.source.yield(body) }
            // A client with `Expect: 100-continue` waits for this (RFC 9110 §10.1.1).
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
            }
            deliver(head, HummingbirdCore.RequestBody(asyncSequence: stream.sequence))
        }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent, machine.inputClosed() == .close { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error) }

    func read(context: ChannelHandlerContext) {
        if case .open = reading { context.read() } else { reading = .pausedAsked }
    }

    // MARK: -

    private func take(_ part: HTTPServerRequestPart) {
        switch (part, incoming) {
        case (.head(let head), _): incoming = .collecting(head, ByteBuffer())
        case (.body(var part), .collecting(let head, var body)):
            // The only reference, so that a part is appended in place.
            incoming = .nothing
            if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
            incoming = .collecting(head, body)
        case (.end, .collecting(let head, let body)):
            incoming = .nothing
            deliver(head, HummingbirdCore.RequestBody(buffer: body))
        case (.body(let part), .streaming(let source)):
            if case .stopProducing = source.yield(part), case .open = reading { reading = .paused }
        case (.end, .streaming(let source)):
            incoming = .nothing
            source.finish()
        // The rest of a refused body.
        case (.body, .nothing), (.end, .nothing): break
        }
    }

    private func deliver(_ head: HTTPRequestHead, _ body: HummingbirdCore.RequestBody) {
        do {
            let request = Request(head: try HTTPRequest(head, secure: isSecure, splitCookie: false), body: body)
            guard case .task(let task) = meeting else { return meeting = .request(request) }
            meeting = .nobody
            task.resume(returning: request)
        } catch {
            fail(error)
        }
    }

    fileprivate func resumeReading() {
        let before = reading
        reading = .open
        if case .pausedAsked = before { context?.read() }
    }

    private func arm(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: machine.limits.interval) { [self] in
            if machine.looked(at: context.eventLoop.now) == .close { context.close(promise: nil) }
            // Closing may already have ended everything.
            if self.context != nil { arm(context) }
        }
    }

    /// Reading or writing has failed in a way that ends the connection.
    private func fail(_ error: any Error) {
        let context = context
        end(error)
        context?.close(promise: nil)
    }

    private func end(_ error: any Error) {
        context = nil
        machine.end()
        timer?.cancel()
        timer = nil
        if case .streaming(let source) = incoming { source.finish(ConnectionError(cause: error)) }
        incoming = .nothing
        if case .task(let task) = meeting { task.resume(returning: nil) }
        meeting = .nobody
    }
}

extension HTTPRequestHead {
    /// Clients older than HTTP/1.1 wait for the end of the connection.
    fileprivate var keepsAlive: Bool { version.major >= 1 && version.minor >= 1 && isKeepAlive }
}

typealias RequestStream = NIOThrowingAsyncSequenceProducer<
    ByteBuffer, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, BodyDemand
>

/// Reads more of a streamed body when its reader has room again, or no longer wants it.
struct BodyDemand: NIOAsyncSequenceProducerDelegate {
    private let connection: NIOLoopBound<HTTPConnection>
    private let eventLoop: any EventLoop

    init(of connection: HTTPConnection, on eventLoop: any EventLoop) {
        self.connection = NIOLoopBound(connection, eventLoop: eventLoop)
        self.eventLoop = eventLoop
    }

    func produceMore() { eventLoop.execute { connection.value.resumeReading() } }
    func didTerminate() { produceMore() }
}

/// The connection ended in the middle of a request, so there is nobody to answer and nothing to log. Front ends rethrow it.
package struct ConnectionError: Error {
    let cause: any Error

    package init(cause: any Error) {
        self.cause = cause
    }
}
