import Logging
import NIOCore

/// Takes the header of a trusted proxy from the beginning of a connection and then removes itself. The octets after the header are the
/// client's.
final class ProxyHeaderHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let logger: Logger
    /// Receives the client's address; nil for the proxy's own connection. The result false ends the connection.
    private let admit: (PeerAddress?) -> Bool
    private var octets = ByteBuffer()

    init(logger: Logger, admit: @escaping (PeerAddress?) -> Bool) {
        self.logger = logger
        self.admit = admit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        octets.writeBuffer(&part)
        do throws(ProxyHeader.HeaderError) {
            guard let header = try ProxyHeader.read(octets.readableBytesView) else { return }
            guard admit(header.source) else { return context.close(promise: nil) }
            octets.moveReaderIndex(forwardBy: header.length)
            if octets.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(octets)) }
            octets = ByteBuffer()
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        } catch {
            logger.warning(
                "A connection from a trusted proxy does not begin with a PROXY header of version 2, so it was closed. Check the proxy's settings.",
                metadata: ["proxy": "\(context.remoteAddress?.ipAddress ?? "")", "fault": "\(error)"]
            )
            octets = ByteBuffer()
            context.close(promise: nil)
        }
    }
}
