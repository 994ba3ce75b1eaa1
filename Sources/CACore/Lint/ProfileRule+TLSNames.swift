import CertificateTemplates
import PKIFormats
import PortableFoundation

/// The common name and the alternative names of a server. Their syntax is judged for every certificate (RFC 5280 §4.2.1.6).
extension ProfileRule {
    static let tlsNames: [ProfileRule] = [
        ProfileRule("tls.common-name", .tlsServer, "TLS BR §7.1.4.3", "the common name is an alternative name, letter by letter") {
            subject in
            let known = Set(subject.dnsNames + subject.addresses.map(IPAddressText.text))
            let other = subject.values(of: OID.commonName).first { !known.contains($0) }
            return other.map { Finding("subject", "CN=\($0)", "Ask for the name as an alternative name too, or omit it.") }
        },
        ProfileRule("tls.common-name-advice", .tlsServer, .warning, "TLS BR §7.1.2.7.2", "no common name") { subject in
            subject.values(of: OID.commonName).first.map { Finding("subject", "CN=\($0)", "Omit the common name.") }
        },
        ProfileRule("tls.san-present", .tlsServer, "TLS BR §7.1.2.7.12", "there is an alternative name") { subject in
            subject.names.isEmpty ? Finding("subjectAltName", "none", "Ask for the DNS names of the server.") : nil
        },
        ProfileRule("tls.san-kinds", .tlsServer, "TLS BR §7.1.2.7.12", "alternative names are DNS names and IP addresses alone") {
            subject in
            let other = subject.names.first { name in
                switch name {
                case .dnsName, .ipAddress: false
                default: true
                }
            }
            return other.map { Finding("subjectAltName", $0.description, "Omit it.") }
        },
        ProfileRule(
            "tls.san-critical",
            .tlsServer,
            "TLS BR §7.1.2.7.12",
            "alternative names are critical exactly when the subject is empty"
        ) { subject in
            guard let item = subject.find(SubjectAlternativeName.oid), item.critical != subject.body.subject.isEmpty else { return nil }
            return .ofTemplate("subjectAltName", item.critical ? "critical beside a subject" : "not critical without a subject")
        },
        ProfileRule("tls.internal-name", .tlsServer, "TLS BR §7.1.2.7.12", "no name ends with a domain that is kept for other use") {
            subject in
            subject.dnsNames.first(where: isInternal).map { Finding("subjectAltName", $0, "Ask for a name below a registered domain.") }
        },
        ProfileRule("tls.reverse-zone", .tlsServer, "TLS BR §7.1.2.7.12", "no name ends with in-addr.arpa or ip6.arpa") { subject in
            let zones = [".in-addr.arpa", ".ip6.arpa"]
            let reverse = subject.dnsNames.first { name in zones.contains { ("." + name.lowercased()).hasSuffix($0) } }
            return reverse.map { Finding("subjectAltName", $0, "Ask for the IP address, or for a name of the server.") }
        },
        ProfileRule("tls.reserved-label", .tlsServer, "TLS BR §7.1.2.7.12", "no label has hyphens in the third and fourth place but xn--") {
            subject in
            let reserved = subject.dnsNames.first { name in
                name.lowercased().split(separator: ".").contains { $0.dropFirst(2).hasPrefix("--") && !$0.hasPrefix("xn--") }
            }
            return reserved.map { Finding("subjectAltName", $0, "Ask for another name.") }
        },
        ProfileRule("tls.reserved-address", .tlsServer, "TLS BR §7.1.2.7.12", "no IP address is kept for private or special use") {
            subject in
            subject.addresses.first(where: isReserved).map {
                Finding("subjectAltName", IPAddressText.text(of: $0), "Ask for a public address, or for a DNS name.")
            }
        },
    ]

    /// One label, or a last label that no public zone has: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's .internal, and those that private
    /// networks use. The zones that are there change daily, so no list of them is kept.
    private static func isInternal(_ name: String) -> Bool {
        let labels = name.lowercased().split(separator: ".")
        let special: Set<Substring> = [
            "alt", "corp", "domain", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost",
            "mail",
            "onion", "private", "test", "workgroup",
        ]
        return labels.count < 2 || labels.last.map(special.contains) ?? true || labels.suffix(2) == ["home", "arpa"]
    }

    /// The addresses of the IANA registries for special purposes that are not globally reachable. Source: RFC 6890, RFC 8190.
    private static func isReserved(_ octets: [UInt8]) -> Bool {
        if octets.count == 16 {
            if octets[0] & 0xE0 != 0x20 { return true }
            return octets.starts(with: [0x20, 0x01, 0x0D, 0xB8]) || octets.starts(with: [0x20, 0x01]) && octets[2] < 2
                || octets.starts(with: [0x20, 0x02]) || octets.starts(with: [0x3F, 0xFF]) && octets[2] < 0x10
        }
        guard octets.count == 4 else { return true }
        switch (octets[0], octets[1], octets[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (192, 168, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 51, 100),
            (203, 0, 113):
            return true
        case (172, let second, _): return (16...31).contains(second)
        case (100, let second, _): return (64...127).contains(second)
        case (198, let second, _): return second == 18 || second == 19
        case (let first, _, _): return first >= 224
        }
    }
}
