import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func certificateList(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let list = try CertificateList(derEncoded: bytes)
        var structure = try certificateList(CertificateListScanner(bytes), DumpParts.fingerprints(bytes), context, bytes: bytes)
        structure.warnOfTimes(list.timeEncodingFaults)
        return structure
    }

    /// The summary of a list that is read in place, without warnings of times.
    /// - Parameter bytes: empty for a list that is too large to be copied, whose fields are shown otherwise.
    static func certificateList(
        _ list: CertificateListScanner,
        _ fingerprints: JSONValue,
        _ context: DumpContext,
        bytes: [UInt8] = []
    ) throws(FormatError) -> DumpedStructure {
        let keyIdentifier = (try? AuthorityKeyIdentifier.find(in: list.extensions))?.keyIdentifier
        let check = context.bystanders.check(issuer: list.issuer, keyIdentifier: keyIdentifier) { key throws(UnsupportedAlgorithmError) in
            try list.isSigned(with: key, verifier: OpenSSLVerifier())
        }
        let number = try? CRLNumber.find(in: list.extensions)
        let base = try? DeltaCRLIndicator.find(in: list.extensions)
        let entries = try ListEntries(list, shown: context.listLimit ?? .max)
        var structure = DumpedStructure(
            "crl",
            [
                "version": .int(list.version), "issuer": .string(list.issuer.rfc4514),
                "issuerAttributes": DumpParts.attributes(of: list.issuer),
                "thisUpdate": .string(FieldValue.iso8601(list.thisUpdate)),
                "nextUpdate": .optional(list.nextUpdate.map(FieldValue.iso8601)),
                "number": number.map(Self.number) ?? .null, "isDelta": .bool(base != nil),
                "signatureAlgorithm": DumpParts.algorithm(list.signatureAlgorithm), "signatureCheck": check.json,
                "revokedCount": .int(list.count), "revoked": .array(entries.shown.map(Self.entry)),
                "extensions": DumpParts.extensions(list.extensions), "fingerprints": fingerprints,
            ],
            bytes: bytes,
            grammar: .certificateList
        )
        structure.hasFields = !bytes.isEmpty
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
        for item in entries.suspects { structure.checkExtensions([item]) }
        structure.warn("unknown-reason", each: entries.unknownReasons, more: entries.moreUnknownReasons)
        check.warn(&structure)
        return structure
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

    static func entry(_ entry: RevokedEntry) -> JSONValue {
        var object: JSONMembers = [
            "serial": .string(Hex.encode(entry.serialNumber)), "date": .string(FieldValue.iso8601(entry.date)),
            "reason": .optional(entry.reason?.name),
        ]
        if !entry.extensions.isEmpty { object["extensions"] = DumpParts.extensions(entry.extensions) }
        return .object(object)
    }
}

/// The summary's facts about the entries of a list, found in one walk that keeps only what is shown.
private struct ListEntries {
    private(set) var shown: [RevokedEntry] = []
    /// Extensions that cannot be read.
    private(set) var suspects: [CertificateExtension] = []
    private(set) var unknownReasons: [String] = []
    private(set) var moreUnknownReasons = 0

    /// As many as ``DumpedStructure/warn(_:each:more:)`` names.
    private static let named = 20

    init(_ list: CertificateListScanner, shown limit: Int) throws(FormatError) {
        do {
            try list.forEachEntry { entry in
                if shown.count < limit { shown.append(entry) }
                for item in entry.extensions { note(item, of: entry) }
                return true
            }
        } catch let error as FormatError {
            throw error
        } catch {
            throw FormatError(structure: "CertificateList", reason: "\(error)")
        }
    }

    private mutating func note(_ item: CertificateExtension, of entry: RevokedEntry) {
        if item.oid != CRLReason.oid {
            do throws(FormatError) { _ = try KnownExtensions.decode(item) } catch {
                if suspects.count < 1_000 { suspects.append(item) }
            }
        } else if unknownReasons.count < Self.named {
            unknownReasons.append(
                "the entry of serial \(Hex.encode(entry.serialNumber)) gives an unknown reason (\(Hex.encode(item.value))); "
                    + "its certificate still counts as revoked"
            )
        } else {
            moreUnknownReasons += 1
        }
    }
}
