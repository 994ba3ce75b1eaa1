import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("certificates")
struct CertificateTests {
    @Test("every root of the system is read and gives back its octets", .enabled(if: SystemRoots.isThere))
    func systemRoots() throws {
        let documents = try SystemRoots.documents()
        #expect(documents.count > 50)
        for document in documents {
            let certificate = try Certificate(derEncoded: document.bytes)
            #expect(certificate.derEncoded == document.bytes)
            #expect(certificate.isSelfIssued)
            #expect(certificate.basicConstraints?.isCA != false)
            let again = TBSCertificate.assemble(
                tbs: certificate.tbsBytes,
                algorithm: certificate.signatureAlgorithm,
                signature: certificate.signature
            )
            #expect(again == document.bytes)
            let text = certificate.subject.rfc4514
            #expect(try DistinguishedName(rfc4514: text).matches(certificate.subject), "\(text)")
        }
    }

    @Test("the body of a version 3 certificate is written again octet for octet from its fields", .enabled(if: SystemRoots.isThere))
    func bodyFromFields() throws {
        var compared = 0
        for document in try SystemRoots.documents() {
            let certificate = try Certificate(derEncoded: document.bytes)
            // Certum wrote GeneralizedTime for a year before 2050; we write such a time as RFC 5280 demands.
            guard certificate.version == 3, certificate.subject.commonName != "Certum Trusted Network CA 2" else { continue }
            let body = TBSCertificate(
                serialNumber: certificate.serialNumber,
                signatureAlgorithm: certificate.innerSignatureAlgorithm,
                issuer: certificate.issuer,
                notBefore: certificate.notBefore,
                notAfter: certificate.notAfter,
                subject: certificate.subject,
                subjectPublicKeyInfo: certificate.subjectPublicKeyInfo,
                extensions: Array(certificate.extensions.prefix(1)),
                preencodedExtensions: certificate.extensions.dropFirst().flatMap(\.derEncoded)
            )
            #expect(body.derEncoded() == certificate.tbsBytes, "\(certificate.subject)")
            compared += 1
        }
        #expect(compared > 50)
    }

