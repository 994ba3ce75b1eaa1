import PKIDirectory
import PKIFormats

/// The known classes of attack that a template can invite, and what prevents each.
///
/// Sources: "Certified Pre-Owned" (ESC1 to ESC4) and the later public descriptions of ESC9, ESC13 and ESC15.
extension TemplateValidation {
    static func attacks(
        on template: CertificateTemplate,
        administrators: Set<SecurityIdentifier>,
        linkedPolicies: Set<OID>
    ) -> [TemplateProblem] {
        [
            requesterNamesForLogon(template, administrators), anyPurpose(template, administrators),
            authorityForOthers(template, administrators),
            agentsWithoutOfficer(template, administrators), writers(template, administrators), withoutAccount(template, administrators),
            linkedPolicy(template, linkedPolicies, administrators), firstSchema(template, administrators),
        ].compactMap { $0 }
    }

    /// A person decides about every request: an officer, or those who sign it.
    private static func isDecidedByPeople(_ template: CertificateTemplate) -> Bool {
        template.pendsAllRequests || template.authorizedSignatures > 0
    }

    private static func purposes(_ template: CertificateTemplate) -> String {
        template.purposes.isEmpty ? "none, which means any" : template.purposes.map(\.nameOrDotted).joined(separator: ", ")
    }

    private static func requesterNamesForLogon(
        _ template: CertificateTemplate,
        _ administrators: Set<SecurityIdentifier>
    ) -> TemplateProblem? {
        guard template.permitsAuthentication, template.takesNamesFromRequest, !isDecidedByPeople(template) else { return nil }
        return TemplateProblem(
            rule: "ESC1",
            field: "msPKI-Certificate-Name-Flag",
            value: "ENROLLEE_SUPPLIES_SUBJECT with the purposes \(purposes(template))" + enrollees(of: template, beside: administrators),
            remedy:
                "Take the names from the directory, or hold all requests for an officer (PEND_ALL_REQUESTS), or remove the purposes that serve for logon."
        )
    }

    private static let anyPurpose: [OID] = [OID.KeyPurpose.anyExtendedKeyUsage, OID.KeyPurpose.anyApplicationPolicy]

    private static func anyPurpose(_ template: CertificateTemplate, _ administrators: Set<SecurityIdentifier>) -> TemplateProblem? {
        guard !template.isCA, template.purposes.isEmpty || !Set(anyPurpose).isDisjoint(with: template.purposes) else { return nil }
        return TemplateProblem(
            rule: "ESC2",
            field: "pKIExtendedKeyUsage",
            value: (template.purposes.isEmpty ? "empty, which means any purpose" : "any purpose")
                + enrollees(of: template, beside: administrators),
            remedy: "Name the purposes the certificate is for."
        )
    }

    private static func authorityForOthers(
        _ template: CertificateTemplate,
        _ administrators: Set<SecurityIdentifier>
    ) -> TemplateProblem? {
        let others = trustees(of: template, with: [.enroll, .autoenroll]).filter { !administrators.contains($0) }
        guard template.isCA, !others.isEmpty else { return nil }
        return TemplateProblem(
            rule: "ESC2",
            field: "ntSecurityDescriptor",
            value: "a CA certificate for \(others.map(\.text).joined(separator: ", "))",
            remedy: "Let only administrators of the CA enroll for a CA certificate."
        )
    }

    /// Whoever holds such a certificate enrolls for others.
    private static func agentsWithoutOfficer(
        _ template: CertificateTemplate,
        _ administrators: Set<SecurityIdentifier>
    ) -> TemplateProblem? {
        guard template.purposes.contains(OID.KeyPurpose.certificateRequestAgent), !isDecidedByPeople(template) else { return nil }
        return TemplateProblem(
            rule: "ESC3",
            field: "msPKI-Enrollment-Flag",
            value: "no PEND_ALL_REQUESTS with the purposes \(purposes(template))" + enrollees(of: template, beside: administrators),
            remedy: "Hold all requests for an officer (PEND_ALL_REQUESTS), ask for authorized signatures, or remove the purpose."
        )
    }

    /// Whoever may change a template has every certificate that a template can give.
    private static func writers(_ template: CertificateTemplate, _ administrators: Set<SecurityIdentifier>) -> TemplateProblem? {
        let others = trustees(of: template, with: [.write, .manageAuthority]).filter { !administrators.contains($0) }
        guard !others.isEmpty else { return nil }
        return TemplateProblem(
            rule: "ESC4",
            field: "ntSecurityDescriptor",
            value: "Write for \(others.map(\.text).joined(separator: ", "))",
            remedy: "Let only administrators of the CA change templates: remove these entries."
        )
    }

