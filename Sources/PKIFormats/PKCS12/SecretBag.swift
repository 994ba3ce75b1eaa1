/// RFC 7292 §4.2.5
///
///     SecretBag ::= SEQUENCE { secretTypeId BAG-TYPE.&id, secretValue [0] EXPLICIT BAG-TYPE.&Type }
///
/// Java keeps secret keys here: the type is pkcs8ShroudedKeyBag and the value an OCTET STRING around an EncryptedPrivateKeyInfo.
/// A description shows the type only.
public struct SecretBag: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What the secret is.
    public let type: OID
    /// The value as DER.
    public let value: [UInt8]

    /// Creates a bag.
    /// - Parameter value: one DER element.
    public init(type: OID, value: [UInt8]) {
        self.type = type
        self.value = value
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SecretBag")
        type = try fields.next("secretTypeId").oid()
        value = try fields.next("secretValue").explicitContent(0).encoded
        try fields.finish()
    }

    /// The encrypted key in it, in the form Java writes; `nil` for anything else.
    public var shroudedKey: EncryptedPrivateKeyInfo? {
        guard type == OID.PKCS12.shroudedKeyBag,
            let content = try? DERElement(parsing: value, structure: "SecretBag", field: "secretValue").octetString()
        else { return nil }
        return try? EncryptedPrivateKeyInfo(derEncoded: content)
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: value.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(type)
                writer.writeExplicit(0) { $0.writeRaw(value) }
            }
        }
    }

    /// For example `secret of type 1.2.3`.
    public var description: String { "secret of type \(type.nameOrDotted)" }

    public var debugDescription: String { description }
}
