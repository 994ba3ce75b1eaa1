import PKIFormats

/// CMS messages (RFC 5652, RFC 5083) and PKCS #7.
extension Grammar {
    static let contentInfo: Grammar = .fields([
        Field("contentType", .oid),
        Field("content", .context(0), .explicit(.defined { contents[$0] })),
    ])

    private static let contents: [OID: Grammar] = [
        OID.CMS.signedData: signedData,
        OID.CMS.envelopedData: .deferred { envelopedData },
        OID.CMS.authEnvelopedData: .deferred { authEnvelopedData },
        OID.CMS.authenticatedData: .deferred { authenticatedData },
        OID.CMS.encryptedData: .fields([
            Field("version", .integer), Field("encryptedContentInfo", .sequence, encryptedContentInfo),
            Field("unprotectedAttrs", .context(1), attributes),
        ]),
        OID.CMS.digestedData: .fields([
            Field("version", .integer), Field("digestAlgorithm", .sequence, algorithm),
            Field("encapContentInfo", .sequence, encapsulatedContentInfo), Field("digest", .octets),
        ]),
        OID.CMS.data: .containing(.any),
    ]

    private static let signedData: Grammar = .fields([
        Field("version", .integer), Field("digestAlgorithms", .set, .list("digestAlgorithm", algorithm)),
        Field("encapContentInfo", .sequence, encapsulatedContentInfo), Field("certificates", .context(0), certificateSet),
        Field(
            "crls",
            .context(1),
            .list("crl", .choice([Field("crl", .sequence, .deferred { certificateList }), Field("other", .context(1), otherRevocation)]))
        ),
        Field("signerInfos", .set, .list("signerInfo", .deferred { signerInfo })),
    ])

    private static let otherRevocation: Grammar = .fields([
        Field("otherRevInfoFormat", .oid),
        Field("otherRevInfo", .anything, .defined { $0 == OID.CMS.ocspRevocationInformation ? .deferred { ocspResponse } : nil }),
    ])

    private static let encapsulatedContentInfo: Grammar = .fields([
        Field("eContentType", .oid),
        Field("eContent", .context(0), .explicit(.defined { encapsulated[$0].map { .containing($0) } })),
    ])

    static let encapsulated: [OID: Grammar] = [
        OID.CMC.pkiData: .deferred { pkiData },
        OID.CMC.pkiResponse: .deferred { pkiResponse },
        OID.CMS.timestampToken: .fields([
            Field("version", .integer), Field("policy", .oid),
            Field("messageImprint", .sequence, .fields([Field("hashAlgorithm", .sequence, algorithm), Field("hashedMessage", .octets)])),
            Field("serialNumber", .integer, serialNumber), Field("genTime", .time), Field("accuracy", .sequence),
            Field("ordering", .boolean), Field("nonce", .integer, serialNumber), Field("tsa", .context(0), .explicit(generalName)),
            Field("extensions", .context(1), extensions),
        ]),
    ]

    private static let certificateSet: Grammar = .list(
        "certificate",
        .choice([
            Field("certificate", .sequence, .deferred { certificate }),
            Field("attribute certificate", .context(2), .deferred { attributeCertificate }),
        ])
    )

    static let signerInfo: Grammar = .fields([
        Field("version", .integer), Field("sid issuerAndSerialNumber", .sequence, issuerAndSerialNumber),
        Field("sid subjectKeyIdentifier", .context(0)), Field("digestAlgorithm", .sequence, algorithm),
        Field("signedAttrs", .context(0), attributes), Field("signatureAlgorithm", .sequence, algorithm),
        Field("signature", .octets, signature), Field("unsignedAttrs", .context(1), attributes),
    ])

    // MARK: Encrypted content

    private static let encryptedContentInfo: Grammar = .fields([
        Field("contentType", .oid), Field("contentEncryptionAlgorithm", .sequence, algorithm),
        Field("encryptedContent", .context(0), .value { _ in nil }),
    ])

    private static let envelopedData: Grammar = .fields([
        Field("version", .integer), Field("originatorInfo", .context(0), originatorInfo),
        Field("recipientInfos", .set, .list("recipientInfo", recipientInfo)),
        Field("encryptedContentInfo", .sequence, encryptedContentInfo), Field("unprotectedAttrs", .context(1), attributes),
    ])

    private static let authEnvelopedData: Grammar = .fields([
        Field("version", .integer), Field("originatorInfo", .context(0), originatorInfo),
        Field("recipientInfos", .set, .list("recipientInfo", recipientInfo)),
        Field("authEncryptedContentInfo", .sequence, encryptedContentInfo), Field("authAttrs", .context(1), attributes),
        Field("mac", .octets, signature), Field("unauthAttrs", .context(2), attributes),
    ])

    private static let authenticatedData: Grammar = .fields([
        Field("version", .integer), Field("originatorInfo", .context(0), originatorInfo),
        Field("recipientInfos", .set, .list("recipientInfo", recipientInfo)), Field("macAlgorithm", .sequence, algorithm),
        Field("digestAlgorithm", .context(1), algorithm), Field("encapContentInfo", .sequence, encapsulatedContentInfo),
        Field("authAttrs", .context(2), attributes), Field("mac", .octets, signature), Field("unauthAttrs", .context(3), attributes),
    ])

    private static let originatorInfo: Grammar = .fields([
        Field("certs", .context(0), certificateSet), Field("crls", .context(1), .list("crl", .deferred { certificateList })),
    ])

    private static let recipientInfo: Grammar = .choice([
        Field(
            "ktri",
            .sequence,
            .fields([
                Field("version", .integer), Field("rid issuerAndSerialNumber", .sequence, issuerAndSerialNumber),
                Field("rid subjectKeyIdentifier", .context(0)), Field("keyEncryptionAlgorithm", .sequence, algorithm),
                Field("encryptedKey", .octets, signature),
            ])
        ),
        Field(
            "kari",
            .context(1),
            .fields([
                Field("version", .integer), Field("originator", .context(0), .explicit(.any)), Field("ukm", .context(1), .explicit(.any)),
                Field("keyEncryptionAlgorithm", .sequence, algorithm),
                Field(
                    "recipientEncryptedKeys",
                    .sequence,
                    .list(
                        "key",
                        .fields([
                            Field("rid issuerAndSerialNumber", .sequence, issuerAndSerialNumber), Field("rid rKeyId", .context(0)),
                            Field("encryptedKey", .octets, signature),
                        ])
                    )
                ),
            ])
        ),
        Field(
            "kekri",
            .context(2),
            .fields([
                Field("version", .integer),
                Field("kekid", .sequence, .fields([Field("keyIdentifier", .octets), Field("date", .time), Field("other", .sequence)])),
                Field("keyEncryptionAlgorithm", .sequence, algorithm), Field("encryptedKey", .octets, signature),
            ])
        ),
        Field(
            "pwri",
            .context(3),
            .fields([
                Field("version", .integer), Field("keyDerivationAlgorithm", .context(0), algorithm),
                Field("keyEncryptionAlgorithm", .sequence, algorithm), Field("encryptedKey", .octets, signature),
            ])
        ),
        Field("ori", .context(4), .fields([Field("oriType", .oid), Field("oriValue")])),
    ])
}
