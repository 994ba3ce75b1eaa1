import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func attributeCertificate(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let certificate = try AttributeCertificate(derEncoded: bytes)
        let info = certificate.info
        let check: SignatureCheck
        if let issuer = info.issuer.directoryName {
            let keyIdentifier = (try? AuthorityKeyIdentifier.find(in: info.extensions))?.keyIdentifier
            check = context.bystanders.check(issuer: issuer, keyIdentifier: keyIdentifier) { key throws(UnsupportedAlgorithmError) in
                try certificate.isSigned(with: key, verifier: OpenSSLVerifier())
            }
        } else {
            check = SignatureCheck(.unchecked("the issuer is not named by a directory name"))
        }
        let base = info.holder.baseCertificateID
        var structure = DumpedStructure(
            "attributeCertificate",
            [
                "serial": .string(Hex.encode(info.serialNumber)),
                "holder": [
                    "issuer": .strings(base?.issuer.map(DumpParts.generalName) ?? []),
                    "serial": .optional(base.map { Hex.encode($0.serialNumber) }),
                    "names": .strings(info.holder.entityName.map(DumpParts.generalName)),
                    "digest": .optional(info.holder.objectDigestInfo.map { Hex.encode($0.digest) }),
                ],
                "issuer": .optional(info.issuer.directoryName?.rfc4514),
                "issuerNames": .strings(info.issuer.names.map(DumpParts.generalName)),
                "notBefore": .string(FieldValue.iso8601(info.notBefore)), "notAfter": .string(FieldValue.iso8601(info.notAfter)),
                "signatureAlgorithm": DumpParts.algorithm(certificate.signatureAlgorithm), "signatureCheck": check.json,
                "attributes": DumpParts.attributes(info.attributes), "extensions": DumpParts.extensions(info.extensions),
                "fingerprints": DumpParts.fingerprints(bytes),
            ],
            bytes: bytes,
            grammar: .attributeCertificate
        )
        structure.warn(Weakness.of(certificate.signatureAlgorithm, in: "the signature") + Weakness.ofExtensions(info.extensions))
        if certificate.signatureAlgorithm != info.signatureAlgorithm {
            structure.warn("algorithm-mismatch", "the signature algorithm outside differs from the signed one")
        }
        structure.warnOfTimes(TimeEncoding.faults(in: certificate.infoBytes))
        if info.notAfter < info.notBefore { structure.warn("validity-order", "it ends before it begins") }
        if info.notAfter < Date() { structure.warn("expired", "it ended \(FieldValue.iso8601(info.notAfter))") }
        structure.checkExtensions(info.extensions)
        structure.checkAttributes(info.attributes)
        check.warn(&structure)
        return structure
    }

    /// The attribute certificates of version 2 in a message, as `attributeCertificates`.
    mutating func addAttributeCertificates(_ encoded: [[UInt8]], _ context: DumpContext) {
        var values: [JSONValue] = []
        for bytes in encoded {
            let place = "attributeCertificates[\(values.count)]"
            do throws(FormatError) {
                let certificate = try DumpedStructure.attributeCertificate(bytes, context)
                values.append(certificate.json)
                adopt(certificate, as: place)
            } catch {
                faults.append(placed(error, value: bytes, field: place))
                values.append(["kind": "attributeCertificate", "errors": [DumpedStructure.json(error)]])
            }
        }
        members["attributeCertificates"] = .array(values)
    }

    /// Revocation information other than lists, as `otherRevocationInfo`. OCSP responses become objects of their kind.
    mutating func addOtherRevocationInformation(_ encoded: [[UInt8]], _ context: DumpContext) {
        var values: [JSONValue] = []
        for (number, bytes) in encoded.enumerated() {
            do throws(FormatError) {
                let other = try OtherRevocationInformation(derEncoded: bytes)
                var object: JSONMembers = [
                    "format": DumpParts.oid(other.format), "size": .int(other.information.count), "response": .null,
                ]
                if other.format == OID.CMS.ocspRevocationInformation {
                    let response = try DumpedStructure.ocspResponse(other.information, context)
                    object["response"] = response.json
                    adopt(response, as: "otherRevocationInfo[\(number)]")
                }
                values.append(.object(object))
            } catch {
                faults.append(placed(error, value: bytes, field: "otherRevocationInfo[\(number)]"))
            }
        }
        members["otherRevocationInfo"] = .array(values)
    }
}
