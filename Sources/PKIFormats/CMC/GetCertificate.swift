#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5272 §6.9 (control 1.3.6.1.5.5.7.7.15)
///
///     GetCert ::= SEQUENCE { issuerName GeneralName, serialNumber INTEGER }
///
/// Asks for a certificate issued before.
public struct GetCertificate: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.15
    public static let oid = OID.CMC.getCertificate
    /// The issuer of the certificate.
    public let issuer: GeneralName
    /// The content octets of its serial number.
    public let serialNumber: [UInt8]

    public init(issuer: GeneralName, serialNumber: [UInt8]) {
        self.issuer = issuer
        self.serialNumber = serialNumber
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "GetCert").fields()
        issuer = try GeneralName(fields.next("issuerName"))
        serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                issuer.write(to: &writer)
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        }
    }
}

/// RFC 5272 §6.10 (control 1.3.6.1.5.5.7.7.16)
///
///     GetCRL ::= SEQUENCE {
///         issuerName  Name,
///         cRLName     GeneralName OPTIONAL,
///         time        GeneralizedTime OPTIONAL,
///         reasons     ReasonFlags OPTIONAL }
///
/// Asks for a revocation list.
public struct GetCRL: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.16
    public static let oid = OID.CMC.getCRL
    /// The issuer of the list.
    public let issuer: DistinguishedName
    /// The list's name when the issuer has several.
    public let name: GeneralName?
    /// The moment for which it should be valid; `nil` for the newest.
    public let time: Date?
    /// The reasons it should cover.
    public let reasons: ReasonFlags?

    public init(issuer: DistinguishedName, name: GeneralName? = nil, time: Date? = nil, reasons: ReasonFlags? = nil) {
        self.issuer = issuer
        self.name = name
        self.time = time
        self.reasons = reasons
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "GetCRL").fields()
        issuer = try DistinguishedName(fields.next("issuerName"))
        var name: GeneralName?
        for number in UInt8(0)...8 where name == nil {
            if let element = fields.optional(context: number, "cRLName") { name = try GeneralName(element) }
        }
        self.name = name
        time = try fields.optional(.generalizedTime, "time")?.generalizedTime()
        reasons = try fields.optional(.bitString, "reasons") { element throws(FormatError) in try ReasonFlags(element, .bitString) }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                name?.write(to: &writer)
                if let time { writer.writeGeneralizedTime(time) }
                reasons?.write(to: &writer, tag: 0x03)
            }
        }
    }
}
