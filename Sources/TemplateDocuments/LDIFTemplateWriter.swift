package import CertificateTemplates
import PKIDirectory
package import PKIFormats

/// Writes templates in the shape of template objects of a Windows directory, as `ldifde` and `ldapadd` read them.
package enum LDIFTemplateWriter {
    /// Columns of a line; a longer one goes on in the next. Source: RFC 2849, note 10.
    private static let width = 76

    /// - Parameter configuration: the name of the forest's configuration partition, such as `CN=Configuration,DC=example,DC=com`.
    /// - Throws: `FormatError` when a value has no place in the form of a directory.
    package static func text(_ templates: [CertificateTemplate], configuration: String) throws(FormatError) -> String {
        var lines = ["version: 1"]
        for template in templates { lines += try entry(template, configuration).flatMap(folded) + [""] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func entry(_ template: CertificateTemplate, _ configuration: String) throws(FormatError) -> [String] {
        let place = "CN=Certificate Templates,CN=Public Key Services,CN=Services,\(configuration)"
        var lines = [line("dn", "CN=\(escaped(template.name)),\(place)"), "changetype: add"]
        lines += OwnFields.comments(template)
        lines += ["objectClass: top", "objectClass: pKICertificateTemplate"]
        lines += [
            line("cn", template.name), line("displayName", template.displayName),
            signed("flags", template.flags.rawValue), "revision: \(template.majorVersion)", "pKIDefaultKeySpec: \(template.keySpec)",
            binary("pKIKeyUsage", keyUsage(template.keyUsage)),
            "pKIMaxIssuingDepth: \(template.pathLength ?? (template.isCA ? -1 : 0))",
        ]
        lines += template.criticalExtensions.map { "pKICriticalExtensions: \($0.dotted)" }
        lines += [
            binary("pKIExpirationPeriod", DirectoryPeriod.octets(seconds: template.validitySeconds)),
            binary("pKIOverlapPeriod", DirectoryPeriod.octets(seconds: template.overlapSeconds)),
        ]
        lines += template.extendedKeyUsage.map { "pKIExtendedKeyUsage: \($0.dotted)" }
        lines += template.keyProviders.enumerated().map { line("pKIDefaultCSPs", "\($0.offset + 1),\($0.element)") }
        lines += [
            "msPKI-RA-Signature: \(template.authorizedSignatures)", signed("msPKI-Enrollment-Flag", template.enrollmentFlags.rawValue),
            signed("msPKI-Private-Key-Flag", template.privateKeyFlags.rawValue),
            signed("msPKI-Certificate-Name-Flag", template.nameFlags.rawValue), "msPKI-Minimal-Key-Size: \(keySize(template))",
            "msPKI-Template-Schema-Version: \(template.schemaVersion)", "msPKI-Template-Minor-Revision: \(template.minorVersion)",
            "msPKI-Cert-Template-OID: \(template.oid.dotted)",
        ]
        lines += template.supersededTemplates.map { line("msPKI-Supersede-Templates", $0) }
        lines += template.authorizedSignaturePolicies.map { "msPKI-RA-Policies: \($0.dotted)" }
        if SignerRequirements.isPacked(in: template) {
            if let packed = try SignerRequirements.pack(template) { lines.append(line("msPKI-RA-Application-Policies", packed)) }
        } else {
            lines += template.authorizedSignaturePurposes.map { "msPKI-RA-Application-Policies: \($0.dotted)" }
        }
        lines += template.issuancePolicies.map { "msPKI-Certificate-Policy: \($0.dotted)" }
        lines += template.applicationPolicies.map { "msPKI-Certificate-Application-Policy: \($0.dotted)" }
        lines.append(binary("nTSecurityDescriptor", try template.access.canonical.templateDescriptor().binary()))
        return lines
    }

    private static func keySize(_ template: CertificateTemplate) -> Int {
        template.asymmetricAlgorithm?.hasPrefix("EC") == true ? template.minimumCurveBits : template.minimumKeySize
    }

    /// Directories write flags as signed numbers of 32 bits.
    private static func signed(_ name: String, _ flags: UInt32) -> String { "\(name): \(Int32(bitPattern: flags))" }

    private static func binary(_ name: String, _ octets: [UInt8]) -> String { "\(name):: \(Base64.encode(octets))" }

    /// Two octets, the first bit highest, as directories have them.
    private static func keyUsage(_ usage: KeyUsage) -> [UInt8] {
        var octets: [UInt8] = [0, 0]
        for bit in 0..<9 where usage.rawValue & (1 << UInt16(bit)) != 0 { octets[bit / 8] |= 0x80 >> UInt8(bit % 8) }
        return octets
    }

    /// The text as it is where LDIF allows it, in base64 elsewhere. Source: RFC 2849, SAFE-STRING.
    private static func line(_ name: String, _ value: String) -> String {
        let octets = Array(value.utf8)
        let isSafe = octets.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !" :<".utf8.contains(octets.first ?? 0x20) && octets.last != 0x20
        return isSafe ? "\(name): \(value)" : binary(name, octets)
    }

    private static func folded(_ line: String) -> [String] {
        let octets = Array(line.utf8)
        guard octets.count > width else { return [line] }
        var lines = [String(decoding: octets.prefix(width), as: UTF8.self)]
        var rest = octets.dropFirst(width)
        while !rest.isEmpty {
            lines.append(" " + String(decoding: rest.prefix(width - 1), as: UTF8.self))
            rest = rest.dropFirst(width - 1)
        }
        return lines
    }

    /// Source: RFC 4514 §2.4.
    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            if "\\,+\"<>;=#".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}
