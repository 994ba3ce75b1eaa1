import PKIFormats

/// RFC 5755: attribute certificates, their attributes and extensions.
extension Grammar {
    static let attributeCertificate: Grammar = .fields([
        Field(
            "acinfo",
            .sequence,
            .fields([
                Field("version", .integer, version), Field("holder", .sequence, holder), Field("issuer v1Form", .sequence, generalNames),
                Field("issuer v2Form", .context(0), v2Form), Field("signature", .sequence, algorithm),
                Field("serialNumber", .integer, serialNumber),
                Field("attrCertValidityPeriod", .sequence, .fields([Field("notBeforeTime"), Field("notAfterTime")])),
                Field("attributes", .sequence, attributes), Field("issuerUniqueID", .bits), Field("extensions", .sequence, extensions),
            ])
        ),
        Field("signatureAlgorithm", .sequence, algorithm),
        Field("signatureValue", .bits, signature),
    ])

    private static let holder: Grammar = .fields([
        Field("baseCertificateID", .context(0), issuerSerial), Field("entityName", .context(1), generalNames),
        Field("objectDigestInfo", .context(2), objectDigestInfo),
    ])

    private static let v2Form: Grammar = .fields([
        Field("issuerName", .sequence, generalNames), Field("baseCertificateID", .context(0), issuerSerial),
        Field("objectDigestInfo", .context(1), objectDigestInfo),
    ])

    private static let issuerSerial: Grammar = .fields([
        Field("issuer", .sequence, generalNames), Field("serial", .integer, serialNumber), Field("issuerUID", .bits),
    ])

    private static let objectDigestInfo: Grammar = .fields([
        Field("digestedObjectType", .universal(10), named([0: "publicKey", 1: "publicKeyCert", 2: "otherObjectTypes"])),
        Field("otherObjectTypeID", .oid), Field("digestAlgorithm", .sequence, algorithm), Field("objectDigest", .bits, signature),
    ])

    static let authorityAttributeValues: [OID: Grammar] = [
        OID.AttributeCertificates.authenticationInformation: serviceAuthentication,
        OID.AttributeCertificates.accessIdentity: serviceAuthentication,
        OID.AttributeCertificates.chargingIdentity: ietfSyntax,
        OID.AttributeCertificates.group: ietfSyntax,
        OID.AttributeCertificates.encryptedAttributes: .deferred { contentInfo },
        OID.AttributeCertificates.role: .fields([
            Field("roleAuthority", .context(0), generalNames), Field("roleName", .context(1), .explicit(generalName)),
        ]),
        OID.AttributeCertificates.clearance: .fields([
            Field("policyId", .oid),
            Field(
                "classList",
                .bits,
                bits(["unmarked", "unclassified", "restricted", "confidential", "secret", "topSecret"])
            ),
            Field(
                "securityCategories",
                .set,
                .list("category", .fields([Field("type", .context(0), oid), Field("value", .context(1), .explicit(.any))]))
            ),
        ]),
    ]

    private static let serviceAuthentication: Grammar = .fields([
        Field("service", .anything, generalName), Field("ident", .anything, generalName), Field("authInfo", .octets, .value { _ in nil }),
    ])

    private static let ietfSyntax: Grammar = .fields([
        Field("policyAuthority", .context(0), generalNames), Field("values", .sequence, .list("value", .any)),
    ])

    static let authorityExtensionValues: [OID: Grammar] = [
        OID.AttributeCertificates.auditIdentity: .value { _ in nil },
        OID.AttributeCertificates.targetInformation: .list("targets", targets),
        OID.AttributeCertificates.proxying: .list("proxySet", targets),
        OID.AttributeCertificates.aaControls: .fields([
            Field("pathLenConstraint", .integer), Field("permittedAttrs", .context(0), .list("attribute", .any)),
            Field("excludedAttrs", .context(1), .list("attribute", .any)), Field("permitUnSpecified", .boolean),
        ]),
    ]

    private static let targets: Grammar = .list(
        "target",
        .choice([
            Field("targetName", .context(0), .explicit(generalName)), Field("targetGroup", .context(1), .explicit(generalName)),
            Field("targetCert", .context(2)),
        ])
    )
}
