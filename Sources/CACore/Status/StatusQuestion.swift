import PKIFormats

/// A request for the status of certificates, read and judged. Source: RFC 6960 §4.1, RFC 9654 §2.1.
struct StatusQuestion: Sendable {
    /// A request that gets no answer but a status.
    struct Refusal: Error {
        let status: OCSPResponseStatus
        /// For the log.
        let reason: String
    }

    /// In the order of the request.
    let certificates: [OCSPCertID]
    /// The extension as it goes into the answer; nil without one, and for one that an answer may leave out.
    let nonce: CertificateExtension?
    /// The most preferred first.
    let preferences: [OCSPPreferredSignatureAlgorithms.Preference]

    /// As many as a client may ask about at once, and the longest request, in octets. A thousand questions with SHA-256 have 130,000 octets.
    static let mostCertificates = 1_000
    static let longest = 192 * 1_024

    /// Lengths of nonces that are repeated. Source: RFC 9654 §2.1.
    private static let repeatedNonces = 16...32
    private static let known: Set<OID> = [
        OCSPNonce.oid, OCSPAcceptableResponses.oid, OCSPServiceLocator.oid, OCSPPreferredSignatureAlgorithms.oid,
    ]

    /// A signature and the name of the requester are read and not judged: answers are for everybody.
    init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Self.longest else { throw Self.malformed("it has \(bytes.count) octets; at most \(Self.longest) are read") }
        let request: OCSPRequest
        do {
            request = try OCSPRequest(derEncoded: bytes)
        } catch {
            throw Self.malformed("\(error)")
        }
        guard !request.requests.isEmpty, request.requests.count <= Self.mostCertificates else {
            throw Self.malformed("it asks about \(request.requests.count) certificates; 1 to \(Self.mostCertificates) are answered at once")
        }
        for item in request.extensions where item.critical && !Self.known.contains(item.oid) { throw Self.unknown(item) }
        for single in request.requests {
            for item in single.extensions where item.critical && !Self.known.contains(item.oid) { throw Self.unknown(item) }
        }
        certificates = request.requests.map(\.certID)
        let nonces = request.extensions.filter { $0.oid == OCSPNonce.oid }
        guard nonces.count <= 1 else { throw Self.malformed("it has \(nonces.count) nonces") }
        if let sent = nonces.first {
            guard let value = try? OCSPNonce(value: sent.value) else {
                throw Self.malformed("its nonce does not have 1 to 128 octets")
            }
            nonce = Self.repeatedNonces.contains(value.bytes.count) ? value.asExtension() : nil
        } else {
            nonce = nil
        }
        preferences = (try? OCSPPreferredSignatureAlgorithms.find(in: request.extensions))?.preferences ?? []
    }

    /// The most preferred of a signer's algorithms; the usual one without a preference that it can follow.
    func algorithm(of signer: StatusSigner) -> AlgorithmIdentifier {
        for preference in preferences {
            if let wanted = preference.key, wanted.oid != signer.certificate.subjectPublicKeyInfo.algorithm.oid { continue }
            if let match = signer.algorithms.first(where: { $0 == preference.signature }) { return match }
            // Some clients write ECDSA identifiers with NULL and RSA identifiers without it, so only the object identifier counts.
            let oid = preference.signature.oid
            if oid != OID.Algorithms.rsassaPSS, let match = signer.algorithms.first(where: { $0.oid == oid }) { return match }
        }
        return signer.usualAlgorithm
    }

    private static func malformed(_ reason: String) -> Refusal { Refusal(status: .malformedRequest, reason: reason) }

    private static func unknown(_ item: CertificateExtension) -> Refusal {
        malformed("the critical extension \(item.oid.nameOrDotted) is not known")
    }
}
