import NIOCore

/// Spares a connection's system calls and TLS records, between the transport and HTTP: the parts of an answer leave as one piece, and the socket stays registered
/// for reading while a request is answered.
///
/// HTTP stops reading while it answers, so that a client cannot fill the memory with further requests; that takes the socket off the event loop's list and back with each
/// request, two system calls. One read is therefore let through between two answers, of what the socket's buffer holds and no more.
final class TransportShaping: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// The plaintext of one TLS record: what does not fit is not worth copying.
    private static let longestPiece = 1 << 14

    private var piece = ByteBuffer()
    private var pieceWritten: EventLoopPromise<Void>?
    private var hasReadAhead = false

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        guard !hasReadAhead else { return }
        hasReadAhead = true
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .byteBuffer(var part) = unwrapOutboundIn(data), piece.readableBytes + part.readableBytes <= Self.longestPiece else {
            send(context)
            context.write(data, promise: promise)
            return
        }
        // A piece that was sent and not flushed yet is the transport's.
        if piece.readableBytes == 0, piece.writerIndex > 0 { piece = ByteBuffer() }
        piece.writeBuffer(&part)
        pieceWritten.setOrCascade(to: promise)
    }

    func flush(context: ChannelHandlerContext) {
        send(context)
        context.flush()
        // By now the piece has usually left, and its memory serves the next.
        piece.clear()
        hasReadAhead = false
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // Whoever waits for what was never flushed hears of it from the transport.
        send(context)
        context.close(mode: mode, promise: promise)
    }

    private func send(_ context: ChannelHandlerContext) {
        guard piece.readableBytes > 0 || pieceWritten != nil else { return }
        let written = pieceWritten
        pieceWritten = nil
        context.write(wrapOutboundOut(.byteBuffer(piece)), promise: written)
        piece.moveReaderIndex(to: piece.writerIndex)
    }
}
