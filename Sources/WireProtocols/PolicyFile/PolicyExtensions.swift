package import CAInterface
package import PKIFormats

/// The section [Extensions] of a policy file. Source: "certreq" command reference.
package enum PolicyExtensions {
    /// The identifiers that `Critical` lists; they may also be those of other sections' extensions.
    package static func critical(_ entries: [PolicyFile.Entry]) throws(CAError) -> Set<OID> {
        var critical: Set<OID> = []
        for entry in entries where entry.key.lowercased() == "critical" {
            try checkList(entry)
            for part in entry.value.split(separator: ",") { critical.insert(try oid(String(part), entry)) }
        }
        return critical
    }

    package static func read(_ entries: [PolicyFile.Entry]) throws(CAError) -> [CertificateExtension] {
        let critical = try critical(entries)
        var extensions: [CertificateExtension] = []
        for entry in entries where entry.key.lowercased() != "critical" {
            let type = try oid(entry.key, entry)
            extensions.append(CertificateExtension(type, critical: critical.contains(type), value: try value(type, entry)))
        }
        return extensions
    }

    private static func value(_ type: OID, _ entry: PolicyFile.Entry) throws(CAError) -> [UInt8] {
        let text = entry.value
        if text.lowercased().hasPrefix("{text}") { return try structured(type, entry) }
        do {
            if text.lowercased().hasPrefix("{hex}") { return try Hex.decode(String(text.dropFirst(5))) }
            return try Base64.decode(text)
        } catch {
            throw PolicyFile.unreadable(entry.line, "the value of \(type.dotted) is neither {text}, {hex} nor base64: \(error.reason)")
        }
    }

    private static func structured(_ type: OID, _ entry: PolicyFile.Entry) throws(CAError) -> [UInt8] {
        func content(beginsItem: (Substring) -> Bool) -> String {
            String(entry.value(separatedBy: "&", beginsItem: beginsItem).dropFirst("{text}".count))
        }
        switch type {
        case OID.Extensions.subjectAlternativeName:
            return try AlternativeNameText.names(content(beginsItem: AlternativeNameText.beginsName), entry).value
        case OID.Extensions.extendedKeyUsage, CertificatePolicies.oid, ApplicationPolicies.oid:
            try checkList(entry)
            var purposes: [OID] = []
            for part in entry.value.dropFirst("{text}".count).split(whereSeparator: { $0 == "," || $0 == "&" }) {
                purposes.append(try oid(String(part), entry))
            }
            guard !purposes.isEmpty else { throw PolicyFile.unreadable(entry.line, "{text} of \(type.dotted) holds no identifier") }
            switch type {
            case CertificatePolicies.oid: return CertificatePolicies(purposes).value
            case ApplicationPolicies.oid: return ApplicationPolicies(purposes).value
            default: return ExtendedKeyUsage(purposes).value
            }
        case OID.Extensions.basicConstraints:
            return try constraints(content { ["ca", "pathlength"].contains($0.filter { !$0.isWhitespace }.lowercased()) }, entry).value
        default:
            throw PolicyFile.unreadable(
                entry.line,
                "{text} is known for 2.5.29.17, 2.5.29.19, 2.5.29.32, 2.5.29.37 and 1.3.6.1.4.1.311.21.10, not for \(type.dotted); give its "
                    + "DER as base64 or {hex}"
            )
        }
    }

    private static func constraints(_ text: String, _ entry: PolicyFile.Entry) throws(CAError) -> BasicConstraints {
        var isCA = false
        var pathLength: Int?
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            guard pair.count == 2 else { throw PolicyFile.unreadable(entry.line, "\"\(part)\" is not ca=… or pathlength=…") }
            let item = PolicyFile.Entry(key: pair[0], value: pair[1], line: entry.line)
            switch pair[0].lowercased() {
            case "ca": isCA = try PolicyFile.flag(item)
            case "pathlength": pathLength = try PolicyFile.number(item)
            default: throw PolicyFile.unreadable(entry.line, "\"\(part)\" is not ca=… or pathlength=…")
            }
        }
        return BasicConstraints(isCA: isCA, pathLength: isCA ? pathLength : nil)
    }

    /// Without a comma between them, two identifiers in fragments would be read as one.
    private static func checkList(_ entry: PolicyFile.Entry) throws(CAError) {
        for (before, after) in zip(entry.fragments, entry.fragments.dropFirst()) {
            let ends = before.last { !$0.isWhitespace }?.isNumber == true
            if ends, after.first(where: { !$0.isWhitespace })?.isNumber == true {
                throw PolicyFile.unreadable(
                    entry.line,
                    "a comma is missing between \"\(before)\" and \"\(after)\": _continue_ joins them as they are"
                )
            }
        }
    }

    package static func oid(_ text: String, _ entry: PolicyFile.Entry) throws(CAError) -> OID {
        let text = text.filter { !$0.isWhitespace }
        guard let oid = OID(dotted: text) else { throw PolicyFile.unreadable(entry.line, "\"\(text)\" is not an object identifier") }
        return oid
    }
}
