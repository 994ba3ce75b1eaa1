public import PKIFormats

/// The whole answer of path validation.
public struct PathReport: Hashable, Sendable {
    /// The path, or the certificate and the rule that failed.
    public let result: PathResult

    /// The path. When there is none, these are the certificates of the path that came furthest, including the one that broke the rule.
    public let certificates: [Certificate]

    /// The policies that the CAs of the path allow (authority-constrained-policy-set); it may contain anyPolicy. Empty when there is no
    /// path.
    public let authorityPolicies: Set<OID>

    /// Those of these policies that the caller accepts (user-constrained-policy-set).
    public let userPolicies: Set<OID>

    /// The revocation result for each of ``certificates`` except the anchor, the leaf first; empty when revocation was not checked.
    public let revocation: [CertificateRevocation]

    /// Keys and signatures below 112 bits of security, in ``certificates`` and in the sources of their status. A valid path has some only
    /// when ``PathOptions/allowsWeakAlgorithms`` is set.
    public let weaknesses: [PathRemark]

    /// Other faults of ``certificates`` that do not break the path: times in forms that RFC 5280 §4.1.2.5 forbids. Each text begins with
    /// the code that `certreq dump` uses for it, and a colon.
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