    private static func withoutAccount(_ template: CertificateTemplate, _ administrators: Set<SecurityIdentifier>) -> TemplateProblem? {
        guard template.permitsAuthentication, template.enrollmentFlags.contains(.noSecurityExtension) else { return nil }
        return TemplateProblem(
            rule: "ESC9",
            field: "msPKI-Enrollment-Flag",
            value: "NO_SECURITY_EXTENSION" + enrollees(of: template, beside: administrators),
            remedy: "Clear the flag: a certificate for logon must carry the SID of its account."
        )
    }

    /// A linked issuance policy makes the holder of the certificate a member of a group.
    private static func linkedPolicy(
        _ template: CertificateTemplate,
        _ linked: Set<OID>,
        _ administrators: Set<SecurityIdentifier>
    ) -> TemplateProblem? {
        let named = template.issuancePolicies.filter(linked.contains)
        guard !named.isEmpty, !isDecidedByPeople(template) else { return nil }
        return TemplateProblem(
            rule: "ESC13",
            field: "msPKI-Certificate-Policy",
            value: "\(named.map(\.dotted).joined(separator: ", ")), linked to a group" + enrollees(of: template, beside: administrators),
            remedy: "Hold all requests for an officer (PEND_ALL_REQUESTS), ask for authorized signatures, or remove the policy."
        )
    }

    /// CAs without the correction of CVE-2024-49019 put application policies of the request into certificates of schema 1. We do not, and neither
    /// do we keep a template that invites it elsewhere.
    private static func firstSchema(_ template: CertificateTemplate, _ administrators: Set<SecurityIdentifier>) -> TemplateProblem? {
        guard template.schemaVersion == 1, template.takesNamesFromRequest, !isDecidedByPeople(template) else { return nil }
        let services = administrators.compactMap(\.domain)
            .flatMap { [WellKnownAccount.server.sid(in: $0), WellKnownAccount.managementAgent.sid(in: $0)] }
        let trusted = administrators.union(services)
        let others = trustees(of: template, with: [.enroll, .autoenroll]).filter { !trusted.contains($0) }
        guard !others.isEmpty || !template.applicationPolicies.isEmpty else { return nil }
        return TemplateProblem(
            rule: "ESC15",
            field: "msPKI-Template-Schema-Version",
            value: others.isEmpty
                ? "1 with names from the request and application policies"
                : "1 with names from the request, for \(others.map(\.text).joined(separator: ", "))",
            remedy:
                "Use schema version 2 or later, hold all requests for an officer (PEND_ALL_REQUESTS), or let only administrators enroll."
        )
    }

    /// Who may enroll is part of what is accepted: further accounts ask for a new acceptance.
    private static func enrollees(of template: CertificateTemplate, beside administrators: Set<SecurityIdentifier>) -> String {
        let others = trustees(of: template, with: [.enroll, .autoenroll]).filter { !administrators.contains($0) }.map(\.text).sorted()
        return others.isEmpty ? "" : " for " + others.joined(separator: ", ")
    }

    /// Who has one of these rights; a deny entry elsewhere in the list may be lifted any day and does not count.
    private static func trustees(of template: CertificateTemplate, with rights: AccessRights) -> [SecurityIdentifier] {
        var found: [SecurityIdentifier] = []
        for entry in template.access.entries where !entry.isDeny && !entry.rights.isDisjoint(with: rights) && !found.contains(entry.trustee)
        {
            found.append(entry.trustee)
        }
        return found
    }

    static func authority(_ template: CertificateTemplate) -> [TemplateProblem] {
        if template.isCA, !template.keyUsage.contains(.keyCertSign) {
            return [
                TemplateProblem(
                    rule: "AuthoritiesSignCertificates",
                    field: "pKIKeyUsage",
                    value: "no keyCertSign",
                    remedy: "Add keyCertSign and cRLSign."
                )
            ]
        }
        if !template.isCA, template.keyUsage.contains(.keyCertSign) {
            return [
                TemplateProblem(
                    rule: "OnlyAuthoritiesSignCertificates",
                    field: "pKIKeyUsage",
                    value: "keyCertSign",
                    remedy: "Remove keyCertSign, or make it a CA template."
                )
            ]
        }
        return []
    }
}
