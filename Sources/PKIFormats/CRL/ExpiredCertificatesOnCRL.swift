#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// ITU-T X.509 (10/2019) §9.5.2.8
///
///     ExpiredCertsOnCRL ::= GeneralizedTime
///
/// The list keeps revoked certificates that expired at this moment or later. Other lists drop certificates when they expire.
public struct ExpiredCertificatesOnCRL: GeneralizedTimeValue {
    /// 2.5.29.60
    public static let oid = OID.Revocation.expiredCertificatesOnCRL
    public static let grammarName = "ExpiredCertsOnCRL"

    public let date: Date

    public init(_ date: Date) {
        self.date = date
    }
}
