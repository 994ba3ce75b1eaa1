/// RFC 5272 §6.5.1 (control 1.3.6.1.5.5.7.7.31)
///
///     ModCertTemplate ::= SEQUENCE {
///         pkiDataReference  BodyPartPath,
///         certReferences    BodyPartList,
///         replace           BOOLEAN DEFAULT TRUE,
///         certTemplate      CertTemplate }
///
/// A registration authority changes the contents of requests without touching the parts that their owners have signed.
public struct ModifyCertificateTemplate: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.31
    public static let oid = OID.CMC.modifyCertificateTemplate
    /// The message that holds the requests, from the outside in; `[0]` for this one.
    public let dataReference: [Int]
    /// The requests meant.
    public let certificateReferences: [Int]
    /// Whether the values replace those of the request, or are added to them.
    public let replaces: Bool
    /// The values.
    public let template: CertTemplate

    public init(dataReference: [Int] = [0], certificateReferences: [Int] = [1], replaces: Bool = true, template: CertTemplate) {
        self.dataReference = dataReference
        self.certificateReferences = certificateReferences
        self.replaces = replaces
        self.template = template
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "ModCertTemplate").fields()
        dataReference = try BodyPartReference.readPath(fields.next("pkiDataReference"))
        certificateReferences = try BodyPartReference.readPath(fields.next("certReferences"))
        replaces = try fields.optional(.boolean, "replace")?.boolean() ?? true
        template = try CertTemplate(fields.next("certTemplate"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 256) { writer in
            writer.writeSequence { writer in
                BodyPartReference.writePath(dataReference, to: &writer)
                BodyPartReference.writePath(certificateReferences, to: &writer)
                if !replaces { writer.writeBoolean(false) }
                template.write(to: &writer)
            }
        }
    }
}

/// RFC 5272 §6.5.2 (control 1.3.6.1.5.5.7.7.8)
///
///     AddExtensions ::= SEQUENCE {
///         pkiDataReference  BodyPartID,
///         certReferences    SEQUENCE OF BodyPartID,
///         extensions        SEQUENCE OF Extension }
///
/// Extensions that a registration authority adds to requests that it did not write.
public struct AddExtensions: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.8
    public static let oid = OID.CMC.addExtensions
    /// The nested message meant; 0 when the requests are parts of this message.
    public let dataReference: Int
    /// The requests meant.
    public let certificateReferences: [Int]
    /// The extensions.
    public let extensions: [CertificateExtension]

    public init(dataReference: Int = 0, certificateReferences: [Int] = [1], extensions: [CertificateExtension]) {
        self.dataReference = dataReference
        self.certificateReferences = certificateReferences
        self.extensions = extensions
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "AddExtensions").fields()
        dataReference = try TaggedAttribute.readBodyPartID(fields.next("pkiDataReference"))
        certificateReferences = try BodyPartReference.readNumbers(fields.next("certReferences"))
        extensions = try CertificateExtension.readSequence(fields.next("extensions"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(dataReference)
                BodyPartReference.writePath(certificateReferences, to: &writer)
                writer.writeRaw(CertificateExtension.encode(extensions))
            }
        }
    }
}

/// Microsoft's CMC control 1.3.6.1.4.1.311.10.10.1, which attaches attributes to a part of a message (MS-WCCE, szOID_CMC_ADD_ATTRIBUTES).
///
///     CmcAddAttributes ::= SEQUENCE {
///         pkiDataReference  BodyPartID,
///         certReferences    SEQUENCE OF BodyPartID,
///         attributes        SET OF Attribute }
public struct AddAttributesControl: CMCControlValue {
    /// 1.3.6.1.4.1.311.10.10.1
    public static let oid = OID.Microsoft.addAttributes
    /// The nested message meant; 0 when it is a request of this message.
    public let dataReference: Int
    /// The requests meant.
    public let certificateReferences: [Int]
    /// The attributes.
    public let attributes: [CMSAttribute]

    /// Creates the value; the attributes are put in the order of DER.
    public init(dataReference: Int = 0, certificateReferences: [Int] = [1], attributes: [CMSAttribute]) {
        self.dataReference = dataReference
        self.certificateReferences = certificateReferences
        self.attributes = attributes.inSetOrder(\.derEncoded)
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CmcAddAttributes").fields()
        dataReference = try TaggedAttribute.readBodyPartID(fields.next("pkiDataReference"))
        certificateReferences = try BodyPartReference.readNumbers(fields.next("certReferences"))
        attributes = try fields.next("attributes").list(.set) { member throws(FormatError) in try CMSAttribute(member) }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(dataReference)
                BodyPartReference.writePath(certificateReferences, to: &writer)
                writer.writeMembers(attributes.map(\.derEncoded))
            }
        }
    }
}
