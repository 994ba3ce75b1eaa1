import CAInterface
import PortableFoundation
import PKICrypto
import PKIFormats

/// Checks whether the chain of a certificate is trusted, and chooses the code of a refusal. Source: "IX509Enrollment::InstallResponse".
struct ChainCheck {
    /// Certificates of the response.
    let presented: [Certificate]
    /// CA certificates of the store.
    let known: [Certificate]
    let anchors: [Certificate]
    let time: Date
    /// Verifies signatures that `PKICrypto` does not compute.
    let verifier: (any SignatureVerifier)?

    /// The certificate first, its root last.
    /// - Parameter tolerant: whether an untrusted root or an incomplete chain is allowed; a broken signature or an expired certificate
    ///   never is.
    /// - Throws: `CAError`: 0x800B010A incomplete, 0x800B0109 untrusted root, 0x800B0101 expired, 0x80090006 broken signature.
    func path(from leaf: Certificate, tolerant: Bool) throws(CAError) -> [Certificate] {
        let candidates = presented + known
        if let path = judge(leaf, candidates, anchors).path { return path }
        let named = namedPath(from: leaf, among: candidates + anchors)
        guard let top = named.last else { throw refusal(.chaining, "it is empty") }
        let isComplete = top.isSelfIssued
        if anchors.contains(top) {
            // The names lead to a trusted root, but no path is valid, so something on it is broken.
            throw broken(leaf, candidates, anchors)
        }
        guard tolerant else {
            throw isComplete
                ? refusal(
                    .untrustedRoot,
                    "its root \"\(top.subject.rfc4514)\" is not trusted here; give it as an anchor, or allow an untrusted root"
                )
                : refusal(
                    .chaining,
                    "the certificate of the issuer \"\(top.issuer.rfc4514)\" is missing; install the answer with its chain"
                )
        }
        if case .valid(let path) = judge(leaf, candidates, [top]) { return path }
        throw broken(leaf, candidates, [top])
    }

    private func broken(_ leaf: Certificate, _ candidates: [Certificate], _ anchors: [Certificate]) -> CAError {
        guard case .invalid(let index, let rule) = judge(leaf, candidates, anchors) else {
            return refusal(.chaining, "it has no valid path")
        }
        let named = namedPath(from: leaf, among: candidates + anchors)
        let certificate = named.indices.contains(index) ? named[index] : leaf
        let expired = certificate.notAfter < time || certificate.notBefore > time
        return refusal(expired ? .certExpired : .chaining, "certificate \(index) of it breaks a rule: \(rule)")
    }

    /// Old hierarchies still sign with SHA-1, and Windows installs their certificates. A refusal here would lose a certificate that its CA
    /// has issued. `certreq verify` is strict.
    private func judge(_ leaf: Certificate, _ candidates: [Certificate], _ anchors: [Certificate]) -> PathResult {
        var options = PathOptions(time: time)
        options.allowsWeakAlgorithms = true
        options.verifier = verifier
        return PathValidation.validate(leaf: leaf, intermediates: candidates, anchors: anchors, options: options).result
    }

    /// The chain as far as names lead.
    private func namedPath(from leaf: Certificate, among candidates: [Certificate]) -> [Certificate] {
        var path = [leaf]
        while let last = path.last, !last.isSelfIssued, path.count <= PathValidation.maximumLength,
            let issuer = candidates.first(where: { $0.subject.matches(last.issuer) && !path.contains($0) })
        { path.append(issuer) }
        return path
    }

    private func refusal(_ status: HRESULT, _ reason: String) -> CAError {
        CAError(.untrustedServer, status: status, "The chain of the certificate is refused: \(reason).")
    }
}
