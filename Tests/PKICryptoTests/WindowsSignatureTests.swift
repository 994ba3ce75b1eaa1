import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// The signatures of the requests in Microsoft's "Sample Requests" and of a virtual smart card's attested request.
@Suite("signatures of requests made by Windows")
struct WindowsSignatureTests {
    private static let administrator = "certificate of DC=com, DC=microsoft, DC=nttest, DC=jdomcsc, CN=Users, CN=Administrator"

    /// The signers of each layer, and the proof of possession of the key.
    private static let expected: [String: String] = [
        "cmc--renewal-encoded-asn-1": "request 0: proven",
        "cmc-encoded-asn-1": "request 0: proven",
        "cmc-eobo-encoded-asn-1": "request 0 and \(administrator): proven",
        "cmc-key-archival-encoded-asn-1": "request 0: proven",
        "key-generation-encoded-asn-1":
            ": unsupported(\"signature algorithm rsaWithMD5 (1.2.840.113549.1.1.4) is not supported; OpenSSLVerifier of the module "
            + "OpenSSLKeys verifies such signatures where it is passed\")",
        "pkcs--10-encoded-asn-1": ": proven",
        "pkcs--7-eobo-encoded-asn-1": "\(administrator): proven",
        "pkcs--7-renewal-encoded-asn-1": "\(administrator), E=Administrator@jdomcsc.nttest.microsoft.com: proven",
        "attested": "request 0: proven",
    ]

    private static func summary(_ message: EnrollmentMessage) -> String {
        let verification = message.verification()
        let signers = verification.signers.map { layer in
            layer.map { signer in
                switch signer {
                case .certificate(let certificate): "certificate of \(certificate.subject.x500Text())"
                case .requestKey(let index): "request \(index)"
                default: "\(signer)"
                }
            }.joined(separator: " and ")
        }
        return "\(signers.joined(separator: "; ")): \(verification.possession.map { "\($0)" }.joined(separator: " "))"
    }

    @Test("the signatures on Windows' requests hold: the request's key, an agent, the certificate to renew")
    func signatures() throws {
        let messages = try WindowsVectors.windows().messages
        #expect(messages.count == Self.expected.count)
        for message in messages {
            let summary = Self.summary(try EnrollmentMessage(derEncoded: message.bytes))
            #expect(Self.expected[message.name] == summary, "\(message.name): \(summary)")
        }
    }
}
