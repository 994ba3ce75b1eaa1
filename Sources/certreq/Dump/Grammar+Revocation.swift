import PKIFormats

/// Revocation lists (RFC 5280 §5.1) and OCSP (RFC 6960 §4).
extension Grammar {
    static let certificateList: Grammar = .fields([
        Field(
            "tbsCertList",
            .sequence,
            .fields([
                Field("version", .integer, version), Field("signature", .sequence, algorithm), Field("issuer", .sequence, name),
                Field("thisUpdate", .time), Field("nextUpdate", .time),
                Field("revokedCertificates", .sequence, .list("entry", revokedEntry)),
                Field("crlExtensions", .context(0), .explicit(extensions)),
            ])
        ),
        Field("signatureAlgorithm", .sequence, algorithm),
        Field("signatureValue", .bits, signature),
    ])

    private static let revokedEntry: Grammar = .fields([
        Field("userCertificate", .integer, serialNumber), Field("revocationDate", .time),
        Field("crlEntryExtensions", .sequence, extensions),
    ])

    static let ocspRequest: Grammar = .fields([
        Field(
            "tbsRequest",
            .sequence,
            .fields([
                Field("version", .context(0), .explicit(version)), Field("requestorName", .context(1), .explicit(generalName)),
                Field(
                    "requestList",
                    .sequence,
                    .list(
                        "request",
                        .fields([
                            Field("reqCert", .sequence, certID),
                            Field("singleRequestExtensions", .context(0), .explicit(extensions)),
                        ])
                    )
                ),
                Field("requestExtensions", .context(2), .explicit(extensions)),
            ])
        ),
        Field(
            "optionalSignature",
            .context(0),
            .explicit(
                .fields([
                    Field("signatureAlgorithm", .sequence, algorithm), Field("signature", .bits, signature),
                    Field("certs", .context(0), .explicit(certificates)),
                ])
            )
        ),
    ])

    static let ocspResponse: Grammar = .fields([
        Field(
            "responseStatus",
            .universal(10),
            named(Dictionary(uniqueKeysWithValues: OCSPResponseStatus.known.map { ($0.rawValue, $0.name) }))
        ),
        Field(
            "responseBytes",
            .context(0),
            .explicit(
                .fields([
                    Field("responseType", .oid),
                    Field("response", .octets, .defined { $0 == OID.OCSP.basicResponse ? .containing(basicResponse) : nil }),
                ])
            )
        ),
    ])

    private static let certID: Grammar = .fields([
        Field("hashAlgorithm", .sequence, algorithm), Field("issuerNameHash", .octets, .value { _ in nil }),
        Field("issuerKeyHash", .octets, .value { _ in nil }), Field("serialNumber", .integer, serialNumber),
    ])

    private static let certificates: Grammar = .list("certificate", certificate)

    private static let basicResponse: Grammar = .fields([
        Field(
            "tbsResponseData",
            .sequence,
            .fields([
                Field("version", .context(0), .explicit(version)), Field("responderID byName", .context(1), .explicit(name)),
                Field("responderID byKey", .context(2), .explicit(.any)), Field("producedAt", .time),
                Field("responses", .sequence, .list("response", singleResponse)),
                Field("responseExtensions", .context(1), .explicit(extensions)),
            ])
        ),
        Field("signatureAlgorithm", .sequence, algorithm),
        Field("signature", .bits, signature),
        Field("certs", .context(0), .explicit(certificates)),
    ])

    private static let singleResponse: Grammar = .fields([
        Field("certID", .sequence, certID),
        Field("certStatus good", .context(0)),
        Field(
            "certStatus revoked",
            .context(1),
            .fields([Field("revocationTime", .time), Field("revocationReason", .context(0), .explicit(reasonCode))])
        ),
        Field("certStatus unknown", .context(2)),
        Field("thisUpdate", .time),
        Field("nextUpdate", .context(0), .explicit(.any)),
        Field("singleExtensions", .context(1), .explicit(extensions)),
    ])
}
