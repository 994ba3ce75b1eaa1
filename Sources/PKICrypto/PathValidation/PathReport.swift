public import PKIFormats

/// The whole answer of path validation.
public struct PathReport: Hashable, Sendable {
    /// The path, or the certificate and the rule that failed.
    public let result: PathResult

    /// The path; when there is none, the one that came furthest, as far as it came, the certificate that broke the rule included.
    public let certificates: [Certificate]

    /// The policies the CAs of the path allow (authority-constrained-policy-set); it may hold anyPolicy. Empty when there is no path.
    public let authorityPolicies: Set<OID>

    /// Those of them that were asked for (user-constrained-policy-set).
    public let userPolicies: Set<OID>

    /// What was found about each certificate of ``certificates`` but the anchor, the leaf first; empty when revocation was not looked at.
    public let revocation: [CertificateRevocation]

    /// What in ``certificates``, and in what their status was taken from, is too weak to be relied on: keys and signatures below 112 bits of
    /// security. A valid path has some only when ``PathOptions/allowsWeakAlgorithms`` is set.
    public let weaknesses: [PathRemark]

    /// What else is wrong in ``certificates`` without breaking the path: times in forms that RFC 5280 §4.1.2.5 forbids. Each begins with the code
    /// that `certreq dump` has for it, and a colon.
    public var remarks: [PathRemark] {
        certificates.enumerated().flatMap { index, certificate in
            certificate.timeEncodingFaults.map { PathRemark(certificate: index, text: "time-encoding: \($0)") }
        }
    }

    /// The certificate that broke a rule; `nil` when the path is valid.
    public var failedCertificate: Certificate? {
        guard case .invalid(let index, _) = result, certificates.indices.contains(index) else { return nil }
        return certificates[index]
    }
}
