import PKIFormats

/// RFC 5280 §4.1: certificates, and the parts that all structures share.
extension Grammar {
    static let certificate: Grammar = .fields([
        Field("tbsCertificate", .sequence, tbsCertificate),
        Field("signatureAlgorithm", .sequence, algorithm),
        Field("signatureValue", .bits, signature),
    ])

    static let tbsCertificate: Grammar = .fields([
        Field("version", .context(0), .explicit(version)),
        Field("serialNumber", .integer, serialNumber),
        Field("signature", .sequence, algorithm),
        Field("issuer", .sequence, name),
        Field("validity", .sequence, .fields([Field("notBefore"), Field("notAfter")])),
        Field("subject", .sequence, name),
        Field("subjectPublicKeyInfo", .sequence, publicKey),
        Field("issuerUniqueID", .context(1)),
        Field("subjectUniqueID", .context(2)),
        Field("extensions", .context(3), .explicit(extensions)),
    ])

    /// The content octets in hexadecimal, because nobody compares serial numbers in decimal.
    static let serialNumber: Grammar = .words { "0x" + Hex.encode($0.contentBytes.prefix(64)) }

    /// The tree does not look inside a signature, although an ECDSA signature is an encoding too.
    static let signature: Grammar = .value { _ in nil }

    static let algorithm: Grammar = .fields([
        Field("algorithm", .oid),
        Field("parameters", .anything, .defined { algorithmParameters[$0] }),
    ])

    static let publicKey: Grammar = .fields([
        Field("algorithm", .sequence, algorithm),
        Field("subjectPublicKey", .bits, .containing(.fields([Field("modulus", .integer), Field("publicExponent", .integer)]))),
    ])

    static let name: Grammar = .list("rdn", relativeName)

    static let relativeName: Grammar = .list("attribute", .fields([Field("type", .oid), Field("value")]))

    static let generalNames: Grammar = .list("name", generalName)

    static let generalName: Grammar = .choice([
        Field("otherName", .context(0), .fields([Field("type-id", .oid), Field("value", .context(0), .explicit(.any))])),
        Field("rfc822Name", .context(1), text),
        Field("dNSName", .context(2), text),
        Field("x400Address", .context(3)),
        Field("directoryName", .context(4), .explicit(name)),
        Field("ediPartyName", .context(5)),
        Field("uniformResourceIdentifier", .context(6), text),
        Field("iPAddress", .context(7), .value { (try? GeneralName(derEncoded: $0.encoded))?.description }),
        Field("registeredID", .context(8), oid),
    ])

    static let extensions: Grammar = .list("extension", certificateExtension)

    static let certificateExtension: Grammar = .fields([
        Field("extnID", .oid),
        Field("critical", .boolean),
        Field("extnValue", .octets, .defined { extensionValues[$0].map { .containing($0) } }),
    ])

    static let attributes: Grammar = .list("attribute", attribute)

    static let attribute: Grammar = .fields([
        Field("type", .oid),
        Field("values", .set, .defined { .list("value", attributeValues[$0] ?? .any) }),
    ])

    static let issuerAndSerialNumber: Grammar = .fields([Field("issuer", .sequence, name), Field("serialNumber", .integer, serialNumber)])
}
