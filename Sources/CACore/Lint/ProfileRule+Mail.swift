import CertificateTemplates
import PKIFormats
import PortableFoundation

/// CA/Browser Forum, "Baseline Requirements for the Issuance and Management of Publicly-Trusted S/MIME Certificates", version 1.0.10: certificates of
/// subscribers, in the generations multipurpose and strict. The generation legacy ended on 2025-07-15.
extension ProfileRule {
    static let mail = mailFrame + mailExtensions + mailNames + mailSubject

    private static let mailFrame: [ProfileRule] = [
        ProfileRule("smime.signature-algorithm", .mail, "S/MIME BR §7.1.3.2", "the authority signs with RSA or ECDSA and SHA-2, or Ed25519")
        { subject in
            subject.hasCommonSignature || subject.body.signatureAlgorithm == .ed25519
                ? nil : .ofAuthority("signature", subject.body.signatureAlgorithm.name)
        },
        ProfileRule(
            "smime.key",
            .mail,
            "S/MIME BR §6.1.5",
            "the key is RSA from 2048 bits, divisible by 8, on P-256, P-384 or P-521, or Ed25519"
        ) { subject in
            let key = subject.body.subjectPublicKeyInfo
            return subject.hasCommonKey || key.kind == .ed25519
                ? nil : Finding("subjectPublicKeyInfo", key.algorithm.name, "Make another key.")
        },
        ProfileRule("smime.validity", .mail, "S/MIME BR §6.3.2", "at most 825 days") { subject in
            let remedy = "Ask an administrator to make the template's validity 824 days at most."
            return subject.days > 825 ? Finding("validity", "\(subject.days) days", remedy) : nil
        },
    ]

    private static let mailExtensions: [ProfileRule] = [
        ProfileRule(
            "smime.reserved-policy",
            .mail,
            "S/MIME BR §7.1.2.3 a, §7.1.6.1",
            "exactly one of 2.23.140.1.5.1 to .4 with .2 (multipurpose) or .3 (strict), and not anyPolicy"
        ) { subject in
            let reserved = subject.policies.filter { $0.dotted.hasPrefix("2.23.140.1.5.") }
            return reserved.count == 1 && MailKind(reserved[0]) != nil && !subject.policies.contains(OID.Extensions.anyPolicy)
                ? nil : .ofTemplate("certificatePolicies", subject.policies.listed)
        },
        ProfileRule("smime.revocation-list", .mail, "S/MIME BR §7.1.2.3 b", "a list is named") { subject in
            subject.has(CRLDistributionPoints.oid) ? nil : .ofTemplate("cRLDistributionPoints", "none")
        },
        ProfileRule("smime.issuer-certificate", .mail, .warning, "S/MIME BR §7.1.2.3 c", "an address of the issuer's certificate") {
            subject in
            subject.profile.access?.caIssuers.isEmpty == false ? nil : .ofAuthority("authorityInformationAccess", "without caIssuers")
        },
        ProfileRule("smime.basic-constraints", .mail, "S/MIME BR §7.1.2.3 d", "the certificate is no CA's, and has no path length") {
            subject in
            subject.profile.constraints.map { !$0.isCA && $0.pathLength == nil } ?? true ? nil : .ofTemplate("basicConstraints", "of a CA")
        },
        ProfileRule(
            "smime.key-usage",
            .mail,
            "S/MIME BR §7.1.2.3 e",
            "digitalSignature with or without nonRepudiation, keyEncipherment (RSA) or keyAgreement (a curve), or both"
        ) { subject in
            isSound(subject) ? nil : .ofTemplate("keyUsage", subject.profile.usage.names.joined(separator: ", "))
        },
        ProfileRule(
            "smime.purposes",
            .mail,
            "S/MIME BR §7.1.2.3 f",
            "emailProtection, alone in the generation strict, and none that excludes it"
        ) { subject in
            let excluded: Set<OID> = [
                OID.KeyPurpose.serverAuth, OID.KeyPurpose.codeSigning, OID.KeyPurpose.timeStamping, OID.KeyPurpose.anyExtendedKeyUsage,
                OID.KeyPurpose.ocspSigning,
            ]
            let isSound =
                subject.isFor(OID.KeyPurpose.emailProtection) && excluded.isDisjoint(with: subject.purposes)
                && (subject.purposes.count == 1 || subject.mailKind?.isStrict != true)
            return isSound ? nil : .ofTemplate("extendedKeyUsage", subject.purposes.listed)
        },
        ProfileRule("smime.key-usage-critical", .mail, .warning, "S/MIME BR §7.1.2.3 e", "keyUsage is critical") { subject in
            subject.first(of: [KeyUsage.oid], critical: false).map { .ofTemplate($0.nameOrDotted, "not critical") }
        },
        ProfileRule("smime.not-critical", .mail, "S/MIME BR §7.1.2.3 c, g, n", "addresses and key identifiers are not critical") {
            subject in
            let never = [AuthorityInformationAccess.oid, AuthorityKeyIdentifier.oid, SubjectKeyIdentifier.oid]
            return subject.first(of: never, critical: true).map { .ofTemplate($0.nameOrDotted, "critical") }
        },
        ProfileRule("smime.critical-advice", .mail, .warning, "S/MIME BR §7.1.2.3 a, b", "policies and lists are not critical") { subject in
            subject.first(of: [CertificatePolicies.oid, CRLDistributionPoints.oid], critical: true).map {
                .ofTemplate($0.nameOrDotted, "critical")
            }
        },
        ProfileRule("smime.san-critical", .mail, .warning, "S/MIME BR §7.1.2.3 h", "alternative names beside a subject are not critical") {
            subject in
            subject.find(SubjectAlternativeName.oid)?.critical == true && !subject.body.subject.isEmpty
                ? .ofTemplate("subjectAltName", "critical") : nil
        },
    ]

