import PKIFormats

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Depth-first search from a certificate towards the anchors, validating each link as it is made.
struct PathSearch {
    let intermediates: [Certificate]
    let anchors: [Certificate]
    let time: Date
    let purpose: OID?

    /// The fault of the path that came furthest; among equals the first.
    private(set) var furthest = (certificate: -1, rule: "")
    private var signaturesLeft = PathValidation.maximumSignatures

    init(intermediates: [Certificate], anchors: [Certificate], time: Date, purpose: OID?) {
        self.intermediates = intermediates
        self.anchors = anchors
        self.time = time
        self.purpose = purpose
    }

    mutating func path(from leaf: Certificate) -> [Certificate]? {
        if let fault = PathRules.fault(in: leaf, at: time) ?? purpose.flatMap({ PathRules.fault(in: leaf, purpose: $0, isIssuer: false) }) {
            note(0, fault)
            return nil
        }
        if anchors.contains(where: { $0.derEncoded == leaf.derEncoded }) { return [leaf] }
        return extend([leaf])
    }

    /// Finds the rest of a path whose last certificate is not an anchor.
    private mutating func extend(_ path: [Certificate]) -> [Certificate]? {
        guard let last = path.last else { return nil }
        let position = path.count
        guard position < PathValidation.maximumLength else {
            note(position - 1, "path: longer than \(PathValidation.maximumLength) certificates")
            return nil
        }
        let trusted = candidates(for: last, among: anchors)
        for anchor in trusted where link(anchor, after: path, isAnchor: true) { return path + [anchor] }
        for issuer in candidates(for: last, among: intermediates) {
            // The same name and key twice is a circle (RFC 5280 §6.1: a certificate must not appear more than once).
            guard !path.contains(where: { $0.subject == issuer.subject && $0.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo }),
                !trusted.contains(where: { $0.derEncoded == issuer.derEncoded }), link(issuer, after: path, isAnchor: false)
            else { continue }
            if let found = extend(path + [issuer]) { return found }
        }
        note(position - 1, "issuer: no trusted certificate and no intermediate of \(last.issuer.rfc4514) leads on")
        return nil
    }

    private func candidates(for certificate: Certificate, among pool: [Certificate]) -> [Certificate] {
        pool.filter { PathRules.isCandidate($0, for: certificate) }
            .map { (rank: PathRules.keyIdentifierRank(of: $0, for: certificate), certificate: $0) }
            .sorted { $0.rank < $1.rank }
            .map(\.certificate)
    }

    /// Whether `issuer` may follow `path`; what is wrong is noted.
    private mutating func link(_ issuer: Certificate, after path: [Certificate], isAnchor: Bool) -> Bool {
        guard let last = path.last else { return false }
        let below = path.dropFirst().count { !$0.isSelfIssued }
        if let fault = PathRules.fault(in: issuer, at: time)
            ?? PathRules.fault(inIssuer: issuer, intermediatesBelow: below, isAnchor: isAnchor)
            ?? purpose.flatMap({ PathRules.fault(in: issuer, purpose: $0, isIssuer: true) })
        {
            note(path.count, fault)
            return false
        }
        guard signaturesLeft > 0 else {
            note(path.count - 1, "path: more than \(PathValidation.maximumSignatures) signatures would have to be verified")
            return false
        }
        signaturesLeft -= 1
        if let fault = PathRules.signatureFault(in: last, issuer: issuer) {
            note(path.count - 1, fault)
            return false
        }
        return true
    }

    private mutating func note(_ certificate: Int, _ rule: String) {
        if certificate > furthest.certificate { furthest = (certificate, rule) }
    }
}
