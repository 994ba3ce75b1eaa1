#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The statement of a revocation list or an OCSP response about one certificate (RFC 5280 §6.3, RFC 6960 §2.2).
public enum RevocationStatus: Hashable, Sendable {
    /// Not revoked as far as the source covers it.
    case good
    /// Revoked at `date`; `reason` is `nil` when the source does not say.
    case revoked(reason: CRLReason?, date: Date)
    /// The source does not know the certificate or does not cover it.
    case unknown

    /// Whether the certificate is revoked, or on hold.
    public var isRevoked: Bool {
        if case .revoked = self { true } else { false }
    }
}
