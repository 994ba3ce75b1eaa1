import PKICrypto
import PKIFormats

/// Finds the key of an authority that a question means, by the hashes of the issuer's name and key: all generations of all authorities, for each hash
/// function that clients use.
struct StatusIssuers: Sendable {
    private struct Name: Hashable {
        let hash: OID
        let issuerNameHash: [UInt8]
        let issuerKeyHash: [UInt8]
    }

    private let keys: [Name: AuthorityKeyID]
    /// The snapshot that was read.
    let snapshot: AuthoritySnapshot

    /// SHA-1 is what every client sends that was met; it names, and protects nothing.
    static let hashes: [DigestAlgorithm] = [.sha1, .sha256, .sha384, .sha512]

    init(of snapshot: AuthoritySnapshot) {
        self.snapshot = snapshot
        var keys: [Name: AuthorityKeyID] = [:]
        for generation in snapshot.authorities.flatMap(\.generations) {
            for hash in Self.hashes {
                let name = Name(
                    hash: hash.oid,
                    issuerNameHash: Digest.of(generation.certificate.subject.derEncoded, hash),
                    issuerKeyHash: Digest.of(generation.certificate.subjectPublicKeyInfo.keyBytes, hash)
                )
                keys[name] = generation.key
            }
        }
        self.keys = keys
    }

    /// nil for an issuer that is not ours, and for a hash function that is not known here. Its parameters are NULL or absent: an answer repeats them, and whatever else
    /// somebody wrote there would be kept with it. Source: RFC 5754 §2.
    func key(of id: OCSPCertID) -> AuthorityKeyID? {
        guard id.hashAlgorithm.parameters == nil || id.hashAlgorithm.parameters == [0x05, 0x00] else { return nil }
        return keys[Name(hash: id.hashAlgorithm.oid, issuerNameHash: id.issuerNameHash, issuerKeyHash: id.issuerKeyHash)]
    }

    /// The newest generation of a key.
    func issuer(of key: AuthorityKeyID) -> (known: KnownAuthority, generation: IssuingGeneration)? {
        guard let known = snapshot.authority(key.authority), let generation = known.generations.last(where: { $0.key == key }) else {
            return nil
        }
        return (known, generation)
    }
}
