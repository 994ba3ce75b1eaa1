/// The body of a request (RFC 6960 §4.1.1; the grammar stands at ``OCSPRequest``), to be sent as it is or signed.
public struct TBSOCSPRequest: Hashable, Sendable {
    /// Who asks; needed when the request is signed.
    public var requestorName: GeneralName?
    /// The questions, in order. Responders expect at least one.
    public var requests: [OCSPSingleRequest]
    /// The extensions of the whole request.
    public var extensions: [CertificateExtension]

    /// Creates a body.
    public init(requestorName: GeneralName? = nil, requests: [OCSPSingleRequest], extensions: [CertificateExtension] = []) {
        self.requestorName = requestorName
        self.requests = requests
        self.extensions = extensions
    }

    /// The DER of the TBSRequest.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: requests.count * 96 + 96) { writer in
            writer.writeSequence { writer in
                if let requestorName { writer.writeExplicit(1) { requestorName.write(to: &$0) } }
                writer.writeSequence { writer in
                    for request in requests { request.write(to: &writer) }
                }
                if !extensions.isEmpty { writer.writeExplicit(2) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
            }
        }
    }

    /// The DER of the OCSPRequest made of a body and, when it is signed, the signature over the body.
    public static func assemble(tbs: [UInt8], signature: OCSPSignature? = nil) -> [UInt8] {
        DERWriter.encode(capacity: tbs.count + 16) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(tbs)
                guard let signature else { return }
                writer.writeExplicit(0) { writer in
                    writer.writeSequence { signature.write(to: &$0) }
                }
            }
        }
    }
}
