#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5280 §5.3.3
///
///     CertificateIssuer ::= GeneralNames
///
/// In an entry of an indirect list: the issuer of the certificate. It applies to this entry and to those that follow, up to the next entry that
/// has it. Entries before the first one belong to the issuer of the list. Always critical.
public struct EntryCertificateIssuer: GeneralNamesValue {
    /// 2.5.29.29
    public static let oid = OID.Extensions.certificateIssuer
    public static let grammarName = "CertificateIssuer"

    /// The names of the issuer; conforming lists have one directory name.
    public let names: [GeneralName]

    /// The directory name among them.
    public var directoryName: DistinguishedName? {
        for case .directoryName(let name) in names { return name }
        return nil
    }

    /// Creates the value of a conforming list.
    public init(_ issuer: DistinguishedName) {
        names = [.directoryName(issuer)]
    }

    public init(_ names: [GeneralName]) {
        self.names = names
    }
}

/// RFC 5280 §5.3.2
///
///     InvalidityDate ::= GeneralizedTime
///
/// In an entry: the time at which the key was stolen, or the certificate became invalid for another reason. As a rule it is before the date of
/// revocation.
public struct InvalidityDate: GeneralizedTimeValue {
    /// 2.5.29.24
    public static let oid = OID.Extensions.invalidityDate

    public let date: Date

    public init(_ date: Date) {
        self.date = date
    }
}

/// RFC 3280 §5.3.2
///
///     HoldInstructionCode ::= OBJECT IDENTIFIER
///
/// In the entry of a certificate on hold: the action to take when the certificate is used. RFC 5280 no longer has it; old lists do.
public struct HoldInstruction: CertificateExtensionValue {
    /// 2.5.29.23
    public static let oid = OID.Revocation.holdInstructionCode

    /// The instruction, for example `OID.Revocation.holdInstructionReject`.
    public let code: OID

    public init(_ code: OID) {
        self.code = code
    }

    public init(value: [UInt8]) throws(FormatError) {
        code = try DERElement(parsing: value, structure: "HoldInstructionCode").oid()
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 16) { $0.writeOID(code) } }
}
