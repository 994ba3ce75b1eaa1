import NIOCore

/// Writes prepared requests and reads only what is needed from each answer: its status, its length, and whether a certificate was issued.
final class LoadHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case idle
        case running(LoadPhase, LoadPhase.Result, PreparedRequest, sent: Int, deadline: NIODeadline, writtenAt: NIODeadline)
        case single(EventLoopPromise<HTTPAnswer>)
    }

    private var state = State.idle
    private var reader = AnswerReader()
    static let issued = Array(#""disposition":"issued""#.utf8)

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event {
        case let phase as LoadPhase:
            let now = NIODeadline.now()
            var deadline = NIODeadline.distantFuture
            if case .seconds(let seconds) = phase.limit { deadline = now + .nanoseconds(Int64(seconds * 1e9)) }
            guard context.channel.isActive else { return phase.promise.fail(LoadError(description: "The server closed a connection.")) }
            send(phase, LoadPhase.Result(), sent: 0, deadline: deadline, context)
        case let exchange as SingleExchange:
            guard context.channel.isActive else {
                return exchange.promise.fail(LoadError(description: "The server closed a connection."))
            }
            state = .single(exchange.promise)
            context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: exchange.bytes)), promise: nil)
        default:
            context.triggerUserOutboundEvent(event, promise: promise)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var received = unwrapInboundIn(data)
        do {
            guard let answer = try reader.read(&received) else { return }
            take(answer, context)
        } catch {
            fail(error)
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(LoadError(description: "The server closed a connection."))
        context.fireChannelInactive()
    }

    private func take(_ answer: AnswerReader.Answer, _ context: ChannelHandlerContext) {
        switch state {
        case .idle:
            return
        case .single(let promise):
            state = .idle
            promise.succeed(HTTPAnswer(status: answer.status, body: Array(answer.body.readableBytesView)))
        case .running(let phase, var result, _, let sent, let deadline, let writtenAt):
            state = .idle
            let now = NIODeadline.now()
            result.latencies.append(UInt64((now - writtenAt).nanoseconds))
            let body = answer.body.readableBytesView
            result.count(answer.status, body, body.firstRange(of: Self.issued) != nil)
            var isOver = now >= deadline
            if case .count(let count) = phase.limit { isOver = sent >= count }
            if isOver { return phase.promise.succeed(result) }
            send(phase, result, sent: sent, deadline: deadline, context)
        }
    }

    private func send(_ phase: LoadPhase, _ result: LoadPhase.Result, sent: Int, deadline: NIODeadline, _ context: ChannelHandlerContext) {
        let serial = phase.firstSerial + sent
        var request = phase.requests[serial % phase.requests.count]
        request.number(serial, milliseconds: Int(NIODeadline.now().uptimeNanoseconds / 1_000_000))
        let bytes = context.channel.allocator.buffer(bytes: request.bytes)
        state = .running(phase, result, request, sent: sent + 1, deadline: deadline, writtenAt: .now())
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    private func fail(_ error: any Error) {
        switch state {
        case .idle: break
        case .single(let promise): promise.fail(error)
        case .running(let phase, var result, let request, let sent, _, _):
            let serial = phase.firstSerial + sent - 1
            result.unanswered = LoadPhase.Unanswered(bytes: request.bytes, serial: serial, why: "\(error)")
            phase.promise.succeed(result)
        }
        state = .idle
    }
}
