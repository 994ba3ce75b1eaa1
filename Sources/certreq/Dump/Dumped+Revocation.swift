import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func certificateList(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let list = try CertificateList(derEncoded: bytes)
        let keyIdentifier = (try? AuthorityKeyIdentifier.find(in: list.extensions))?.keyIdentifier
        let check = context.bystanders.check(issuer: list.issuer, keyIdentifier: keyIdentifier) { key throws(UnsupportedAlgorithmError) in
            try list.isSigned(with: key, verifier: OpenSSLVerifier())
        }
        let number = try? CRLNumber.find(in: list.extensions)
        let base = try? DeltaCRLIndicator.find(in: list.extensions)
        let shown = list.revoked.prefix(context.listLimit ?? .max)
        var structure = DumpedStructure(
            "crl",
            [
                "version": .int(list.version), "issuer": .string(list.issuer.rfc4514),
                "issuerAttributes": DumpParts.attributes(of: list.issuer),
                "thisUpdate": .string(FieldValue.iso8601(list.thisUpdate)),
                "nextUpdate": .optional(list.nextUpdate.map(FieldValue.iso8601)),
                "number": number.map(Self.number) ?? .null, "isDelta": .bool(base != nil),
                "signatureAlgorithm": DumpParts.algorithm(list.signatureAlgorithm), "signatureCheck": check.json,
                "revokedCount": .int(list.revoked.count), "revoked": .array(shown.map(Self.entry)),
                "extensions": DumpParts.extensions(list.extensions), "fingerprints": DumpParts.fingerprints(bytes),
            ],
            bytes: bytes,
            grammar: .certificateList
        )
        structure.warn(Weakness.of(list.signatureAlgorithm, in: "the signature") + Weakness.ofExtensions(list.extensions))
        if list.signatureAlgorithm != list.innerSignatureAlgorithm {
            structure.warn("algorithm-mismatch", "the signature algorithm outside differs from the signed one")
        }
        if list.version == 1 { structure.warn("v1", "the list is of version 1, without a number") }
        let hasNumber = list.extensions.contains { $0.oid == CRLNumber.oid }
        if list.version == 2, !hasNumber { structure.warn("no-crl-number", "the list has no number (RFC 5280 §5.2.3)") }
        if let next = list.nextUpdate {
            if next < Date() { structure.warn("expired", "the next list was due \(FieldValue.iso8601(next))") }
        } else {
            structure.warn("no-next-update", "the list does not say when the next one is due (RFC 5280 §5.1.2.5)")
        }
        structure.checkExtensions(list.extensions)
        for entry in list.revoked { structure.checkExtensions(entry.extensions.filter { $0.oid != CRLReason.oid }) }
        structure.warnOfReasons(in: list)
        structure.warnOfTimes(list.timeEncodingFaults)
        check.warn(&structure)
        return structure
    }

    private mutating func warnOfReasons(in list: CertificateList) {
        let sentences = list.revoked.compactMap { entry in
            entry.extensions.first { $0.oid == CRLReason.oid }.map { reason in
                "the entry of serial \(Hex.encode(entry.serialNumber)) gives an unknown reason (\(Hex.encode(reason.value))); "
                    + "its certificate still counts as revoked"
            }
        }
        warn("unknown-reason", each: sentences)
    }

    /// Times in a form that RFC 5280 forbids. Some programs refuse the whole structure because of them.
    mutating func warnOfTimes(_ faults: [String]) {
        warn("time-encoding", each: faults.map { "\($0) (RFC 5280 §4.1.2.5)" })
    }

    /// A JSON number while readers keep it exact, otherwise a string of decimal or hexadecimal digits.
    private static func number(_ value: CRLNumber) -> JSONValue {
        guard let number = value.number else { return .string("0x" + Hex.encode(value.bytes)) }
        return number < 1 << 53 ? .int(Int(number)) : .string(String(number))
    }

    private static func entry(_ entry: RevokedEntry) -> JSONValue {
        var object: JSONMembers = [
            "serial": .string(Hex.encode(entry.serialNumber)), "date": .string(FieldValue.iso8601(entry.date)),
            "reason": .optional(entry.reason?.name),
        ]
        if !entry.extensions.isEmpty { object["extensions"] = DumpParts.extensions(entry.extensions) }
        return .object(object)
    }
}
