import PKIFormats

/// The values of extensions: RFC 5280 §4.2 and §5.2, RFC 6960 §4.4, RFC 3739, and Microsoft's.
extension Grammar {
    static let extensionValues: [OID: Grammar] = certificateExtensionValues.merging(revocationExtensionValues) { first, _ in first }
        .merging(microsoftExtensionValues) { first, _ in first }.merging(authorityExtensionValues) { first, _ in first }

    private static let certificateExtensionValues: [OID: Grammar] = [
        OID.Extensions.authorityKeyIdentifier: .fields([
            Field("keyIdentifier", .context(0)), Field("authorityCertIssuer", .context(1), generalNames),
            Field("authorityCertSerialNumber", .context(2), serialNumber),
        ]),
        OID.Extensions.subjectKeyIdentifier: .value { _ in nil },
        OID.Extensions.keyUsage: .bits([
            "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
            "encipherOnly", "decipherOnly",
        ]),
        OID.Extensions.privateKeyUsagePeriod: .fields([Field("notBefore", .context(0), time), Field("notAfter", .context(1), time)]),
        OID.Extensions.subjectAlternativeName: generalNames,
        OID.Extensions.issuerAlternativeName: generalNames,
        OID.Extensions.certificateIssuer: generalNames,
        OID.Extensions.basicConstraints: .fields([Field("cA", .boolean), Field("pathLenConstraint", .integer)]),
        OID.Extensions.certificatePolicies: policies,
        OID.Extensions.policyMappings: policyMappings,
        OID.Extensions.policyConstraints: policyConstraints,
        OID.Extensions.nameConstraints: .fields([
            Field("permittedSubtrees", .context(0), subtrees), Field("excludedSubtrees", .context(1), subtrees),
        ]),
        OID.Extensions.extendedKeyUsage: .list("keyPurpose", .any),
        OID.Extensions.crlDistributionPoints: distributionPoints,
        OID.Extensions.freshestCRL: distributionPoints,
        OID.Extensions.authorityInformationAccess: accessDescriptions,
        OID.Extensions.subjectInformationAccess: accessDescriptions,
        OID.Extensions.subjectDirectoryAttributes: .deferred { attributes },
        OID.Extensions.tlsFeature: .list("feature", named([5: "status_request", 17: "status_request_v2"])),
        OID.Extensions.smimeCapabilities: capabilities,
        OID.Extensions.qcStatements: .list("statement", .fields([Field("statementId", .oid), Field("statementInfo")])),
        OID.Extensions.cabForumOrganizationIdentifier: .fields([
            Field("registrationSchemeIdentifier"), Field("registrationCountry"),
            Field("registrationStateOrProvince", .context(0), text), Field("registrationReference"),
        ]),
        OID.Extensions.netscapeCertificateType: .bits([
            "SSLClient", "SSLServer", "SMIME", "objectSigning", "reserved", "SSLCA", "SMIMECA", "objectSigningCA",
        ]),
        OID.Extensions.signedCertificateTimestamps: .value { _ in "SignedCertificateTimestampList" },
        OID.Extensions.ocspSignedCertificateTimestamps: .value { _ in "SignedCertificateTimestampList" },
    ]

    private static let revocationExtensionValues: [OID: Grammar] = [
        OID.Extensions.reasonCode: .deferred { reasonCode },
        OID.Extensions.issuingDistributionPoint: .fields([
            Field("distributionPoint", .context(0), .explicit(distributionPointName)), Field("onlyContainsUserCerts", .context(1), flag),
            Field("onlyContainsCACerts", .context(2), flag), Field("onlySomeReasons", .context(3), reasonFlags),
            Field("indirectCRL", .context(4), flag), Field("onlyContainsAttributeCerts", .context(5), flag),
        ]),
        OID.OCSP.nonce: .value { _ in nil },
        OID.OCSP.crlReference: .fields([
            Field("crlUrl", .context(0), .explicit(.any)), Field("crlNum", .context(1), .explicit(.any)),
            Field("crlTime", .context(2), .explicit(.any)),
        ]),
        OID.OCSP.acceptableResponses: .list("responseType", .any),
        OID.OCSP.serviceLocator: .fields([Field("issuer", .sequence, name), Field("locator", .sequence, accessDescriptions)]),
        OID.OCSP.preferredSignatureAlgorithms: .list(
            "algorithm",
            .fields([Field("sigIdentifier", .sequence, algorithm), Field("pubKeyAlgIdentifier", .sequence, algorithm)])
        ),
    ]

