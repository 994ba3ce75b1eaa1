import PKIFormats
import PortableFoundation

/// Addresses that certificates carry forever: the authority's public address and a path, in a form that every client reads alike.
package enum PublicLocation {
    /// The address in the form that `url` and every relying party can use: `http://`, a host, optionally a port and a path, without a slash
    /// at its end.
    /// - Returns: nil for anything else: TLS, because checking its certificate would need another list; a query, a user, blanks.
    package static func normalized(_ text: String) -> String? {
        let scheme = "http://"
        guard text.lowercased().hasPrefix(scheme) else { return nil }
        let trimmed = scheme + (text.hasSuffix("/") ? String(text.dropLast()) : text).dropFirst(scheme.count)
        guard trimmed.utf8.count <= 1024, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }),
            // The lint of every certificate asks the same of a location. An address that passed here alone would stop all issuing.
            NameSyntax.isAbsoluteURI(trimmed), let url = URL(string: trimmed), let host = url.host(), !host.isEmpty, url.user() == nil,
            !trimmed.contains("?"), !trimmed.contains("#"), !trimmed.hasSuffix("/")
        else { return nil }
        return trimmed
    }

    /// The address of the OCSP responder.
    package static func responder(below address: String) -> String { url(address, path: "ocsp") }

    /// The partition that addresses of a list name; 0 when they name none.
    package static func partitionMark(in addresses: [String]) -> Int {
        for address in addresses {
            guard let mark = address.ranges(of: "_Partition").last else { continue }
            let digits = address[mark.upperBound...].prefix { ("0"..."9").contains($0) }
            if digits.utf8.count >= 5, let partition = Int(digits) { return partition }
        }
        return 0
    }

    /// A name in small letters without the marks of partitions at its end.
    static func withoutPartition(_ name: String) -> String {
        var name = name
        while let mark = name.ranges(of: "_partition").last {
            let digits = name[mark.upperBound...]
            guard digits.utf8.count >= 5, digits.allSatisfy({ ("0"..."9").contains($0) }) else { break }
            name.removeSubrange(mark.lowerBound...)
        }
        return name
    }

    /// `http://pki.example/crl/Example%20CA.crl`: every octet except the unreserved ones of RFC 3986 §2.3 is percent-encoded.
    package static func url(_ address: String, path: String) -> String {
        (address.hasSuffix("/") ? String(address.dropLast()) : address) + "/" + PercentEncoding.encode(path: path)
    }
}
