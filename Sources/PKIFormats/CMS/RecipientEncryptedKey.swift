/// RFC 5652 §6.2.2
///
///     RecipientEncryptedKey ::= SEQUENCE { rid KeyAgreeRecipientIdentifier, encryptedKey OCTET STRING }
///     KeyAgreeRecipientIdentifier ::= CHOICE {
///         issuerAndSerialNumber  IssuerAndSerialNumber,
///         rKeyId                 [0] IMPLICIT RecipientKeyIdentifier }
public struct RecipientEncryptedKey: Hashable, Sendable {
    /// How the recipient's certificate is named.
    public enum Identifier: Hashable, Sendable {
        /// By issuer and the content octets of the serial number.
        case issuerAndSerialNumber(issuer: DistinguishedName, serialNumber: [UInt8])
        /// By key identifier.
        case keyIdentifier(KEKIdentifier)
    }

    /// Whose it is.
    public let identifier: Identifier
    /// The wrapped content key.
    public let encryptedKey: [UInt8]

    public init(identifier: Identifier, encryptedKey: [UInt8]) {
        self.identifier = identifier
        self.encryptedKey = encryptedKey
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "RecipientEncryptedKey")
        let rid = try fields.next("rid")
        if rid.tag == .context(0) {
            identifier = .keyIdentifier(try KEKIdentifier(rid, tag: .context(0), structure: "RecipientKeyIdentifier"))
        } else if case .issuerAndSerialNumber(let issuer, let serialNumber) = try CMSIdentifier.issuerAndSerialNumber(rid) {
            identifier = .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
        } else {
            throw rid.fail("expected issuer and serial number")
        }
        encryptedKey = try fields.next("encryptedKey").octetString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            switch identifier {
            case .issuerAndSerialNumber(let issuer, let serialNumber):
                CMSIdentifier.issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber).write(to: &writer)
            case .keyIdentifier(let identifier): identifier.write(tag: 0xA0, to: &writer)
            }
            writer.writeOctetString(encryptedKey)
        }
    }

    /// The identifier in the form signers and other recipients have; date and other attributes of a key identifier are left out.
    public var certificateIdentifier: CMSIdentifier {
        switch identifier {
        case .issuerAndSerialNumber(let issuer, let serialNumber): .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
        case .keyIdentifier(let identifier): .subjectKeyIdentifier(identifier.keyIdentifier)
        }
    }
}
