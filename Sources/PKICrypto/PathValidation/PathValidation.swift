public import PKIFormats

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Certification path building and the basic validation of RFC 5280 §6.1.
///
/// Applied: names chain, every signature, validity at the time given (of the anchor too), basicConstraints with path length, keyUsage,
/// refusal of critical extensions that are not understood — among them name constraints and policy constraints, so a path that depends on
/// them fails. Not applied: revocation, which the caller asks its own database or a CRL for.
public struct PathValidation: Sendable {
    /// Certificates in a path at most.
    public static let maximumLength = 10

    /// Signatures verified at most for one answer, so that a crowd of look-alike certificates costs a bounded time.
    public static let maximumSignatures = 64

    /// Looks for a path from `leaf` to one of `anchors` and validates it.
    /// - Parameters:
    ///   - leaf: the certificate asked about; it may be a CA's.
    ///   - intermediates: certificates that may stand between, in any order; those that do not belong are ignored.
    ///   - anchors: the certificates trusted. A self-signed certificate among `intermediates` gives no trust.
    ///   - time: the moment the path has to be valid at.
    ///   - purpose: a key purpose that the leaf, and every CA certificate listing purposes, has to allow; `nil` for any.
    public static func validate(
        leaf: Certificate, intermediates: [Certificate], anchors: [Certificate], at time: Date, purpose: OID? = nil
    ) -> PathResult {
        var search = PathSearch(intermediates: intermediates, anchors: anchors, time: time, purpose: purpose)
        if let path = search.path(from: leaf) { return .valid(path) }
        return .invalid(certificate: search.furthest.certificate, rule: search.furthest.rule)
    }
}
