package import CAInterface
package import PKIFormats
import WireProtocols

/// Subject alternative names from the words of a command line.
package struct NamedAlternatives: Sendable {
    /// - Throws: `CAError` with 0x80070057 for a name that does not fit its kind.
    package static func certificateExtension(
        dns: [String],
        email: [String],
        address: [String],
        upn: [String]
    ) throws(CAError) -> CertificateExtension? {
        var text = dns.map { "dns=\($0)" } + email.map { "email=\($0)" } + address.map { "ipaddress=\($0)" } + upn.map { "upn=\($0)" }
        text = text.filter { !$0.contains("&") }
        guard text.count == dns.count + email.count + address.count + upn.count else {
            throw CAError(.malformed, status: .invalidArgument, "A name must not contain an ampersand.")
        }
        if text.isEmpty { return nil }
        do {
            return try AlternativeNameText.names(text.joined(separator: "&"), PolicyFile.Entry(key: "", value: "", line: 0)).asExtension()
        } catch {
            throw CAError(.malformed, status: .invalidArgument, "A subject alternative name cannot be used: \(error.message)")
        }
    }
}
