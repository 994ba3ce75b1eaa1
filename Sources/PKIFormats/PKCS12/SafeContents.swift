/// RFC 7292 §4.2
///
///     SafeContents ::= SEQUENCE OF SafeBag
public struct SafeContents: Hashable, Sendable {
    /// The bags in order.
    public let bags: [SafeBag]

    public init(bags: [SafeBag]) { self.bags = bags }

    /// Reads the DER of a SafeContents; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "SafeContents"))
    }

    init(_ element: DERElement) throws(FormatError) {
        bags = try element.list(of: SafeBag.init)
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 1024) { $0.writeSequence(of: bags) { $1.writeRaw($0.derEncoded) } }
    }
}

/// RFC 7292 §4.2
///
///     SafeBag ::= SEQUENCE {
///         bagId          BAG-TYPE.&id ({PKCS12BagSet}),
///         bagValue       [0] EXPLICIT BAG-TYPE.&Type({PKCS12BagSet}{@bagId}),
///         bagAttributes  SET OF PKCS12Attribute OPTIONAL }
///
/// A bag of an unknown type is kept with its value as DER.
public struct SafeBag: Hashable, Sendable {
    /// The content of a bag.
    public enum Value: Hashable, Sendable {
        /// A private key, unencrypted. Secret.
        case key(PrivateKeyInfo)
        /// A private key under the password.
        case shroudedKey(EncryptedPrivateKeyInfo)
        /// A certificate.
        case certificate(CertBag)
        /// A revocation list.
        case revocationList(CRLBag)
        /// A secret with a type of its own.
        case secret(SecretBag)
        /// More bags.
        case contents(SafeContents)
        /// Anything else, as DER.
        case other([UInt8])
    }

    /// The type of the bag.
    public let type: OID
    /// The content.
    public let value: Value
    /// Attributes such as the name that people see.
    public let attributes: [BagAttribute]
    /// The whole SEQUENCE.
    public let derEncoded: [UInt8]

    /// Creates a bag.
    /// - Parameter type: for ``Value/other(_:)`` only; the other values have their own type.
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
        attributes =
            try fields.optional(.set, "bagAttributes") { set throws(FormatError) in try set.list(.set, of: BagAttribute.init) } ?? []
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

/// RFC 7292 §4.2.3
///
///     CertBag ::= SEQUENCE { certId BAG-TYPE.&id, certValue [0] EXPLICIT BAG-TYPE.&Type }
///     x509Certificate BAG-TYPE ::= { OCTET STRING IDENTIFIED BY {certTypes 1} }
///     sdsiCertificate BAG-TYPE ::= { IA5String IDENTIFIED BY {certTypes 2} }
public struct CertBag: Hashable, Sendable {
    /// The type of the certificate.
    public let type: OID
    /// The value as DER.
    public let value: [UInt8]

    /// Holds a certificate of X.509.
    /// - Parameter x509: its DER.
    public init(x509: [UInt8]) {
        type = OID.PKCS12.x509Certificate
        value = DERWriter.encode(capacity: x509.count + 8) { $0.writeOctetString(x509) }
    }

    /// Holds a certificate of any type.
    /// - Parameter value: its DER.
    public init(type: OID, value: [UInt8]) {
        self.type = type
        self.value = value
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertBag")
        type = try fields.next("certId").oid()
        let content = try fields.next("certValue").explicitContent(0)
        try fields.finish()
        if type == OID.PKCS12.x509Certificate { _ = try content.octetString() }
        if type == OID.PKCS12.sdsiCertificate { _ = try content.primitive(.ia5String) }
        value = content.encoded
    }

    /// The DER of the certificate of X.509; `nil` for other types.
    public var x509: [UInt8]? {
        guard type == OID.PKCS12.x509Certificate else { return nil }
        return try? DERElement(parsing: value, structure: "CertBag", field: "certValue").octetString()
    }

    /// The certificate of SDSI, which is base64 text; `nil` for other types.
    public var sdsi: String? {
        guard type == OID.PKCS12.sdsiCertificate,
            let octets = try? DERElement(parsing: value, structure: "CertBag", field: "certValue").primitive(.ia5String)
        else { return nil }
        return String(decoding: octets, as: UTF8.self)
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: value.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(type)
                writer.writeExplicit(0) { $0.writeRaw(value) }
            }
        }
    }
}

/// RFC 7292 §4.2.4
///
///     CRLBag ::= SEQUENCE { crlId BAG-TYPE.&id, crlValue [0] EXPLICIT BAG-TYPE.&Type }
///     x509CRL BAG-TYPE ::= { OCTET STRING IDENTIFIED BY {crlTypes 1} }
public struct CRLBag: Hashable, Sendable {
    /// The type of the list.
    public let type: OID
    /// The value as DER.
    public let value: [UInt8]

