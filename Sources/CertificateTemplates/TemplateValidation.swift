public import PKIDirectory
import PKIFormats

/// The rules that a template must keep to be saved. A template that would let somebody become somebody else is refused here, not when it is
/// misused.
///
/// Sources: "Certified Pre-Owned" (ESC1, ESC2, ESC3, ESC9), MS-CRTD.
public enum TemplateValidation {
    /// Longest validity of a template that accepts SHA-1 proofs, in seconds.
    public static let longestSHA1Validity = 30 * 86_400

    /// The accounts that count as administrators of the CA in the domain with these three numbers.
    public static func administrators(in domain: (UInt32, UInt32, UInt32)) -> Set<SecurityIdentifier> {
        [WellKnownAccount.authorityAdministrators.sid(in: domain), WellKnownAccount.administrator.sid(in: domain)]
    }

    /// - Parameter administrators: the groups whose members count as administrators of the CA.
    /// - Throws: `TemplateRefusal` naming every problem.
    public static func check(_ template: CertificateTemplate, administrators: Set<SecurityIdentifier>) throws(TemplateRefusal) {
        let problems = problems(of: template, administrators: administrators)
        if !problems.isEmpty { throw TemplateRefusal(template: template.name, problems: problems) }
    }

    /// Every rule that the template breaks; empty when it may be saved.
    public static func problems(of template: CertificateTemplate, administrators: Set<SecurityIdentifier>) -> [TemplateProblem] {
        shape(template) + fields(template) + TemplateDemand.problems(of: template) + identity(template)
            + authority(template, administrators: administrators) + proof(template)
    }

