package import CAInterface
package import PortableFoundation
import PKIFormats

/// A certificate that belongs to a profile.
package struct ManagedCertificate: Hashable, Sendable, Codable {
    package let profile: UUID
    /// The management request that produced it, and the option that it answers.
    package let request: UUID
    package let option: Int
    /// Empty for `external`.
    package let authority: String
    package let authorityRequest: RequestID
    package let template: String
    /// Lowercase hexadecimal.
    package let serialNumber: String
    /// SHA-1 of the DER in uppercase hexadecimal, as Windows shows thumbprints.
    package let thumbprint: String
    package let notBefore: Date
    package let notAfter: Date
    package var origin: Origin
    /// Where the service has revoked it or put it on hold. The CA's row is the truth; this is what was done here.
    package var standing: Standing
    /// The time from which a revocation counts, where it lay ahead when it was made. Until then the certificate is good.
    package var revokedFrom: Date?
    /// DER; nil for `client`, where the CA of `authorityRequest` has it.
    package var certificate: [UInt8]?

    /// Where its key comes from.
    package enum Origin: String, Hashable, Sendable, Codable {
        /// The client made the key.
        case client
        /// The service made the key and keeps it sealed: a secret of the kind `privateKey`, whose subject is the profile and whose name `KeptKey`
        /// makes of the public key.
        case server
        /// An older certificate that came along so that old data can be read. This profile has its own sealed copy of the key.
        case keyHistory
        /// Issued elsewhere. Its key is kept like that of `server`, if it was brought.
        case external
    }

    package enum Standing: String, Hashable, Sendable, Codable { case good, held, revoked }

    package init(
        profile: UUID,
        request: UUID,
        option: Int,
        authority: String,
        authorityRequest: RequestID,
        template: String,
        serialNumber: String,
        thumbprint: String,
        notBefore: Date,
        notAfter: Date,
        origin: Origin = .client,
        standing: Standing = .good,
        revokedFrom: Date? = nil,
        certificate: [UInt8]? = nil
    ) {
        self.profile = profile
        self.request = request
        self.option = option
        self.authority = authority
        self.authorityRequest = authorityRequest
        self.template = template
        self.serialNumber = serialNumber
        self.thumbprint = thumbprint
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.origin = origin
        self.standing = standing
        self.revokedFrom = revokedFrom
        self.certificate = certificate
    }
}

/// Bits of a certificate answer. Source: "Get certificate responses"; numbers in `NumberTable.swift`.
package struct CertificateFlags: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

extension ManagedCertificate {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            profile: try members.value(.profile),
            request: try members.value(.request),
            option: try members.value(.option),
            authority: try members.value(.authority),
            authorityRequest: try members.value(.authorityRequest),
            template: try members.value(.template, else: ""),
            serialNumber: try members.value(.serialNumber),
            thumbprint: try members.value(.thumbprint, else: ""),
            notBefore: try members.value(.notBefore),
            notAfter: try members.value(.notAfter),
            origin: try members.value(.origin, else: .client),
            standing: try members.value(.standing, else: .good),
            revokedFrom: try members.optional(.revokedFrom),
            certificate: try members.optional(.certificate)
        )
    }
}

extension ManagedCertificate {
    /// Nothing is left to revoke, and nothing to bring forward.
    func isRevoked(at now: Date) -> Bool { standing == .revoked && (revokedFrom ?? now) <= now }

    /// Takes over what the CA says.
    mutating func note(_ validity: CertificateValidity, at now: Date) {
        switch validity.reason {
        case nil: standing = .good
        case CRLReason.certificateHold.rawValue: standing = .held
        default: standing = .revoked
        }
        revokedFrom = standing == .revoked ? validity.revokedFrom.flatMap { $0 > now ? $0 : nil } : nil
    }
}
