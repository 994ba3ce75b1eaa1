import PKIFormats

/// The rule of strength: keys and signatures of less than 112 bits of security (NIST SP 800-57 part 1 §5.6.1) do not resist a well-equipped
/// attacker. `openssl verify -auth_level 2` has the same limit.
enum PathStrength {
    private static let leastFactoringBits = 2048
    private static let leastCurveBits = 224

    /// The reason why a key is too weak. `nil` when it is strong enough, or when its kind is not known here, so that none of its signatures
    /// can be verified.
    static func fault(ofKey key: SubjectPublicKeyInfo) -> String? {
        if case .rsa(let bits) = key.kind, bits < leastFactoringBits {
            return "the RSA key has \(bits) bits; \(leastFactoringBits) are the least to be relied on"
        }
        if key.algorithm.oid == OID.Algorithms.ecPublicKey {
            guard let curve = key.namedCurveIdentifier else { return "the EC key does not name its curve, which may be made to be weak" }
            guard let bits = CurveTable.bits(of: curve) else { return "the strength of the curve \(curve.dotted) is not known" }
            guard bits < leastCurveBits else { return nil }
            return
                "the curve \(CurveTable.name(of: curve) ?? curve.dotted) has \(bits) bits; \(leastCurveBits) are the least to be relied on"
        }
        if let bits = key.dsaBits, bits.prime < leastFactoringBits || bits.subgroup < leastCurveBits {
            return "the DSA key has \(bits.prime) bits in a group of \(bits.subgroup); "
                + "\(leastFactoringBits) and \(leastCurveBits) are the least to be relied on"
        }
        return nil
    }

    /// The reason why a signature algorithm is too weak.
    static func fault(ofSignature algorithm: AlgorithmIdentifier) -> String? {
        algorithm.brokenDigest.map {
            "it is signed with \(algorithm.name), which uses \($0.rawValue); collisions of \($0.rawValue) can be made"
        }
    }

    /// The weaknesses of a path, the leaf first. Every key counts, and every signature except that of the last certificate, on which
    /// nothing depends.
    static func weaknesses(of path: [Certificate]) -> [PathRemark] {
        path.indices.flatMap { index in
            let signature = index + 1 < path.count ? fault(ofSignature: path[index].signatureAlgorithm) : nil
            return [signature, fault(ofKey: path[index].subjectPublicKeyInfo)].compactMap { reason in
                reason.map { PathRemark(certificate: index, text: $0) }
            }
        }
    }
}
