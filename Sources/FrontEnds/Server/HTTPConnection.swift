import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The requests of one connection, one after the other, for the one task that answers them.
///
/// Everything here happens on the connection's event loop. A request whose body came with its head is handed over whole, so that it costs its task one wait. A
/// longer body is handed over as a stream that stops reading from the socket while nobody takes it: strangers fill no memory.
/// The `HTTPServerPipelineHandler` before it holds a request back until the one before it has been answered.
final class HTTPConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    typealias BodyStream = NIOThrowingAsyncSequenceProducer<
        ByteBuffer, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, BodyDemand
    >

    private enum Incoming {
        case nothing
        /// The head and what has come of its body; not handed over yet.
        case collecting(HTTPRequestHead, ByteBuffer)
        /// Handed over; the rest of the body goes here.
        case streaming(BodyStream.Source)
    }

    private let isSecure: Bool
    /// nil before the connection's handlers are in place, and after its end.
    private var context: ChannelHandlerContext?
    private var incoming = Incoming.nothing
    private var next: Request?
    private var waiting: CheckedContinuation<Request?, Never>?
    private var closesAfterAnswer = false
    private var unflushedOctets = 0
    /// The reader of a streamed body has enough for now.
    private var isPaused = false
    private var readIsPending = false

    init(isSecure: Bool) {
        self.isSecure = isSecure
    }

    // MARK: for the task

    /// The next request; nil when the connection is at its end.
    func request() async -> Request? {
        if let request = next {
            next = nil
            return request
        }
        guard context != nil else { return nil }
        return await withCheckedContinuation { waiting = $0 }
    }

    /// Answers the last request. Does nothing when the connection ended meanwhile.
    func answer(_ response: Response) async {
        guard let context else { return }
        var head = HTTPResponseHead(response.head)
        head.headers.add(name: "Date", value: AnswerDate.now)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        do { try await response.body.write(Writer(connection: NIOLoopBound(self, eventLoop: context.eventLoop))) } catch { fail(error) }
    }

    /// Ends the connection, whatever it is at.
    func close() {
        context?.close(promise: nil)
    }

    /// Writes a body part by part, waiting while the client does not take them: a long list is in memory once, not once for each client.
    private struct Writer: ResponseBodyWriter {
        static let partSize = 1 << 16
        let connection: NIOLoopBound<HTTPConnection>

        func write(_ buffer: ByteBuffer) async throws {
            var rest = buffer
            while rest.readableBytes > 0, let part = rest.readSlice(length: min(rest.readableBytes, Self.partSize)) {
                try await connection.value.write(part)?.get()
            }
        }

        consuming func finish(_ trailers: HTTPFields?) async throws {
            connection.value.finish(trailers)
        }
    }

    /// - Returns: what to wait for before more is written.
    private func write(_ part: ByteBuffer) throws -> EventLoopFuture<Void>? {
        guard let context else { throw ChannelError.ioOnClosedChannel }
        let data = wrapOutboundOut(.body(.byteBuffer(part)))
        unflushedOctets += part.readableBytes
        guard unflushedOctets >= Writer.partSize else {
            context.write(data, promise: nil)
            return nil
        }
        // Only what was flushed counts against the channel's limit: TLS holds the rest.
        unflushedOctets = 0
        let written = context.writeAndFlush(data)
        return context.channel.isWritable ? nil : written
    }

    private func finish(_ trailers: HTTPFields?) {
        guard let context else { return }
        unflushedOctets = 0
        // Asked first: with the end of this answer the next request may come, which has a word of its own.
        let closes = closesAfterAnswer
        context.writeAndFlush(wrapOutboundOut(.end(trailers.map(HTTPHeaders.init))), promise: nil)
        // The client may still read what was written; the connection's guard sees to it that this ends.
        if closes { context.close(mode: .output, promise: nil) }
    }

    // MARK: for the channel

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { end(ChannelError.eof) }

    func channelInactive(context: ChannelHandlerContext) {
        end(ChannelError.eof)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still comes while a failed connection closes is nobody's.
        guard self.context != nil else { return }
        switch (unwrapInboundIn(data), incoming) {
        case (.head(let head), _):
            closesAfterAnswer = head.headers.first(name: "connection") == "close"
            incoming = .collecting(head, ByteBuffer())
        case (.body(var part), .collecting(let head, var body)):
            // Its only reference, so that a part is appended in place.
            incoming = .nothing
            if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
            incoming = .collecting(head, body)
        case (.end, .collecting(let head, let body)):
            incoming = .nothing
            deliver(head, HummingbirdCore.RequestBody(buffer: body))
        case (.body(let part), .streaming(let source)):
            if case .stopProducing = source.yield(part) { isPaused = true }
        case (.end, .streaming(let source)):
            incoming = .nothing
            source.finish()
        // The rest of a body that was refused.
        case (.body, .nothing), (.end, .nothing): break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .collecting(let head, let body) = incoming {
            let stream = BodyStream.makeSequence(
                elementType: ByteBuffer.self, failureType: (any Error).self, backPressureStrategy: .init(lowWatermark: 2, highWatermark: 4),
                finishOnDeinit: false, delegate: BodyDemand(of: self, on: context.eventLoop))
            incoming = .streaming(stream.source)
            if body.readableBytes > 0 { _ = stream.source.yield(body) }
            // A client that asks before it sends waits for this (RFC 9110 §10.1.1).
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
            }
            deliver(head, HummingbirdCore.RequestBody(asyncSequence: stream.sequence))
        }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent {
            // Whoever has said everything may still wait for the answer.
            if waiting == nil { closesAfterAnswer = true } else { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error) }

    func read(context: ChannelHandlerContext) {
        if isPaused { readIsPending = true } else { context.read() }
    }

    // MARK: -

    private func deliver(_ head: HTTPRequestHead, _ body: HummingbirdCore.RequestBody) {
        do {
            let request = Request(head: try HTTPRequest(head, secure: isSecure, splitCookie: false), body: body)
            guard let task = waiting else { return next = request }
            waiting = nil
            task.resume(returning: request)
        } catch {
            fail(error)
        }
    }

    fileprivate func resumeReading() {
        isPaused = false
        guard readIsPending, let context else { return }
        readIsPending = false
        context.read()
    }

    /// What was read or written cannot be gone on from.
    private func fail(_ error: any Error) {
        let context = context
        end(error)
        context?.close(promise: nil)
    }

    private func end(_ error: any Error) {
        context = nil
        if case .streaming(let source) = incoming { source.finish(BrokenConnection(cause: error)) }
        incoming = .nothing
        waiting?.resume(returning: nil)
        waiting = nil
    }
}

/// Asks for more of a streamed body when its reader has room again, or no longer wants it.
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

/// The connection ended in the middle of a request: there is nobody to answer, and nothing that the log should tell. Doors let it through.
package struct BrokenConnection: Error {
    let cause: any Error

    package init(cause: any Error) {
        self.cause = cause
    }
}
