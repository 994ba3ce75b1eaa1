/// RFC 4211 §5
///
///     CertRequest ::= SEQUENCE {
///         certReqId     INTEGER,
///         certTemplate  CertTemplate,
///         controls      Controls OPTIONAL }
///
/// A proof of possession by signature covers it, so the bytes that were read are kept.
public struct CRMFCertRequest: Hashable, Sendable {
    /// The number by which the answer refers to this request; from -1 on.
    public let id: Int
    /// The fields asked for.
    public let template: CertTemplate
    /// The controls, in order.
    public let controls: [CRMFControl]
    public let derEncoded: [UInt8]

    public init(id: Int, template: CertTemplate, controls: [CRMFControl] = []) {
        self.id = id
        self.template = template
        self.controls = controls
        derEncoded = DERWriter.encode(capacity: 512) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(id)
                template.write(to: &writer)
                if !controls.isEmpty { writer.writeSequence(of: controls) }
            }
        }
    }

    /// Reads the DER of a CertRequest; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "CertRequest"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertRequest")
        id = try fields.next("certReqId").integer()
        template = try CertTemplate(fields.next("certTemplate"))
        controls =
            try fields.optional(.sequence, "controls") { list throws(FormatError) in
                try list.list(ifEmpty: "the list of controls is empty", of: CRMFControl.init)
            } ?? []
        try fields.finish()
        derEncoded = element.encoded
    }

    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
