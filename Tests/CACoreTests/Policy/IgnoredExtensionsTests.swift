import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Requested extensions that a certificate lacks are named")
struct IgnoredExtensionsTests {
    private func message(_ extensions: [CertificateExtension], template: String = "WebServer", key: PrivateKey? = nil) async throws
        -> String
    {
        let test = try await TestAuthority.make()
        let principal = template == "User" ? test.alice : test.administrator
        let request = try await test.request(subject: .of([(.commonName, "x")]), key: key, extensions: extensions)
        let disposition = try await test.bound(principal).submit(test.submission(request, template: template))
        #expect(disposition.code == .issued)
        return disposition.message
    }

    @Test("extensions left out are named with the names left out, in the order of the request")
    func named() async throws {
        let message = try await message([
            BasicConstraints(isCA: true).asExtension(critical: true), KeyUsage([.keyCertSign]).asExtension(),
            ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension(),
            SubjectAlternativeName([.dnsName("a.example"), .userPrincipalName("admin@example.test")]).asExtension(),
        ])
        #expect(
            message
                == "Issued  Left out of the certificate: the user principal name, the requested basicConstraints, the requested keyUsage, the requested extendedKeyUsage."
        )
    }

    @Test("extensions that the certificate has as asked, and those that name the template, are not named")
    func honored() async throws {
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let message = try await message(
            [
                KeyUsage([.digitalSignature, .keyEncipherment]).asExtension(critical: true),
                ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension(), MicrosoftTemplateName("WebServer").asExtension(),
                SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension(),
            ],
            key: key
        )
        #expect(message == "Issued")
    }

    @Test("a key usage adapted to the key is not named as left out; one that the template does not give is")
    func usageOfTheKey() async throws {
        let key = try PrivateKey(generating: .p256)
        let usage = KeyUsage([.digitalSignature, .keyEncipherment]).asExtension(critical: true)
        #expect(try await message([usage], key: key) == "Issued")
        let more = KeyUsage([.digitalSignature, .keyEncipherment, .nonRepudiation]).asExtension(critical: true)
        #expect(try await message([more], key: key) == "Issued  Left out of the certificate: the requested keyUsage.")
    }

    @Test("purposes in another order are the same purposes")
    func order() async throws {
        let purposes = [OID.KeyPurpose.clientAuth, OID.KeyPurpose.emailProtection, OID.KeyPurpose.encryptingFileSystem]
        #expect(try await message([ExtendedKeyUsage(purposes).asExtension()], template: "User") == "Issued")
    }

    @Test("with names from the directory, only a requested SID of another account is named as left out")
    func directory() async throws {
        let message = try await message(
            [SubjectAlternativeName([.dnsName("a.example")]).asExtension(), NTDSCASecurity(sid: "S-1-5-21-1-2-3-500").asExtension()],
            template: "User"
        )
        #expect(
            message
                == "Issued  Left out of the certificate: the requested subjectAlternativeName, the requested \(NTDSCASecurity.oid.nameOrDotted)."
        )
    }

    @Test("a hundred extensions make a short message")
    func many() async throws {
        let extensions = try (1...100).map { CertificateExtension(try #require(OID(dotted: "1.2.3.4.\($0)")), value: [5, 0]) }
        let message = try await message(extensions)
        #expect(message.hasSuffix("the requested 1.2.3.4.16 and 84 more."))
    }
}
