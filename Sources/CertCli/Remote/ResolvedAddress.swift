import NIOPosix
import PKIFormats
import SystemFiles

/// The addresses behind a host of a URL, as the system's resolver reads it: `0x7f.1` and `2130706433` mean 127.0.0.1 to it.
package struct ResolvedAddress: Sendable, Hashable {
    /// 4 or 16 octets.
    package let octets: [UInt8]

    package init(octets: [UInt8]) { self.octets = octets }

    /// The host of a URL.
    var urlHost: String { octets.count == 16 ? "[" + IPAddressText.text(of: octets) + "]" : IPAddressText.text(of: octets) }

    /// The addresses of a host, in the resolver's order; empty when it knows none. The call blocks, so it runs on a thread of its own.
    static func all(of host: String) async -> [ResolvedAddress] {
        (try? await NIOThreadPool.singleton.runIfActive { resolve(host, flags: 0) }) ?? []
    }

    /// Whether the host is a number in any of the forms that the resolver reads, so that no name server is asked.
    static func isNumeric(_ host: String) -> Bool { !resolve(host, flags: AI_NUMERICHOST).isEmpty }

    private static func resolve(_ host: String, flags: Int32) -> [ResolvedAddress] {
        var hints = addrinfo()
        hints.ai_flags = flags
        hints.ai_socktype = streamSocket
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [ResolvedAddress] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ai_next
            // The address is behind family and port, and in IPv6 behind the flow label too.
            let (offset, count) = entry.pointee.ai_family == AF_INET6 ? (8, 16) : (4, 4)
            guard [AF_INET, AF_INET6].contains(entry.pointee.ai_family), let address = entry.pointee.ai_addr else { continue }
            let octets = Array(UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + offset, count: count))
            if !found.contains(ResolvedAddress(octets: octets)) { found.append(ResolvedAddress(octets: octets)) }
        }
        return found
    }

    // MARK: Judgment

    /// Whether the address is of one link, or of none: 169.254/16, fe80::/10, 0/8 and ::. Services that answer there trust whoever can reach them, such
    /// as those that hand out a cloud machine's credentials.
    package var isLinkLocal: Bool {
        if octets.count == 16, octets[0] == 0xFE, octets[1] & 0xC0 == 0x80 { return true }
        guard let version4 else { return false }
        return version4[0] == 0 ? !isLoopback : version4.starts(with: [169, 254])
    }

    /// Whether only this machine has the address.
    package var isLoopback: Bool {
        if octets.count == 16, octets.dropLast().allSatisfy({ $0 == 0 }) { return octets[15] == 1 }
        return version4?.first == 127
    }

    /// The IPv4 address that this one is or leads to: mapped (RFC 4291 §2.5.5.2), compatible (§2.5.5.1) or behind a translator (RFC 6052 §2.1).
    private var version4: [UInt8]? {
        if octets.count == 4 { return octets }
        let zeros = [UInt8](repeating: 0, count: 10)
        let prefixes: [[UInt8]] = [zeros + [0xFF, 0xFF], zeros + [0, 0], [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]]
        return prefixes.contains(where: octets.starts) ? Array(octets.suffix(4)) : nil
    }
}
