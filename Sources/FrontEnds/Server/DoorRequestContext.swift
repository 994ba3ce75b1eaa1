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
    var remoteAddress: String {
        switch channel.remoteAddress {
        case .v4(let address)?:
            // `ipAddress` has the C library print it, which every request would pay for.
            // The four octets of a `sockaddr_in` stand behind its family and port on every system.
            return withUnsafeBytes(of: address.address) { "\($0[4]).\($0[5]).\($0[6]).\($0[7])" }
        case let address: return address?.ipAddress ?? ""
        }
    }

    var isLoopback: Bool {
        let address = remoteAddress
        return address.utf8.starts(with: "127.".utf8) || address == "::1" || address.utf8.starts(with: "::ffff:127.".utf8)
    }
}
