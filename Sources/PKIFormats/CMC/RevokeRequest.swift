#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5272 §6.11 (control 1.3.6.1.5.5.7.7.17)
///
///     RevokeRequest ::= SEQUENCE {
///         issuerName      Name,
///         serialNumber    INTEGER,
///         reason          CRLReason,
///         invalidityDate  GeneralizedTime OPTIONAL,
///         passphrase      OCTET STRING OPTIONAL,
///         comment         UTF8String OPTIONAL }
///
/// Asks for the revocation of a certificate. Its description shows no passphrase.
public struct RevokeRequest: CMCControlValue, CustomStringConvertible, CustomDebugStringConvertible {
    /// 1.3.6.1.5.5.7.7.17
    public static let oid = OID.CMC.revokeRequest
    /// The issuer of the certificate.
    public let issuer: DistinguishedName
    /// The content octets of its serial number.
    public let serialNumber: [UInt8]
    /// The reason of the revocation.
    public let reason: CRLReason
    /// The moment from which on the key should not be trusted.
    public let invalidityDate: Date?
    /// The secret agreed for revocation, when the request is not signed.
    public let passphrase: [UInt8]?
    /// Text for people.
    public let comment: String?

    public init(
        issuer: DistinguishedName,
        serialNumber: [UInt8],
        reason: CRLReason,
        invalidityDate: Date? = nil,
        passphrase: [UInt8]? = nil,
        comment: String? = nil
    ) {
        self.issuer = issuer
        self.serialNumber = serialNumber
        self.reason = reason
        self.invalidityDate = invalidityDate
        self.passphrase = passphrase
        self.comment = comment
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RevokeRequest").fields()
        issuer = try DistinguishedName(fields.next("issuerName"))
        serialNumber = try fields.next("serialNumber").integerBytes()
        let reasonElement = try fields.next("reason")
        let number = try reasonElement.integer(.enumerated)
        guard let reason = CRLReason(known: number) else { throw reasonElement.fail("\(number) is not a reason code") }
        self.reason = reason
        invalidityDate = try fields.optional(.generalizedTime, "invalidityDate")?.generalizedTime()
        passphrase = try fields.optional(.octetString, "passphrase")?.octetString()
        comment = try fields.optional(.utf8String, "comment")?.utf8String()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 192) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                writer.writePrimitive(tag: 0x02, serialNumber)
                writer.writeEnumerated(reason.rawValue)
                if let invalidityDate { writer.writeGeneralizedTime(invalidityDate) }
                if let passphrase { writer.writeOctetString(passphrase) }
                if let comment { writer.writeUTF8String(comment) }
            }
        }
    }

    /// For example `revoke 0A of CN=Example CA: keyCompromise`.
    public var description: String { "revoke \(Hex.encode(serialNumber)) of \(issuer.rfc4514): \(reason)" }

    public var debugDescription: String { description }
}
