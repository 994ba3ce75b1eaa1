import PKIDirectory
import PKIFormats

/// Fields that only templates of later schemas have, and the words they may hold. Source: MS-CRTD §2.16–2.25.
extension TemplateValidation {
    /// `msPKI-Asymmetric-Algorithm`: what a key of each is.
    static let keyAlgorithms = [
        "RSA", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "ECDH_P256", "ECDH_P384", "ECDH_P521",
    ]
    static let hashAlgorithms = ["SHA256", "SHA384", "SHA512"]

    static func fields(_ template: CertificateTemplate) -> [TemplateProblem] {
        laterFields(template) + repetitions(template) + words(template) + supersession(template)
    }

    private static func laterFields(_ template: CertificateTemplate) -> [TemplateProblem] {
        let second: [(field: String, isSet: Bool)] = [
            ("msPKI-Supersede-Templates", !template.supersededTemplates.isEmpty),
            ("msPKI-RA-Policies", !template.authorizedSignaturePolicies.isEmpty),
            ("msPKI-RA-Application-Policies", !template.authorizedSignaturePurposes.isEmpty),
            ("msPKI-Certificate-Policy", !template.issuancePolicies.isEmpty),
            ("msPKI-Certificate-Application-Policy", !template.applicationPolicies.isEmpty),
        ]
        let third: [(field: String, isSet: Bool)] = [
            ("msPKI-Asymmetric-Algorithm", template.asymmetricAlgorithm != nil),
            ("msPKI-Symmetric-Algorithm", template.symmetricAlgorithm != nil),
            ("msPKI-Symmetric-Key-Length", template.symmetricKeyLength != nil),
            ("msPKI-Hash-Algorithm", template.hashAlgorithm != nil),
            ("msPKI-Key-Security-Descriptor", template.keySecurityDescriptor != nil),
            ("msPKI-Key-Usage", template.providerKeyUsage != nil),
        ]
        let isModern = template.schemaVersion >= 3 && !template.privateKeyFlags.contains(.useLegacyProvider)
        let early = (template.schemaVersion < 2 ? second.filter(\.isSet) : []).map {
            ($0.field, "Use schema version 2 or later, or clear it.")
        }
        let legacy = (isModern ? [] : third.filter(\.isSet)).map {
            ($0.field, "Use schema version 3 or later without USE_LEGACY_PROVIDER, or clear it.")
        }
        return (early + legacy).map { field, remedy in
            TemplateProblem(
                rule: "SchemaHasTheField",
                field: field,
                value: "set in schema version \(template.schemaVersion)",
                remedy: remedy
            )
        }
    }

    private static func repetitions(_ template: CertificateTemplate) -> [TemplateProblem] {
        let lists: [(field: String, values: [String])] = [
            ("pKIExtendedKeyUsage", template.extendedKeyUsage.map(\.dotted)),
            ("pKICriticalExtensions", template.criticalExtensions.map(\.dotted)),
            ("pKIDefaultCSPs", template.keyProviders),
            ("msPKI-Supersede-Templates", template.supersededTemplates.map { $0.lowercased() }),
            ("msPKI-RA-Policies", template.authorizedSignaturePolicies.map(\.dotted)),
            ("msPKI-RA-Application-Policies", template.authorizedSignaturePurposes.map(\.dotted)),
            ("msPKI-Certificate-Policy", template.issuancePolicies.map(\.dotted)),
            ("msPKI-Certificate-Application-Policy", template.applicationPolicies.map(\.dotted)),
            ("lintProfiles", template.lintProfiles.map(\.rawValue)),
        ]
        return lists.compactMap { field, values in
            var seen: Set<String> = []
            guard let value = values.first(where: { $0.isEmpty || !seen.insert($0).inserted }) else { return nil }
            return TemplateProblem(
                rule: "ValuesAreNamedOnce",
                field: field,
                value: value.isEmpty ? "an empty value" : "\(value) twice",
                remedy: "Name every value once."
            )
        }
    }

    private static func words(_ template: CertificateTemplate) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        func refuse(_ rule: String, _ field: String, _ value: String, _ remedy: String) {
            problems.append(TemplateProblem(rule: rule, field: field, value: value, remedy: remedy))
        }
        if let word = template.asymmetricAlgorithm, !keyAlgorithms.contains(word) {
            refuse("AlgorithmIsKnown", "msPKI-Asymmetric-Algorithm", word, "Use one of \(keyAlgorithms.joined(separator: ", ")).")
        }
        if let word = template.hashAlgorithm, !hashAlgorithms.contains(word) {
            refuse("AlgorithmIsKnown", "msPKI-Hash-Algorithm", word, "Use one of \(hashAlgorithms.joined(separator: ", ")).")
        }
        if template.symmetricAlgorithm == "" || (template.symmetricAlgorithm == nil) != (template.symmetricKeyLength == nil) {
            refuse(
                "AlgorithmHasALength",
                "msPKI-Symmetric-Algorithm",
                "\(template.symmetricAlgorithm ?? "none") with \(template.symmetricKeyLength.map { "\($0) bits" } ?? "no length")",
                "Name the algorithm and the length of its key in bits, or neither."
            )
        }
        if let length = template.symmetricKeyLength, !(1...1024).contains(length) {
            refuse("AlgorithmHasALength", "msPKI-Symmetric-Key-Length", "\(length)", "Use the length of the key in bits, such as 256.")
        }
        if let usage = template.providerKeyUsage, !(0...0xFF_FFFF).contains(usage) {
            refuse("ProviderUsageIsAWord", "msPKI-Key-Usage", "\(usage)", "Use the bits that key providers know, at most 0xFFFFFF.")
        }
        if let text = template.keySecurityDescriptor {
            do throws(FormatError) {
                _ = try SecurityDescriptor(sddl: text)
            } catch {
                refuse("DescriptorIsReadable", "msPKI-Key-Security-Descriptor", text, "Write it as SDDL: \(error).")
            }
        }
        if !(0...8).contains(template.authorizedSignatures) {
            refuse(
                "SignaturesAreCounted",
                "msPKI-RA-Signature",
                "\(template.authorizedSignatures)",
                "Ask for 0 to 8 authorized signatures."
            )
        }
        if template.authorizedSignatures == 0,
            !template.authorizedSignaturePolicies.isEmpty || !template.authorizedSignaturePurposes.isEmpty
        {
            refuse(
                "SignersAreAskedFor",
                "msPKI-RA-Signature",
                "0 with policies for signers",
                "Ask for at least one authorized signature, or clear msPKI-RA-Policies and msPKI-RA-Application-Policies."
            )
        }
        if !(1...2).contains(template.keySpec) {
            refuse("KeySpecIsKnown", "pKIDefaultKeySpec", "\(template.keySpec)", "Use 1 (key exchange) or 2 (signature).")
        }
        if let pathLength = template.pathLength, !(0...100).contains(pathLength) {
            refuse("PathLengthIsACount", "pKIMaxIssuingDepth", "\(pathLength)", "Use 0 to 100, or none for no limit.")
        }
        return problems
    }

    private static func supersession(_ template: CertificateTemplate) -> [TemplateProblem] {
        guard template.supersededTemplates.contains(where: { $0.lowercased() == template.name.lowercased() }) else { return [] }
        return [
            TemplateProblem(
                rule: "TemplatesDoNotSupersedeThemselves",
                field: "msPKI-Supersede-Templates",
                value: template.name,
                remedy: "Remove the template's own name."
            )
        ]
    }
}
