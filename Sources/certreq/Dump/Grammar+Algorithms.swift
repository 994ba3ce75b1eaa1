import PKIFormats

/// The parameters of algorithms, by identifier (RFC 4055, RFC 5480, RFC 8018, RFC 5084).
extension Grammar {
    static let algorithmParameters: [OID: Grammar] = [
        OID.Algorithms.ecPublicKey: .choice([
            Field("namedCurve", .oid), Field("implicitCurve", .universal(5)), Field("specifiedCurve", .sequence),
        ]),
        OID.Algorithms.rsassaPSS: .fields([
            Field("hashAlgorithm", .context(0), .explicit(.deferred { algorithm })),
            Field("maskGenAlgorithm", .context(1), .explicit(.deferred { algorithm })),
            Field("saltLength", .context(2), .explicit(.any)),
            Field("trailerField", .context(3), .explicit(.any)),
        ]),
        OID.Algorithms.rsaesOAEP: .fields([
            Field("hashAlgorithm", .context(0), .explicit(.deferred { algorithm })),
            Field("maskGenAlgorithm", .context(1), .explicit(.deferred { algorithm })),
            Field("pSourceAlgorithm", .context(2), .explicit(.deferred { algorithm })),
        ]),
        OID.Algorithms.mgf1: .deferred { algorithm },
        OID.Algorithms.pbes2: .fields([
            Field("keyDerivationFunc", .sequence, .deferred { algorithm }),
            Field("encryptionScheme", .sequence, .deferred { algorithm }),
        ]),
        OID.Algorithms.pbkdf2: .fields([
            Field("salt", .octets, .value { _ in nil }), Field("iterationCount", .integer), Field("keyLength", .integer),
            Field("prf", .sequence, .deferred { algorithm }),
        ]),
        OID.Algorithms.scrypt: .fields([
            Field("salt", .octets, .value { _ in nil }), Field("costParameter", .integer), Field("blockSize", .integer),
            Field("parallelizationParameter", .integer), Field("keyLength", .integer),
        ]),
        OID.Algorithms.aes128CBC: vector, OID.Algorithms.aes192CBC: vector, OID.Algorithms.aes256CBC: vector,
        OID.Algorithms.tripleDESCBC: vector, OID.Algorithms.desCBC: vector,
        OID.Algorithms.rc2CBC: .fields([Field("rc2ParameterVersion", .integer), Field("iv", .octets)]),
        OID.Algorithms.aes128GCM: gcm, OID.Algorithms.aes192GCM: gcm, OID.Algorithms.aes256GCM: gcm,
        OID.Algorithms.passwordKeyWrap: .deferred { algorithm },
        OID.Algorithms.ecdhWithSHA1KDF: .deferred { algorithm }, OID.Algorithms.ecdhWithSHA224KDF: .deferred { algorithm },
        OID.Algorithms.ecdhWithSHA256KDF: .deferred { algorithm }, OID.Algorithms.ecdhWithSHA384KDF: .deferred { algorithm },
        OID.Algorithms.ecdhWithSHA512KDF: .deferred { algorithm },
        OID.Algorithms.pbeWithMD5AndDES: saltAndIterations, OID.Algorithms.pbeWithSHA1AndDES: saltAndIterations,
        OID.Algorithms.pbeWithMD5AndRC2: saltAndIterations, OID.Algorithms.pbeWithSHA1AndRC2: saltAndIterations,
        OID.Algorithms.pkcs12WithSHA1And128BitRC4: saltAndIterations, OID.Algorithms.pkcs12WithSHA1And40BitRC4: saltAndIterations,
        OID.Algorithms.pkcs12WithSHA1And3KeyTripleDES: saltAndIterations, OID.Algorithms.pkcs12WithSHA1And2KeyTripleDES: saltAndIterations,
        OID.Algorithms.pkcs12WithSHA1And128BitRC2: saltAndIterations, OID.Algorithms.pkcs12WithSHA1And40BitRC2: saltAndIterations,
    ]

    private static let vector: Grammar = .value { _ in "initialization vector" }
    private static let gcm: Grammar = .fields([Field("aes-nonce", .octets, .value { _ in nil }), Field("aes-ICVlen", .integer)])
    private static let saltAndIterations: Grammar = .fields([Field("salt", .octets, .value { _ in nil }), Field("iterations", .integer)])
}
