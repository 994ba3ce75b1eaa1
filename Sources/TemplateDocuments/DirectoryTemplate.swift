import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// An attribute of a template object that cannot be read.
struct DirectoryTemplateError: Error {
    let line: Int
    let key: String
    let reason: String
}

/// A template object of a Windows directory, read as a template. Source: MS-CRTD §2.1–2.28.
struct DirectoryTemplate {
    private let record: LDIFRecord
    private(set) var notes: [(line: Int, key: String, reason: String)] = []
    private var used: Set<String> = []

    init(_ record: LDIFRecord) { self.record = record }

    mutating func template() throws(DirectoryTemplateError) -> CertificateTemplate {
        var template = CertificateTemplate.standard
        template.name = try text("cn")
        template.displayName = try optionalText("displayName") ?? template.name
        template.oid = try identifier(one("msPKI-Cert-Template-OID"))
        template.schemaVersion = try number("msPKI-Template-Schema-Version")
        guard (1...4).contains(template.schemaVersion) else {
            throw fault("msPKI-Template-Schema-Version", "the schema version \(template.schemaVersion) is not known; there are 1 to 4")
        }
        template.majorVersion = try number("revision")
        template.minorVersion = try optionalNumber("msPKI-Template-Minor-Revision") ?? 0
        template.flags = GeneralFlags(rawValue: try word("flags"))
        template.nameFlags = CertificateNameFlags(rawValue: try word("msPKI-Certificate-Name-Flag"))
        template.enrollmentFlags = EnrollmentFlags(rawValue: try word("msPKI-Enrollment-Flag"))
        template.privateKeyFlags = PrivateKeyFlags(rawValue: try word("msPKI-Private-Key-Flag"))
        template.keySpec = try optionalNumber("pKIDefaultKeySpec") ?? 1
        template.keyUsage = keyUsage(try one("pKIKeyUsage").octets)
        template.validitySeconds = try period("pKIExpirationPeriod") ?? 0
        template.overlapSeconds = try optionalPeriod("pKIOverlapPeriod") ?? CertificateTemplate.standard.overlapSeconds
        template.extendedKeyUsage = try identifiers("pKIExtendedKeyUsage")
        template.criticalExtensions = try identifiers("pKICriticalExtensions")
        template.applicationPolicies = try identifiers("msPKI-Certificate-Application-Policy")
        template.issuancePolicies = try identifiers("msPKI-Certificate-Policy")
        template.authorizedSignatures = try optionalNumber("msPKI-RA-Signature") ?? 0
        template.authorizedSignaturePolicies = try identifiers("msPKI-RA-Policies")
        template.supersededTemplates = try texts("msPKI-Supersede-Templates")
        template.keyProviders = try providers()
        // Templates for end entities have 0 here, which limits nothing.
        if let depth = try optionalNumber("pKIMaxIssuingDepth"), depth >= 0, template.isCA || depth > 0 { template.pathLength = depth }
        try signerRequirements(&template)
        try keySize(&template)
        template.access = try access()
        try ownFields(&template)
        noteTheRest()
        return template
    }

    // MARK: Single attributes

    private func fault(_ attribute: String, _ reason: String) -> DirectoryTemplateError {
        DirectoryTemplateError(line: record.values(attribute).first?.line ?? record.line, key: attribute, reason: reason)
    }

    private mutating func optional(_ attribute: String) throws(DirectoryTemplateError) -> LDIFRecord.Attribute? {
        used.insert(attribute.lowercased())
        let values = record.values(attribute)
        if values.count > 1 {
            throw DirectoryTemplateError(
                line: values[1].line,
                key: attribute,
                reason: "the attribute has one value, but there are \(values.count)"
            )
        }
        return values.first
    }

    private mutating func one(_ attribute: String) throws(DirectoryTemplateError) -> LDIFRecord.Attribute {
        if let value = try optional(attribute) { return value }
        throw fault(attribute, "the attribute is missing from \(record.distinguishedName.prefix(120)); export the whole object")
    }

    private func text(_ value: LDIFRecord.Attribute) throws(DirectoryTemplateError) -> String {
        guard let text = String(validating: value.octets, as: UTF8.self) else {
            throw DirectoryTemplateError(line: value.line, key: value.name, reason: "the value is not UTF-8")
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw DirectoryTemplateError(line: value.line, key: value.name, reason: "the value has a control character")
        }
        return text
    }

    private mutating func text(_ attribute: String) throws(DirectoryTemplateError) -> String { try text(one(attribute)) }

    private mutating func optionalText(_ attribute: String) throws(DirectoryTemplateError) -> String? {
        guard let value = try optional(attribute) else { return nil }
        return try text(value)
    }

    private mutating func texts(_ attribute: String) throws(DirectoryTemplateError) -> [String] {
        used.insert(attribute.lowercased())
        return try record.values(attribute).map { (value) throws(DirectoryTemplateError) in try text(value) }
    }

    /// A whole number between those of 32 bits with and without a sign: directories write flags as signed numbers.
    private func number(_ value: LDIFRecord.Attribute) throws(DirectoryTemplateError) -> Int {
        guard let number = Int(try text(value)), (Int(Int32.min)...Int(UInt32.max)).contains(number) else {
            throw DirectoryTemplateError(line: value.line, key: value.name, reason: "the value is not a number of 32 bits")
        }
        return number
    }

    private mutating func number(_ attribute: String) throws(DirectoryTemplateError) -> Int { try number(one(attribute)) }

