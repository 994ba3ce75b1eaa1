import CertificateTemplates
import PKIFormats

/// `msPKI-RA-Application-Policies` of templates for modern key providers: one text of names, types and values, each followed by a back quote.
/// Source: MS-CRTD §2.23 (syntax 2).
enum SignerRequirements {
    private static let purposes = "msPKI-RA-Application-Policies"
    private static let asymmetric = "msPKI-Asymmetric-Algorithm"
    private static let symmetric = "msPKI-Symmetric-Algorithm"
    private static let symmetricLength = "msPKI-Symmetric-Key-Length"
    private static let hash = "msPKI-Hash-Algorithm"
    private static let descriptor = "msPKI-Key-Security-Descriptor"
    private static let usage = "msPKI-Key-Usage"

    /// Schema 3, and schema 4 without the flag for providers of before 2008.
    static func isPacked(in template: CertificateTemplate) -> Bool {
        template.schemaVersion == 3 || template.schemaVersion >= 4 && !template.privateKeyFlags.contains(.useLegacyProvider)
    }

    /// Nil when there is nothing to say.
    /// - Throws: `FormatError` for a value with a back quote.
    static func pack(_ template: CertificateTemplate) throws(FormatError) -> String? {
        var parts: [(name: String, type: String, value: String)] = []
        if !template.authorizedSignaturePurposes.isEmpty {
            parts.append((purposes, "PZPWSTR", template.authorizedSignaturePurposes.map(\.dotted).joined(separator: ",")))
        }
        for (name, value) in [
            (asymmetric, template.asymmetricAlgorithm), (descriptor, template.keySecurityDescriptor),
            (symmetric, template.symmetricAlgorithm),
            (hash, template.hashAlgorithm),
        ] {
            if let value { parts.append((name, "PZPWSTR", value)) }
        }
        for (name, value) in [(symmetricLength, template.symmetricKeyLength), (usage, template.providerKeyUsage)] {
            if let value { parts.append((name, "DWORD", String(value))) }
        }
        if let part = parts.first(where: { $0.value.contains("`") }) {
            throw FormatError(
                structure: purposes,
                field: part.name,
                reason: "a value has a back quote, which ends values in this attribute"
            )
        }
        return parts.isEmpty ? nil : parts.map { "\($0.name)`\($0.type)`\($0.value)`" }.joined()
    }

    static func unpack(_ text: String, into template: inout CertificateTemplate) throws(DocumentValueError) {
        var parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        if parts.last?.isEmpty == true { parts.removeLast() }
        guard parts.count % 3 == 0 else {
            throw DocumentValueError("the text is not made of names, types and values with a back quote after each")
        }
        for start in stride(from: 0, to: parts.count, by: 3) {
            let (name, type, value) = (parts[start], parts[start + 1], parts[start + 2])
            guard type == ([symmetricLength, usage].contains(name) ? "DWORD" : "PZPWSTR") else {
                throw DocumentValueError("\(name.prefix(60)) has the type \(type.prefix(20)), which is not the documented one")
            }
            switch name {
            case purposes:
                for dotted in value.split(separator: ",") {
                    guard let oid = OID(dotted: String(dotted)) else {
                        throw DocumentValueError("\(name): \(dotted.prefix(60)) is not an object identifier")
                    }
                    template.authorizedSignaturePurposes.append(oid)
                }
            case asymmetric: template.asymmetricAlgorithm = value
            case symmetric: template.symmetricAlgorithm = value
            case hash: template.hashAlgorithm = value
            case descriptor: template.keySecurityDescriptor = value
            case symmetricLength: template.symmetricKeyLength = try number(value, name)
            case usage: template.providerKeyUsage = try number(value, name)
            default: throw DocumentValueError("there is no \(name.prefix(60)) in this attribute")
            }
        }
    }

    private static func number(_ text: String, _ name: String) throws(DocumentValueError) -> Int {
        guard let number = Int(text) else { throw DocumentValueError("\(name) is not a number") }
        return number
    }
}
