import PKIFormats

/// CMC messages (RFC 5272, RFC 6402) and the controls in them.
extension Grammar {
    static let pkiData: Grammar = .fields([
        Field("controlSequence", .sequence, .list("control", control)),
        Field("reqSequence", .sequence, .list("request", taggedRequest)),
        Field("cmsSequence", .sequence, taggedMessages),
        Field("otherMsgSequence", .sequence, otherMessages),
    ])

    static let pkiResponse: Grammar = .fields([
        Field("controlSequence", .sequence, .list("control", control)),
        Field("cmsSequence", .sequence, taggedMessages),
        Field("otherMsgSequence", .sequence, otherMessages),
    ])

    private static let taggedMessages: Grammar = .list(
        "message",
        .fields([Field("bodyPartID", .integer), Field("contentInfo", .sequence, .deferred { contentInfo })])
    )

    private static let otherMessages: Grammar = .list(
        "message",
        .fields([Field("bodyPartID", .integer), Field("otherMsgType", .oid), Field("otherMsgValue")])
    )

    private static let taggedRequest: Grammar = .choice([
        Field(
            "tcr",
            .context(0),
            .fields([Field("bodyPartID", .integer), Field("certificationRequest", .sequence, certificationRequest)])
        ),
        Field("crm", .context(1), .deferred { certReqMsg }),
        Field(
            "orm",
            .context(2),
            .fields([Field("bodyPartID", .integer), Field("requestMessageType", .oid), Field("requestMessageValue")])
        ),
    ])

    private static let control: Grammar = .fields([
        Field("bodyPartID", .integer), Field("attrType", .oid),
        Field("attrValues", .set, .defined { .list("value", controlValues[$0] ?? attributeValues[$0] ?? .any) }),
    ])

    private static let bodyList: Grammar = .list("bodyPartID", .any)

    static let controlValues: [OID: Grammar] = [
        OID.CMC.statusInfo: statusInfo,
        OID.CMC.statusInfoV2: statusInfo,
        OID.CMC.addExtensions: .fields([
            Field("pkiDataReference", .integer), Field("certReferences", .sequence, bodyList), Field("extensions", .sequence, extensions),
        ]),
        OID.Microsoft.addAttributes: .fields([
            Field("pkiDataReference", .integer), Field("certReferences", .sequence, bodyList), Field("attributes", .set, attributes),
        ]),
        OID.CMC.getCertificate: .fields([Field("issuerName", .anything, generalName), Field("serialNumber", .integer, serialNumber)]),
        OID.CMC.getCRL: .fields([
            Field("issuerName", .sequence, name), Field("cRLName", .anything, generalName), Field("time", .time), Field("reasons", .bits),
        ]),
        OID.CMC.revokeRequest: .fields([
            Field("issuerName", .sequence, name), Field("serialNumber", .integer, serialNumber),
            Field("reason", .universal(10), reasonCode),
            Field("invalidityDate", .time), Field("passphrase", .octets, .value { _ in nil }), Field("comment", .utf8),
        ]),
        OID.CMC.lraPOPWitness: .fields([Field("pkiDataBodyid", .integer), Field("bodyIds", .sequence, bodyList)]),
        OID.CMC.confirmCertificateAcceptance: issuerAndSerialNumber,
        OID.CMC.encryptedPOP: .fields([
            Field("request", .anything, taggedRequest), Field("cms", .sequence, .deferred { contentInfo }),
            Field("thePOPAlgID", .sequence, algorithm), Field("witnessAlgID", .sequence, algorithm), Field("witness", .octets),
        ]),
        OID.CMC.decryptedPOP: .fields([
            Field("bodyPartID", .integer), Field("thePOPAlgID", .sequence, algorithm), Field("thePOP", .octets),
        ]),
    ]

    private static let statusInfo: Grammar = .fields([
        Field(
            "cMCStatus",
            .integer,
            named([0: "success", 2: "failed", 3: "pending", 4: "noSupport", 5: "confirmRequired", 6: "popRequired", 7: "partial"])
        ),
        Field("bodyList", .sequence, bodyList),
        Field("statusString", .utf8),
        Field("failInfo", .integer, named(failures)),
        Field("pendInfo", .sequence, .fields([Field("pendToken", .octets, .value { _ in nil }), Field("pendTime", .time)])),
        Field("extendedFailInfo", .context(1), .fields([Field("failInfoOID", .oid), Field("failInfoValue")])),
    ])

    private static let failures: [Int: String] = [
        0: "badAlg", 1: "badMessageCheck", 2: "badRequest", 3: "badTime", 4: "badCertId", 5: "unsupportedExt", 6: "mustArchiveKeys",
        7: "badIdentity", 8: "popRequired", 9: "popFailed", 10: "noKeyReuse", 11: "internalCAError", 12: "tryLater", 13: "authDataFail",
    ]
}