    private static let microsoftExtensionValues: [OID: Grammar] = [
        OID.Microsoft.certificateTemplate: .fields([
            Field("templateID", .oid), Field("templateMajorVersion", .integer), Field("templateMinorVersion", .integer),
        ]),
        OID.Microsoft.applicationPolicies: policies,
        OID.Microsoft.applicationPolicyMappings: policyMappings,
        OID.Microsoft.applicationPolicyConstraints: policyConstraints,
        OID.Microsoft.caVersion: .value { node in
            FieldValue.integer(node).map { "certificate index \($0 & 0xFFFF), key index \($0 >> 16 & 0xFFFF)" }
        },
        OID.Microsoft.publishedCRLLocations: distributionPoints,
        OID.Microsoft.crossCertificateDistributionPoints: .fields([
            Field("syncDeltaTime", .integer), Field("crossCertDistPointNames", .sequence, .list("names", generalNames)),
        ]),
        OID.Microsoft.ntdsCASecurity: .list(
            "object",
            .fields([
                Field("type-id", .oid),
                Field("value", .context(0), .explicit(.value { String(validating: $0.contentBytes, as: UTF8.self).map { "'\($0)'" } })),
            ])
        ),
    ]

    // MARK: Parts

    static let reasonFlags: Grammar = .value { node in
        let names = [
            "unused", "keyCompromise", "cACompromise", "affiliationChanged", "superseded", "cessationOfOperation", "certificateHold",
            "privilegeWithdrawn", "aACompromise",
        ]
        let octets = Array(node.contentBytes.dropFirst())
        return names.indices.filter { $0 / 8 < octets.count && octets[$0 / 8] & (0x80 >> ($0 % 8)) != 0 }.map { names[$0] }
            .joined(separator: ", ")
    }

    static let reasonCode: Grammar = named(Dictionary(uniqueKeysWithValues: CRLReason.known.map { ($0.rawValue, $0.name) }))

    private static let flag: Grammar = .value { $0.contentBytes.first.map { $0 == 0 ? "FALSE" : "TRUE" } }

    private static let number: Grammar = .value { FieldValue.integer($0).map { String($0) } }

    private static let distributionPoints: Grammar = .list(
        "point",
        .fields([
            Field("distributionPoint", .context(0), .explicit(distributionPointName)), Field("reasons", .context(1), reasonFlags),
            Field("cRLIssuer", .context(2), generalNames),
        ])
    )

    private static let distributionPointName: Grammar = .choice([
        Field("fullName", .context(0), generalNames), Field("nameRelativeToCRLIssuer", .context(1), relativeName),
    ])

    private static let accessDescriptions: Grammar = .list(
        "access",
        .fields([Field("accessMethod", .oid), Field("accessLocation", .anything, generalName)])
    )

    private static let policies: Grammar = .list(
        "policy",
        .fields([
            Field("policyIdentifier", .oid),
            Field("policyQualifiers", .sequence, .list("qualifier", .fields([Field("policyQualifierId", .oid), Field("qualifier")]))),
        ])
    )

    private static let policyMappings: Grammar = .list(
        "mapping",
        .fields([Field("issuerDomainPolicy", .oid), Field("subjectDomainPolicy", .oid)])
    )

    private static let policyConstraints: Grammar = .fields([
        Field("requireExplicitPolicy", .context(0), number), Field("inhibitPolicyMapping", .context(1), number),
    ])

    private static let subtrees: Grammar = .list(
        "subtree",
        .fields([Field("base", .anything, generalName), Field("minimum", .context(0), number), Field("maximum", .context(1), number)])
    )

    static let capabilities: Grammar = .list("capability", .fields([Field("capabilityID", .oid), Field("parameters")]))
}
