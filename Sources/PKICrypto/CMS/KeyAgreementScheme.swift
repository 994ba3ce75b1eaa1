import PKIFormats

/// Ephemeral-static ECDH with the key derivation of ANSI X9.63 (RFC 5753 §3.1 and §7.1.4).
struct KeyAgreementScheme {
    /// The hash of the key derivation.
    let digest: DigestAlgorithm
    /// How the content key is wrapped under the derived key.
    let wrap: KeyWrapAlgorithm
    /// The wrap algorithm with its encoded octets, which are an input of the derivation.
    let wrapIdentifier: AlgorithmIdentifier

    init(digest: DigestAlgorithm, wrap: KeyWrapAlgorithm) {
        self.digest = digest
        self.wrap = wrap
        wrapIdentifier = wrap.algorithm
    }

    init(_ algorithm: AlgorithmIdentifier) throws(KeyError) {
        guard let digest = Self.digests[algorithm.oid] else {
            throw KeyError(.unsupported, "agreeing on a key with \(algorithm.name) (\(algorithm.oid)) is not supported; use ECDH")
        }
        guard let parameters = algorithm.parameters, let wrapIdentifier = try? AlgorithmIdentifier(derEncoded: parameters) else {
            throw KeyError(.unreadable, "the parameters of \(algorithm.name) name no key wrap")
        }
        self.digest = digest
        wrap = try KeyWrapAlgorithm(wrapIdentifier)
        self.wrapIdentifier = wrapIdentifier
    }

    /// The identifier; `nil` for MD5, which no scheme uses.
    var algorithm: AlgorithmIdentifier? {
        guard let oid = Self.standard.first(where: { $0.value == digest })?.key else { return nil }
        return AlgorithmIdentifier(oid, parameters: wrapIdentifier.derEncoded)
    }

    /// The key that wraps the content key.
    func wrappingKey(secret: [UInt8], userKeyingMaterial: [UInt8]?) -> [UInt8] {
        let info = ECCCMSSharedInfo(keyInfo: wrapIdentifier, userKeyingMaterial: userKeyingMaterial, keyByteCount: wrap.keyByteCount)
        return Self.x963(secret, info: info.derEncoded, digest: digest, byteCount: wrap.keyByteCount)
    }

    /// The key derivation function of ANSI X9.63 (SEC 1 §3.6.1).
    static func x963(_ secret: [UInt8], info: [UInt8], digest: DigestAlgorithm, byteCount: Int) -> [UInt8] {
        var output: [UInt8] = []
        var counter: UInt32 = 1
        while output.count < byteCount {
            let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) }
            output += Digest.of(secret + octets + info, digest)
            counter += 1
        }
        return Array(output.prefix(byteCount))
    }

    private static let standard: [OID: DigestAlgorithm] = [
        OID.Algorithms.ecdhWithSHA1KDF: .sha1, OID.Algorithms.ecdhWithSHA256KDF: .sha256, OID.Algorithms.ecdhWithSHA384KDF: .sha384,
        OID.Algorithms.ecdhWithSHA512KDF: .sha512,
    ]

    /// Cofactor Diffie-Hellman is the same computation, since the cofactor of the NIST curves is 1.
    private static let digests = standard.merging(
        [
            "1.3.133.16.840.63.0.3": .sha1, "1.3.132.1.14.1": .sha256, "1.3.132.1.14.2": .sha384, "1.3.132.1.14.3": .sha512,
        ]) { first, _ in first }
}
