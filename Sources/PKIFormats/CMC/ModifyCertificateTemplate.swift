/// RFC 5272 §6.5.1 (control 1.3.6.1.5.5.7.7.31)
///
///     ModCertTemplate ::= SEQUENCE {
///         pkiDataReference  BodyPartPath,
///         certReferences    BodyPartList,
///         replace           BOOLEAN DEFAULT TRUE,
///         certTemplate      CertTemplate }
///
/// A registration authority changes what requests ask for without touching what their owners have signed.
public struct ModifyCertificateTemplate: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.31
    public static let oid = OID.CMC.modifyCertificateTemplate
    /// The message that holds the requests, from the outside in; `[0]` for this one.
    public let dataReference: [Int]
    /// The requests meant.
    public let certificateReferences: [Int]
    /// Whether the values take the place of those of the request, or are added to them.
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
