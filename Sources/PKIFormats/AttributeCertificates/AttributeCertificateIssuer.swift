/// RFC 5755 §4.1
///
///     AttCertIssuer ::= CHOICE { v1Form GeneralNames, v2Form [0] V2Form }
///     V2Form ::= SEQUENCE {
///         issuerName         GeneralNames OPTIONAL,
///         baseCertificateID  [0] IssuerSerial OPTIONAL,
///         objectDigestInfo   [1] ObjectDigestInfo OPTIONAL }
public enum AttributeCertificateIssuer: Hashable, Sendable {
    /// The older form, which RFC 5755 forbids to issuers.
    case v1Form([GeneralName])
    /// The form in use. §4.2.3 allows one directory name and nothing else.
    case v2Form(issuerName: [GeneralName], baseCertificateID: IssuerSerial?, objectDigestInfo: ObjectDigestInfo?)

    /// The issuer with this name, as §4.2.3 wants it.
    public init(_ name: DistinguishedName) {
        self = .v2Form(issuerName: [.directoryName(name)], baseCertificateID: nil, objectDigestInfo: nil)
    }

    /// The issuer's names, of either form.
    public var names: [GeneralName] {
        switch self {
        case .v1Form(let names), .v2Form(let names, _, _): names
        }
    }

    /// The first directory name; `nil` when there is none.
    public var directoryName: DistinguishedName? {
        for case .directoryName(let name) in names { return name }
        return nil
    }

    init(_ element: DERElement) throws(FormatError) {
        guard element.tag == .context(0) else {
            self = .v1Form(try GeneralName.readSequence(element))
            return
        }
        var fields = try element.fields(.context(0), of: "V2Form")
        let names = fields.optional(.sequence, "issuerName")
        self = .v2Form(
            issuerName: try names.map { element throws(FormatError) in try GeneralName.readSequence(element) } ?? [],
            baseCertificateID: try fields.optional(context: 0, "baseCertificateID").map(IssuerSerial.init),
            objectDigestInfo: try fields.optional(context: 1, "objectDigestInfo").map(ObjectDigestInfo.init)
        )
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .v1Form(let names): writer.writeRaw(GeneralName.encode(names))
        case .v2Form(let names, let baseCertificateID, let objectDigestInfo):
            writer.writeElement(tag: 0xA0) { writer in
                if !names.isEmpty { writer.writeRaw(GeneralName.encode(names)) }
                baseCertificateID?.write(to: &writer, tag: 0xA0)
                objectDigestInfo?.write(to: &writer, tag: 0xA1)
            }
        }
    }
}
