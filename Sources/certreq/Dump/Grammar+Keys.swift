import PKIFormats

/// Keys (RFC 5208, RFC 5958, RFC 5915, RFC 8017) and their containers (RFC 7292).
extension Grammar {
    static let privateKeyInfo: Grammar = .fields([
        Field("version", .integer), Field("privateKeyAlgorithm", .sequence, algorithm),
        Field("privateKey", .octets, .secret), Field("attributes", .context(0), attributes), Field("publicKey", .context(1)),
    ])

    static let encryptedPrivateKeyInfo: Grammar = .fields([
        Field("encryptionAlgorithm", .sequence, algorithm), Field("encryptedData", .octets, signature),
    ])

    static let rsaPrivateKey: Grammar = .fields([
        Field("version", .integer), Field("modulus", .integer), Field("publicExponent", .integer),
        Field("privateExponent", .integer, .secret),
        Field("prime1", .integer, .secret), Field("prime2", .integer, .secret), Field("exponent1", .integer, .secret),
        Field("exponent2", .integer, .secret), Field("coefficient", .integer, .secret),
        Field("otherPrimeInfos", .sequence, .list("prime", .secret)),
    ])

    static let ecPrivateKey: Grammar = .fields([
        Field("version", .integer), Field("privateKey", .octets, .secret), Field("parameters", .context(0), .explicit(.any)),
        Field("publicKey", .context(1), .explicit(.any)),
    ])

    static let rsaPublicKey: Grammar = .fields([Field("modulus", .integer), Field("publicExponent", .integer)])

    static let pfx: Grammar = .fields([
        Field("version", .integer), Field("authSafe", .sequence, authSafe),
        Field(
            "macData",
            .sequence,
            .fields([
                Field("mac", .sequence, .fields([Field("digestAlgorithm", .sequence, algorithm), Field("digest", .octets)])),
                Field("macSalt", .octets, .value { _ in nil }), Field("iterations", .integer),
            ])
        ),
    ])

    private static let authSafe: Grammar = .fields([
        Field("contentType", .oid),
        Field(
            "content",
            .context(0),
            .explicit(
                .defined { type in
                    type == OID.CMS.data ? .containing(.list("safe", safe)) : .deferred { contentInfo }
                }
            )
        ),
    ])

    private static let safe: Grammar = .fields([
        Field("contentType", .oid),
        Field("content", .context(0), .explicit(.defined { $0 == OID.CMS.data ? .containing(safeContents) : .deferred { encryptedSafe } })),
    ])

    private static let encryptedSafe: Grammar = .fields([
        Field("version", .integer),
        Field(
            "encryptedContentInfo",
            .sequence,
            .fields([
                Field("contentType", .oid), Field("contentEncryptionAlgorithm", .sequence, algorithm),
                Field("encryptedContent", .context(0), signature),
            ])
        ),
    ])

    static let safeContents: Grammar = .list("bag", safeBag)

    private static let safeBag: Grammar = .fields([
        Field("bagId", .oid), Field("bagValue", .context(0), .explicit(.defined { bagValues[$0] })),
        Field("bagAttributes", .set, attributes),
    ])

    private static let bagValues: [OID: Grammar] = [
        "1.2.840.113549.1.12.10.1.1": privateKeyInfo,
        "1.2.840.113549.1.12.10.1.2": encryptedPrivateKeyInfo,
        "1.2.840.113549.1.12.10.1.3": .fields([
            Field("certId", .oid), Field("certValue", .context(0), .explicit(.containing(.deferred { certificate }))),
        ]),
        "1.2.840.113549.1.12.10.1.4": .fields([
            Field("crlId", .oid), Field("crlValue", .context(0), .explicit(.containing(.deferred { certificateList }))),
        ]),
        "1.2.840.113549.1.12.10.1.5": .fields([Field("secretTypeId", .oid), Field("secretValue", .context(0), .secret)]),
        "1.2.840.113549.1.12.10.1.6": .deferred { safeContents },
    ]

}
