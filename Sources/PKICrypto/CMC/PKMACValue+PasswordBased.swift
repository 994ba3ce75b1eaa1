public import PKIFormats

/// The password-based MAC over a public key (RFC 4211 §4.4).
extension PKMACValue {
    /// The accepted counts of iterations; the sender of the message chooses the count.
    public static let acceptedIterations = 1...1_000_000

    /// Computes the MAC over `key`.
    /// - Parameters:
    ///   - salt: `nil` for 16 random octets.
    ///   - digest: the hash that is iterated and that of the HMAC; not MD5.
    /// - Throws: ``UnsupportedAlgorithmError`` when `iterationCount` is out of ``acceptedIterations``.
    public init(
        over key: SubjectPublicKeyInfo,
        secret: CMCSharedSecret,
        iterationCount: Int = 10_000,
        salt: [UInt8]? = nil,
        digest: DigestAlgorithm = .sha256
    ) throws(UnsupportedAlgorithmError) {
        let parameters = PasswordBasedMACParameters(
            salt: salt ?? SecureRandom.bytes(16),
            oneWayFunction: .digest(digest),
            iterationCount: iterationCount,
            mac: MessageAuthentication.algorithm(digest)
        )
        let algorithm = AlgorithmIdentifier(OID.CRMF.passwordBasedMAC, parameters: parameters.derEncoded)
        self.init(algorithm: algorithm, value: try Self.code(key, secret: secret, parameters: parameters, algorithm: algorithm))
    }

    /// Whether the MAC was made over `key` with `secret`.
    /// - Throws: ``UnsupportedAlgorithmError`` when it is not the password-based MAC, or when this library does not compute its algorithm
    ///   or count.
    public func isValid(over key: SubjectPublicKeyInfo, secret: CMCSharedSecret) throws(UnsupportedAlgorithmError) -> Bool {
        guard algorithm.oid == OID.CRMF.passwordBasedMAC,
            let parameters = try? PasswordBasedMACParameters(derEncoded: algorithm.parameters ?? [])
        else { throw UnsupportedAlgorithmError(algorithm, "the MAC \(algorithm.name) is not supported, or its parameters cannot be read") }
        return MessageAuthentication.areEqual(
            value,
            try Self.code(key, secret: secret, parameters: parameters, algorithm: algorithm)
        )
    }

    private static func code(
        _ key: SubjectPublicKeyInfo,
        secret: CMCSharedSecret,
        parameters: PasswordBasedMACParameters,
        algorithm: AlgorithmIdentifier
    ) throws(UnsupportedAlgorithmError) -> [UInt8] {
        guard let digest = DigestAlgorithm(oid: parameters.oneWayFunction.oid), digest != .md5,
            acceptedIterations.contains(parameters.iterationCount)
        else {
            throw UnsupportedAlgorithmError(
                algorithm,
                "\(parameters.iterationCount) iterations of \(parameters.oneWayFunction.name) are not supported"
            )
        }
        var base = secret.password + parameters.salt
        for _ in 0..<parameters.iterationCount { base = Digest.of(base, digest) }
        return try MessageAuthentication.code(key.derEncoded, key: base, algorithm: parameters.mac)
    }
}
