import CAInterface
public import CertCli
public import PKIFormats

/// An extension of any identifier. Source: "IX509Extension interface".
public class X509Extension: IX509Extension {
    private var state = InitializedOnce<CertificateExtension>("The extension")
    public var critical = false

    /// An object without a value: call one of the initialize members.
    public init() {}

    public func initialize(_ objectId: ObjectId, encoding: EncodingType, encodedData: [UInt8]) throws {
        try initialize(with: CertificateExtension(try objectId.oid, value: try encoding.decode(encodedData)))
    }

    public var objectId: ObjectId { get throws { ObjectId(try value(for: "objectId").oid) } }

    public func rawData(_ encoding: EncodingType) throws -> EncodedBytes { try encoding.encode(try value(for: "rawData").value) }

    func value(for member: String) throws(CAError) -> CertificateExtension { try state.value(for: member) }

    func initialize(with value: @autoclosure () throws -> CertificateExtension) throws { try state.initialize(try value()) }

    /// The object for a plain value: of the class that knows the identifier, if there is one and it can read the value.
    public static func of(_ value: CertificateExtension) -> X509Extension {
        let known = kinds[value.oid].flatMap { make -> X509Extension? in
            let made = make()
            do {
                try made.initialize(with: value)
                return made
            } catch {
                return nil
            }
        }
        let object = known ?? X509Extension()
        // The first initialization of a new object cannot fail.
        if known == nil { try? object.initialize(with: value) }
        object.critical = value.critical
        return object
    }

    /// The classes for one identifier. A new one is one line here.
    private static let kinds: [OID: @Sendable () -> X509Extension] = [
        KeyUsage.oid: { X509ExtensionKeyUsage() },
        ExtendedKeyUsage.oid: { X509ExtensionEnhancedKeyUsage() },
        CertificateTemplateInformation.oid: { X509ExtensionTemplate() },
        MicrosoftTemplateName.oid: { X509ExtensionTemplateName() },
        SubjectAlternativeName.oid: { X509ExtensionAlternativeNames() },
        BasicConstraints.oid: { X509ExtensionBasicConstraints() },
        SubjectKeyIdentifier.oid: { X509ExtensionSubjectKeyIdentifier() },
        AuthorityKeyIdentifier.oid: { X509ExtensionAuthorityKeyIdentifier() },
        SMIMECapabilities.oid: { X509ExtensionSmimeCapabilities() },
        CertificatePolicies.oid: { X509ExtensionCertificatePolicies() },
        ApplicationPolicies.oid: { X509ExtensionMSApplicationPolicies() },
    ]
}
