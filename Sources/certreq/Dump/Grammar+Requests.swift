import PKIFormats

/// PKCS #10 (RFC 2986), SPKAC, CRMF (RFC 4211), and the attributes of requests and messages.
extension Grammar {
    static let certificationRequest: Grammar = .fields([
        Field(
            "certificationRequestInfo",
            .sequence,
            .fields([
                Field("version", .integer, version), Field("subject", .sequence, name), Field("subjectPKInfo", .sequence, publicKey),
                Field("attributes", .context(0), attributes),
            ])
        ),
        Field("signatureAlgorithm", .sequence, algorithm),
        Field("signature", .bits, signature),
    ])

    static let signedPublicKeyAndChallenge: Grammar = .fields([
        Field("publicKeyAndChallenge", .sequence, .fields([Field("spki", .sequence, publicKey), Field("challenge")])),
        Field("signatureAlgorithm", .sequence, algorithm),
        Field("signature", .bits, signature),
    ])

    static let attributeValues: [OID: Grammar] = requestAttributeValues.merging(authorityAttributeValues) { first, _ in first }

    private static let requestAttributeValues: [OID: Grammar] = [
        OID.CMS.extensionRequest: extensions,
        OID.Microsoft.certificateExtensions: extensions,
        OID.Extensions.smimeCapabilities: capabilities,
        OID.Microsoft.enrollmentNameValuePair: .fields([Field("name"), Field("value")]),
        OID.Microsoft.enrollmentCSPProvider: .fields([
            Field("keySpec", .integer, named([1: "AT_KEYEXCHANGE", 2: "AT_SIGNATURE"])), Field("providerName"), Field("signature", .bits),
        ]),
        OID.Microsoft.requestClientInformation: .fields([
            Field("clientId", .integer), Field("machineName"), Field("userName"), Field("processName"),
        ]),
        OID.Microsoft.renewalCertificate: certificate,
        OID.Microsoft.archivedKey: .deferred { contentInfo },
        OID.CMS.counterSignature: .deferred { signerInfo },
        OID.CMS.algorithmProtection: .fields([
            Field("digestAlgorithm", .sequence, algorithm), Field("signatureAlgorithm", .context(1), algorithm),
            Field("macAlgorithm", .context(2), algorithm),
        ]),
        OID.CMS.signingCertificate: signingCertificate,
        OID.CMS.signingCertificateV2: signingCertificate,
        OID(stringLiteral: "1.2.840.113549.1.9.16.2.14"): .deferred { contentInfo },
    ]

    private static let signingCertificate: Grammar = .fields([
        Field(
            "certs",
            .sequence,
            .list(
                "cert",
                .fields([
                    Field("hashAlgorithm", .sequence, algorithm), Field("certHash", .octets),
                    Field(
                        "issuerSerial",
                        .sequence,
                        .fields([Field("issuer", .sequence, generalNames), Field("serialNumber", .integer, serialNumber)])
                    ),
                ])
            )
        ),
        Field("policies", .sequence),
    ])

    // MARK: CRMF

    static let certReqMessages: Grammar = .list("message", certReqMsg)

    static let certReqMsg: Grammar = .fields([
        Field(
            "certReq",
            .sequence,
            .fields([
                Field("certReqId", .integer), Field("certTemplate", .sequence, certTemplate),
                Field("controls", .sequence, .list("control", typeAndValue)),
            ])
        ),
        Field("popo raVerified", .context(0)),
        Field(
            "popo signature",
            .context(1),
            .fields([
                Field("poposkInput", .context(0)), Field("algorithmIdentifier", .sequence, algorithm), Field("signature", .bits, signature),
            ])
        ),
        Field("popo keyEncipherment", .context(2), .explicit(.any)),
        Field("popo keyAgreement", .context(3), .explicit(.any)),
        Field("regInfo", .sequence, .list("information", typeAndValue)),
    ])

    static let certTemplate: Grammar = .fields([
        Field("version", .context(0), .value { FieldValue.integer($0).map { "v\($0 &+ 1)" } }),
        Field("serialNumber", .context(1), serialNumber), Field("signingAlg", .context(2), algorithm),
        Field("issuer", .context(3), .explicit(name)),
        Field(
            "validity",
            .context(4),
            .fields([Field("notBefore", .context(0), .explicit(.any)), Field("notAfter", .context(1), .explicit(.any))])
        ),
        Field("subject", .context(5), .explicit(name)), Field("publicKey", .context(6), publicKey), Field("issuerUID", .context(7)),
        Field("subjectUID", .context(8)), Field("extensions", .context(9), extensions),
    ])

    private static let typeAndValue: Grammar = .fields([Field("type", .oid), Field("value")])
}
