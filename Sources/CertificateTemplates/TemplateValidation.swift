public import PKIDirectory
public import PKIFormats

/// The rules that a template must keep to be saved. A template that would let somebody become somebody else is refused here, not when it is
/// misused.
///
/// Rules against a known class of attack bear its name (`ESC1`, …); an administrator may accept that a template breaks one. Nothing else can be
/// accepted. Sources: "Certified Pre-Owned", CVE-2024-49019 (ESC15), MS-CRTD.
public enum TemplateValidation {
    /// Longest validity of any template, in seconds: the longest period that a directory and a template file can express.
    public static let longestValidity = 29_000 * 365 * 86_400
    /// Longest validity of a template that accepts SHA-1 proofs, in seconds.
    public static let longestSHA1Validity = 30 * 86_400

    /// The accounts that count as administrators of the CA in the domain with these three numbers.
    public static func administrators(in domain: (UInt32, UInt32, UInt32)) -> Set<SecurityIdentifier> {
        [WellKnownAccount.authorityAdministrators.sid(in: domain), WellKnownAccount.administrator.sid(in: domain)]
    }

    /// - Parameters:
    ///   - administrators: the groups whose members count as administrators of the CA.
    ///   - linkedPolicies: issuance policies that stand for the membership in a group.
    /// - Throws: `TemplateRefusal` naming every problem.
    public static func check(
        _ template: CertificateTemplate,
        administrators: Set<SecurityIdentifier>,
        linkedPolicies: Set<OID> = []
    ) throws(TemplateRefusal) {
        let problems = problems(of: template, administrators: administrators, linkedPolicies: linkedPolicies)
        if !problems.isEmpty { throw TemplateRefusal(template: template.name, problems: problems) }
    }

    /// Every rule that the template breaks; empty when it may be saved.
    public static func problems(
        of template: CertificateTemplate,
        administrators: Set<SecurityIdentifier>,
        linkedPolicies: Set<OID> = []
    ) -> [TemplateProblem] {
        shape(template) + fields(template) + TemplateDemand.problems(of: template)
            + attacks(on: template, administrators: administrators, linkedPolicies: linkedPolicies) + authority(template) + proof(template)
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
        let revisions = 0...Int(Int32.max)
        if !revisions.contains(template.majorVersion) || !revisions.contains(template.minorVersion) {
            problems.append(
                TemplateProblem(
                    rule: "RevisionIsInRange",
                    field: "msPKI-Template-Minor-Revision",
                    value: "\(template.majorVersion).\(template.minorVersion)",
                    remedy: "Use numbers from 0 to \(revisions.upperBound) for the revision and the minor revision."
                )
            )
        }
        if template.validitySeconds > longestValidity {
            problems.append(
                TemplateProblem(
                    rule: "ValidityIsInRange",
                    field: "pKIExpirationPeriod",
                    value: "\(template.validitySeconds) s",
                    remedy: "Make the validity at most 29000 years."
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
