#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 6960 §4.4.2
///
///     CrlID ::= SEQUENCE {
///         crlUrl   [0] EXPLICIT IA5String OPTIONAL,
///         crlNum   [1] EXPLICIT INTEGER OPTIONAL,
///         crlTime  [2] EXPLICIT GeneralizedTime OPTIONAL }
///
/// The revocation list on which an answer (good, or no longer on hold) is based.
public struct OCSPCRLReference: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.3
    public static let oid = OID.OCSP.crlReference

    /// Where the list can be fetched.
    public let url: String?
    /// The number of the list, big-endian without leading zeros.
    public let number: [UInt8]?
    /// When the list was made.
    public let time: Date?

    /// Creates the value.
    public init(url: String? = nil, number: UInt64? = nil, time: Date? = nil) {
        self.url = url
        self.number = number.map { CRLNumber($0).bytes }
        self.time = time
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "CrlID").fields()
        url = try fields.optional(context: 0, "crlUrl").map { element throws(FormatError) in try element.explicitContent(0).ia5String() }
        number = try fields.optional(context: 1, "crlNum").map { element throws(FormatError) in
            try element.explicitContent(1).unsignedInteger()
        }
        time = try fields.optional(context: 2, "crlTime").map { element throws(FormatError) in
            try element.explicitContent(2).generalizedTime()
        }
        try fields.finish()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let url { writer.writeExplicit(0) { $0.writeIA5String(url) } }
                if let number { writer.writeExplicit(1) { $0.writeInteger(unsigned: number) } }
                if let time { writer.writeExplicit(2) { $0.writeGeneralizedTime(time) } }
            }
        }
    }
}
