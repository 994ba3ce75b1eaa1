public import PKIFormats

public import PortableFoundation

/// What a path has to fulfil: the inputs of RFC 5280 §6.1.1, what is known about revocation, and the name the certificate is to be used for.
public struct PathOptions: Sendable {
    /// Which certificates have to be known not to be revoked. The trust anchor is never asked about.
    public enum Revocation: Hashable, Sendable, CaseIterable {
        /// Revocation is not looked at.
        case off
        /// A certificate that is known to be revoked fails the path; one nothing is known about does not.
        case available
        /// The status of the certificate asked about must be known; that of CA certificates is looked at like ``available``.
        case leaf
        /// The status of every certificate must be known.
        case all
    }

    /// The moment the path has to be valid at.
    public var time: Date
    /// A key purpose that the leaf, and every CA certificate listing purposes, has to allow; `nil` for any.
    public var purpose: OID?
    /// The policies that are acceptable (user-initial-policy-set); anyPolicy means all.
    public var initialPolicies: Set<OID> = [OID.Extensions.anyPolicy]
    /// The path must be valid for at least one of ``initialPolicies``, whether a CA demands it or not (initial-explicit-policy).
    public var requiresExplicitPolicy = false
    /// No CA may map policies (initial-policy-mapping-inhibit).
    public var inhibitsPolicyMapping = false
    /// anyPolicy in a certificate stands for nothing but itself (initial-any-policy-inhibit).
    public var inhibitsAnyPolicy = false
    /// The DNS name or IP address of the server, to be found among the alternative names of the leaf (RFC 9525); `nil` for any.
    public var hostName: String?
    /// The e-mail address to be found in the leaf; `nil` for any.
    public var emailAddress: String?
    /// Which certificates have to be known not to be revoked.
    public var revocation: Revocation = .off
    /// Revocation lists, complete ones and deltas, in any order; those that do not fit are ignored.
    public var lists: [CertificateList] = []
    /// OCSP responses, in any order; those that do not fit are ignored.
    public var responses: [OCSPResponse] = []
    /// Keys and signatures below 112 bits of security (RSA and DSA below 2048 bits, curves below 224, SHA-1 and older hashes) do not fail the path.
    /// ``PathReport/weaknesses`` names them.
    public var allowsWeakAlgorithms = false
    /// Asked about signatures that ``Signature`` does not compute; without one they fail the path.
    public var verifier: (any SignatureVerifier)?
    /// How strictly the times of OCSP responses are taken.
    public var responseRules = OCSPRules(requiresNonce: false)

    /// Creates options that demand nothing but a path.
    public init(time: Date, purpose: OID? = nil) {
        self.time = time
        self.purpose = purpose
    }

    /// The same options for the path of another certificate, a signer of revocation lists: without what is said about the leaf alone.
    var forSigner: PathOptions {
        var options = PathOptions(time: time)
        options.revocation = revocation == .off ? .off : revocation == .available ? .available : .all
        options.lists = lists
        options.responses = responses
        options.responseRules = responseRules
        options.allowsWeakAlgorithms = allowsWeakAlgorithms
        options.verifier = verifier
        return options
    }
}
