package import Logging
package import NIOCore

/// What the requests of a connection share.
package struct DoorRequestContext: Sendable {
    let channel: any Channel
    let logger: Logger

    /// The peer's IP address without port; empty when it has none.
    let remoteAddress: String

    package init(channel: any Channel, logger: Logger) {
        self.channel = channel
        self.logger = logger
        remoteAddress = channel.remoteAddress?.ipAddress ?? ""
    }

    var isLoopback: Bool {
        remoteAddress.hasPrefix("127.") || remoteAddress == "::1" || remoteAddress.hasPrefix("::ffff:127.")
    }
}
