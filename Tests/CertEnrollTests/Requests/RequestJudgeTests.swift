import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

/// Our requests as other programs read them: OpenSSL, Bouncy Castle, asn1crypto and pyasn1.
@Suite("Requests before other programs")
struct RequestJudgeTests {
    /// A PKCS #10, a PKCS #7 and a CMC request about one key, signed by one old certificate.
    private func requests(
        _ fixture: RequestFixture,
        _ specification: KeySpecification
    ) async throws -> (X509CertificateRequestPkcs10, X509CertificateRequestPkcs7, X509CertificateRequestCmc) {
        let inner = X509CertificateRequestPkcs10(lookup: fixture.lookup)
        try inner.initialize(.user)
        inner.keySpecification = specification
        inner.subject = .of([(OID.organization, "Example"), (OID.commonName, "judged")])
        inner.x509Extensions.append(SubjectAlternativeName([.dnsName("judged.example.test")]).asExtension())
        inner.renewalCertificate = fixture.certificate.derEncoded
        let pkcs7 = X509CertificateRequestPkcs7(lookup: fixture.lookup)
        try pkcs7.initializeFromInnerRequest(inner)
        pkcs7.requesterName = "EXAMPLE\\bob"
        pkcs7.signerCertificate = SignerCertificate(certificate: fixture.certificate, key: fixture.key)
        try await pkcs7.encode()
        let cmc = X509CertificateRequestCmc(lookup: fixture.lookup)
        try cmc.initializeFromInnerRequest(inner)
        cmc.transactionId = 77
        cmc.senderNonce = [9, 8, 7]
        cmc.nameValuePairs.add("CertificateTemplate", "User")
        cmc.x509Extensions.append(ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension())
        try cmc.signerCertificates.add(SignerCertificate(certificate: fixture.certificate, key: fixture.key))
        try await cmc.encode()
        return (inner, pkcs7, cmc)
    }

    @Test("OpenSSL verifies PKCS #10 and PKCS #7, and reads CMC", arguments: [KeySpecification.p256, .rsa(bits: 2048)])
    func openssl(specification: KeySpecification) async throws {
        try await RequestFixture.with(specification, extensions: [KeyUsage.digitalSignature.asExtension(critical: true)]) { fixture in
            let (pkcs10, pkcs7, cmc) = try await requests(fixture, specification)
            let read = try runTool(
                ["openssl", "req", "-inform", "DER", "-verify", "-noout", "-text"],
                input: try pkcs10.rawData(.binary).bytes
            )
            #expect((read.text + read.errorText).contains("verify OK"))
            #expect(read.text.contains("O = Example, CN = judged") && read.text.contains("DNS:judged.example.test"))
            let files = try OpenSSLFiles()
            try files.write("signer.pem", pem: "CERTIFICATE", fixture.certificate.derEncoded)
            try files.write("pkcs7.der", try pkcs7.rawData(.binary).bytes)
            let verified = try files.run(
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-in",
                "pkcs7.der",
                "-noverify",
                "-certfile",
                "signer.pem",
                "-binary"
            )
            #expect(verified.status == 0, "\(verified.errorText)")
            #expect(verified.stdout == (try pkcs10.rawData(.binary).bytes))
            try files.write("cmc.der", try cmc.rawData(.binary).bytes)
            let printed = try files.run("cms", "-cmsout", "-print", "-inform", "DER", "-in", "cmc.der", "-noout")
            #expect(printed.status == 0, "\(printed.errorText)")
            #expect(printed.text.contains("id-cct-PKIData"))
        }
    }

    @Test("asn1crypto and pyasn1 read every field of PKCS #10, PKCS #7 and CMC", .enabled(if: PythonJudge.isInstalled))
    func python() async throws {
        try await RequestFixture.with { fixture in
            let (pkcs10, pkcs7, cmc) = try await requests(fixture, .p256)
            let lines = try [pkcs10.rawData(.binary).bytes, pkcs7.rawData(.binary).bytes, cmc.rawData(.binary).bytes].map {
                Hex.encode($0)
            }
            let said = try PythonJudge.run(Self.reader, input: lines.joined(separator: "\n")).split(separator: "\n").map(String.init)
            let expected = [
                "subject Common Name: judged, Organization: Example", "version 0",
                "attributes 1.2.840.113549.1.9.14 1.3.6.1.4.1.311.13.1 1.3.6.1.4.1.311.13.2.2 1.3.6.1.4.1.311.13.2.3 1.3.6.1.4.1.311.21.20",
                "renewal old", "extensions 2.5.29.14 2.5.29.15 2.5.29.17",
                "pkcs7 v1 1.2.840.113549.1.7.1 signers 1 certificates 1", "inner True",
                "cmc v3 1.3.6.1.5.5.7.12.2 signers 2 certificates 1",
                "control 1.3.6.1.4.1.311.10.10.1", "control 1.3.6.1.5.5.7.7.18", "control 1.3.6.1.5.5.7.7.5",
                "control 1.3.6.1.5.5.7.7.6", "control 1.3.6.1.5.5.7.7.8", "request True", "rest 0 0",
            ]
            #expect(said == expected)
        }
    }