    private mutating func optionalNumber(_ attribute: String) throws(DirectoryTemplateError) -> Int? {
        guard let value = try optional(attribute) else { return nil }
        return try number(value)
    }

    private mutating func word(_ attribute: String) throws(DirectoryTemplateError) -> UInt32 {
        UInt32(truncatingIfNeeded: try number(attribute))
    }

    private func identifier(_ value: LDIFRecord.Attribute) throws(DirectoryTemplateError) -> OID {
        guard let oid = OID(dotted: try text(value)) else {
            throw DirectoryTemplateError(line: value.line, key: value.name, reason: "the value is not an object identifier")
        }
        return oid
    }

    private mutating func identifiers(_ attribute: String) throws(DirectoryTemplateError) -> [OID] {
        used.insert(attribute.lowercased())
        return try record.values(attribute).map { (value) throws(DirectoryTemplateError) in try identifier(value) }
    }

    /// The octets of the BIT STRING: its first bit is the highest one.
    private func keyUsage(_ octets: [UInt8]) -> KeyUsage {
        var bits: UInt16 = 0
        for bit in 0..<9 where octets.indices.contains(bit / 8) && octets[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0 {
            bits |= 1 << UInt16(bit)
        }
        return KeyUsage(rawValue: bits)
    }

    private mutating func period(_ attribute: String) throws(DirectoryTemplateError) -> Int? {
        _ = try one(attribute)
        return try optionalPeriod(attribute)
    }

    private mutating func optionalPeriod(_ attribute: String) throws(DirectoryTemplateError) -> Int? {
        guard let value = try optional(attribute) else { return nil }
        do throws(DocumentValueError) {
            return try DirectoryPeriod.seconds(value.octets)
        } catch {
            throw DirectoryTemplateError(line: value.line, key: attribute, reason: error.reason)
        }
    }

    /// `n,Provider name`: the numbers give the order.
    private mutating func providers() throws(DirectoryTemplateError) -> [String] {
        used.insert("pkidefaultcsps")
        var providers: [(number: Int, name: String)] = []
        for value in record.values("pKIDefaultCSPs") {
            let parts = try text(value).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let number = Int(parts[0]) else {
                throw DirectoryTemplateError(
                    line: value.line,
                    key: value.name,
                    reason: "a key provider is written as a number, a comma and its name"
                )
            }
            providers.append((number, parts[1]))
        }
        return providers.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }.map(\.element.name)
    }

    // MARK: Attributes that depend on others

    private mutating func signerRequirements(_ template: inout CertificateTemplate) throws(DirectoryTemplateError) {
        let attribute = "msPKI-RA-Application-Policies"
        used.insert(attribute.lowercased())
        let values = record.values(attribute)
        guard SignerRequirements.isPacked(in: template) else {
            template.authorizedSignaturePurposes = try values.map { (value) throws(DirectoryTemplateError) in try identifier(value) }
            return
        }
        for value in values {
            let packed = try text(value)
            do throws(DocumentValueError) {
                try SignerRequirements.unpack(packed, into: &template)
            } catch {
                throw DirectoryTemplateError(line: value.line, key: attribute, reason: error.reason)
            }
        }
        if let hash = template.hashAlgorithm, ["SHA1", "MD5"].contains(hash.uppercased()), let value = values.first {
            notes.append((value.line, attribute, "the digest \(hash) is replaced by SHA256"))
            template.hashAlgorithm = "SHA256"
        }
    }

    private mutating func keySize(_ template: inout CertificateTemplate) throws(DirectoryTemplateError) {
        guard let bits = try optionalNumber("msPKI-Minimal-Key-Size") else { return }
        if template.asymmetricAlgorithm?.hasPrefix("EC") == true {
            template.minimumCurveBits = bits
            return
        }
        template.minimumKeySize = bits
        let least = CertificateTemplate.standard.minimumKeySize
        if bits < least {
            template.minimumKeySize = least
            notes.append(
                (
                    record.values("msPKI-Minimal-Key-Size").first?.line ?? record.line, "msPKI-Minimal-Key-Size",
                    "\(bits) bits are raised to \(least)"
                )
            )
        }
    }

    private mutating func access() throws(DirectoryTemplateError) -> AccessControlList {
        guard let value = try optional("nTSecurityDescriptor") else {
            notes.append((record.line, "nTSecurityDescriptor", "the attribute was not exported, so nobody has a right at the template yet"))
            return AccessControlList()
        }
        do throws(FormatError) {
            return try AccessControlList(templateDescriptor: SecurityDescriptor(binary: value.octets)).canonical
        } catch {
            throw DirectoryTemplateError(
                line: value.line,
                key: "nTSecurityDescriptor",
                reason: "the security descriptor cannot be read: \(error)"
            )
        }
    }

    private mutating func ownFields(_ template: inout CertificateTemplate) throws(DirectoryTemplateError) {
        for comment in record.comments where comment.text.hasPrefix(OwnFields.mark) {
            do throws(DocumentValueError) {
                try OwnFields.read(comment.text, into: &template)
            } catch {
                throw DirectoryTemplateError(line: comment.line, key: "#\(OwnFields.mark)", reason: error.reason)
            }
        }
    }

    private mutating func noteTheRest() {
        var noted: Set<String> = []
        for attribute in record.attributes {
            let name = attribute.name.lowercased()
            if used.contains(name) || DirectoryAttribute.ofEveryObject.contains(name) || !noted.insert(name).inserted { continue }
            notes.append((attribute.line, attribute.name, "the attribute is not kept"))
        }
    }
}
