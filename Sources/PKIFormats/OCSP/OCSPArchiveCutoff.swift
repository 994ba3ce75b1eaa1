#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 6960 §4.4.4
///
///     ArchiveCutoff ::= GeneralizedTime
///
/// The responder still answers about certificates that expired after this moment.
public struct OCSPArchiveCutoff: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.6
    public static let oid = OID.OCSP.archiveCutoff

    /// The moment; fractions of a second are cut off when it is written.
    public let date: Date

    /// Creates the value.
    public init(_ date: Date) {
        self.date = date
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        date = try DERElement(parsing: value, structure: "ArchiveCutoff").generalizedTime()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 20) { $0.writeGeneralizedTime(date) } }
}
