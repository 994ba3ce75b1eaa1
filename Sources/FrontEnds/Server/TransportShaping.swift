import NIOCore

/// Saves a connection system calls and TLS records, between the transport and HTTP: the parts of an answer leave as one piece, and the socket stays registered
/// for reading while a request is answered.
///
/// HTTP stops reading while it answers, so that a client cannot fill the memory with further requests. That would remove the socket from the event loop's list and add it
/// again for each request: two system calls. So one read is let through between two answers, at most as much as the socket's buffer holds.
final class TransportShaping: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// The plaintext of one TLS record. Copying a part that does not fit is not worth it.
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
        // A part that was sent but not flushed yet belongs to the transport.
        if piece.readableBytes == 0, piece.writerIndex > 0 { piece = ByteBuffer() }
        piece.writeBuffer(&part)
        pieceWritten.setOrCascade(to: promise)
    }

    func flush(context: ChannelHandlerContext) {
        send(context)
        context.flush()
        // By now the part has usually left, and the next one uses its memory.
        piece.clear()
        hasReadAhead = false
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // The transport tells anybody who waits for a part that was never flushed.
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
