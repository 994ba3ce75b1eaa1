/// The text forms of IP addresses: dotted decimal, and RFC 5952 for IPv6.
package enum IPAddressText {
    /// The text of 4 or 16 octets; with a mask behind the address, `address/mask`; otherwise hexadecimal.
    package static func text(of octets: [UInt8]) -> String {
        switch octets.count {
        case 4: octets.map(String.init).joined(separator: ".")
        case 16: ipv6(octets)
        case 8, 32:
            text(of: Array(octets.prefix(octets.count / 2))) + "/" + text(of: Array(octets.suffix(octets.count / 2)))
        default: Hex.encode(octets)
        }
    }

    /// The octets of an address in text; `nil` for other text. Zone identifiers and masks are not accepted.
    package static func octets(of text: String) -> [UInt8]? {
        text.utf8.contains(UInt8(ascii: ":")) ? ipv6Octets(text) : ipv4Octets(text)
    }

    /// Whether only the machine itself has the address. An IPv4 address may be written as an IPv6 one (`::ffff:127.0.0.1`, RFC 4291 §2.5.5.2).
    package static func isLoopback(_ octets: [UInt8]) -> Bool {
        switch octets.count {
        case 4: octets[0] == 127
        case 16:
            octets.dropLast().allSatisfy { $0 == 0 } && octets[15] == 1
                || octets.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) && octets[12] == 127
        default: false
        }
    }

    private static func ipv6(_ octets: [UInt8]) -> String {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
        var longest = 0..<0
        var index = 0
        while index < 8 {
            var end = index
            while end < 8, groups[end] == 0 { end += 1 }
            if end - index > max(longest.count, 1) { longest = index..<end }
            index = max(end, index + 1)
        }
        let hexadecimal = groups.map { String($0, radix: 16) }
        guard !longest.isEmpty else { return hexadecimal.joined(separator: ":") }
        return hexadecimal[..<longest.lowerBound].joined(separator: ":") + "::" + hexadecimal[longest.upperBound...].joined(separator: ":")
    }

    private static func ipv4Octets(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != "0", part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
                let octet = UInt8(part)
            else { return nil }
            octets.append(octet)
        }
        return octets
    }

    private static func ipv6Octets(_ text: String) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        guard let head = groups(String(halves[0])) else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(String(halves[1])), head.count + tail.count <= 14 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: String) -> [UInt8]? {
        if text.isEmpty { return [] }
        var octets: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let ipv4 = ipv4Octets(String(part)) else { return nil }
                octets += ipv4
            } else {
                guard (1...4).contains(part.count), part.utf8.allSatisfy({ Hex.digit(Unicode.Scalar($0)) != nil }),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                octets += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
            }
        }
        return octets
    }
}
