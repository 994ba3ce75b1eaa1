import PKIDirectory
import PKIFormats

/// One line of the table of built-in templates, with the flag words as MS-CRTD prints them.
struct BuiltInTemplateRow: Sendable {
    let name: String
    let displayName: String
    /// Last arc of the template OID.
    let number: UInt32
    var schema = 1
    let major: Int
    var minor = 1
    let flags: UInt32
    let names: UInt32
    let enrollment: UInt32
    var privateKey: UInt32 = 0
    let keySpec: Int
    let keyUsage: KeyUsage
    let validity: Int
    var overlap = 42 * 86_400
    let purposes: [OID]
    var critical: [OID] = [OID.Extensions.keyUsage]
    let enrollers: [WellKnownAccount]
    var acceptsSHA1 = false

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
            schemaVersion: schema,
            majorVersion: major,
            minorVersion: minor,
            flags: GeneralFlags(rawValue: flags),
            nameFlags: CertificateNameFlags(rawValue: names),
            enrollmentFlags: EnrollmentFlags(rawValue: enrollment),
            keySpec: keySpec,
            keyUsage: keyUsage,
            validitySeconds: validity,
            extendedKeyUsage: purposes,
            access: AccessControlList(access)
        )
        template.privateKeyFlags = PrivateKeyFlags(rawValue: privateKey)
        template.overlapSeconds = overlap
        template.criticalExtensions = critical
        template.acceptsSHA1ProofOfPossession = acceptsSHA1
        return template
    }
}
