import NIOCore
import PKIFormats

/// The IP address at the other end of a connection, without port. An IPv4 address that came through an IPv6 socket (`::ffff:192.0.2.7`) is the IPv4 address, so that one
/// client has one name in the record, the limits and the back-off.
package struct PeerAddress: Sendable, Hashable {
    /// 4 or 16.
    let octets: [UInt8]

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    /// nil unless 4 or 16 octets.
    init?(octets: [UInt8]) {
        guard octets.count == 4 || octets.count == 16 else { return nil }
        self.octets = octets.starts(with: Self.mappedPrefix) ? Array(octets.suffix(4)) : octets
    }

    /// nil when the text is no address. A zone (`fe80::1%eth0`) is left out: it names a network card of this machine.
    package init?(text: String) {
        guard let octets = IPAddressText.octets(of: String(text.prefix { $0 != "%" })) else { return nil }
        self.init(octets: octets)
    }

    /// nil for what has no IP address.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        self.init(text: text)
    }

    package var text: String { IPAddressText.text(of: octets) }

    var isLoopback: Bool { octets.count == 4 ? octets[0] == 127 : octets == [UInt8](repeating: 0, count: 15) + [1] }

    /// What one client has at its disposal: an IPv4 address, or an IPv6 network of 64 bits (RFC 4291 §2.5.4).
    var client: [UInt8] { octets.count == 4 ? octets : Array(octets.prefix(8)) }
}

/// Addresses with a common beginning, as `192.0.2.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291 §2.3).
package struct AddressBlock: Sendable, Hashable {
    private let address: PeerAddress
    private let bits: Int

    /// - Parameter text: an address, or an address and the number of leading bits that count, which must leave no others set.
    package init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = PeerAddress(text: String(parts[0])), !text.contains("%") else { return nil }
        let most = address.octets.count * 8
        var bits = most
        if parts.count == 2 {
            guard let number = Int(parts[1]), (0...most).contains(number), parts[1].utf8.allSatisfy({ $0 != UInt8(ascii: "+") }) else {
                return nil
            }
            bits = number
        }
        self.address = address
        self.bits = bits
        guard Self.leading(bits, of: address.octets) == address.octets else { return nil }
    }

    package func contains(_ other: PeerAddress) -> Bool {
        other.octets.count == address.octets.count && Self.leading(bits, of: other.octets) == address.octets
    }

    private static func leading(_ bits: Int, of octets: [UInt8]) -> [UInt8] {
        octets.enumerated().map { index, octet in
            let kept = min(8, max(0, bits - index * 8))
            return kept == 0 ? 0 : octet & (0xFF << UInt8(8 - kept))
        }
    }
}
