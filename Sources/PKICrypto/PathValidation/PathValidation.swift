public import PKIFormats

public import PortableFoundation

/// Certification path building and the validation of RFC 5280 §6, with the policies of RFC 9618.
///
/// Applied are: names chain, every signature, validity at the time given (of the anchor too), basicConstraints with path length, keyUsage,
/// purposes, name constraints of every form, certificate policies with mappings and constraints, the refusal of critical extensions that are
/// not understood, and, when ``PathOptions`` ask for it, revocation by lists and OCSP responses, and the name of the host or mailbox.
///
/// Keys and signatures of less than 112 bits of security fail the path (rule `strength`), unless ``PathOptions/allowsWeakAlgorithms`` is set.
/// Algorithms that neither ``Signature`` nor ``PathOptions/verifier`` computes fail it in both cases.
public struct PathValidation: Sendable {
    /// Certificates in a path at most.
    public static let maximumLength = 10

    /// Signatures verified at most for one answer, so that a crowd of look-alike certificates costs a bounded time.
    public static let maximumSignatures = 64

    /// Comparisons of names with constraints at most for one answer: a certificate may bring thousands of each.
    public static let maximumNameComparisons = 100_000

    /// Paths that reach an anchor and are looked at as a whole at most for one answer.
    public static let maximumCompletePaths = 16

    /// Looks for a path from `leaf` to one of `anchors` and validates it, without revocation.
    /// - Parameters:
    ///   - leaf: the certificate asked about; it may be a CA's.
    ///   - intermediates: certificates that may stand between, in any order; those that do not belong are ignored.
    ///   - anchors: the certificates trusted. A self-signed certificate among `intermediates` gives no trust.
    ///   - time: the moment the path has to be valid at.
    ///   - purpose: a key purpose that the leaf, and every CA certificate listing purposes, has to allow; `nil` for any.
    public static func validate(
        leaf: Certificate,
        intermediates: [Certificate],
        anchors: [Certificate],
        at time: Date,
        purpose: OID? = nil
    ) -> PathResult {
        validate(leaf: leaf, intermediates: intermediates, anchors: anchors, options: PathOptions(time: time, purpose: purpose)).result
    }

    /// The same with everything that can be asked of a path.
    /// - Parameters:
    ///   - leaf: the certificate asked about; it may be a CA's.
    ///   - intermediates: certificates that may stand between, or sign revocation lists and OCSP responses, in any order.
    ///   - anchors: the certificates trusted.
    ///   - options: what the path has to fulfil.
    public static func validate(
        leaf: Certificate,
        intermediates: [Certificate],
        anchors: [Certificate],
        options: PathOptions
    ) -> PathReport {
        var search = PathSearch(intermediates: intermediates, anchors: anchors, options: options)
        return search.report(for: leaf)
    }
}
