import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import Testing

@Suite("The fields of a template are listed once")
struct TemplateFieldTests {
    /// A template in which no property has its standard value.
    static let sample = {
        var template = CertificateTemplate(
            name: "Sample",
            displayName: "A sample",
            oid: "1.3.6.1.4.1.311.21.8.1.2",
            schemaVersion: 2,
            majorVersion: 100,
            minorVersion: 3,
            flags: [.machineType],
            nameFlags: [.enrolleeSuppliesSubject],
            enrollmentFlags: [.pendAllRequests],
            keySpec: 2,
            keyUsage: [.digitalSignature],
            validitySeconds: 86_400,
            extendedKeyUsage: [OID.KeyPurpose.clientAuth],
            access: AccessControlList([.init(trustee: .authenticatedUsers, rights: [.read, .enroll], isDeny: true)])
        )
        template.privateKeyFlags = [.exportableKey]
        template.minimumKeySize = 3072
        template.minimumCurveBits = 384
        template.acceptedCurves = [.brainpoolP384r1, .p256]
        template.overlapSeconds = 3600
        template.criticalExtensions = []
        template.pathLength = 1
        template.authorizedSignatures = 1
        template.acceptsSHA1ProofOfPossession = true
        template.supersededTemplates = ["User", "ClientAuth"]
        template.authorizedSignaturePolicies = ["1.2.3.4"]
        template.authorizedSignaturePurposes = [OID.KeyPurpose.certificateRequestAgent]
        template.issuancePolicies = ["1.2.3.5"]
        template.applicationPolicies = [OID.KeyPurpose.serverAuth]
        template.keyProviders = ["Microsoft Software Key Storage Provider"]
        template.asymmetricAlgorithm = "RSA"
        template.symmetricAlgorithm = "AES"
        template.symmetricKeyLength = 256
        template.lintProfiles = [.mail]
        template.hashAlgorithm = "SHA256"
        template.keySecurityDescriptor = "D:P(A;;GA;;;BA)"
        template.providerKeyUsage = 0xFF_FFFF
        template.version = 7
        return template
    }()

    @Test("every property of a template is a field, in the order of the properties")
    func complete() {
        #expect(TemplateField.all.map(\.name) == Mirror(reflecting: Self.sample).children.compactMap(\.label))
    }

    @Test("the sample has a value of its own in every field", arguments: TemplateField.all.map(\.name))
    func distinct(_ name: String) throws {
        let field = try #require(TemplateField.all.first { $0.name == name })
        let value = try #require(field.plain(Self.sample))
        #expect(AnyHashable(value) != field.plain(.standard).map { AnyHashable($0) })
    }

    @Test("a stored template is read back unchanged")
    func stored() throws {
        let octets = try JSONEncoder().encode(Self.sample)
        #expect(try JSONDecoder().decode(CertificateTemplate.self, from: octets) == Self.sample)
    }

    @Test("plain values make the template they were taken from")
    func plain() throws {
        var template = CertificateTemplate.standard
        for field in TemplateField.all { try field.setPlain(try #require(field.plain(Self.sample)), &template) }
        #expect(template == Self.sample)
    }
}
