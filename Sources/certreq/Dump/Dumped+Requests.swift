import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func certificationRequest(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let request = try CertificationRequest(derEncoded: bytes)
        let check = SignatureCheck(key: "the request itself") { () throws(UnsupportedAlgorithmError) in
            try request.hasValidSignature(verifier: OpenSSLVerifier())
        }
        let names = DumpParts.alternativeNames(request.requestedExtensions)
        var structure = DumpedStructure(
            "pkcs10",
            [
                "version": .int(request.version), "subject": .string(request.subject.rfc4514),
                "subjectAttributes": DumpParts.attributes(of: request.subject),
                "publicKey": DumpParts.publicKey(request.subjectPublicKeyInfo),
                "signatureAlgorithm": DumpParts.algorithm(request.signatureAlgorithm), "signatureCheck": check.json,
                "subjectAlternativeNames": .strings(names.map(DumpParts.generalName)),
                "templates": .strings(request.templateNames),
                "extensions": DumpParts.extensions(request.requestedExtensions),
                "attributes": DumpParts.attributes(request.attributes),
                "fingerprints": DumpParts.fingerprints(bytes),
            ],
            bytes: bytes,
            grammar: .certificationRequest
        )
        structure.warn(Weakness.of(request.signatureAlgorithm, in: "the signature") + Weakness.of(request.subjectPublicKeyInfo))
        structure.warn(Weakness.ofExtensions(request.requestedExtensions))
        structure.checkExtensions(request.requestedExtensions)
        structure.checkAttributes(request.attributes)
        check.warn(&structure)
        if request.challengePassword != nil {
            structure.warn("challenge-password", "the challengePassword is not encrypted: everybody who sees the request can read it")
        }
        return structure
    }

    mutating func checkAttributes(_ attributes: [RequestAttribute]) {
        for attribute in attributes {
            do throws(FormatError) {
                _ = try KnownAttributes.decode(attribute)
            } catch {
                faults.append(placed(error, value: attribute.values.first ?? [], field: "attributes.\(attribute.oid.nameOrDotted)"))
            }
        }
    }
}
