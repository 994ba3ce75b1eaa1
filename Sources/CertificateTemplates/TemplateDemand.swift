import PKIFormats

/// A setting that demands of a certificate what this program cannot give. A template with one is not saved, and a stored one issues
/// nothing: a certificate
/// without what its template demands would be believed to have it.
package enum TemplateDemand: CaseIterable, Sendable {
    case newerServer, keyAttestation, policiesFromRequest, attestationPolicies

    /// Our generation among servers: the one that knows renewal with the same key. Source: MS-WCCE §3.2.1.1 (Server_Current_Version).
    package static let serverVersion = 4

    /// The issuance policies that say how an endorsement key was verified. Only an attestation puts one into a certificate.
    private static let attestedPolicies: Set<OID> = [
        OID.Microsoft.endorsementKeyVerifiedByKey, OID.Microsoft.endorsementKeyVerifiedByCertificate,
        OID.Microsoft.endorsementKeyVerifiedByCredentials,
    ]

    /// The demands of a template that this server cannot meet, in the order in which a server looks. Source: MS-WCCE §3.2.2.6.2.1.4.
    package static func unmet(by template: CertificateTemplate) -> [TemplateDemand] { allCases.filter { $0.isMade(by: template) } }

    private func isMade(by template: CertificateTemplate) -> Bool {
        switch self {
        case .newerServer: template.privateKeyFlags.serverVersion > Self.serverVersion
        case .keyAttestation:
            template.privateKeyFlags.contains(.attestationRequired)
                && template.privateKeyFlags.isDisjoint(with: PrivateKeyFlags.endorsementTrust)
        case .policiesFromRequest: template.enrollmentFlags.contains(.issuancePoliciesFromRequest)
        case .attestationPolicies: !Self.attestedPolicies.isDisjoint(with: template.issuancePolicies)
        }
    }

    package func problem(of template: CertificateTemplate) -> TemplateProblem {
        switch self {
        case .newerServer:
            TemplateProblem(
                rule: "ServerKnowsTheTemplate",
                field: "msPKI-Private-Key-Flag",
                value: "server version \(template.privateKeyFlags.serverVersion)",
                remedy: "Ask for server version \(Self.serverVersion) or less (bits 0x000F0000)."
            )
        case .keyAttestation:
            TemplateProblem(
                rule: "AttestationNeedsATrust",
                field: "msPKI-Private-Key-Flag",
                value: "ATTEST_REQUIRED",
                remedy: "Set EK_TRUST_ON_USE, EK_VALIDATE_CERT or EK_VALIDATE_KEY too, or clear the flag."
            )
        case .policiesFromRequest:
            TemplateProblem(
                rule: "PoliciesComeFromTheTemplate",
                field: "msPKI-Enrollment-Flag",
                value: "ISSUANCE_POLICIES_FROM_REQUEST",
                remedy: "Clear the flag and name the issuance policies in the template."
            )
        case .attestationPolicies:
            TemplateProblem(
                rule: "AttestationPoliciesAreEarned",
                field: "msPKI-Certificate-Policy",
                value: template.issuancePolicies.filter(Self.attestedPolicies.contains).map(\.dotted).joined(separator: ", "),
                remedy: "Leave the policies out: a certificate gets the one that its key attestation showed."
            )
        }
    }

    static func problems(of template: CertificateTemplate) -> [TemplateProblem] { unmet(by: template).map { $0.problem(of: template) } }
}
