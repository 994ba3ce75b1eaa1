package import Hummingbird
import Logging
import NIOCore

/// What comes with a request from its connection.
package struct DoorRequestContext: InitializableFromSource, Sendable {
    let channel: any Channel
    let logger: Logger

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
        logger = source.logger
    }

    /// The peer's IP address without port; empty when it has none.
    var remoteAddress: String { channel.remoteAddress?.ipAddress ?? "" }

    var isLoopback: Bool {
        let address = remoteAddress
        return address.utf8.starts(with: "127.".utf8) || address == "::1" || address.utf8.starts(with: "::ffff:127.".utf8)
    }
}