    @Test(
        "a certificate of an algorithm that is not computed is read: RSA-PSS, brainpool, secp256k1 and Ed448",
        arguments: [
            ["rsa-pss", "-pkeyopt", "rsa_keygen_bits:1024"], ["EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"],
            ["EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"], ["ED448"], ["ED25519"], ["EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
        ]
    )
    func unknownAlgorithms(key: [String]) async throws {
        try await withTemporaryDirectory { directory in
            let made = try runTool(
                ["openssl", "req", "-x509", "-new", "-nodes", "-newkey"] + key
                    + ["-keyout", "key.pem", "-subj", "/CN=odd/O=Example", "-days", "30", "-outform", "DER"],
                directory: directory
            )
            #expect(made.status == 0, "\(made.errorText)")
            let certificate = try Certificate(derEncoded: made.stdout)
            #expect(certificate.subject.rfc4514 == "O=Example,CN=odd")
            let spki = try SubjectPublicKeyInfo(derEncoded: certificate.subjectPublicKeyInfo.derEncoded)
            #expect(spki == certificate.subjectPublicKeyInfo)
            switch key.last {
            case "ED25519": #expect(spki.kind == .ed25519)
            case "ec_paramgen_curve:P-521": #expect(spki.kind == .ec(curve: .p521))
            case "rsa_keygen_bits:1024": #expect(spki.kind == .rsa(bits: 1024))
            case "ec_paramgen_curve:brainpoolP256r1": #expect(spki.kind == .ec(curve: .brainpoolP256r1))
            default: #expect(spki.kind == .other(spki.algorithm.oid))
            }
        }
    }

    @Test("OpenSSL's certificate with many extensions is read, and each typed extension writes the same octets")
    func openSSLExtensions() async throws {
        let configuration = """
            [req]
            distinguished_name=dn
            x509_extensions=ext
            prompt=no
            [dn]
            DC=com
            O=Example, Inc.
            CN=wide range
            [ext]
            basicConstraints=critical,CA:true,pathlen:3
            keyUsage=critical,digitalSignature,keyCertSign,cRLSign,decipherOnly,keyAgreement
            extendedKeyUsage=serverAuth,clientAuth,1.3.6.1.4.1.311.20.2.2
            subjectKeyIdentifier=hash
            authorityKeyIdentifier=keyid:always,issuer:always
            crlDistributionPoints=URI:http://a.example/1.crl
            authorityInfoAccess=caIssuers;URI:http://a.example/1.cer,OCSP;URI:http://a.example/ocsp
            certificatePolicies=1.2.3.4,2.5.29.32.0,@pol
            subjectAltName=DNS:www.example.com,email:a@example.com,IP:192.0.2.1,IP:2001:db8::1,URI:urn:x,RID:1.2.3,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:alice@example.com,dirName:dn
            1.3.6.1.4.1.311.20.2=ASN1:BMP:User
            [pol]
            policyIdentifier=1.3.5.8
            CPS.1=http://a.example/cps
            """
        try await withTemporaryDirectory { directory in
            try Data(configuration.utf8).write(to: URL(filePath: directory + "/c.cnf"))
            let made = try runTool(
                [
                    "openssl", "req", "-x509", "-new", "-nodes", "-newkey", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout",
                    "key.pem",
                    "-config", "c.cnf", "-days", "30", "-outform", "DER",
                ],
                directory: directory
            )
            #expect(made.status == 0, "\(made.errorText)")
            let certificate = try Certificate(derEncoded: made.stdout)
            #expect(certificate.subject.rfc4514 == "CN=wide range,O=Example\\, Inc.,DC=com")
            #expect(certificate.basicConstraints == BasicConstraints(isCA: true, pathLength: 3))
            #expect(certificate.keyUsage == [.digitalSignature, .keyCertSign, .cRLSign, .decipherOnly, .keyAgreement])
            #expect(
                certificate.extendedKeyUsage?.purposes == [
                    OID.KeyPurpose.serverAuth, OID.KeyPurpose.clientAuth, OID.KeyPurpose.smartcardLogon,
                ]
            )
            #expect(try certificate.value(of: CRLDistributionPoints.self)?.uris == ["http://a.example/1.crl"])
            #expect(try certificate.value(of: AuthorityInformationAccess.self)?.ocsp == ["http://a.example/ocsp"])
            #expect(try certificate.value(of: CertificatePolicies.self)?.policies.map(\.dotted) == ["1.2.3.4", "2.5.29.32.0", "1.3.5.8"])
            #expect(try certificate.value(of: MicrosoftTemplateName.self)?.name == "User")
            #expect(certificate.userPrincipalName == "alice@example.com")
            #expect(
                certificate.subjectAlternativeNames.map(\.description) == [
                    "dns:www.example.com", "email:a@example.com", "ip:192.0.2.1", "ip:2001:db8::1", "uri:urn:x", "oid:1.2.3",
                    "upn:alice@example.com", "dn:CN=wide range,O=Example\\, Inc.,DC=com",
                ]
            )
            #expect(certificate.authorityKeyIdentifier == certificate.subjectKeyIdentifier)
            func check<Value: CertificateExtensionValue>(_ type: Value.Type) throws {
                let original = try #require(certificate.extension(Value.oid), "\(Value.oid)")
                #expect(try Value(value: original.value).asExtension(critical: original.critical).derEncoded == original.derEncoded)
            }
            try check(BasicConstraints.self)
            try check(KeyUsage.self)
            try check(ExtendedKeyUsage.self)
            try check(SubjectKeyIdentifier.self)
            try check(AuthorityKeyIdentifier.self)
            try check(CRLDistributionPoints.self)
            try check(AuthorityInformationAccess.self)
            try check(CertificatePolicies.self)
            try check(SubjectAlternativeName.self)
            try check(MicrosoftTemplateName.self)
        }
    }

    @Test("a serial number with the top bit set gets a zero octet, and Windows' form leaves it out")
    func serialNumbers() throws {
        let root = try Certificate(derEncoded: #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first))
        #expect(root.serialHex == "443c2a54b59cd69d4c09b18a9b02eb55")
        var body = TBSCertificate(
            serialNumber: [0xF0, 1],
            signatureAlgorithm: root.signatureAlgorithm,
            issuer: root.issuer,
            notBefore: root.notBefore,
            notAfter: root.notAfter,
            subject: root.subject,
            subjectPublicKeyInfo: root.subjectPublicKeyInfo
        )
        func reread() throws -> Certificate {
            try Certificate(derEncoded: TBSCertificate.assemble(tbs: body.derEncoded(), algorithm: root.signatureAlgorithm, signature: [0]))
        }
        #expect(try reread().serialNumber == [0, 0xF0, 1])
        #expect(try reread().serialHex == "f001")
        body.serialNumber = [0, 0, 0x12]
        #expect(try reread().serialNumber == [0x12])
        body.serialNumber = []
        #expect(try reread().serialHex == "00")
    }

    @Test("two extensions of one kind are refused")
    func repeatedExtension() throws {
        let root = try Certificate(derEncoded: #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first))
        let usage = KeyUsage.digitalSignature.asExtension()
        let body = TBSCertificate(
            serialNumber: [1],
            signatureAlgorithm: root.signatureAlgorithm,
            issuer: root.issuer,
            notBefore: root.notBefore,
            notAfter: root.notAfter,
            subject: root.subject,
            subjectPublicKeyInfo: root.subjectPublicKeyInfo,
            extensions: [usage],
            preencodedExtensions: usage.derEncoded
        )
        let error = #expect(throws: FormatError.self) {
            try Certificate(derEncoded: TBSCertificate.assemble(tbs: body.derEncoded(), algorithm: root.signatureAlgorithm, signature: []))
        }
        #expect(error?.description.contains("the extension keyUsage occurs twice") == true)
    }
}
