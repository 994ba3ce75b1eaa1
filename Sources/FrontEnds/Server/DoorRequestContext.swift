package import Logging
package import NIOCore

/// What the requests of a connection share.
package struct DoorRequestContext: Sendable {
    let channel: any Channel
    let logger: Logger

    /// The client's IP address without port, as a trusted proxy told it; empty when there is none.
    let remoteAddress: String
    let isLoopback: Bool

    package init(channel: any Channel, logger: Logger, peer: PeerAddress?) {
        self.channel = channel
        self.logger = logger
        remoteAddress = peer?.text ?? ""
        isLoopback = peer?.isLoopback ?? false
    }
}
