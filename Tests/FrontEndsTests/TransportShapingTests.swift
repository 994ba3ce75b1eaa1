import NIOCore
import NIOEmbedded
import Testing

@testable import FrontEnds

@Suite("Transport shaping") struct TransportShapingTests {
    /// Counts the requests to the transport to read.
    private final class Reads: ChannelOutboundHandler {
        typealias OutboundIn = IOData
        var count = 0

        func read(context: ChannelHandlerContext) { count += 1 }
    }

    private func texts(_ channel: EmbeddedChannel) throws -> [String] {
        var texts: [String] = []
        while case .byteBuffer(let buffer)? = try channel.readOutbound(as: IOData.self) { texts.append(String(buffer: buffer)) }
        return texts
    }

    @Test("the parts of an answer leave in order, small ones together, and each promise is kept")
    func pieces() throws {
        let channel = EmbeddedChannel(handler: TransportShaping())
        let long = String(repeating: "x", count: 20_000)
        for answer in [["head", "body", ""], ["head", long, "tail", "end"], [long], ["last"]] {
            let promises = answer.map { text in
                let promise = channel.eventLoop.makePromise(of: Void.self)
                channel.write(IOData.byteBuffer(ByteBuffer(string: text)), promise: promise)
                return promise
            }
            channel.flush()
            for promise in promises { try promise.futureResult.wait() }
        }
        #expect(try texts(channel) == ["headbody", "head", long, "tailend", long, "last"])
        _ = try channel.finish()
    }

    @Test("one read is let through between two answers, and no more")
    func readsAhead() throws {
        let reads = Reads()
        let channel = EmbeddedChannel(handlers: [reads, TransportShaping()])
        for _ in 0..<3 { channel.pipeline.fireChannelReadComplete() }
        #expect(reads.count == 1)
        channel.flush()
        for _ in 0..<3 { channel.pipeline.fireChannelReadComplete() }
        #expect(reads.count == 2)
        _ = try channel.finish()
    }
}
