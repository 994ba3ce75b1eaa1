import PKIDirectory
import PKIFormats

/// The table. Source: MS-CRTD product note 42; those that wait for an administrator are in the order of their OIDs.
extension BuiltInTemplates {
    private static let year = BuiltInTemplateRow.year
    /// digitalSignature and keyEncipherment (`A0`), digitalSignature alone (`80`), keyEncipherment alone (`20`),
    /// digitalSignature with the two signing bits
    /// of a CA (`86`).
    private static let signAndEncipher: KeyUsage = [.digitalSignature, .keyEncipherment]
    private static let signOnly: KeyUsage = [.digitalSignature]
    private static let encipherOnly: KeyUsage = [.keyEncipherment]
    private static let authority: KeyUsage = [.digitalSignature, .keyCertSign, .cRLSign]

    static let rows: [BuiltInTemplateRow] = publishedRows + waitingRows

    private static let publishedRows: [BuiltInTemplateRow] = [
        BuiltInTemplateRow(
            name: "User",
            displayName: "User",
            number: 1,
            version: (1, 3, 1),
            flags: (0x1_023A, 0xA600_0000, 0x29, 0x10),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.encryptingFileSystem, OID.KeyPurpose.emailProtection, OID.KeyPurpose.clientAuth],
            enrollers: [.users],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "Machine",
            displayName: "Computer",
            number: 14,
            version: (1, 5, 1),
            flags: (0x1_0260, 0x1800_0000, 0x20, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth],
            enrollers: [.machines],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "WebServer",
            displayName: "Web Server",
            number: 16,
            version: (1, 4, 1),
            flags: (0x1_0241, 0x1, 0x0, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.serverAuth],
            enrollers: [.authorityAdministrators, .server],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "SubCA",
            displayName: "Subordinate Certification Authority",
            number: 18,
            version: (1, 5, 1),
            flags: (0x1_02D1, 0x1, 0x2, 0x10),
            keySpec: 2,
            keyUsage: authority,
            validity: 5 * year,
            purposes: [],
            critical: [OID.Extensions.basicConstraints],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "SmartcardLogon",
            displayName: "Smartcard Logon",
            number: 5,
            version: (1, 6, 1),
            flags: (0x1_0200, 0x8200_0000, 0x0, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.smartcardLogon],
            enrollers: [.users],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "ClientAuth",
            displayName: "Authenticated Session",
            number: 4,
            version: (1, 3, 1),
            flags: (0x1_0220, 0x8200_0000, 0x20, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth],
            enrollers: [.users],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "CodeSigning",
            displayName: "Code Signing",
            number: 9,
            version: (1, 3, 1),
            flags: (0x1_0220, 0x8200_0000, 0x20, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.codeSigning],
            isPublished: true
        ),
        BuiltInTemplateRow(
            name: "EnrollmentAgent",
            displayName: "Enrollment Agent",
            number: 11,
            version: (1, 4, 1),
            flags: (0x1_0220, 0x8200_0000, 0x22, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.certificateRequestAgent],
            isPublished: true
        ),
        // Ours: takes what a certificate-management client of 2015 sends (SHA-1 proof of possession), so it serves no logon
        // and lives 30 days.
        BuiltInTemplateRow(
            name: sampleSoftwareName,
            displayName: "Chancery Sample Software",
            number: 1001,
            version: (2, 100, 1),
            flags: (0x20, 0x8000_0000, 0x800, 0x10),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 30 * 86_400,
            overlap: 6 * 86_400,
            purposes: [OID.KeyPurpose.emailProtection],
            enrollers: [.managementAgent],
            isPublished: true,
            more: { $0.acceptsSHA1ProofOfPossession = true }
        ),
    ]

    private static let waitingRows: [BuiltInTemplateRow] = [
        BuiltInTemplateRow(
            name: "UserSignature",
            displayName: "User Signature Only",
            number: 2,
            version: (1, 4, 1),
            flags: (0x1_0222, 0xA600_0000, 0x20, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.emailProtection, OID.KeyPurpose.clientAuth]
        ),
        BuiltInTemplateRow(
            name: "SmartcardUser",
            displayName: "Smartcard User",
            number: 3,
            version: (1, 11, 1),
            flags: (0x1_020A, 0xA600_0000, 0x9, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.emailProtection, OID.KeyPurpose.clientAuth, OID.KeyPurpose.smartcardLogon]
        ),
        BuiltInTemplateRow(
            name: "EFS",
            displayName: "Basic EFS",
            number: 6,
            version: (1, 3, 1),
            flags: (0x1_0238, 0x8200_0000, 0x29, 0x10),
            keySpec: 1,
            keyUsage: encipherOnly,
            validity: year,
            purposes: [OID.KeyPurpose.encryptingFileSystem]
        ),
        BuiltInTemplateRow(
            name: "Administrator",
            displayName: "Administrator",
            number: 7,
            version: (1, 4, 1),
            flags: (0x1_023A, 0xA600_0000, 0x29, 0x10),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [
                OID.KeyPurpose.certificateTrustListSigning, OID.KeyPurpose.encryptingFileSystem, OID.KeyPurpose.emailProtection,
                OID.KeyPurpose.clientAuth,
            ]
        ),
        BuiltInTemplateRow(
            name: "EFSRecovery",
            displayName: "EFS Recovery Agent",
            number: 8,
            version: (1, 6, 1),
            flags: (0x1_0230, 0x8200_0000, 0x21, 0x10),
            keySpec: 1,
            keyUsage: encipherOnly,
            validity: 5 * year,
            purposes: [OID.KeyPurpose.fileRecovery]
        ),
        BuiltInTemplateRow(
            name: "CTLSigning",
            displayName: "Trust List Signing",
            number: 10,
            version: (1, 3, 1),
            flags: (0x1_0220, 0x8200_0000, 0x20, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.certificateTrustListSigning]
        ),
        BuiltInTemplateRow(
            name: "EnrollmentAgentOffline",
            displayName: "Exchange Enrollment Agent (Offline request)",
            number: 12,
            version: (1, 4, 1),
            flags: (0x1_0201, 0x1, 0x0, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.certificateRequestAgent]
        ),
        BuiltInTemplateRow(
            name: "MachineEnrollmentAgent",
            displayName: "Enrollment Agent (Computer)",
            number: 13,
            version: (1, 5, 1),
            flags: (0x1_0260, 0x1800_0000, 0x20, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.certificateRequestAgent]
        ),
        BuiltInTemplateRow(
            name: "DomainController",
            displayName: "Domain Controller",
            number: 15,
            version: (1, 4, 1),
            flags: (0x1_026C, 0x1900_0000, 0x29, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth]
        ),
        BuiltInTemplateRow(
            name: "CA",
            displayName: "Root Certification Authority",
            number: 17,
            version: (1, 5, 1),
            flags: (0x1_00D1, 0x1, 0x0, 0x10),
            keySpec: 2,
            keyUsage: authority,
            validity: 5 * year,
            purposes: [],
            critical: [OID.Extensions.basicConstraints]
        ),
        BuiltInTemplateRow(
            name: "IPSECIntermediateOnline",
            displayName: "IPSec",
            number: 19,
            version: (1, 8, 1),
            flags: (0x1_0260, 0x1800_0000, 0x20, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.ikeIntermediate]
        ),
        BuiltInTemplateRow(
            name: "IPSECIntermediateOffline",
            displayName: "IPSec (Offline request)",
            number: 20,
            version: (1, 7, 1),
            flags: (0x1_0241, 0x1, 0x0, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.ikeIntermediate]
        ),
        BuiltInTemplateRow(
            name: "OfflineRouter",
            displayName: "Router (Offline request)",
            number: 21,
            version: (1, 4, 1),
            flags: (0x1_0241, 0x1, 0x0, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.clientAuth]
        ),
        BuiltInTemplateRow(
            name: "CEPEncryption",
            displayName: "CEP Encryption",
            number: 22,
            version: (1, 4, 1),
            flags: (0x1_0241, 0x1, 0x0, 0x0),
            keySpec: 1,
            keyUsage: encipherOnly,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.certificateRequestAgent]
        ),
        BuiltInTemplateRow(
            name: "ExchangeUser",
            displayName: "Exchange User",
            number: 23,
            version: (1, 7, 1),
            flags: (0x1_0211, 0x1, 0x1, 0x10),
            keySpec: 1,
            keyUsage: encipherOnly,
            validity: year,
            purposes: [OID.KeyPurpose.emailProtection]
        ),
        BuiltInTemplateRow(
            name: "ExchangeUserSignature",
            displayName: "Exchange Signature Only",
            number: 24,
            version: (1, 6, 1),
            flags: (0x1_0201, 0x1, 0x0, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: year,
            purposes: [OID.KeyPurpose.emailProtection]
        ),
        BuiltInTemplateRow(
            name: "CrossCA",
            displayName: "Cross Certification Authority",
            number: 25,
            version: (2, 105, 0),
            flags: (0x1_0810, 0x1, 0x8, 0x10),
            keySpec: 2,
            keyUsage: authority,
            validity: 5 * year,
            purposes: [],
            critical: [OID.Extensions.basicConstraints],
            more: {
                $0.pathLength = 0
                $0.authorizedSignatures = 1
                $0.authorizedSignaturePurposes = [OID.KeyPurpose.qualifiedSubordination]
            }
        ),
        BuiltInTemplateRow(
            name: "CAExchange",
            displayName: "CA Exchange",
            number: 26,
            version: (2, 106, 0),
            flags: (0x1_0040, 0x1, 0x1, 0x0),
            keySpec: 1,
            keyUsage: encipherOnly,
            validity: 7 * 86_400,
            overlap: 1 * 86_400,
            purposes: [OID.KeyPurpose.caExchange],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
        BuiltInTemplateRow(
            name: "KeyRecoveryAgent",
            displayName: "Key Recovery Agent",
            number: 27,
            version: (2, 105, 0),
            flags: (0x1_0020, 0x8200_0000, 0x27, 0x10),
            keySpec: 1,
            keyUsage: encipherOnly,
            validity: 2 * year,
            purposes: [OID.KeyPurpose.keyRecoveryAgent],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
        BuiltInTemplateRow(
            name: "DomainControllerAuthentication",
            displayName: "Domain Controller Authentication",
            number: 28,
            version: (2, 110, 0),
            flags: (0x1_0060, 0x800_0000, 0x20, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth, OID.KeyPurpose.smartcardLogon],
            critical: [OID.Extensions.subjectAlternativeName],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
        BuiltInTemplateRow(
            name: "DirectoryEmailReplication",
            displayName: "Directory Email Replication",
            number: 29,
            version: (2, 115, 0),
            flags: (0x1_0060, 0x900_0000, 0x29, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.directoryServiceEmailReplication],
            critical: [OID.Extensions.subjectAlternativeName],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
        BuiltInTemplateRow(
            name: "Workstation",
            displayName: "Workstation Authentication",
            number: 30,
            version: (2, 101, 0),
            flags: (0x1_0260, 0x800_0000, 0x20, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
        BuiltInTemplateRow(
            name: "RASAndIASServer",
            displayName: "RAS and IAS Server",
            number: 31,
            version: (2, 101, 0),
            flags: (0x1_0260, 0x4800_0000, 0x20, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
        BuiltInTemplateRow(
            name: "OCSPResponseSigning",
            displayName: "OCSP Response Signing",
            number: 32,
            version: (3, 101, 0),
            flags: (0x1_0240, 0x1800_0000, 0x1000, 0x0),
            keySpec: 2,
            keyUsage: signOnly,
            validity: 14 * 86_400,
            overlap: 2 * 86_400,
            purposes: [OID.KeyPurpose.ocspSigning],
            more: {
                $0.applicationPolicies = [OID.KeyPurpose.ocspSigning]
                $0.asymmetricAlgorithm = "RSA"
                $0.hashAlgorithm = "SHA256"
                // Administrators, the system and the service OCSPSVC.
                $0.keySecurityDescriptor =
                    "D:P(A;;FA;;;BA)(A;;FA;;;SY)(A;;GR;;;S-1-5-80-3804348527-3718992918-2141599610-3686422417-2726379419)"
            }
        ),
        BuiltInTemplateRow(
            name: "KerberosAuthentication",
            displayName: "Kerberos Authentication",
            number: 33,
            version: (2, 110, 0),
            flags: (0x1_0060, 0x840_0000, 0x20, 0x0),
            keySpec: 1,
            keyUsage: signAndEncipher,
            validity: year,
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.serverAuth, OID.KeyPurpose.smartcardLogon, OID.KeyPurpose.pkinitKDC],
            critical: [OID.Extensions.subjectAlternativeName],
            more: { $0.applicationPolicies = $0.extendedKeyUsage }
        ),
    ]
}
