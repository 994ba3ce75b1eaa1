public import PKIFormats

public import PortableFoundation

/// The demands on a path: the inputs of RFC 5280 §6.1.1, the known revocation information, and the name that the certificate is used for.
public struct PathOptions: Sendable {
    /// The certificates that must be known not to be revoked. The status of the trust anchor is never checked.
    public enum Revocation: Hashable, Sendable, CaseIterable {
        /// Revocation is not checked.
        case off
        /// A certificate that is known to be revoked fails the path. A certificate of unknown status does not.
        case available
        /// The status of the leaf must be known. CA certificates are checked as with ``available``.
        case leaf
        /// The status of every certificate must be known.
        case all
    }

    /// The moment at which the path has to be valid.
    public var time: Date
    /// A key purpose that the leaf, and every CA certificate that lists purposes, has to allow; `nil` for any.
    public var purpose: OID?
    /// The acceptable policies (user-initial-policy-set); anyPolicy means all.
    public var initialPolicies: Set<OID> = [OID.Extensions.anyPolicy]
    /// Whether the path must be valid for at least one of ``initialPolicies`` even if no CA demands it (initial-explicit-policy).
    public var requiresExplicitPolicy = false
    /// Whether CAs are forbidden to map policies (initial-policy-mapping-inhibit).
    public var inhibitsPolicyMapping = false
    /// Whether anyPolicy in a certificate means only itself (initial-any-policy-inhibit).
    public var inhibitsAnyPolicy = false
    /// The DNS name or IP address of the server, which must be among the alternative names of the leaf (RFC 9525); `nil` for any.
    public var hostName: String?
    /// The e-mail address that the leaf must have; `nil` for any.
    public var emailAddress: String?
    /// The certificates that must be known not to be revoked.
    public var revocation: Revocation = .off
    /// Revocation lists, complete ones and deltas, in any order; those that do not fit are ignored.
    public var lists: [CertificateList] = []
    /// OCSP responses, in any order; those that do not fit are ignored.
    public var responses: [OCSPResponse] = []
    /// Whether keys and signatures below 112 bits of security (RSA and DSA below 2048 bits, curves below 224, SHA-1 and older hashes) are
    /// allowed. ``PathReport/weaknesses`` names them.
    public var allowsWeakAlgorithms = false
    /// Verifies signatures that ``Signature`` does not compute; without a verifier such a signature fails the path.
    public var verifier: (any SignatureVerifier)?
    /// How strictly to check the times of OCSP responses.
    public var responseRules = OCSPRules(requiresNonce: false)

    /// Creates options that demand only a path.
    public init(time: Date, purpose: OID? = nil) {
        self.time = time
        self.purpose = purpose
    }

    /// The same options for the path of another certificate, a signer of revocation lists, without the demands on the leaf.
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
