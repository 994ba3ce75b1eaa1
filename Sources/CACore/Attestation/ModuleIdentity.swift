package import PKIFormats

/// The key by which a security module is known, as a request shows it: the endorsement key, or an identity key with its certificate.
package enum ModuleIdentity: Sendable, Hashable {
    case endorsement(EndorsementKeyInformation)
    case identity(AttestationIdentityKeyInformation)

    /// Reads the content of the message to the exchange certificate.
    package init(_ bytes: [UInt8], isEndorsement: Bool) throws(FormatError) {
        if isEndorsement {
            self = .endorsement(try EndorsementKeyInformation(derEncoded: bytes))
        } else {
            self = .identity(try AttestationIdentityKeyInformation(derEncoded: bytes))
        }
    }

    package var isEndorsement: Bool {
        if case .endorsement = self { true } else { false }
    }

    var key: SubjectPublicKeyInfo {
        switch self {
        case .endorsement(let information): information.key
        case .identity(let information): information.key
        }
    }

    /// DER of the certificates that came with the key, the manufacturer's first.
    var certificates: [[UInt8]] {
        switch self {
        case .endorsement(let information): (information.manufacturerCertificate.map { [$0] } ?? []) + information.certificates
        case .identity(let information): information.certificate.map { [$0] } ?? []
        }
    }

    package var derEncoded: [UInt8] {
        switch self {
        case .endorsement(let information): information.derEncoded
        case .identity(let information): information.derEncoded
        }
    }
}
