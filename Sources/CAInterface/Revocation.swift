public import PKIFormats
public import PortableFoundation

/// A revocation as somebody orders it. Source: "ICertAdmin::RevokeCertificate".
public struct Revocation: Sendable, Hashable {
    /// `removeFromCRL` releases a certificate from hold.
    public var reason: CRLReason
    /// The time from which it counts; nil is now. Until a time that lies ahead the certificate is good, and no list shows it.
    public var effective: Date?
    /// Whether the caller has said that it means the certificate of a certification authority. Without it such a certificate is not revoked.
    public var revokesAuthority: Bool
    /// Whether the caller has said that it means a certificate which is revoked already: its reason and date change. Without it a second revocation is refused.
    public var changesEarlier: Bool
    /// What ``CertificateValidity/revision`` was when the caller decided. If the certificate has changed since, the revocation is refused as `.wrongState`. nil does not
    /// look; calls to another machine do not bring it.
    public var revision: Int?

    public init(
        reason: CRLReason,
        effective: Date? = nil,
        revokesAuthority: Bool = false,
        changesEarlier: Bool = false,
        revision: Int? = nil
    ) {
        self.reason = reason
        self.effective = effective
        self.revokesAuthority = revokesAuthority
        self.changesEarlier = changesEarlier
        self.revision = revision
    }
}

/// What an authority says about a serial number. Source: "ICertAdmin::IsValidCertificate". Nobody looks at the end of the validity period.
public struct CertificateValidity: Sendable, Hashable {
    /// `CA_DISP_…`: 2 revoked, 3 valid, 4 not issued here.
    public enum State: Int, Sendable, Hashable {
        case revoked = 2
        case valid = 3
        case unknown = 4
    }

    public var state: State
    /// The reason of the revocation, also of one that lies ahead; RFC 5280 §5.3.1 number.
    public var reason: Int?
    /// The time from which it counts.
    public var revokedFrom: Date?
    /// Grows with every change of the certificate's row; nil when the authority does not tell it.
    public var revision: Int?

    public init(_ state: State, reason: Int? = nil, revokedFrom: Date? = nil, revision: Int? = nil) {
        self.state = state
        self.reason = reason
        self.revokedFrom = revokedFrom
        self.revision = revision
    }
}
