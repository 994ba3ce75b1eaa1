#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// When Microsoft's CA will publish the next revocation list, 1.3.6.1.4.1.311.21.4: earlier than `nextUpdate`, which adds the overlap.
///
///     CRLNextPublish ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }
public struct CRLNextPublish: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.4
    public static let oid = OID.Microsoft.crlNextPublish

    /// The time, whole seconds.
    public let date: Date

    /// The DER of the value, as it was read; UTCTime through 2049 in a new one.
    public let value: [UInt8]

    /// Creates the value; fractions of a second are cut off.
    public init(_ date: Date) {
        self.date = date
        value = DERWriter.encode(capacity: 17) { $0.writeTime(date) }
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        date = try DERElement(parsing: value, structure: "CRLNextPublish").time()
        self.value = value
    }
}
