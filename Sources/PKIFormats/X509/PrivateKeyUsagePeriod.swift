#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 3280 §4.2.1.4 (RFC 5280 dropped the extension, but certificates still have it)
///
///     PrivateKeyUsagePeriod ::= SEQUENCE { notBefore [0] GeneralizedTime OPTIONAL, notAfter [1] GeneralizedTime OPTIONAL }
///
/// At least one of the two times is present.
public struct PrivateKeyUsagePeriod: CertificateExtensionValue {
    /// 2.5.29.16
    public static let oid = OID.Extensions.privateKeyUsagePeriod

    /// The key signs from here on, whole seconds; `nil` for the beginning of the certificate.
    public let notBefore: Date?

    /// The key signs until here, whole seconds; `nil` for the end of the certificate.
    public let notAfter: Date?

    /// Creates the value. Fractions of a second are not written.
    public init(notBefore: Date?, notAfter: Date?) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "PrivateKeyUsagePeriod")
        var fields = try element.fields()
        notBefore = try fields.optional(0, "notBefore", Self.time)
        notAfter = try fields.optional(1, "notAfter", Self.time)
        try fields.finish()
        guard notBefore != nil || notAfter != nil else { throw element.fail("it names neither begin nor end") }
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 40) { writer in
            writer.writeSequence { writer in
                if let notBefore { writer.writeGeneralizedTime(notBefore, tag: 0x80) }
                if let notAfter { writer.writeGeneralizedTime(notAfter, tag: 0x81) }
            }
        }
    }

    private static func time(_ element: DERElement, _ tag: DERTag) throws(FormatError) -> Date {
        guard element.end - element.contentStart == 15 else { throw element.fail("the time has the form YYYYMMDDHHMMSSZ") }
        return try element.generalizedTime(tag)
    }
}
