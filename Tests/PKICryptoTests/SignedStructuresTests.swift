import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Signed structures")
struct SignedStructuresTests {
    @Test("a request proves possession of its key; a changed one does not", arguments: SignatureTests.keys)
    func requests(specification: KeySpecification) async throws {
        let key = try PrivateKey(generating: specification)
        let der = try await RequestBuilder.pkcs10(key: key, subject: .of([(.commonName, "www.example.test")]))
        #expect(try CertificationRequest(derEncoded: der).hasValidSignature())
        var changed = der
        let position = try #require(der.indices.first { Array(der[$0...].prefix(3)) == Array("www".utf8) })
        changed[position] = UInt8(ascii: "x")
        #expect(try !CertificationRequest(derEncoded: changed).hasValidSignature())
    }

    @Test("a request signed with another key than the one it carries proves nothing")
    func foreignKey() async throws {
        let key = try PrivateKey(generating: .p256)
        let other = try PrivateKey(generating: .p256)
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: other.publicKey).derEncoded()
        let der = CertificationRequestInfo.assemble(info: info, algorithm: .ecdsaWithSHA256, signature: try await key.sign(info))
        #expect(try !CertificationRequest(derEncoded: der).hasValidSignature())
    }

    @Test("the seed's request, signed with SHA-1 by a smart card, verifies")
    func seedRequest() throws {
        #expect(try CertificationRequest(derEncoded: try SampleVectors.cmCertificateRequest).hasValidSignature())
    }

    @Test("certificates are signed with their issuer's key and no other")
    func certificates() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let root = hierarchy.root.certificate
        #expect(try root.isSigned(with: root.subjectPublicKeyInfo))
        #expect(try hierarchy.issuing.certificate.isSigned(with: root.subjectPublicKeyInfo))
        #expect(try !hierarchy.server.certificate.isSigned(with: root.subjectPublicKeyInfo))
        #expect(try hierarchy.server.certificate.isSigned(with: hierarchy.issuing.key.publicKey))
    }

    @Test("a revocation list made by OpenSSL verifies with its issuer's key and no other")
    func revocationLists() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let files = try OpenSSLFiles()
        try files.write("ca.pem", pem: "CERTIFICATE", hierarchy.issuing.certificate.derEncoded)
        try files.write("ca.key", pem: "PRIVATE KEY", try hierarchy.issuing.key.pkcs8())
        try files.write("index.txt", [])
        try files.write("ca.cnf", Array("[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=7\n".utf8))
        try files.output("ca", "-config", "ca.cnf", "-gencrl", "-cert", "ca.pem", "-keyfile", "ca.key", "-out", "list.pem")
        let list = try CertificateList(derEncoded: try files.output("crl", "-in", "list.pem", "-outform", "DER"))
        #expect(try list.isSigned(with: hierarchy.issuing.key.publicKey))
        #expect(try !list.isSigned(with: hierarchy.root.key.publicKey))
    }
}
