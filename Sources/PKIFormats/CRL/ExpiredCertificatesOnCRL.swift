#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// ITU-T X.509 (10/2019) §9.5.2.8
///
///     ExpiredCertsOnCRL ::= GeneralizedTime
///
/// The list keeps revoked certificates that expired at this moment or later; others leave it when they expire.
public struct ExpiredCertificatesOnCRL: CertificateExtensionValue {
    /// 2.5.29.60
    public static let oid = OID.Revocation.expiredCertificatesOnCRL

    /// The moment; fractions of a second are cut off when it is written.
    public let date: Date

    /// Creates the value.
    public init(_ date: Date) {
        self.date = date
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        date = try DERElement(parsing: value, structure: "ExpiredCertsOnCRL").generalizedTime()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 20) { $0.writeGeneralizedTime(date) } }
}
