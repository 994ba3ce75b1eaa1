/// RFC 6960 §4.1.1
///
///     Request ::= SEQUENCE {
///         reqCert                  CertID,
///         singleRequestExtensions  [0] EXPLICIT Extensions OPTIONAL }
public struct OCSPSingleRequest: Hashable, Sendable {
    /// The certificate asked about.
    public let certID: OCSPCertID

    /// The extensions of this question, for example ``OCSPServiceLocator``.
    public let extensions: [CertificateExtension]

    /// Creates a question.
    public init(_ certID: OCSPCertID, extensions: [CertificateExtension] = []) {
        self.certID = certID
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "Request")
        certID = try OCSPCertID(fields.next("reqCert"))
        if let element = fields.optional(context: 0, "singleRequestExtensions") {
            extensions = try CertificateExtension.readSequence(element.explicitContent(0))
        } else {
            extensions = []
        }
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeRaw(certID.derEncoded)
            if !extensions.isEmpty { writer.writeExplicit(0) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
        }
    }
}
