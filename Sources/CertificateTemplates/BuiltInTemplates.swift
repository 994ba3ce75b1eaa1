import PKIDirectory
import PKIFormats

/// The templates that every installation has from its first start.
///
/// Settings follow MS-CRTD's product note on default templates, with key sizes below 2048 raised to 2048. An officer decides about two of
/// them here, although Windows issues them at once: a subordinate CA and an enrollment agent speak for others, so a person decides.
public enum BuiltInTemplates {
    /// All of them, in the order of the table.
    /// - Parameter domain: the three numbers of the installation's domain SID. The groups in the access lists and the template OIDs are
    ///   made from them.
    public static func all(domain: (UInt32, UInt32, UInt32)) -> [CertificateTemplate] {
        rows.map { $0.template(domain: domain) }
    }

    /// The name of the template that the sample profile template uses.
    public static let sampleSoftwareName = "ChancerySampleSoftware"

    private static let year = 365 * 86_400
    /// digitalSignature and keyEncipherment (`A0`), digitalSignature alone (`80`), digitalSignature with the two signing bits of a CA (`86`).
    private static let signAndEncipher: KeyUsage = [.digitalSignature, .keyEncipherment]
    private static let signOnly: KeyUsage = [.digitalSignature]
    private static let authority: KeyUsage = [.digitalSignature, .keyCertSign, .cRLSign]

    private static let rows: [BuiltInTemplateRow] = [
        BuiltInTemplateRow(
            name: "User",
            displayName: "User",
            number: 1,
            major: 3,
            flags: 0x1023A,
            names: 0xA600_0000,
            enrollment: 0x29,
            privateKey: 0x10,
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.encryptingFileSystem, OID.KeyPurpose.emailProtection, OID.KeyPurpose.clientAuth],
            enrollers: [.users]
        ),
        BuiltInTemplateRow(
            name: "Machine",
            displayName: "Computer",
            number: 14,
            major: 5,
            flags: 0x10260,
            names: 0x1800_0000,
            enrollment: 0x20,
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth],
            enrollers: [.machines]
        ),
        BuiltInTemplateRow(
            name: "WebServer",
            displayName: "Web Server",
            number: 16,
            major: 4,
            flags: 0x10241,
            names: 0x1,
            enrollment: 0,
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.serverAuth],
            enrollers: [.authorityAdministrators, .server]
        ),
        BuiltInTemplateRow(
            name: "SubCA",
            displayName: "Subordinate Certification Authority",
            number: 18,
            major: 5,
            flags: 0x102D1,
            names: 0x1,
            enrollment: 0x2,
            privateKey: 0x10,
            keySpec: 2,
            keyUsage: authority,
            validity: 5 * year,
            purposes: [],
            critical: [OID.Extensions.keyUsage, OID.Extensions.basicConstraints],
            enrollers: [.authorityAdministrators]
        ),
        BuiltInTemplateRow(
            name: "SmartcardLogon",
            displayName: "Smartcard Logon",
            number: 5,
            major: 6,
            flags: 0x10200,
            names: 0x8200_0000,
            enrollment: 0,
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.smartcardLogon],
            enrollers: [.users]
        ),
        BuiltInTemplateRow(
            name: "ClientAuth",
            displayName: "Authenticated Session",
            number: 4,
            major: 3,
            flags: 0x10220,
            names: 0x8200_0000,
            enrollment: 0x20,
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth],
            enrollers: [.users]
        ),
        BuiltInTemplateRow(
            name: "CodeSigning",
            displayName: "Code Signing",
            number: 9,
            major: 3,
            flags: 0x10220,
            names: 0x8200_0000,
            enrollment: 0x20,
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.codeSigning],
            enrollers: [.authorityAdministrators]
        ),
        BuiltInTemplateRow(
            name: "EnrollmentAgent",
            displayName: "Enrollment Agent",
            number: 11,
            major: 4,
            flags: 0x10220,
            names: 0x8200_0000,
            enrollment: 0x22,
            keySpec: 2,
            keyUsage: signOnly,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.certificateRequestAgent],
            enrollers: [.authorityAdministrators]
        ),
        // Our own template: it accepts the requests of a certificate-management client of 2015 (SHA-1 proof of possession), so it serves no
        // logon and lives 30 days.
        BuiltInTemplateRow(
            name: sampleSoftwareName,
            displayName: "Chancery Sample Software",
            number: 1001,
            schema: 2,
            major: 100,
            minor: 1,
            flags: 0x20,
            names: 0x8000_0000,
            enrollment: 0x800,
            privateKey: 0x10,
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 30 * 86_400,
            overlap: 6 * 86_400,
            purposes: [OID.KeyPurpose.emailProtection],
            enrollers: [.managementAgent],
            acceptsSHA1: true
        ),
    ]
}
