package import CAInterface
import PKIFormats
package import PortableFoundation

/// OCSP over HTTP. Source: RFC 6960 appendix A.1, RFC 9919 §6 and §7.
package enum OCSPHTTP {
    package static let requestType = "application/ocsp-request"
    package static let responseType = "application/ocsp-response"

    /// Clients encode the escapes of a path again, proxies once more.
    private static let mostDecodings = 3

    /// The request in the path of a GET: base64 in any of the forms in which clients and proxies write it, escaped or not, escaped twice, with slashes in front, without
    /// padding, in the alphabet of URLs.
    /// - Parameter text: the path behind that of the responder.
    /// - Returns: what can be decoded, which need not be a request; nil for nothing.
    package static func request(in text: some StringProtocol) -> [UInt8]? {
        var text = String(text)
        for _ in 0..<mostDecodings where text.utf8.contains(UInt8(ascii: "%")) {
            guard let decoded = PercentEncoding.decode(text[...]) else { return nil }
            text = decoded
        }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.utf8.count + 2)
        for octet in text.utf8 {
            switch octet {
            // No request begins with a slash: the first octet of a SEQUENCE gives an M.
            case UInt8(ascii: "/") where octets.isEmpty: continue
            case UInt8(ascii: "-"), UInt8(ascii: " "): octets.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): octets.append(UInt8(ascii: "/"))
            case UInt8(ascii: "="): continue
            default: octets.append(octet)
            }
        }
        guard !octets.isEmpty else { return nil }
        while octets.count % 4 != 0 { octets.append(UInt8(ascii: "=")) }
        return try? Base64.decode(String(decoding: octets, as: UTF8.self))
    }

    /// The fields of an answer that others may keep; nil when it has ended. Source: RFC 9919 §7.
    package struct CacheFields: Sendable, Hashable {
        package let lastModified: String
        package let expires: String
        package let cacheControl: String
        /// With its quotes; a strong one.
        package let tag: String

        package init?(_ caching: StatusAnswer.Caching, at now: Date) {
            // Below nextUpdate, so that no cache gives an answer that has just ended.
            let left = Int(caching.nextUpdate.timeIntervalSince(now).rounded(.down)) - 1
            guard left > 0 else { return nil }
            lastModified = HTTPDate.text(caching.producedAt)
            expires = HTTPDate.text(caching.nextUpdate)
            cacheControl = "max-age=\(left), public, no-transform, must-revalidate"
            tag = "\"\(caching.tag)\""
        }
    }

    /// For answers that say something only now or only to one client.
    package static let notKept = "no-store, no-cache"
}
