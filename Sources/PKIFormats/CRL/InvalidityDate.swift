#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5280 §5.3.2
///
///     InvalidityDate ::= GeneralizedTime
///
/// In an entry: when the key came into wrong hands, or the certificate became invalid otherwise; before the date of revocation as a rule.
public struct InvalidityDate: CertificateExtensionValue {
    /// 2.5.29.24
    public static let oid = OID.Extensions.invalidityDate

    /// The moment; fractions of a second are cut off when it is written.
    public let date: Date

    /// Creates the value.
    public init(_ date: Date) {
        self.date = date
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        date = try DERElement(parsing: value, structure: "InvalidityDate").generalizedTime()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 20) { $0.writeGeneralizedTime(date) } }
}
