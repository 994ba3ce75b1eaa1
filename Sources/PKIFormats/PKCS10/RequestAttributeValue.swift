/// One value of an attribute that this library understands: in a request, in a signed message or in a CMC control.
public protocol RequestAttributeValue: Hashable, Sendable {
    /// The identifier of the attribute.
    static var oid: OID { get }

    /// Reads the DER of one value.
    init(derEncoded: [UInt8]) throws(FormatError)

    /// The DER of the value.
    var derEncoded: [UInt8] { get }
}

extension RequestAttributeValue {
    /// The attribute with this value alone.
    public func asAttribute() -> RequestAttribute {
        RequestAttribute(Self.oid, values: [derEncoded])
    }

    /// Reads the values of the first attribute of this kind; empty when the attribute is absent.
    public static func find(in attributes: [RequestAttribute]) throws(FormatError) -> [Self] {
        try attributes.first { $0.oid == oid }?.values.map(Self.init(derEncoded:)) ?? []
    }
}

/// The attributes whose values are understood, by identifier: those of requests, of CMC, of signed messages with Microsoft's contents and
/// of attribute certificates.
///
/// ``CertificationRequest`` knows their meaning in a request; this table is for showing and checking any attribute.
public enum KnownAttributes {
    /// Reads the DER of one value of an attribute.
    public typealias Decoder = @Sendable ([UInt8]) throws(FormatError) -> any RequestAttributeValue

    /// Every type of value. A new one is one line here.
    public static let types: [any RequestAttributeValue.Type] = [
        // PKCS #9 and S/MIME
        ChallengePassword.self,
        ExtensionRequest.self,
        SMIMECapabilities.self,
        // RFC 5755 §4.4
        AuthenticationInformation.self,
        AccessIdentity.self,
        ChargingIdentity.self,
        GroupMembership.self,
        RoleSyntax.self,
        Clearance.self,
        // Microsoft
        ArchivedKey.self,
        ArchivedKeyCertificateHash.self,
        AttestationChallenge.self,
        AttestationEncryptionAlgorithm.self,
        AttestationStatement.self,
        EncryptedAttestationIdentityKeyInformation.self,
        EncryptedEndorsementKeyInformation.self,
        EncryptedKeyHash.self,
        EnrollmentCSPProvider.self,
        EnrollmentNameValuePairs.self,
        ExchangeCertificateHash.self,
        IssuedCertificateHash.self,
        KeyStorageProviderName.self,
        MicrosoftExtensionRequest.self,
        OperatingSystemVersion.self,
        RenewalCertificate.self,
        RequestClientInformation.self,
    ]

    /// The decoder of each attribute.
    public static let decoders: [OID: Decoder] = Dictionary(types.map { ($0.oid, decoder(of: $0)) }) { first, _ in first }

    /// Reads the values of an attribute. `nil` when the attribute is unknown; throws when it is known and a value cannot be read.
    public static func decode(_ attribute: RequestAttribute) throws(FormatError) -> [any RequestAttributeValue]? {
        guard let decoder = decoders[attribute.oid] else { return nil }
        return try attribute.values.map(decoder)
    }

    private static func decoder<Value: RequestAttributeValue>(of type: Value.Type) -> Decoder {
        { (value: [UInt8]) throws(FormatError) -> any RequestAttributeValue in try Value(derEncoded: value) }
    }
}

/// RFC 2985 §5.4.1
///
///     challengePassword ATTRIBUTE ::= { WITH SYNTAX DirectoryString, SINGLE VALUE TRUE }
public struct ChallengePassword: RequestAttributeValue, CustomStringConvertible {
    /// 1.2.840.113549.1.9.7
    public static let oid = OID.CMS.challengePassword

    /// The password.
    public let password: String

    /// The DER of the value, as it was read; a PrintableString, else a UTF8String in a new one.
    public let derEncoded: [UInt8]

    public init(_ password: String) {
        self.password = password
        derEncoded = (AttributeText(printable: password) ?? AttributeText(utf8: password)).derEncoded
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        password = try DERElement(parsing: derEncoded, structure: "challengePassword").anyString()
        self.derEncoded = derEncoded
    }

    /// Does not show the password.
    public var description: String { "ChallengePassword(…)" }
}

/// RFC 2985 §5.4.2
///
///     ExtensionRequest ::= Extensions
public struct ExtensionRequest: RequestAttributeValue {
    /// 1.2.840.113549.1.9.14
    public static let oid = OID.CMS.extensionRequest

    /// The extensions asked for.
    public let extensions: [CertificateExtension]

    /// The DER of the value, as it was read.
    public let derEncoded: [UInt8]

    public init(_ extensions: [CertificateExtension]) {
        self.extensions = extensions
        derEncoded = CertificateExtension.encode(extensions)
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        extensions = try CertificateExtension.readSequence(DERElement(parsing: derEncoded, structure: "Extensions"))
        self.derEncoded = derEncoded
    }
}
