import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import TemplateDocuments

/// Templates and files that several tests read.
enum SampleDocument {
    static let domain: (UInt32, UInt32, UInt32) = (1_111, 2_222, 3_333)

    /// A template in which no field has its standard value.
    static let full: CertificateTemplate = {
        var template = CertificateTemplate(
            name: "Full",
            displayName: "Täglich & \"frisch\"",
            oid: "1.3.6.1.4.1.311.21.8.9.9.9.1.7",
            schemaVersion: 4,
            majorVersion: 100,
            minorVersion: 3,
            flags: [.machineType, GeneralFlags(rawValue: 0x8)],
            nameFlags: [.subjectAltRequireDNS],
            enrollmentFlags: [.pendAllRequests, .publishToDS],
            keySpec: 2,
            keyUsage: [.digitalSignature, .decipherOnly],
            validitySeconds: 90 * 86_400 + 5,
            extendedKeyUsage: [OID.KeyPurpose.clientAuth, "1.2.3.4.5"],
            access: AccessControlList([
                .init(trustee: .authenticatedUsers, rights: [.read]),
                .init(trustee: .account(domain: domain, relativeID: 513), rights: [.enroll, .autoenroll]),
                .init(trustee: .account(domain: domain, relativeID: 514), rights: [.enroll], isDeny: true),
                .init(trustee: .account(domain: domain, relativeID: 500), rights: [.read, .write]),
            ])
        )
        template.privateKeyFlags = [.exportableKey, PrivateKeyFlags(rawValue: 0x0503_0000)]
        template.minimumKeySize = 3072
        template.minimumCurveBits = 384
        template.acceptedCurves = [.brainpoolP384r1, .p384]
        template.overlapSeconds = 14 * 86_400
        template.criticalExtensions = [OID.Extensions.keyUsage, OID.Extensions.subjectAlternativeName]
        template.pathLength = 0
        template.authorizedSignatures = 2
        template.acceptsSHA1ProofOfPossession = true
        template.supersededTemplates = ["User", "Client Auth"]
        template.authorizedSignaturePolicies = ["1.2.3.4"]
        template.authorizedSignaturePurposes = [OID.KeyPurpose.certificateRequestAgent, "1.2.3.9"]
        template.issuancePolicies = ["1.2.3.5"]
        template.applicationPolicies = [OID.KeyPurpose.serverAuth]
        template.keyProviders = ["Microsoft Software Key Storage Provider", "Ünïcode, Provider"]
        template.asymmetricAlgorithm = "RSA"
        template.symmetricAlgorithm = "AES"
        template.symmetricKeyLength = 256
        template.lintProfiles = [.tlsServer, .windowsLogon]
        template.hashAlgorithm = "SHA256"
        template.keySecurityDescriptor = "D:P(A;;FA;;;BA)"
        template.providerKeyUsage = 0x2
        return template
    }()

    static var builtIn: [CertificateTemplate] { BuiltInTemplates.all(domain: domain) }

    static let web = """
        name: Web
        displayName: Web Server
        schemaVersion: 2
        enrollmentFlags: [PEND_ALL_REQUESTS]
        keyUsage: [digitalSignature]
        validity: 1y
        overlap: 6w
        extendedKeyUsage: [serverAuth]
        access:
          - allow: [read, enroll]
            to: Authenticated Users

        """

    static func forest() throws -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/default-templates.ldf")
        return [UInt8](try Data(contentsOf: file))
    }

    static func yaml(_ templates: [CertificateTemplate]) -> String { YAMLTemplateWriter.text(templates.map { TemplateDocument($0) }) }

    static func read(_ text: String) throws(TemplateDocumentError) -> [TemplateDocument] {
        try YAMLTemplateReader.read(Array(text.utf8), file: "a.yaml")
    }

    /// What is wrong with a text, one line for each fault.
    static func faults(_ text: String) -> [String] {
        do throws(TemplateDocumentError) {
            _ = try read(text)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }
}
