package import PortableFoundation

/// The state of a certificate, as a number. Open. Source: "Get user certificates"; numbers in `NumberTable.swift`.
package struct CertificateStatus: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A revocation counts before the end of the validity.
    package init(_ certificate: ManagedCertificate, at now: Date) {
        switch certificate.standing {
        case .revoked where certificate.isRevoked(at: now): self = .revoked
        case .held: self = .held
        case .good, .revoked: self = certificate.notAfter < now ? .expired : .good
        }
    }
}

/// Where a certificate comes from, as a number. Open. Source: "Get smart card or profile certificates".
package struct CertificateType: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package init(_ origin: ManagedCertificate.Origin) { self = origin == .external ? .external : .native }
}
