import PKIFormats

/// A secret that client and server agreed on outside the protocol, and the keys that CMC derives from it (RFC 5272 §6.2 and §6.3).
///
/// Its description does not show the secret.
public struct CMCSharedSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let octets: [UInt8]
    private let identification: [UInt8]

    /// - Parameters:
    ///   - secret: the text; its UTF-8 octets count. It should have at least 16 characters.
    ///   - identification: the value of the Identification control when the message has one; it is appended to the secret (§6.2.3).
    public init(_ secret: String, identification: String? = nil) {
        octets = Array(secret.utf8)
        self.identification = identification.map { Array($0.utf8) } ?? []
    }

    /// The same secret for another identification.
    func identified(by name: String?) -> CMCSharedSecret {
        CMCSharedSecret(octets: octets, identification: name.map { Array($0.utf8) } ?? [])
    }

    private init(octets: [UInt8], identification: [UInt8]) {
        self.octets = octets
        self.identification = identification
    }

    /// The key for a MAC: a hash of the secret, or PBKDF2.
    func key(_ algorithm: AlgorithmIdentifier) throws(UnsupportedAlgorithmError) -> [UInt8] {
        if let digest = DigestAlgorithm(oid: algorithm.oid) { return Digest.of(octets + identification, digest) }
        if algorithm.oid == OID.Algorithms.pbkdf2, let parameters = try? PBKDF2Parameters(derEncoded: algorithm.parameters ?? []) {
            return try derived(with: parameters, algorithm)
        }
        throw UnsupportedAlgorithmError(algorithm, "keys are not made with \(algorithm.name) (\(algorithm.oid)) here")
    }

    private func derived(with parameters: PBKDF2Parameters, _ algorithm: AlgorithmIdentifier) throws(UnsupportedAlgorithmError) -> [UInt8] {
        // The sender of the message chooses the count, and this runs before anybody is authenticated.
        guard (1...1_000_000).contains(parameters.iterations), let digest = parameters.digest else {
            throw UnsupportedAlgorithmError(algorithm, "PBKDF2 with \(parameters.iterations) iterations or its hash is not supported")
        }
        do {
            return try KeyDerivation.pbkdf2(
                octets + identification,
                salt: parameters.salt,
                iterations: parameters.iterations,
                digest: digest,
                keyByteCount: parameters.keyByteCount ?? digest.byteCount
            )
        } catch {
            throw UnsupportedAlgorithmError(algorithm, error.reason)
        }
    }

    /// The octets without an identification, for the password-based MAC of CRMF.
    var password: [UInt8] { octets }

    /// Says only that it is a secret.
    public var description: String { "shared secret" }

    public var debugDescription: String { description }
}
