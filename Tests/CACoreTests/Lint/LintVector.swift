import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore

/// A certificate that breaks a rule, and what pkilint calls it; nil where pkilint has no such check.
struct LintVector: CustomTestStringConvertible, Sendable {
    let rule: String
    let profile: LintProfile
    let pkilint: String?
    let change: @Sendable (inout LintSample) -> Void
    /// Rules that cannot but be broken with it.
    var alsoBroken: [String] = []

    init(
        _ rule: String,
        _ profile: LintProfile,
        _ pkilint: String?,
        also alsoBroken: [String] = [],
        _ change: @escaping @Sendable (inout LintSample) -> Void
    ) {
        self.rule = rule
        self.profile = profile
        self.pkilint = pkilint
        self.change = change
        self.alsoBroken = alsoBroken
    }

    var sample: LintSample {
        var sample = LintSample(profile)
        change(&sample)
        return sample
    }

    var testDescription: String { rule }

    static let all = tls + tlsNames + mail + windows

    private static let statement = PolicyQualifier.practiceStatement("https://pki.example.com/cps")

    static let tls: [LintVector] = [
        LintVector("tls.serial-number", .tlsServer, nil) { $0.serial = [0x4A] + [UInt8](repeating: 1, count: 15) },
        LintVector("tls.signature-algorithm", .tlsServer, nil) { $0.algorithm = .ed25519 },
        LintVector("tls.key", .tlsServer, "cabf.serverauth.prohibited_subject_public_key_algorithm_encoding") {
            $0.key = try! PrivateKey(generating: .ed25519).publicKey
        },
        LintVector("tls.not-before", .tlsServer, nil) { $0.notBefore = $0.issued.addingTimeInterval(-3 * LintSample.day) },
        LintVector("tls.validity", .tlsServer, "cabf.serverauth.certificate_validity_period_exceeds_200_days") { $0.days = 201 },
        LintVector("tls.validity-margin", .tlsServer, "cabf.serverauth.certificate_validity_period_exceeds_199_days") { $0.days = 200 },
        LintVector("tls.purposes", .tlsServer, "eku_present", also: ["tls.other-purposes"]) {
            $0.set(purposes: OID.KeyPurpose.serverAuth, OID.KeyPurpose.emailProtection)
        },
        LintVector("tls.other-purposes", .tlsServer, "unknown_eku_present") {
            $0.set(purposes: OID.KeyPurpose.serverAuth, OID.KeyPurpose.pkinitKDC)
        },
        LintVector("tls.key-usage", .tlsServer, "cabf.serverauth.subscriber_prohibited_ku_present") {
            $0.set(usage: [.digitalSignature, .nonRepudiation])
        },
        LintVector("tls.key-usage-advice", .tlsServer, "cabf.serverauth.subscriber_discouraged_ku_present") {
            $0.set(usage: [.digitalSignature, .keyAgreement])
        },
        LintVector("tls.reserved-policy", .tlsServer, "cabf.serverauth.subscriber_multiple_reserved_policy_oids") {
            $0.set(policies: "2.23.140.1.2.1", "2.23.140.1.2.2")
        },
        LintVector("tls.any-policy", .tlsServer, "cabf.serverauth.subscriber_anypolicy_oid_present") {
            $0.set(policies: "2.23.140.1.2.1", "2.5.29.32.0")
        },
        LintVector("tls.first-policy", .tlsServer, "cabf.serverauth.subscriber_first_policy_oid_not_reserved") {
            $0.set(policies: "1.3.6.1.4.1.99999.1", "2.23.140.1.2.1")
        },
        LintVector(
            "tls.policy-qualifiers",
            .tlsServer,
            "cabf.serverauth.prohibited_certificate_policy_qualifier_type",
            also: ["tls.policy-qualifiers-advice"]
        ) {
            let notice = PolicyQualifier.other("1.3.6.1.5.5.7.2.2", value: [0x30, 0x00])
            $0.set(CertificatePolicies(information: [.init("2.23.140.1.2.1", policyQualifiers: [notice])]).asExtension())
        },
        LintVector("tls.policy-qualifiers-advice", .tlsServer, "cabf.serverauth.certificate_policy_qualifier_present") {
            $0.set(CertificatePolicies(information: [.init("2.23.140.1.2.1", policyQualifiers: [statement])]).asExtension())
        },
        LintVector("tls.issuer-access", .tlsServer, "cabf.serverauth.aia_duplicate_location") {
            $0.set(AuthorityInformationAccess(caIssuers: ["http://a.example.com/x"], ocsp: ["http://a.example.com/x"]).asExtension())
        },
        LintVector("tls.issuer-certificate", .tlsServer, "ca_issuers") {
            $0.set(AuthorityInformationAccess(ocsp: ["http://a.example.com/ocsp"]).asExtension())
        },
        LintVector("tls.revocation", .tlsServer, "cabf.serverauth.subscriber.revocation_information_absent") {
            $0.remove(CRLDistributionPoints.oid)
            $0.set(AuthorityInformationAccess(caIssuers: ["http://a.example.com/x"]).asExtension())
        },
        LintVector("tls.basic-constraints", .tlsServer, "basic_constraints") {
            $0.set(BasicConstraints(isCA: true).asExtension(critical: true))
        },
        LintVector("tls.critical", .tlsServer, "non_critical_") { $0.setCritical(KeyUsage.oid, false) },
        LintVector("tls.not-critical", .tlsServer, "critical") { $0.setCritical(CertificatePolicies.oid, true) },
        LintVector("tls.name-constraints", .tlsServer, "name_constraints", also: ["tls.other-extensions"]) {
            $0.set(CertificateExtension(OID.Extensions.nameConstraints, critical: true, value: [0x30, 0x00]))
        },
        LintVector("tls.other-extensions", .tlsServer, "unknown_extension_present") {
            $0.set(MicrosoftTemplateName("WebServer").asExtension())
        },
        LintVector("tls.subject-attributes", .tlsServer, "cabf.serverauth.dv") { $0.set(subject: [(.organization, "Example")]) },
        LintVector("tls.attribute-order", .tlsServer, "cabf.serverauth.invalid_rdn_order") {
            $0.set(policies: "2.23.140.1.2.2")
            $0.set(subject: [(.organization, "Example"), (.locality, "Bonn"), (.country, "DE")])
        },
        LintVector("tls.attribute-once", .tlsServer, "cabf.serverauth.prohibited_duplicate_attribute_type") {
            $0.set(subject: [(.country, "DE"), (.country, "FR")])
        },
        LintVector("tls.attribute-means-something", .tlsServer, "cabf.insignificant_attribute_value_present") {
            $0.set(policies: "2.23.140.1.2.2")
            $0.set(subject: [(.country, "DE"), (.locality, "-"), (.organization, "Example")])
        },
        LintVector("tls.country", .tlsServer, "cabf.invalid_country_code") { $0.set(subject: [(.country, "QQ")]) },
    ]

