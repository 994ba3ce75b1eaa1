package import Logging
package import NIOCore

/// Values that all requests of a connection share.
package struct ConnectionContext: Sendable {
    let channel: any Channel
    private(set) var logger: Logger

    /// The client's IP address without port, as a trusted proxy sent it; empty when there is none.
    let remoteAddress: String
    let isLoopback: Bool

    package init(channel: any Channel, logger: Logger, peer: PeerAddress?) {
        self.channel = channel
        self.logger = logger
        remoteAddress = peer?.text ?? ""
        isLoopback = peer?.isLoopback ?? false
    }

    /// The context of one request of a trace. Its log lines name the trace.
    func within(_ trace: TraceParent) -> ConnectionContext {
        var context = self
        context.logger[metadataKey: "traceId"] = "\(trace.traceID)"
        context.logger[metadataKey: "parentId"] = "\(trace.parentID)"
        return context
    }
}
