import CAInterface
import PKICrypto
import PKIFormats

/// The names that a program wants to be certified.
struct RequestedNames: Sendable {
    let subject: DistinguishedName
    let alternatives: [GeneralName]

    init(
        subject: DistinguishedName,
        dnsNames: [String],
        ipAddresses: [String],
        emailAddresses: [String],
        principalNames: [String]
    ) throws {
        self.subject = subject
        let made = try NamedAlternatives.certificateExtension(
            dns: dnsNames,
            email: emailAddresses,
            address: ipAddresses,
            upn: principalNames
        )
        alternatives = try made.map { try SubjectAlternativeName(value: $0.value).names } ?? []
    }

    /// The names of a certificate, to ask for them again.
    init(of certificate: Certificate) throws {
        subject = certificate.subject
        alternatives = try certificate.value(of: SubjectAlternativeName.self)?.names ?? []
    }

    var certificateExtension: CertificateExtension? {
        alternatives.isEmpty ? nil : SubjectAlternativeName(alternatives).asExtension(critical: subject == .empty)
    }

    /// Whether a certificate has these names and, of the kinds asked for, no others. A kind that was not asked for may come from the directory.
    func match(_ certificate: Certificate) -> Bool {
        guard subject == .empty || subject == certificate.subject else { return false }
        guard !alternatives.isEmpty else { return true }
        guard let present = try? certificate.value(of: SubjectAlternativeName.self)?.names else { return false }
        let kinds = Set(alternatives.map(Self.kind))
        return Set(alternatives.map(Self.comparable)) == Set(present.filter { kinds.contains(Self.kind($0)) }.map(Self.comparable))
    }

    /// The names asked for that a certificate does not have, in words.
    func missing(in certificate: Certificate) -> [String] {
        let present = Set(((try? certificate.value(of: SubjectAlternativeName.self)?.names) ?? []).map(Self.comparable))
        let absent = alternatives.filter { !present.contains(Self.comparable($0)) }.map { "\($0)" }
        return (subject == .empty || subject == certificate.subject ? [] : ["the subject \(subject)"]) + absent
    }

    /// The same for the same names, in any case and order.
    var fingerprint: [UInt8] {
        let texts = alternatives.map { Hex.encode(Self.comparable($0).derEncoded) }.sorted()
        return Digest.sha256(subject.derEncoded + Array(texts.joined(separator: ",").utf8))
    }

    private enum Kind: Hashable { case dns, address, mail, principal, other(GeneralName) }

    private static func kind(_ name: GeneralName) -> Kind {
        switch name {
        case .dnsName: .dns
        case .ipAddress: .address
        case .rfc822Name: .mail
        case .otherName(OID.Microsoft.userPrincipalName, _): .principal
        default: .other(name)
        }
    }

    /// DNS names have no case.
    private static func comparable(_ name: GeneralName) -> GeneralName {
        if case .dnsName(let text) = name { .dnsName(text.lowercased()) } else { name }
    }
}