    private static func isSound(_ subject: LintSubject) -> Bool {
        let usage = subject.profile.usage
        let agreement: KeyUsage = [.keyAgreement, .encipherOnly, .decipherOnly]
        var allowed: KeyUsage = []
        if usage.contains(.digitalSignature) { allowed.formUnion([.digitalSignature, .nonRepudiation]) }
        switch subject.body.subjectPublicKeyInfo.kind {
        case .rsa where usage.contains(.keyEncipherment):
            allowed.insert(.keyEncipherment)
            if subject.mailKind?.isStrict != true { allowed.insert(.dataEncipherment) }
        case .ec where usage.contains(.keyAgreement): allowed.formUnion(agreement)
        default: break
        }
        return !allowed.isEmpty && usage.isSubset(of: allowed)
    }

    private static let mailNames: [ProfileRule] = [
        ProfileRule("smime.mailbox", .mail, "S/MIME BR §7.1.4.2.1", "there is a mail address among the alternative names") { subject in
            subject.hasMailbox
                ? nil : Finding("subjectAltName", "without a mail address", "Ask for the mail address as an alternative name.")
        },
        ProfileRule(
            "smime.san-kinds",
            .mail,
            "S/MIME BR §7.1.4.2.1",
            "mail addresses and directory names, and other names in the generation multipurpose"
        ) {
            subject in
            let other = subject.names.first { name in
                switch name {
                case .rfc822Name, .directoryName, .otherName(OID.Extensions.smtpUTF8Mailbox, _): false
                case .otherName: subject.mailKind?.isStrict == true
                default: true
                }
            }
            return other.map { Finding("subjectAltName", $0.description, "Omit it.") }
        },
        ProfileRule("smime.mailbox-in-names", .mail, "S/MIME BR §7.1.4.2.1", "every mail address of the subject is an alternative name") {
            subject in
            let known = Set(subject.mailboxes)
            let missing = subject.attributes.first { attribute in
                let value = attribute.value.string
                return value.contains("@") && NameSyntax.fault(inMailbox: value) == nil && !known.contains(value)
            }
            return missing.map {
                Finding("subject", "\($0.type.shown)=\($0.value.string)", "Ask for the address as an alternative name too.")
            }
        },
        ProfileRule(
            "smime.common-name",
            .mail,
            "S/MIME BR §7.1.4.2.2 a",
            "the common name is a mail address of the certificate, or the name of the organization or person that the policy's kind allows"
        ) { subject in
            guard let kind = subject.mailKind else { return nil }
            let isPerson = kind.isPerson && !subject.types.isDisjoint(with: [OID.givenName, OID.surname])
            let known =
                subject.mailboxes + (kind.isOrganization ? subject.values(of: OID.organization) : [])
                + (kind.isPerson ? subject.values(of: OID.pseudonym) : [])
            let other = subject.values(of: OID.commonName).first { !isPerson && !known.contains($0) }
            return other.map { Finding("subject", "CN=\($0)", "Let the common name be the mail address, or omit it.") }
        },
    ]

    private static let mailSubject: [ProfileRule] = [
        ProfileRule(
            "smime.subject-attributes",
            .mail,
            "S/MIME BR §7.1.4.2.3 to §7.1.4.2.6",
            "the attributes of the policy's kind of validation"
        ) { subject in
            subject.mailKind?.demand.finding(in: subject)
        },
        ProfileRule("smime.pseudonym", .mail, "S/MIME BR §7.1.4.2.2 e, f", "a pseudonym is without given name and surname") { subject in
            subject.types.contains(OID.pseudonym) && !subject.types.isDisjoint(with: [OID.givenName, OID.surname])
                ? subjectFinding(subject, "Omit the pseudonym, or the given name and the surname.") : nil
        },
        ProfileRule("smime.address-parts", .mail, "S/MIME BR §7.1.4.2.2 j to m", "street beside L or ST; L, ST and postalCode beside C") {
            subject in
            let wantsCountry = !subject.types.isDisjoint(with: [OID.locality, OID.stateOrProvince, OID.postalCode])
            let wantsPlace = subject.types.contains(OID.streetAddress)
            let isSound =
                (!wantsCountry || subject.types.contains(OID.country))
                && (!wantsPlace || !subject.types.isDisjoint(with: [OID.locality, OID.stateOrProvince]))
            return isSound ? nil : subjectFinding(subject, "Name the country and the place too, or omit the address.")
        },
        ProfileRule(
            "smime.organization-identifier",
            .mail,
            "S/MIME BR §7.1.4.2.2 d",
            "scheme, country and reference, such as NTRGB-12345678"
        ) { subject in
            let countries = subject.values(of: OID.country)
            let other = subject.values(of: OID.organizationIdentifier).first { value in
                guard let identifier = OrganizationIdentifier(value) else { return true }
                return identifier.country != "XG" && !countries.allSatisfy { $0 == identifier.country }
            }
            return other.map {
                Finding("subject", "organizationIdentifier=\($0)", "Write it as S/MIME BR §7.1.4.2.2 d says, with the country of C.")
            }
        },
        ProfileRule("smime.attribute-means-something", .mail, "S/MIME BR §7.1.4.2", "no value consists of signs alone") {
            insignificant($0)
        },
        ProfileRule("smime.country", .mail, "S/MIME BR §7.1.4.2.2 n", "the country is one of ISO 3166-1, or XX") { country($0) },
    ]
}

extension LintSubject {
    var mailKind: MailKind? { policies.lazy.compactMap(MailKind.init).first }
    var hasMailbox: Bool { !mailboxes.isEmpty || hasOtherName(OID.Extensions.smtpUTF8Mailbox) }
}
