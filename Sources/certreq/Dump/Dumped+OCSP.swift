import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func ocspRequest(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let request = try OCSPRequest(derEncoded: bytes)
        var structure = DumpedStructure(
            "ocspRequest",
            [
                "version": .int(request.version), "requestorName": .optional(request.requestorName.map(DumpParts.generalName)),
                "nonce": .optional(request.nonce.map { Hex.encode($0) }),
                "requests": .array(
                    request.requests.map { item in
                        ["certID": certID(item.certID), "extensions": DumpParts.extensions(item.extensions)]
                    }
                ),
                "extensions": DumpParts.extensions(request.extensions),
            ],
            bytes: bytes,
            grammar: .ocspRequest
        )
        if let signature = request.signature {
            structure.members["signatureAlgorithm"] = DumpParts.algorithm(signature.algorithm)
            structure.warn(Weakness.of(signature.algorithm, in: "the signature"))
            structure.addCertificates(signature.certificates, context)
            var check = SignatureCheck(.unchecked("the signer's certificate is not in the request"))
            for candidate in Bystanders().adding(signature.certificates).certificates {
                check = SignatureCheck(key: candidate.subject.rfc4514) { () throws(UnsupportedAlgorithmError) in
                    try request.isSigned(with: candidate.subjectPublicKeyInfo, verifier: OpenSSLVerifier())
                }
                if !check.isInvalid { break }
            }
            structure.members["signatureCheck"] = check.json
            check.warn(&structure)
        }
        structure.checkExtensions(request.extensions + request.requests.flatMap(\.extensions))
        return structure
    }

    static func ocspResponse(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let response = try OCSPResponse(derEncoded: bytes)
        var structure = DumpedStructure(
            "ocspResponse",
            ["status": .string(response.status.name), "responseType": response.responseType.map(DumpParts.oid) ?? .null],
            bytes: bytes,
            grammar: .ocspResponse
        )
        guard let basic = try response.basic() else {
            structure.members["singles"] = []
            return structure
        }
        let data = basic.data
        let check = responderCheck(basic, context)
        structure.members["responderID"] = responder(data.responderID)
        structure.members["producedAt"] = .string(FieldValue.iso8601(data.producedAt))
        structure.members["nonce"] = .optional(basic.nonce.map { Hex.encode($0) })
        structure.members["signatureAlgorithm"] = DumpParts.algorithm(basic.signature.algorithm)
        structure.members["signatureCheck"] = check.json
        structure.members["singles"] = .array(data.responses.map(single))
        structure.members["extensions"] = DumpParts.extensions(data.extensions)
        structure.addCertificates(basic.signature.certificates, context)
        structure.warn(Weakness.of(basic.signature.algorithm, in: "the signature"))
        structure.warnOfTimes(TimeEncoding.faults(in: basic.tbsBytes))
        for single in data.responses {
            if let next = single.nextUpdate, next < Date() {
                structure.warn("expired", "a newer answer was due \(FieldValue.iso8601(next))")
            }
        }
        structure.checkExtensions(data.extensions + data.responses.flatMap(\.extensions))
        check.warn(&structure)
        return structure
    }

    private static func responderCheck(_ basic: BasicOCSPResponse, _ context: DumpContext) -> SignatureCheck {
        let all = context.bystanders.adding(basic.signature.certificates).certificates
        guard let signer = all.first(where: { basic.data.responderID.names($0) }) else {
            return SignatureCheck(.unchecked("the responder's certificate is not in the input"))
        }
        return SignatureCheck(key: signer.subject.rfc4514) { () throws(UnsupportedAlgorithmError) in
            try basic.isSigned(with: signer.subjectPublicKeyInfo, verifier: OpenSSLVerifier())
        }
    }

    private static func responder(_ id: OCSPResponderID) -> JSONValue {
        switch id {
        case .name(let name): ["name": .string(name.rfc4514), "nameAttributes": DumpParts.attributes(of: name)]
        case .keyHash(let hash): ["keyHash": .string(Hex.encode(hash))]
        }
    }

    private static func certID(_ id: OCSPCertID) -> JSONValue {
        [
            "hashAlgorithm": DumpParts.algorithm(id.hashAlgorithm), "issuerNameHash": .string(Hex.encode(id.issuerNameHash)),
            "issuerKeyHash": .string(Hex.encode(id.issuerKeyHash)), "serial": .string(Hex.encode(id.serialNumber)),
        ]
    }

    private static func single(_ single: OCSPSingleResponse) -> JSONValue {
        var object: JSONMembers = [
            "certID": certID(single.certID), "serial": .string(Hex.encode(single.certID.serialNumber)), "status": "unknown",
            "revocationTime": .null, "revocationReason": .null, "thisUpdate": .string(FieldValue.iso8601(single.thisUpdate)),
            "nextUpdate": .optional(single.nextUpdate.map(FieldValue.iso8601)),
        ]
        switch single.status {
        case .good: object["status"] = "good"
        case .unknown: break
        case .revoked(let reason, let date):
            object["status"] = "revoked"
            object["revocationTime"] = .string(FieldValue.iso8601(date))
            object["revocationReason"] = .optional(reason?.name)
        }
        object["extensions"] = DumpParts.extensions(single.extensions)
        return .object(object)
    }

    /// The certificates inside a structure, each as an object of its own.
    mutating func addCertificates(_ encoded: [[UInt8]], _ context: DumpContext, name: String = "certificates") {
        var inside = context
        inside.bystanders = context.bystanders.adding(encoded)
        var values: [JSONValue] = []
        for (number, bytes) in encoded.enumerated() {
            do throws(FormatError) {
                let certificate = try DumpedStructure.certificate(bytes, inside)
                values.append(certificate.json)
                adopt(certificate, as: "\(name)[\(number)]")
            } catch {
                faults.append(placed(error, value: bytes, field: "\(name)[\(number)]"))
                values.append(["kind": "certificate", "errors": [DumpedStructure.json(error)]])
            }
        }
        members[name] = .array(values)
    }
}
