import CertificateTemplates
import PortableFoundation
import PKICrypto
import PKIFormats

/// The purpose of an enrollment, apart from a key that it makes: two enrollments with the same digest ask the same CA, as the same account, for the
/// same certificate. When the same program runs again, it recognizes an interrupted enrollment by this digest.
struct EnrollmentIntent: Encodable {
    private let address: String
    private let account: String
    private let attributes: String
    private let kind: Int32
    private let context: Int32
    private let template: String
    private let subject: String
    private let extensions: [String]
    private let criticalExtensions: [String]
    private let cryptAttributes: [String]
    private let suppressed: [String]
    private let key: String
    private let hash: String
    private let provider: String
    private let exportable: Bool
    private let renewal: String
    private let message: [String]

    /// - Parameter request: the request before it is encoded.
    init(_ request: any IX509CertificateRequest, address: String, account: String, attributes: String) {
        let inner = request.innermost
        self.address = address
        self.account = account
        self.attributes = attributes
        kind = request.type.rawValue
        context = request.enrollmentContext.rawValue
        template = inner.template?.name ?? ""
        subject = Hex.encode(inner.subject.derEncoded)
        extensions = inner.x509Extensions.map { "\($0.oid.dotted) \($0.critical) \(Hex.encode($0.value))" }
        criticalExtensions = inner.criticalExtensions.map(\.dotted)
        cryptAttributes = inner.cryptAttributes.map { $0.oid.dotted + " " + $0.values.map { Hex.encode($0) }.joined(separator: " ") }
        suppressed = inner.suppressDefaults ? ["all"] : inner.suppressOids.map(\.dotted)
        // A new key is made again in the same way; an existing one is part of the purpose.
        key =
            inner.publicKey.map { "existing " + Hex.encode(Digest.sha256($0.derEncoded)) } ?? String(describing: inner.keySpecification)
        hash = inner.hashAlgorithm?.rawValue ?? ""
        renewal = Hex.encode(request.renewalCertificate ?? [])
        message =
            ((request as? X509CertificateRequestPkcs7)?.purpose ?? []) + inner.nameValuePairs.pairs.map { "\($0.name)=\($0.value)" }
            + [inner.challengePassword].compactMap { $0.map { Hex.encode(Digest.sha256(Array($0.utf8))) } }
        provider = inner.providerName
        exportable = inner.exportable
    }

    /// SHA-256 in hex, or nil when the values cannot be encoded.
    var digest: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let bytes = try? encoder.encode(self) else { return nil }
        return Hex.encode(Digest.sha256([UInt8](bytes)))
    }
}

extension X509CertificateRequestPkcs7 {
    /// The content of the messages around the request, from the outside in.
    fileprivate var purpose: [String] {
        let signing = signers.compactMap { try? Hex.encode(Digest.sha256($0.plainCertificate.derEncoded)) }
        var parts = [requesterName] + signing
        if let message = self as? X509CertificateRequestCmc {
            parts += message.nameValuePairs.pairs.map { "\($0.name)=\($0.value)" }
            parts += message.x509Extensions.map { Hex.encode($0.marked(message.criticalExtensions).derEncoded) }
            parts += message.cryptAttributes.map { Hex.encode($0.derEncoded) }
            parts.append(message.archivePrivateKey ? "archive" : "")
            parts += (message.inner as? X509CertificateRequestPkcs7)?.purpose ?? []
        }
        return parts
    }
}