    @Test("Bouncy Castle verifies every signature, and reads the PKIData", .enabled(if: RequestJudge.isThere))
    func bouncyCastle() async throws {
        try await RequestFixture.with { fixture in
            let (pkcs10, pkcs7, cmc) = try await requests(fixture, .p256)
            let files = try OpenSSLFiles()
            try files.write("pkcs10.der", try pkcs10.rawData(.binary).bytes)
            try files.write("pkcs7.der", try pkcs7.rawData(.binary).bytes)
            try files.write("cmc.der", try cmc.rawData(.binary).bytes)
            let said = try RequestJudge.read(files)
            #expect(
                said == [
                    "pkcs10: O=Example,CN=judged true", "pkcs7: old true", "pkcs7 content: true", "cmc: key true", "cmc: old true",
                    "controls: 5", "request: O=Example,CN=judged true", "again: true",
                ]
            )
        }
    }

    private static let reader = """
        import sys
        from asn1crypto import csr, cms, x509, core
        from pyasn1.codec.der import decoder
        pkcs10, pkcs7, cmc = [bytes.fromhex(line) for line in sys.stdin.read().split()]
        request = csr.CertificationRequest.load(pkcs10, strict=True)
        info = request['certification_request_info']
        print('subject', info['subject'].human_friendly)
        print('version', info['version'].native if isinstance(info['version'].native, int) else int(info['version'].contents.hex(), 16))
        plain, rest = decoder.decode(pkcs10)
        assert not rest
        attributes = {str(item[0]): item[1] for item in plain[0][3]}
        print('attributes', ' '.join(sorted(attributes)))
        from pyasn1.codec.der import encoder
        old = x509.Certificate.load(encoder.encode(attributes['1.3.6.1.4.1.311.13.1'][0]))
        print('renewal', old.subject.native['common_name'])
        print('extensions', ' '.join(sorted(str(item[0]) for item in attributes['1.2.840.113549.1.9.14'][0])))
        def show(name, data):
            message = cms.ContentInfo.load(data, strict=True)
            signed = message['content']
            kind = signed['encap_content_info']['content_type'].dotted
            print(name, signed['version'].native, kind, 'signers', len(signed['signer_infos']), 'certificates', len(signed['certificates']))
            return signed['encap_content_info']['content'].contents if name == 'x' else signed['encap_content_info']['content'].native
        content = show('pkcs7', pkcs7)
        print('inner', content == pkcs10)
        signed = cms.ContentInfo.load(cmc, strict=True)['content']
        print('cmc', signed['version'].native, signed['encap_content_info']['content_type'].dotted,
              'signers', len(signed['signer_infos']), 'certificates', len(signed['certificates']))
        data = signed['encap_content_info']['content'].native
        pki, rest = decoder.decode(data)
        assert not rest
        for oid in sorted(str(control[1]) for control in pki[0]): print('control', oid)
        print('request', pkcs10 in data)
        print('rest', len(pki[2]), len(pki[3]))
        """
}

/// Bouncy Castle, as Debian packages it, behind `Vectors/Requests.java`, which Java compiles when it starts it.
private enum RequestJudge {
    private static let program = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/Requests.java").path
    private static let libraries = ["bcprov", "bcutil", "bcpkix"].map { "/usr/share/java/\($0).jar" }

    static var isThere: Bool { hasTool("java") && libraries.allSatisfy { FileManager.default.fileExists(atPath: $0) } }

    static func read(_ files: OpenSSLFiles) throws -> [String] {
        let java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", libraries.joined(separator: ":"), program]
        let result = try runTool(java + ["pkcs10.der", "pkcs7.der", "cmc.der"], directory: files.directory)
        #expect(result.status == 0, "\(result.errorText)")
        return result.text.split(separator: "\n").map(String.init)
    }
}
