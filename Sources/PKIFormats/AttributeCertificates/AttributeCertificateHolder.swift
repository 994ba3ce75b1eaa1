/// RFC 5755 §4.2.2
///
///     Holder ::= SEQUENCE {
///         baseCertificateID  [0] IssuerSerial OPTIONAL,
///         entityName         [1] GeneralNames OPTIONAL,
///         objectDigestInfo   [2] ObjectDigestInfo OPTIONAL }
///
/// Whom the attributes are about. RFC 5755 recommends one of the three.
public struct AttributeCertificateHolder: Hashable, Sendable {
    /// The certificate of the holder, by issuer and number.
    public let baseCertificateID: IssuerSerial?
    /// The names of the holder; empty when absent.
    public let entityName: [GeneralName]
    /// The hash of the holder's key or certificate.
    public let objectDigestInfo: ObjectDigestInfo?

    /// Creates the value; at least one of the three has to be given.
    public init(baseCertificateID: IssuerSerial? = nil, entityName: [GeneralName] = [], objectDigestInfo: ObjectDigestInfo? = nil) {
        self.baseCertificateID = baseCertificateID
        self.entityName = entityName
        self.objectDigestInfo = objectDigestInfo
    }

    /// The holder of `certificate`, named by issuer and number.
    public init(of certificate: Certificate) {
        self.init(baseCertificateID: IssuerSerial(of: certificate))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "Holder")
        baseCertificateID = try fields.optional(context: 0, "baseCertificateID").map(IssuerSerial.init)
        entityName = try fields.optional(context: 1, "entityName").map(GeneralName.readImplicitSequence) ?? []
        objectDigestInfo = try fields.optional(context: 2, "objectDigestInfo").map(ObjectDigestInfo.init)
        try fields.finish()
        guard baseCertificateID != nil || !entityName.isEmpty || objectDigestInfo != nil else {
            throw element.fail("the holder is named in none of the three ways")
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            baseCertificateID?.write(to: &writer, tag: 0xA0)
            if !entityName.isEmpty { writer.writeImplicit(0xA1, GeneralName.encode(entityName)) }
            objectDigestInfo?.write(to: &writer, tag: 0xA2)
        }
    }
}

extension GeneralName {
    /// GeneralNames under whatever context tag the caller has found.
    static func readImplicitSequence(_ element: DERElement) throws(FormatError) -> [GeneralName] {
        try readSequence(element, element.tag)
    }
}