    /// Holds a list of X.509.
    /// - Parameter x509: its DER.
    public init(x509: [UInt8]) {
        type = OID.PKCS12.x509CRL
        value = DERWriter.encode(capacity: x509.count + 8) { $0.writeOctetString(x509) }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CRLBag")
        type = try fields.next("crlId").oid()
        let content = try fields.next("crlValue").explicitContent(0)
        try fields.finish()
        if type == OID.PKCS12.x509CRL { _ = try content.octetString() }
        value = content.encoded
    }

    /// The DER of the list of X.509; `nil` for other types.
    public var x509: [UInt8]? {
        guard type == OID.PKCS12.x509CRL else { return nil }
        return try? DERElement(parsing: value, structure: "CRLBag", field: "crlValue").octetString()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: value.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(type)
                writer.writeExplicit(0) { $0.writeRaw(value) }
            }
        }
    }
}

/// RFC 7292 §4.2.5
///
///     SecretBag ::= SEQUENCE { secretTypeId BAG-TYPE.&id, secretValue [0] EXPLICIT BAG-TYPE.&Type }
///
/// Java keeps secret keys here: the type is pkcs8ShroudedKeyBag and the value an OCTET STRING around an EncryptedPrivateKeyInfo.
/// A description shows only the type.
public struct SecretBag: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The type of the secret.
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

    /// The encrypted key in the bag, in the form that Java writes; `nil` for anything else.
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

/// RFC 7292 §4.2
///
///     PKCS12Attribute ::= SEQUENCE { attrId ATTRIBUTE.&id, attrValues SET OF ATTRIBUTE.&Type }
///
/// Unlike attributes elsewhere, it may lack a value, as Microsoft's attribute for keys of the machine does.
public struct BagAttribute: Hashable, Sendable {
    /// The identifier of the attribute.
    public let oid: OID
    /// The values, each as DER.
    public let values: [[UInt8]]

    /// Creates an attribute; the values are put in the order of DER.
    public init(_ oid: OID, values: [[UInt8]]) {
        self.oid = oid
        self.values = values.inSetOrder { $0 }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PKCS12Attribute")
        oid = try fields.next("attrId").oid()
        values = try fields.next("attrValues").members(.set).map(\.encoded)
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOID(oid)
                writer.writeMembers(values)
            }
        }
    }
}

extension BagAttribute {
    /// The name that people see (RFC 2985 §5.5.1).
    public static func friendlyName(_ name: String) -> BagAttribute {
        BagAttribute(OID.PKCS12.friendlyName, values: [DERWriter.encode(capacity: 64) { $0.writeBMPString(name) }])
    }

    /// The octets that connect a key with its certificate (RFC 2985 §5.5.2).
    public static func localKeyIdentifier(_ identifier: [UInt8]) -> BagAttribute {
        BagAttribute(OID.PKCS12.localKeyIdentifier, values: [DERWriter.encode(capacity: 32) { $0.writeOctetString(identifier) }])
    }

    /// Microsoft's name of the provider that should keep the key.
    public static func keyProviderName(_ name: String) -> BagAttribute {
        BagAttribute(OID.PKCS12.keyProviderName, values: [DERWriter.encode(capacity: 64) { $0.writeBMPString(name) }])
    }

    /// Microsoft's mark of a key of the machine.
    public static let localMachineKeySet = BagAttribute(OID.PKCS12.localMachineKeySet, values: [])

    /// Java's list of the purposes for which a certificate is trusted; `anyExtendedKeyUsage` for all. Java ignores certificates without it.
    public static func trustedKeyUsage(_ purposes: [OID]) -> BagAttribute {
        BagAttribute(
            OID.PKCS12.trustedKeyUsage,
            values: purposes.map { purpose in DERWriter.encode(capacity: 16) { $0.writeOID(purpose) } }
        )
    }
}

extension [BagAttribute] {
    /// The name that people see; `nil` when it is absent or not a BMPString.
    public var friendlyName: String? { bmpString(OID.PKCS12.friendlyName) }

    /// The octets that connect a key with its certificate; `nil` when absent.
    public var localKeyIdentifier: [UInt8]? {
        guard let value = first(where: { $0.oid == OID.PKCS12.localKeyIdentifier })?.values.first else { return nil }
        return try? DERElement(parsing: value, structure: "localKeyId").octetString()
    }

    /// Microsoft's name of the key's provider; `nil` when absent.
    public var keyProviderName: String? { bmpString(OID.PKCS12.keyProviderName) }

    /// The purposes for which Java trusts the certificate; `nil` when absent.
    public var trustedKeyUsage: [OID]? {
        guard let attribute = first(where: { $0.oid == OID.PKCS12.trustedKeyUsage }) else { return nil }
        return attribute.values.compactMap { try? DERElement(parsing: $0, structure: "trustedKeyUsage").oid() }
    }

    private func bmpString(_ oid: OID) -> String? {
        guard let value = first(where: { $0.oid == oid })?.values.first,
            let octets = try? DERElement(parsing: value, structure: "PKCS12Attribute").primitive(.bmpString), octets.count % 2 == 0
        else { return nil }
        let units = stride(from: octets.startIndex, to: octets.endIndex, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
