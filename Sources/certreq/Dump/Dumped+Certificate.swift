import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func certificate(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let certificate = try Certificate(derEncoded: bytes)
        let check = signatureCheck(certificate, context)
        var structure = DumpedStructure(
            "certificate",
            [
                "version": .int(certificate.version), "serial": .string(Hex.encode(certificate.serialNumber)),
                "subject": .string(certificate.subject.rfc4514), "issuer": .string(certificate.issuer.rfc4514),
                "subjectAttributes": DumpParts.attributes(of: certificate.subject),
                "issuerAttributes": DumpParts.attributes(of: certificate.issuer),
                "notBefore": .string(FieldValue.iso8601(certificate.notBefore)),
                "notAfter": .string(FieldValue.iso8601(certificate.notAfter)),
                "publicKey": DumpParts.publicKey(certificate.subjectPublicKeyInfo),
                "signatureAlgorithm": DumpParts.algorithm(certificate.signatureAlgorithm),
                "signatureCheck": check.json,
                "selfIssued": .bool(certificate.isSelfIssued),
                "subjectAlternativeNames": .strings(certificate.subjectAlternativeNames.map(DumpParts.generalName)),
                "keyUsage": .strings(certificate.keyUsage?.names ?? []),
                "extendedKeyUsage": .strings(certificate.extendedKeyUsage?.purposes.map(\.nameOrDotted) ?? []),
                "basicConstraints": certificate.basicConstraints.map { DecodedValue.json($0.asExtension()) } ?? .null,
                "extensions": DumpParts.extensions(certificate.extensions),
                "fingerprints": DumpParts.fingerprints(bytes),
            ],
            bytes: bytes,
            grammar: .certificate
        )
        structure.warn(Weakness.of(certificate))
        structure.warnOfTimes(certificate.timeEncodingFaults)
        structure.checkExtensions(certificate.extensions)
        check.warn(&structure)
        return structure
    }

    private static func signatureCheck(_ certificate: Certificate, _ context: DumpContext) -> SignatureCheck {
        if certificate.isSelfIssued {
            let own = SignatureCheck(key: "the certificate itself") { () throws(UnsupportedAlgorithmError) in
                try certificate.isSigned(with: certificate.subjectPublicKeyInfo, verifier: OpenSSLVerifier())
            }
            // A renewed CA signs its new certificate with its old key, so it is self-issued but not self-signed.
            if case .invalid = own.outcome {} else { return own }
            let others = context.bystanders.named(certificate.issuer).contains { $0 != certificate }
            let isOther = certificate.authorityKeyIdentifier.map { $0 != certificate.subjectKeyIdentifier } ?? false
            if !others, !isOther { return own }
        }
        return context.bystanders.check(issuer: certificate.issuer, keyIdentifier: certificate.authorityKeyIdentifier) {
            key throws(UnsupportedAlgorithmError) in try certificate.isSigned(with: key, verifier: OpenSSLVerifier())
        }
    }

    /// Reads every extension of a known type. An unreadable one is a fault at its offset in the structure.
    mutating func checkExtensions(_ extensions: [CertificateExtension]) {
        for item in extensions {
            do throws(FormatError) {
                _ = try KnownExtensions.decode(item)
            } catch {
                faults.append(placed(error, value: item.value, field: "extensions.\(item.oid.nameOrDotted)"))
            }
        }
    }

    /// Moves the offset of an error, found while decoding a value alone, to its place in the surrounding structure.
    func placed(_ error: FormatError, value: [UInt8], field: String) -> FormatError {
        let base = OctetSearch.firstOffset(ofElement: value, in: bytes)
        let inner = error.field.isEmpty ? field : "\(field).\(error.field)"
        let offset: Int? = base.map { $0 + (error.offset ?? 0) }
        return FormatError(structure: kind, field: inner, offset: offset, reason: error.reason)
    }
}
