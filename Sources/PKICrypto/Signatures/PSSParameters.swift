import PKIFormats

/// RFC 4055 §3.1
///
///     RSASSA-PSS-params ::= SEQUENCE {
///         hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
///         maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
///         saltLength        [2] INTEGER DEFAULT 20,
///         trailerField      [3] INTEGER DEFAULT 1 }
///
/// Only the usual choice is computed: the mask uses the same hash, and the salt is as long as the hash value. There are few encodings of
/// it, so the parameters are recognized by comparing bytes.
enum PSSParameters {
    /// The hash, when the parameters are the usual choice; `nil` for any other choice and for absent parameters.
    static func digest(of parameters: [UInt8]?) -> DigestAlgorithm? {
        guard let parameters else { return nil }
        return known.first { $0.encoding == parameters }?.digest
    }

    /// The encoding this library writes.
    static func encoding(_ digest: DigestAlgorithm) -> [UInt8] {
        encoding(digest, hash: hashIdentifier(digest, withNull: true), maskHash: hashIdentifier(digest, withNull: true))
    }

    private static let known: [(encoding: [UInt8], digest: DigestAlgorithm)] = {
        var known: [(encoding: [UInt8], digest: DigestAlgorithm)] = [([0x30, 0x00], .sha1)]
        for digest in [DigestAlgorithm.sha1, .sha256, .sha384, .sha512] {
            for hashHasNull in [true, false] {
                for maskHasNull in [true, false] {
                    let hash = hashIdentifier(digest, withNull: hashHasNull)
                    let maskHash = hashIdentifier(digest, withNull: maskHasNull)
                    known.append((encoding(digest, hash: hash, maskHash: maskHash), digest))
                }
            }
        }
        return known
    }()

    private static func hashIdentifier(_ digest: DigestAlgorithm, withNull: Bool) -> AlgorithmIdentifier {
        AlgorithmIdentifier(digest.oid, parameters: withNull ? [0x05, 0x00] : nil)
    }

    private static func encoding(_ digest: DigestAlgorithm, hash: AlgorithmIdentifier, maskHash: AlgorithmIdentifier) -> [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeExplicit(0) { $0.writeRaw(hash.derEncoded) }
                writer.writeExplicit(1) { writer in
                    writer.writeRaw(AlgorithmIdentifier(OID.Algorithms.mgf1, parameters: maskHash.derEncoded).derEncoded)
                }
                writer.writeExplicit(2) { $0.writeInteger(digest.byteCount) }
            }
        }
    }
}
