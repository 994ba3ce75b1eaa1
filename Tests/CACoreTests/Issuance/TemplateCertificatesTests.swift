import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Certificates of every template, judged from outside")
struct TemplateCertificatesTests {
    /// Issues a certificate from the template to the principal it is meant for.
    private func issue(_ template: String, _ test: TestAuthority, key: PrivateKey) async throws -> (certificate: [UInt8], chain: [[UInt8]])
    {
        let subject: DistinguishedName =
            template == "WebServer" || template == "SubCA" ? .of([(.organization, "Example"), (.commonName, "x.example.test")]) : .empty
        let names: [GeneralName] = template == "WebServer" ? [.dnsName("x.example.test"), .ipAddress([127, 0, 0, 1])] : []
        var submission = test.submission(try await test.request(subject: subject, names: names, key: key), template: template)
        let principal: Principal
        switch template {
        case "User", "ClientAuth", "SmartcardLogon": principal = test.alice
        case "Machine": principal = test.machine
        case BuiltInTemplates.sampleSoftwareName:
            principal = test.agent
            submission.onBehalfOf = test.bob.id
        default: principal = test.administrator
        }
        var disposition = try await test.bound(principal).submit(submission)
        if template == "SubCA" || template == "EnrollmentAgent" {
            #expect(disposition.code == .underSubmission)
            disposition = try await test.bound(test.officer).approve(disposition.requestID)
        }
        #expect(disposition.code == .issued, "\(template): \(disposition.message)")
        return (try #require(disposition.certificate), disposition.chain)
    }

    @Test(
        "OpenSSL accepts a certificate of every template under -x509_strict",
        arguments: BuiltInTemplates.published(domain: (1, 2, 3)).map(\.name),
        [KeySpecification.p256, .rsa(bits: 2048)]
    )
    func strict(_ template: String, key: KeySpecification) async throws {
        let test = try await TestAuthority.make()
        let issued = try await issue(template, test, key: PrivateKey(generating: key))
        try await withTemporaryDirectory { directory in
            func write(_ name: String, _ bytes: [UInt8]) throws {
                try PEMDocument(label: "CERTIFICATE", bytes: bytes).text.write(
                    toFile: directory + "/" + name,
                    atomically: true,
                    encoding: .utf8
                )
            }
            try write("leaf.pem", issued.certificate)
            try write("issuing.pem", issued.chain[0])
            try write("root.pem", issued.chain[1])
            let verified = try runTool(
                ["openssl", "verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem"],
                directory: directory
            )
            #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
        }
    }

    @Test("INCLUDE_SYMMETRIC_ALGORITHMS writes the template's ciphers as S/MIME capabilities, not the request's")
    func capabilities() async throws {
        let test = try await TestAuthority.make()
        let rc2 = SMIMECapabilities([SMIMECapabilities.Capability("1.2.840.113549.3.2", keyBits: 40)]).asExtension()
        func ciphers(_ template: String) async throws -> [OID]? {
            let answer = try await test.bound(test.alice).submit(test.submission(test.request(extensions: [rc2]), template: template))
            let certificate = try Certificate(derEncoded: try #require(answer.certificate, "\(answer.message)"))
            return try certificate.value(of: SMIMECapabilities.self)?.capabilities.map(\.oid)
        }
        let (aes256, aes192, aes128): (OID, OID, OID) = ("2.16.840.1.101.3.4.1.42", "2.16.840.1.101.3.4.1.22", "2.16.840.1.101.3.4.1.2")
        #expect(try await ciphers("User") == [aes256, aes192, aes128])
        try await test.changeTemplate("User") {
            $0.symmetricAlgorithm = "AES"
            $0.symmetricKeyLength = 128
        }
        #expect(try await ciphers("User") == [aes128, aes256, aes192])
        #expect(try await ciphers("ClientAuth") == nil)
    }

    @Test("key usage is the template's without the bits that the key does not support")
    func usage() async throws {
        let test = try await TestAuthority.make()
        let rsa = try Certificate(derEncoded: await issue("Machine", test, key: PrivateKey(generating: .rsa(bits: 2048))).certificate)
        #expect(rsa.keyUsage == [.digitalSignature, .keyEncipherment])
        let elliptic = try Certificate(derEncoded: await issue("Machine", test, key: PrivateKey(generating: .p384)).certificate)
        #expect(elliptic.keyUsage == [.digitalSignature, .keyAgreement])
        #expect(elliptic.subjectAlternativeNames == [.dnsName("web1.example.test")])
    }

    @Test("a subordinate authority's certificate can sign, and its path length is one less than its issuer's")
    func subordinate() async throws {
        let test = try await TestAuthority.make()
        let certificate = try Certificate(derEncoded: await issue("SubCA", test, key: PrivateKey(generating: .p256)).certificate)
        #expect(certificate.basicConstraints == BasicConstraints(isCA: true, pathLength: 0))
        #expect(certificate.extension(OID.Extensions.basicConstraints)?.critical == true)
        #expect(certificate.keyUsage == [.digitalSignature, .keyCertSign, .cRLSign])
        #expect(certificate.extendedKeyUsage == nil)
        #expect(try certificate.value(of: NTDSCASecurity.self) == nil)
    }

    @Test("schema 1 names its template, schema 2 identifies it and repeats its purposes as policies")
    func templateExtensions() async throws {
        let test = try await TestAuthority.make()
        let sample = try Certificate(
            derEncoded: await issue(BuiltInTemplates.sampleSoftwareName, test, key: PrivateKey(generating: .p256)).certificate
        )
        let information = try #require(try sample.value(of: CertificateTemplateInformation.self))
        let template = try #require(await test.store.template(named: BuiltInTemplates.sampleSoftwareName))
        #expect(information == CertificateTemplateInformation(templateID: template.oid, major: 100, minor: 1))
        #expect(try sample.value(of: ApplicationPolicies.self)?.policies == [OID.KeyPurpose.emailProtection])
        #expect(try sample.value(of: MicrosoftTemplateName.self) == nil)
    }

    @Test("issuance policies become certificatePolicies; application policies win over extended key usage")
    func policies() async throws {
        let test = try await TestAuthority.make()
        let policies: [OID] = ["1.3.6.1.4.1.311.21.8.1.2.3.1.400", "1.3.6.1.4.1.311.21.8.1.2.3.1.401"]
        try await test.changeTemplate(BuiltInTemplates.sampleSoftwareName) {
            $0.issuancePolicies = policies
            $0.applicationPolicies = [OID.KeyPurpose.documentSigning, OID.KeyPurpose.emailProtection]
            $0.criticalExtensions.append(CertificatePolicies.oid)
        }
        let issued = try await issue(BuiltInTemplates.sampleSoftwareName, test, key: PrivateKey(generating: .p256))
        let certificate = try Certificate(derEncoded: issued.certificate)
        #expect(try certificate.value(of: CertificatePolicies.self)?.policies == policies)
        #expect(certificate.extension(CertificatePolicies.oid)?.critical == true)
        let purposes = [OID.KeyPurpose.documentSigning, OID.KeyPurpose.emailProtection]
        #expect(certificate.extendedKeyUsage?.purposes == purposes)
        #expect(try certificate.value(of: ApplicationPolicies.self)?.policies == purposes)
    }

    @Test("an alternative name is critical exactly when the subject is empty")
    func critical() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let bare = try await administrator.submit(
            test.submission(test.request(names: [.dnsName("only.example.test")]), template: "WebServer")
        )
        let certificate = try Certificate(derEncoded: try #require(bare.certificate))
        #expect(certificate.subject.isEmpty)
        #expect(certificate.extension(OID.Extensions.subjectAlternativeName)?.critical == true)
        let named = try Certificate(derEncoded: await issue("WebServer", test, key: PrivateKey(generating: .p256)).certificate)
        #expect(named.extension(OID.Extensions.subjectAlternativeName)?.critical == false)
    }

    @Test("the validity nests in the issuer's, and the message says when it was shortened")
    func validity() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { $0.validitySeconds = 30 * 365 * 86_400 }
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let certificate = try Certificate(derEncoded: try #require(disposition.certificate))
        let issuer = try Certificate(derEncoded: disposition.chain[0])
        #expect(certificate.notAfter == issuer.notAfter)
        #expect(certificate.notBefore >= issuer.notBefore)
        #expect(disposition.message == "Issued  The validity ends with that of the authority's certificate.")
    }
}
