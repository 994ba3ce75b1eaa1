public import PKIFormats

/// A hash function for which collisions can be made. A signature over it does not show who chose the content.
public enum BrokenDigest: String, Hashable, Sendable, CaseIterable {
    case md2 = "MD2"
    case md4 = "MD4"
    case md5 = "MD5"
    case sha1 = "SHA-1"
}

extension AlgorithmIdentifier {
    /// The broken hash function that this signature or digest algorithm uses; `nil` for sound and unknown algorithms.
    public var brokenDigest: BrokenDigest? {
        if let broken = Self.brokenDigests[oid] { return broken }
        if oid == OID.Algorithms.rsassaPSS {
            // Absent parameters are the defaults, which are SHA-1 (RFC 4055 §3.1).
            let parameters = try? RSASSAPSSParameters(derEncoded: self.parameters ?? [0x30, 0x00])
            return (parameters?.hash).flatMap { Self.brokenDigests[$0.oid] }
        }
        guard oid == SignatureScheme.ecdsaWithSpecified, let parameters, let hash = try? AlgorithmIdentifier(derEncoded: parameters) else {
            return nil
        }
        return Self.brokenDigests[hash.oid]
    }

    /// RFC 3279 §2.2 and §2.1, RFC 8017 appendix B.1, and the identifiers of the OIW Security Special Interest Group (1.3.14.3.2).
    private static let brokenDigests: [OID: BrokenDigest] = [
        "1.2.840.113549.2.2": .md2, "1.2.840.113549.2.4": .md4, OID.Algorithms.md5: .md5, OID.Algorithms.sha1: .sha1,
        "1.2.840.113549.1.1.2": .md2, "1.2.840.113549.1.1.3": .md4, OID.Algorithms.rsaWithMD5: .md5, OID.Algorithms.rsaWithSHA1: .sha1,
        OID.Algorithms.ecdsaWithSHA1: .sha1, OID.Algorithms.dsaWithSHA1: .sha1,
        "1.3.14.3.2.2": .md4, "1.3.14.3.2.3": .md5, "1.3.14.3.2.4": .md4, "1.3.14.3.2.13": .sha1, "1.3.14.3.2.15": .sha1,
        "1.3.14.3.2.27": .sha1, "1.3.14.3.2.29": .sha1,
    ]
}
