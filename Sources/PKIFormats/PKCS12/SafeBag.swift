/// RFC 7292 §4.2
///
///     SafeBag ::= SEQUENCE {
///         bagId          BAG-TYPE.&id ({PKCS12BagSet}),
///         bagValue       [0] EXPLICIT BAG-TYPE.&Type({PKCS12BagSet}{@bagId}),
///         bagAttributes  SET OF PKCS12Attribute OPTIONAL }
///
/// A bag of a type that is not known is kept with its value as DER.
public struct SafeBag: Hashable, Sendable {
    /// What a bag holds.
    public enum Value: Hashable, Sendable {
        /// A private key in the clear. Secret.
        case key(PrivateKeyInfo)
        /// A private key under the password.
        case shroudedKey(EncryptedPrivateKeyInfo)
        /// A certificate.
        case certificate(CertBag)
        /// A revocation list.
        case revocationList(CRLBag)
        /// Something secret of a type of its own.
        case secret(SecretBag)
        /// More bags.
        case contents(SafeContents)
        /// Anything else, as DER.
        case other([UInt8])
    }

    /// The type of the bag.
    public let type: OID
    /// What it holds.
    public let value: Value
    /// What is said about it.
    public let attributes: [BagAttribute]
    /// The whole SEQUENCE.
    public let derEncoded: [UInt8]

    /// Creates a bag.
    /// - Parameter type: for ``Value/other(_:)`` only; the others know theirs.
    public init(_ value: Value, attributes: [BagAttribute] = [], type: OID? = nil) {
        self.value = value
        self.attributes = attributes
        let content: [UInt8]
        switch value {
        case .key(let key): (self.type, content) = (OID.PKCS12.keyBag, key.derEncoded)
        case .shroudedKey(let key): (self.type, content) = (OID.PKCS12.shroudedKeyBag, key.derEncoded)
        case .certificate(let bag): (self.type, content) = (OID.PKCS12.certBag, bag.derEncoded)
        case .revocationList(let bag): (self.type, content) = (OID.PKCS12.crlBag, bag.derEncoded)
        case .secret(let bag): (self.type, content) = (OID.PKCS12.secretBag, bag.derEncoded)
        case .contents(let bags): (self.type, content) = (OID.PKCS12.safeContentsBag, bags.derEncoded)
        case .other(let der): (self.type, content) = (type ?? OID.PKCS12.secretBag, der)
        }
        let identifier = self.type
        derEncoded = DERWriter.encode(capacity: content.count + 96) { writer in
            writer.writeSequence { writer in
                writer.writeOID(identifier)
                writer.writeExplicit(0) { $0.writeRaw(content) }
                if !attributes.isEmpty { writer.writeSetOf(attributes.map(\.derEncoded)) }
            }
        }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SafeBag")
        type = try fields.next("bagId").oid()
        let content = try fields.next("bagValue").explicitContent(0)
        var attributes: [BagAttribute] = []
        if let set = fields.optional(.set, "bagAttributes") {
            for member in try set.members(.set) { attributes.append(try BagAttribute(member)) }
        }
        self.attributes = attributes
        try fields.finish()
        derEncoded = element.encoded
        do {
            value = try Self.read(content, type)
        } catch {
            throw error.inside("SafeBag", field: "bagValue", at: nil)
        }
    }

    private static func read(_ content: DERElement, _ type: OID) throws(FormatError) -> Value {
        switch type {
        case OID.PKCS12.keyBag: .key(try PrivateKeyInfo(derEncoded: content.encoded))
        case OID.PKCS12.shroudedKeyBag: .shroudedKey(try EncryptedPrivateKeyInfo(derEncoded: content.encoded))
        case OID.PKCS12.certBag: .certificate(try CertBag(content))
        case OID.PKCS12.crlBag: .revocationList(try CRLBag(content))
        case OID.PKCS12.secretBag: .secret(try SecretBag(content))
        case OID.PKCS12.safeContentsBag: .contents(try SafeContents(content))
        default: .other(content.encoded)
        }
    }
}
