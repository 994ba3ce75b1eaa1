import NIOCore
import NIOSSL
import WireProtocols

/// The end of the pipeline of a connection to a mail server: gives each answer to whoever waits for it. All of it runs on the event loop of the connection.
final class SMTPReplyReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The most octets that are kept while nobody waits.
    private static let longestUnread = 64 << 10

    private var unread = ByteBuffer()
    private var waiting: EventLoopPromise<SMTPReply>?
    private var end: MailConnectionError?
    /// Inserted as soon as the answer to STARTTLS is positive, before anything else is read.
    private var tls: NIOSSLClientHandler?

    /// The next answer.
    /// - Parameter tls: TLS begins when it is positive.
    func next(_ promise: EventLoopPromise<SMTPReply>, context: ChannelHandlerContext, thenTLS tls: NIOSSLClientHandler? = nil) {
        waiting = promise
        self.tls = tls
        deliver(context)
    }

    func fail(_ error: MailConnectionError) {
        end = end ?? error
        waiting?.fail(error)
        waiting = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        unread.writeBuffer(&buffer)
        deliver(context)
        if unread.readableBytes > Self.longestUnread {
            fail(MailConnectionError("it sends more than is asked for"))
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(MailConnectionError("it closed the connection"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(
            MailConnectionError(
                error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError ? "TLS failed: \(error)" : "\(error)"
            )
        )
        context.close(promise: nil)
    }

    private func deliver(_ context: ChannelHandlerContext) {
        guard let waiting else { return }
        do {
            guard let (reply, length) = try SMTPReply.read(unread.readableBytesView) else {
                if let end { fail(end) }
                return
            }
            unread.moveReaderIndex(forwardBy: length)
            self.waiting = nil
            if let tls, reply.isPositive {
                // Whatever came before TLS and is read after it would be taken for the server's word.
                guard unread.readableBytes == 0 else { throw MailConnectionError("it sent something before TLS began") }
                self.tls = nil
                try context.pipeline.syncOperations.addHandler(tls, position: .first)
            }
            waiting.succeed(reply)
        } catch {
            let reason = (error as? SMTPReply.SyntaxError)?.reason ?? (error as? MailConnectionError)?.reason ?? "\(error)"
            self.waiting = nil
            waiting.fail(MailConnectionError(reason))
            fail(MailConnectionError(reason))
            context.close(promise: nil)
        }
    }
}

/// The connection to the mail server cannot be used. The reason completes a sentence about the server.
struct MailConnectionError: Error, Hashable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
