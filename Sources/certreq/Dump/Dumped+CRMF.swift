import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    /// One or more requests of RFC 4211: CertReqMessages, or a single CertReqMsg.
    static func certReqMessages(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let messages = try CertReqMessages(derEncoded: bytes).messages
        var structure = DumpedStructure("crmf", [:], bytes: bytes, grammar: .certReqMessages)
        structure.addMessages(messages)
        return structure
    }

    static func certReqMsg(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let message = try CertReqMsg(derEncoded: bytes)
        var structure = DumpedStructure("crmf", [:], bytes: bytes, grammar: .certReqMsg)
        structure.addMessages([message])
        return structure
    }

    private mutating func addMessages(_ messages: [CertReqMsg]) {
        let first = messages.first?.request.template
        members["subject"] = .optional(first?.subject?.rfc4514)
        members["publicKey"] = first?.publicKey.map(DumpParts.publicKey) ?? .null
        members["requests"] = .array(messages.map { .object(describe($0)) })
    }

    /// Also looks for weaknesses in the key and the proof.
    mutating func describe(_ message: CertReqMsg) -> JSONMembers {
        let template = message.request.template
        let names = DumpParts.alternativeNames(template.extensions)
        var object: JSONMembers = [
            "id": .int(message.request.id), "subject": .optional(template.subject?.rfc4514),
            "subjectAttributes": template.subject.map(DumpParts.attributes(of:)) ?? [],
            "issuer": .optional(template.issuer?.rfc4514), "serial": .optional(template.serialNumber.map { Hex.encode($0) }),
            "notBefore": .optional(template.validity?.notBefore.map(FieldValue.iso8601)),
            "notAfter": .optional(template.validity?.notAfter.map(FieldValue.iso8601)),
            "publicKey": template.publicKey.map(DumpParts.publicKey) ?? .null,
            "subjectAlternativeNames": .strings(names.map(DumpParts.generalName)),
            "extensions": DumpParts.extensions(template.extensions),
            "controls": .array(message.request.controls.map { DumpParts.oid($0.oid) }),
        ]
        if let key = template.publicKey { warn(Weakness.of(key)) }
        checkExtensions(template.extensions)
        switch message.proof {
        case nil: object["proofOfPossession"] = .null
        case .raVerified: object["proofOfPossession"] = ["type": "raVerified"]
        case .keyEncipherment: object["proofOfPossession"] = ["type": "keyEncipherment"]
        case .keyAgreement: object["proofOfPossession"] = ["type": "keyAgreement"]
        case .signature(let proof):
            let check = Self.check(proof, message.request)
            warn(Weakness.of(proof.algorithm, in: "the proof of possession"))
            check.warn(&self)
            object["proofOfPossession"] = [
                "type": "signature", "signatureAlgorithm": DumpParts.algorithm(proof.algorithm), "signatureCheck": check.json,
            ]
        }
        return object
    }

    private static func check(_ proof: SigningKeyProof, _ request: CRMFCertRequest) -> SignatureCheck {
        guard let key = proof.input?.publicKey ?? request.template.publicKey else {
            return SignatureCheck(.unchecked("the request names no public key"))
        }
        return SignatureCheck(key: "the request itself") { () throws(UnsupportedAlgorithmError) in
            try Signature.isValid(
                proof.signature,
                over: proof.input?.derEncoded ?? request.derEncoded,
                algorithm: proof.algorithm,
                key: key,
                verifier: OpenSSLVerifier()
            )
        }
    }
}
