/// RFC 5272 §6.5.2 (control 1.3.6.1.5.5.7.7.8)
///
///     AddExtensions ::= SEQUENCE {
///         pkiDataReference  BodyPartID,
///         certReferences    SEQUENCE OF BodyPartID,
///         extensions        SEQUENCE OF Extension }
///
/// Extensions a registration authority wants in certificates it did not write the requests for.
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
