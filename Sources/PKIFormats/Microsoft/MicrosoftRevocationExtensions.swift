#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The time at which Microsoft's CA will publish the next revocation list, 1.3.6.1.4.1.311.21.4. It is earlier than `nextUpdate`, which adds the
/// overlap.
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

    public init(value: [UInt8]) throws(FormatError) {
        date = try DERElement(parsing: value, structure: "CRLNextPublish").time()
        self.value = value
    }
}

/// The number of the base list for which a Microsoft delta list was made, 1.3.6.1.4.1.311.21.3.
///
///     CRLVirtualBase ::= INTEGER
public struct CRLVirtualBase: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.3
    public static let oid = OID.Microsoft.crlVirtualBase

    /// The number of the base list.
    public let number: CRLNumber

    public init(_ number: CRLNumber) {
        self.number = number
    }

    public init(value: [UInt8]) throws(FormatError) { number = try CRLNumber(value: value) }

    public var value: [UInt8] { number.value }
}

/// The places where a revocation list itself is published, 1.3.6.1.4.1.311.21.14, also called CRL self CDP: the syntax of cRLDistributionPoints
/// (RFC 5280 §4.2.1.13), in revocation lists, never critical.
public struct PublishedCRLLocations: DistributionPointsValue {
    /// 1.3.6.1.4.1.311.21.14
    public static let oid = OID.Microsoft.publishedCRLLocations

    public let points: [DistributionPoint]

    public init(points: [DistributionPoint]) {
        self.points = points
    }
}
