import CertificateTemplates
import PKIFormats

/// What a domain controller asks of the certificate that somebody signs on with, and Windows of the certificate of a domain controller.
extension ProfileRule {
    /// Sources: Microsoft, "Guidelines for enabling smart card logon with third-party certification authorities" (KB281245); KB5014754.
    static let logon: [ProfileRule] = [
        ProfileRule("logon.purpose", .windowsLogon, "KB281245", "smartcardLogon") { subject in
            subject.isFor(OID.KeyPurpose.smartcardLogon) ? nil : .ofTemplate("extendedKeyUsage", subject.purposes.listed)
        },
        ProfileRule("logon.client-purpose", .windowsLogon, .warning, "KB281245", "clientAuth, which TLS wants") { subject in
            subject.isFor(OID.KeyPurpose.clientAuth) ? nil : .ofTemplate("extendedKeyUsage", subject.purposes.listed)
        },
        ProfileRule("logon.key-usage", .windowsLogon, "KB281245", "digitalSignature") { subject in
            subject.profile.usage.contains(.digitalSignature)
                ? nil : .ofTemplate("keyUsage", subject.profile.usage.names.joined(separator: ", "))
        },
        ProfileRule("logon.principal-name", .windowsLogon, "KB281245", "a user principal name is among the alternative names") { subject in
            subject.names.contains { $0.userPrincipalName?.contains("@") == true }
                ? nil
                : Finding(
                    "subjectAltName",
                    "without a user principal name",
                    "Ask an administrator to give the account a user principal name, and the template SUBJECT_ALT_REQUIRE_UPN."
                )
        },
        ProfileRule("logon.revocation-list", .windowsLogon, "KB281245", "a list is named") { subject in
            subject.has(CRLDistributionPoints.oid) ? nil : .ofTemplate("cRLDistributionPoints", "none")
        },
        ProfileRule("logon.basic-constraints", .windowsLogon, "KB281245", "the certificate is no CA's") { subject in
            subject.profile.constraints?.isCA == true ? .ofTemplate("basicConstraints", "of a CA") : nil
        },
        ProfileRule("logon.strong-mapping", .windowsLogon, "KB5014754", "the SID of the account is in the extension 1.3.6.1.4.1.311.25.2") {
            subject in
            subject.has(NTDSCASecurity.oid) ? nil : .ofTemplate("SID extension", "none")
        },
    ]

    /// Sources: Microsoft, "Requirements for domain controller certificates from a third-party CA" (KB291010); RFC 4556 §3.2.4.
    static let controller: [ProfileRule] = [
        ProfileRule("controller.purposes", .domainController, "KB291010", "clientAuth and serverAuth") { subject in
            subject.isFor(OID.KeyPurpose.clientAuth) && subject.isFor(OID.KeyPurpose.serverAuth)
                ? nil : .ofTemplate("extendedKeyUsage", subject.purposes.listed)
        },
        ProfileRule("controller.kdc-purpose", .domainController, "RFC 4556 §3.2.4", "pkinitKDC, which strict KDC validation wants") {
            subject in
            subject.isFor(OID.KeyPurpose.pkinitKDC) ? nil : .ofTemplate("extendedKeyUsage", subject.purposes.listed)
        },
        ProfileRule("controller.key-usage", .domainController, "KB291010", "digitalSignature, and keyEncipherment of an RSA key") {
            subject in
            let wanted: KeyUsage = subject.isRSA ? [.digitalSignature, .keyEncipherment] : [.digitalSignature]
            return subject.profile.usage.isSuperset(of: wanted)
                ? nil : .ofTemplate("keyUsage", subject.profile.usage.names.joined(separator: ", "))
        },
        ProfileRule("controller.dns-name", .domainController, "KB291010", "a DNS name is among the alternative names") { subject in
            subject.dnsNames.isEmpty
                ? Finding("subjectAltName", "without a DNS name", "Ask an administrator to give the computer's account its DNS name.") : nil
        },
        ProfileRule(
            "controller.object-guid",
            .domainController,
            .warning,
            "KB291010",
            "the object's GUID is among the alternative names, as replication by mail wants"
        ) { subject in
            subject.hasOtherName(OID.Microsoft.ntdsReplication) ? nil : .ofTemplate("subjectAltName", "without the object's GUID")
        },
        ProfileRule("controller.revocation-list", .domainController, "KB291010", "a list is named") { subject in
            subject.has(CRLDistributionPoints.oid) ? nil : .ofTemplate("cRLDistributionPoints", "none")
        },
        ProfileRule("controller.basic-constraints", .domainController, "KB291010", "the certificate is no CA's") { subject in
            subject.profile.constraints?.isCA == true ? .ofTemplate("basicConstraints", "of a CA") : nil
        },
    ]
}