    static let tlsNames: [LintVector] = [
        LintVector("tls.common-name", .tlsServer, "cabf.serverauth.subscriber_common_name_unknown_source", also: ["tls.common-name-advice"])
        {
            $0.set(subject: [(.commonName, "WWW.example.com")])
        },
        LintVector("tls.common-name-advice", .tlsServer, "common_name") { $0.set(subject: [(.commonName, "www.example.com")]) },
        LintVector("tls.san-present", .tlsServer, "extension_absent") { $0.names = [] },
        LintVector("tls.san-kinds", .tlsServer, "cabf.serverauth.prohibited_san_type") {
            $0.names.append(.rfc822Name("alice@example.com"))
        },
        LintVector("tls.san-critical", .tlsServer, nil) {
            $0.set(subject: [(.country, "DE")])
            $0.alternativeNameIsCritical = true
        },
        LintVector("tls.internal-name", .tlsServer, "cabf.internal_domain_name") { $0.names = [.dnsName("server.corp.internal")] },
        LintVector("tls.reverse-zone", .tlsServer, "cabf.serverauth.ip_reverse_zone_domain_name_present") {
            $0.names = [.dnsName("4.3.2.1.in-addr.arpa")]
        },
        LintVector("tls.reserved-label", .tlsServer, "cabf.serverauth.dnsname_contains_prohibited_reserved_label") {
            $0.names = [.dnsName("ab--cd.example.com")]
        },
        LintVector("tls.reserved-address", .tlsServer, "cabf.internal_ip_address") { $0.names = [.ipAddress([10, 1, 2, 3])] },
    ]

