#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5652 §6.2.3, and §6.2.2 where it is called RecipientKeyIdentifier
///
///     KEKIdentifier ::= SEQUENCE {
///         keyIdentifier  OCTET STRING,
///         date           GeneralizedTime OPTIONAL,
///         other          OtherKeyAttribute OPTIONAL }
public struct KEKIdentifier: Hashable, Sendable {
    /// What both sides call the key.
    public let keyIdentifier: [UInt8]
    /// Which of several keys with that name; `nil` when absent.
    public let date: Date?
    /// The DER of the OtherKeyAttribute; `nil` when absent.
    public let other: [UInt8]?

    public init(keyIdentifier: [UInt8], date: Date? = nil, other: [UInt8]? = nil) {
        self.keyIdentifier = keyIdentifier
        self.date = date
        self.other = other
    }

    init(_ element: DERElement, tag: DERTag = .sequence, structure: String = "KEKIdentifier") throws(FormatError) {
        var fields = try element.fields(tag, of: structure)
        keyIdentifier = try fields.next("keyIdentifier").octetString()
        date = try fields.optional(.generalizedTime, "date")?.generalizedTime()
        other = fields.optional(.sequence, "other")?.encoded
        try fields.finish()
    }

    func write(tag: UInt8 = 0x30, to writer: inout DERWriter) {
        writer.writeElement(tag: tag) { writer in
            writer.writeOctetString(keyIdentifier)
            if let date { writer.writeGeneralizedTime(date) }
            if let other { writer.writeRaw(other) }
        }
    }
}
