/// RFC 6402 §2.8 (1.3.6.1.5.5.7.7.36)
///
///     ChangeSubjectName ::= SEQUENCE {
///         subject     Name OPTIONAL,
///         subjectAlt  [1] GeneralNames OPTIONAL }
///
/// The names that the new certificate should have when they differ from those of the certificate that signs the request. It is in the
/// request, as an attribute of PKCS #10 or a control of CRMF.
public struct ChangeSubjectName: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.36
    public static let oid = OID.CMC.changeSubjectName
    /// The new subject.
    public let subject: DistinguishedName?
    /// The new alternative names; empty when they stay.
    public let alternativeNames: [GeneralName]

    /// Creates the value. One of the two must be present.
    public init(subject: DistinguishedName?, alternativeNames: [GeneralName] = []) {
        self.subject = subject
        self.alternativeNames = alternativeNames
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: derEncoded, structure: "ChangeSubjectName")
        var fields = try element.fields()
        subject = try fields.optional(.sequence, "subject", DistinguishedName.init)
        alternativeNames = try fields.optional(1, "subjectAlt", GeneralName.readSequence) ?? []
        try fields.finish()
        guard subject != nil || !alternativeNames.isEmpty else { throw element.fail("both names are absent") }
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                if let subject { writer.writeRaw(subject.derEncoded) }
                if !alternativeNames.isEmpty { writer.writeSequence(of: alternativeNames, tag: 0xA1) { $0.write(to: &$1) } }
            }
        }
    }
}
