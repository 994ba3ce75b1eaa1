import PKIFormats

/// Addresses with a common prefix, such as `192.0.2.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291 §2.3).
package struct AddressBlock: Sendable, Hashable {
    private let address: PeerAddress
    private let bits: Int

    /// - Parameter text: an address, or an address and the number of its leading bits. All other bits must be zero.
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
