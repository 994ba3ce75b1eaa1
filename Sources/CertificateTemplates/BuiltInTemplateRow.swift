import PKIDirectory
import PKIFormats

/// One line of the table of built-in templates, with the flag words as MS-CRTD prints them.
struct BuiltInTemplateRow: Sendable {
    let name: String
    let displayName: String
    /// Last arc of the template OID.
    let number: UInt32
    /// Schema, major and minor version.
    let version: (schema: Int, major: Int, minor: Int)
    /// The words of general, name, enrollment and private key flags.
    let flags: (general: UInt32, names: UInt32, enrollment: UInt32, privateKey: UInt32)
    let keySpec: Int
    let keyUsage: KeyUsage
    /// In seconds: how long a certificate is valid, and how long before its end clients renew.
    let validity: Int
    var overlap = 42 * 86_400
    let purposes: [OID]
    /// Extensions that are critical beside the key usage.
    var critical: [OID] = []
    var enrollers: [WellKnownAccount] = [.authorityAdministrators]
    /// The authorities issue for it from the first start.
    var isPublished = false
    /// Sets the fields that only few lines have.
    var more: @Sendable (inout CertificateTemplate) -> Void = { _ in }

    /// A year of MS-CRTD.
    static let year = 365 * 86_400

    func template(domain: (UInt32, UInt32, UInt32)) -> CertificateTemplate {
        var access = [AccessControlList.Entry(trustee: .authenticatedUsers, rights: .read)]
        for account in enrollers {
            access.append(AccessControlList.Entry(trustee: account.sid(in: domain), rights: [.read, .enroll]))
        }
        // The dotted text consists of numbers, so reading it cannot fail; the bare arc replaces a trap.
        let oid =
            OID(dotted: "1.3.6.1.4.1.311.21.8.\(domain.0).\(domain.1).\(domain.2).1.\(number)") ?? OID.Microsoft.enterpriseObjectIdentifiers
        var template = CertificateTemplate(
            name: name,
            displayName: displayName,
            oid: oid,
            schemaVersion: version.schema,
            majorVersion: version.major,
            minorVersion: version.minor,
            flags: GeneralFlags(rawValue: flags.general),
            nameFlags: CertificateNameFlags(rawValue: flags.names),
            enrollmentFlags: EnrollmentFlags(rawValue: flags.enrollment),
            keySpec: keySpec,
            keyUsage: keyUsage,
            validitySeconds: validity,
            extendedKeyUsage: purposes,
            access: AccessControlList(access)
        )
        template.privateKeyFlags = PrivateKeyFlags(rawValue: flags.privateKey)
        template.overlapSeconds = overlap
        template.criticalExtensions = [OID.Extensions.keyUsage] + critical
        more(&template)
        return template
    }
}
