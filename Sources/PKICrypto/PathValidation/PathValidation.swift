public import PKIFormats

public import PortableFoundation

/// Certification path building and the validation of RFC 5280 §6, with the policies of RFC 9618.
///
/// It checks names along the chain, every signature, validity at the given time (of the anchor too), basicConstraints with path length,
/// keyUsage, purposes, name constraints of every form, and certificate policies with mappings and constraints. It refuses critical
/// extensions that are not understood. When ``PathOptions`` ask for it, it also checks revocation by lists and OCSP responses, and the name
/// of the host or mailbox.
///
/// Keys and signatures of less than 112 bits of security fail the path (rule `strength`), unless ``PathOptions/allowsWeakAlgorithms`` is set.
/// Algorithms that neither ``Signature`` nor ``PathOptions/verifier`` computes fail it in both cases.
public struct PathValidation: Sendable {
    /// The largest number of certificates in a path.
    public static let maximumLength = 10

    /// The largest number of signatures verified for one answer, so that many look-alike certificates cost a bounded time.
    public static let maximumSignatures = 64

    /// The largest number of comparisons of names with constraints for one answer: a certificate may bring thousands of each.
    public static let maximumNameComparisons = 100_000

    /// The largest number of complete paths judged for one answer.
    public static let maximumCompletePaths = 16

    /// Looks for a path from `leaf` to one of `anchors` and validates it, without revocation.
    /// - Parameters:
    ///   - leaf: the certificate in question; it may be a CA's.
    ///   - intermediates: certificates that may lie between leaf and anchor, in any order; those that do not belong are ignored.
    ///   - anchors: the certificates trusted. A self-signed certificate among `intermediates` gives no trust.
    ///   - time: the moment at which the path has to be valid.
    ///   - purpose: a key purpose that the leaf, and every CA certificate that lists purposes, has to allow; `nil` for any.
    public static func validate(
        leaf: Certificate,
        intermediates: [Certificate],
        anchors: [Certificate],
        at time: Date,
        purpose: OID? = nil
    ) -> PathResult {
        validate(leaf: leaf, intermediates: intermediates, anchors: anchors, options: PathOptions(time: time, purpose: purpose)).result
    }

    /// Looks for a path and validates it, with every demand that options can express.
    /// - Parameters:
    ///   - leaf: the certificate in question; it may be a CA's.
    ///   - intermediates: certificates that may lie between leaf and anchor, or sign revocation lists and OCSP responses, in any order.
    ///   - anchors: the certificates trusted.
    ///   - options: the demands on the path.
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
