import NIOCore
import PKIFormats

/// The IP address at the other end of a connection, without port. An IPv4 address that came through an IPv6 socket (`::ffff:192.0.2.7`) becomes the IPv4 address, so
/// that a client has one name in the record, the limits and the back-off.
package struct PeerAddress: Sendable, Hashable {
    /// 4 or 16.
    let octets: [UInt8]

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    /// nil unless 4 or 16 octets.
    init?(octets: [UInt8]) {
        guard octets.count == 4 || octets.count == 16 else { return nil }
        self.octets = octets.starts(with: Self.mappedPrefix) ? Array(octets.suffix(4)) : octets
    }

    /// nil when the text is not an address. A zone (`fe80::1%eth0`) is dropped: it names a network card of this machine.
    package init?(text: String) {
        guard let octets = IPAddressText.octets(of: String(text.prefix { $0 != "%" })) else { return nil }
        self.init(octets: octets)
    }

    /// nil for a socket address without an IP address.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        self.init(text: text)
    }

    package var text: String { IPAddressText.text(of: octets) }

    var isLoopback: Bool { IPAddressText.isLoopback(octets) }

    /// The addresses that one client controls: an IPv4 address, or an IPv6 network of 64 bits (RFC 4291 §2.5.4).
    var client: [UInt8] { octets.count == 4 ? octets : Array(octets.prefix(8)) }
}