    private static func shape(_ template: CertificateTemplate) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        let nameIsPlain = template.name.unicodeScalars.allSatisfy {
            $0.isASCII && $0.value > 0x20 && $0.value < 0x7F && !"\\/:;,\"+<>=#".unicodeScalars.contains($0)
        }
        if template.name.isEmpty || template.name.utf8.count > 64 || !nameIsPlain {
            problems.append(
                TemplateProblem(
                    rule: "NameIsPlain",
                    field: "cn",
                    value: "\"\(template.name)\"",
                    remedy: "Use 1 to 64 ASCII characters without blanks or \\ / : ; , \" + < > = #."
                )
            )
        }
        if !(1...4).contains(template.schemaVersion) {
            problems.append(
                TemplateProblem(
                    rule: "SchemaIsKnown",
                    field: "msPKI-Template-Schema-Version",
                    value: "\(template.schemaVersion)",
                    remedy: "Use 1, 2, 3 or 4."
                )
            )
        }
        if template.minimumKeySize < 2048 {
            problems.append(
                TemplateProblem(
                    rule: "KeysAreLong",
                    field: "msPKI-Minimal-Key-Size",
                    value: "\(template.minimumKeySize)",
                    remedy: "Ask for at least 2048 bits."
                )
            )
        }
        if template.minimumCurveBits < 256 {
            problems.append(
                TemplateProblem(
                    rule: "KeysAreLong",
                    field: "minimumCurveBits",
                    value: "\(template.minimumCurveBits)",
                    remedy: "Ask for a curve of at least 256 bits."
                )
            )
        }
        if template.acceptedCurves.allSatisfy({ $0.bits < template.minimumCurveBits }) {
            problems.append(
                TemplateProblem(
                    rule: "CurvesAreLongEnough",
                    field: "acceptedCurves",
                    value: template.acceptedCurves.map(\.displayName).joined(separator: ", "),
                    remedy: "Accept at least one curve of \(template.minimumCurveBits) bits or more."
                )
            )
        }
        if template.validitySeconds < 600 || template.overlapSeconds < 0 || template.overlapSeconds >= template.validitySeconds {
            problems.append(
                TemplateProblem(
                    rule: "RenewalFitsIntoValidity",
                    field: "pKIExpirationPeriod",
                    value: "\(template.validitySeconds) s with a renewal period of \(template.overlapSeconds) s",
                    remedy: "Make the validity at least ten minutes and longer than the renewal period."
                )
            )
        }
        if template.keyUsage.isEmpty {
            problems.append(
                TemplateProblem(rule: "KeyUsageIsStated", field: "pKIKeyUsage", value: "empty", remedy: "Name at least one key usage bit.")
            )
        }
        return problems
    }

    /// ESC1, ESC3 and ESC9: who is named in a certificate that signs people in.
    private static func identity(_ template: CertificateTemplate) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        let purposes = template.purposes.map(\.nameOrDotted).joined(separator: ", ")
        if template.permitsAuthentication, template.takesNamesFromRequest, !template.pendsAllRequests, template.authorizedSignatures == 0 {
            problems.append(
                TemplateProblem(
                    rule: "RequesterNamesAreNotForLogon",
                    field: "msPKI-Certificate-Name-Flag",
                    value: "ENROLLEE_SUPPLIES_SUBJECT with the purposes \(purposes.isEmpty ? "none, which means any" : purposes)",
                    remedy:
                        "Take the names from the directory, or hold all requests for an officer (PEND_ALL_REQUESTS), or remove the purposes that serve for logon."
                )
            )
        }
        // ESC3: whoever holds such a certificate enrolls for others.
        if template.purposes.contains(OID.KeyPurpose.certificateRequestAgent), !template.pendsAllRequests,
            template.authorizedSignatures == 0
        {
            problems.append(
                TemplateProblem(
                    rule: "OfficersDecideAboutAgents",
                    field: "msPKI-Enrollment-Flag",
                    value: "no PEND_ALL_REQUESTS with the purposes \(purposes)",
                    remedy: "Hold all requests for an officer (PEND_ALL_REQUESTS), ask for authorized signatures, or remove the purpose."
                )
            )
        }
        if template.permitsAuthentication, template.enrollmentFlags.contains(.noSecurityExtension) {
            problems.append(
                TemplateProblem(
                    rule: "LogonCertificatesNameTheAccount",
                    field: "msPKI-Enrollment-Flag",
                    value: "NO_SECURITY_EXTENSION",
                    remedy: "Clear the flag: a certificate for logon must carry the SID of its account."
                )
            )
        }
        return problems
    }

    /// ESC2 and CA templates.
    private static func authority(_ template: CertificateTemplate, administrators: Set<SecurityIdentifier>) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        let enrollers = template.access.entries.filter { !$0.isDeny && !$0.rights.isDisjoint(with: [.enroll, .autoenroll]) }.map(\.trustee)
        let administratorsOnly = enrollers.allSatisfy(administrators.contains)
        if template.isCA {
            if !administratorsOnly {
                problems.append(
                    TemplateProblem(
                        rule: "AdministratorsMakeAuthorities",
                        field: "ntSecurityDescriptor",
                        value: "Enroll for \(enrollers.map(\.text).joined(separator: ", "))",
                        remedy: "Let only administrators of the CA enroll for a CA certificate."
                    )
                )
            }
            if !template.keyUsage.contains(.keyCertSign) {
                problems.append(
                    TemplateProblem(
                        rule: "AuthoritiesSignCertificates",
                        field: "pKIKeyUsage",
                        value: "no keyCertSign",
                        remedy: "Add keyCertSign and cRLSign."
                    )
                )
            }
        } else {
            if template.purposes.isEmpty || !Set(anyPurpose).isDisjoint(with: template.purposes) {
                problems.append(
                    TemplateProblem(
                        rule: "PurposesAreNamed",
                        field: "pKIExtendedKeyUsage",
                        value: template.purposes.isEmpty ? "empty, which means any purpose" : "any purpose",
                        remedy: "Name the purposes the certificate is for."
                    )
                )
            }
            if template.keyUsage.contains(.keyCertSign) {
                problems.append(
                    TemplateProblem(
                        rule: "OnlyAuthoritiesSignCertificates",
                        field: "pKIKeyUsage",
                        value: "keyCertSign",
                        remedy: "Remove keyCertSign, or make it a CA template."
                    )
                )
            }
        }
        return problems
    }

    private static let anyPurpose: [OID] = [OID.KeyPurpose.anyExtendedKeyUsage, OID.KeyPurpose.anyApplicationPolicy]

    /// An attacker who makes the key can forge SHA-1 proofs of possession, so a certificate that rests on one must be worth little.
    private static func proof(_ template: CertificateTemplate) -> [TemplateProblem] {
        guard template.acceptsSHA1ProofOfPossession else { return [] }
        var problems: [TemplateProblem] = []
        if template.permitsAuthentication || template.isCA {
            problems.append(
                TemplateProblem(
                    rule: "WeakProofsAreNotForLogon",
                    field: "acceptsSHA1ProofOfPossession",
                    value: "true on a template for logon or for a CA",
                    remedy: "Accept SHA-1 proofs only where no purpose serves for logon."
                )
            )
        }
        if template.validitySeconds > longestSHA1Validity {
            problems.append(
                TemplateProblem(
                    rule: "WeakProofsLiveShort",
                    field: "pKIExpirationPeriod",
                    value: "\(template.validitySeconds) s",
                    remedy: "A template that accepts SHA-1 proofs issues for at most 30 days (\(longestSHA1Validity) s)."
                )
            )
        }
        return problems
    }
}