    static let mail: [LintVector] = [
        LintVector("smime.signature-algorithm", .mail, nil) { $0.algorithm = .mlDSA65 },
        // Version 1.0.10 has no ML-DSA; pkilint judges by a later one.
        LintVector("smime.key", .mail, nil) { $0.key = try! PrivateKey(generating: .mlDSA65).publicKey },
        LintVector("smime.validity", .mail, "cabf.smime.certificate_validity_period_exceeds_825_days") { $0.days = 826 },
        LintVector("smime.reserved-policy", .mail, "cabf.smime.legacy_generation_certificate_issued_after_prohibition") {
            $0.set(policies: "2.23.140.1.5.1.1")
        },
        LintVector("smime.revocation-list", .mail, "cabf.smime.crldp_extension_missing") { $0.remove(CRLDistributionPoints.oid) },
        LintVector("smime.issuer-certificate", .mail, "cabf.aia_ca_issuers_missing") {
            $0.set(AuthorityInformationAccess(ocsp: ["http://a.example.com/ocsp"]).asExtension())
        },
        LintVector("smime.basic-constraints", .mail, "cabf.smime.is_ca_certificate") {
            $0.set(BasicConstraints(isCA: true).asExtension(critical: true))
        },
        LintVector("smime.key-usage", .mail, "cabf.smime.prohibited_ku_present") { $0.set(usage: [.digitalSignature, .keyEncipherment]) },
        LintVector("smime.purposes", .mail, "cabf.smime.prohibited_eku_present") {
            $0.set(purposes: OID.KeyPurpose.emailProtection, OID.KeyPurpose.clientAuth)
        },
        LintVector("smime.key-usage-critical", .mail, "cabf.smime.ku_extension_not_critical") { $0.setCritical(KeyUsage.oid, false) },
        LintVector("smime.not-critical", .mail, "critical") { $0.setCritical(AuthorityInformationAccess.oid, true) },
        LintVector("smime.critical-advice", .mail, "critical") { $0.setCritical(CertificatePolicies.oid, true) },
        LintVector("smime.san-critical", .mail, "critical") { $0.alternativeNameIsCritical = true },
        LintVector("smime.mailbox", .mail, "cabf.smime.san_does_not_contain_email_address") {
            $0.names = [.directoryName(.of([(.commonName, "alice")]))]
            $0.subject = .empty
        },
        LintVector("smime.san-kinds", .mail, "cabf.smime.prohibited_generalname_type_present") {
            $0.names.append(.dnsName("www.example.com"))
        },
        LintVector("smime.mailbox-in-names", .mail, "cabf.smime.email_address_in_attribute_not_in_san") {
            $0.set(policies: "2.23.140.1.5.4.2")
            $0.subject = .of([(.givenName, "bob@example.com")])
        },
        LintVector("smime.common-name", .mail, "cabf.smime.common_name_value_unknown_source") {
            $0.subject = .of([(.commonName, "Alice")])
        },
        LintVector("smime.subject-attributes", .mail, "cabf.smime.prohibited_attribute") { $0.subject = .of([(.givenName, "Alice")]) },
        LintVector("smime.pseudonym", .mail, "cabf.smime.mixed_name_and_pseudonym_attributes") {
            $0.set(policies: "2.23.140.1.5.4.2")
            $0.subject = .of([(.givenName, "Alice"), (.pseudonym, "Al")])
        },
        LintVector("smime.address-parts", .mail, "cabf.smime.required_attribute_missing_for_dependent_attribute") {
            $0.set(policies: "2.23.140.1.5.4.2")
            $0.subject = .of([(.locality, "Bonn"), (.givenName, "Alice")])
        },
        LintVector("smime.organization-identifier", .mail, "organization_identifier") {
            $0.set(policies: "2.23.140.1.5.2.2")
            $0.subject = .of([(.organization, "Example"), (.organizationIdentifier, "HRB 12345")])
        },
        LintVector("smime.attribute-means-something", .mail, "cabf.insignificant_attribute_value_present") {
            $0.subject = .of([(.serialNumber, "-")])
        },
        LintVector("smime.country", .mail, "cabf.invalid_country_code") {
            $0.set(policies: "2.23.140.1.5.4.2")
            $0.subject = .of([(.country, "QQ"), (.givenName, "Alice")])
        },
    ]

    static let windows: [LintVector] = [
        LintVector("logon.purpose", .windowsLogon, nil) { $0.set(purposes: OID.KeyPurpose.clientAuth) },
        LintVector("logon.client-purpose", .windowsLogon, nil) { $0.set(purposes: OID.KeyPurpose.smartcardLogon) },
        LintVector("logon.key-usage", .windowsLogon, nil) { $0.set(usage: .keyAgreement) },
        LintVector("logon.principal-name", .windowsLogon, nil) { $0.names = [.rfc822Name("alice@example.com")] },
        LintVector("logon.revocation-list", .windowsLogon, nil) { $0.remove(CRLDistributionPoints.oid) },
        LintVector("logon.basic-constraints", .windowsLogon, nil) { $0.set(BasicConstraints(isCA: true).asExtension(critical: true)) },
        LintVector("logon.strong-mapping", .windowsLogon, nil) { $0.sid = nil },
        LintVector("controller.purposes", .domainController, nil) { $0.set(purposes: OID.KeyPurpose.serverAuth, OID.KeyPurpose.pkinitKDC) },
        LintVector("controller.kdc-purpose", .domainController, nil) {
            $0.set(purposes: OID.KeyPurpose.serverAuth, OID.KeyPurpose.clientAuth)
        },
        LintVector("controller.key-usage", .domainController, nil) { $0.key = LintSample.rsa },
        LintVector("controller.dns-name", .domainController, nil) { $0.names.removeFirst() },
        LintVector("controller.object-guid", .domainController, nil) { $0.names.removeLast() },
        LintVector("controller.revocation-list", .domainController, nil) { $0.remove(CRLDistributionPoints.oid) },
        LintVector("controller.basic-constraints", .domainController, nil) {
            $0.set(BasicConstraints(isCA: true).asExtension(critical: true))
        },
    ]
}
