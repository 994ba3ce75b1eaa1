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
                "control 1.3.6.1.5.5.7.7.6", "control 1.3.6.1.5.5.7.7.8", "request [1] True", "rest 0 0",
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
        from asn1crypto import csr, cms, x509
        from pyasn1.codec.der import decoder, encoder
        from pyasn1.type import namedtype, tag, univ
        def sequence(*fields): return univ.Sequence(componentType=namedtype.NamedTypes(*[namedtype.NamedType(*field) for field in fields]))
        def tagged(kind, number): return kind.subtype(implicitTag=tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, number))
        attribute = sequence(('type', univ.ObjectIdentifier()), ('values', univ.SetOf(componentType=univ.Any())))
        extension = univ.SequenceOf(componentType=univ.Any())
        info = sequence(('version', univ.Integer()), ('subject', univ.Any()), ('key', univ.Any()),
                        ('attributes', tagged(univ.SetOf(componentType=attribute), 0)))
        request = sequence(('info', info), ('algorithm', univ.Any()), ('signature', univ.BitString()))
        control = sequence(('part', univ.Integer()), ('type', univ.ObjectIdentifier()), ('values', univ.SetOf(componentType=univ.Any())))
        asked = tagged(sequence(('part', univ.Integer()), ('request', univ.Any())), 0)
        pki = sequence(('controls', univ.SequenceOf(componentType=control)), ('requests', univ.SequenceOf(componentType=asked)),
                       ('messages', univ.SequenceOf(componentType=univ.Any())), ('others', univ.SequenceOf(componentType=univ.Any())))
        def read(data, spec):
            value, rest = decoder.decode(data, asn1Spec=spec)
            assert not rest and encoder.encode(value) == data
            return value
        pkcs10, pkcs7, cmc = [bytes.fromhex(line) for line in sys.stdin.read().split()]
        print('subject', csr.CertificationRequest.load(pkcs10, strict=True)['certification_request_info']['subject'].human_friendly)
        plain = read(pkcs10, request)
        attributes = {str(item['type']): item['values'] for item in plain['info']['attributes']}
        print('version', plain['info']['version'])
        print('attributes', ' '.join(sorted(attributes)))
        old = x509.Certificate.load(bytes(attributes['1.3.6.1.4.1.311.13.1'][0]), strict=True)
        print('renewal', old.subject.native['common_name'])
        extensions = read(bytes(attributes['1.2.840.113549.1.9.14'][0]), extension)
        print('extensions', ' '.join(sorted(str(decoder.decode(bytes(item))[0][0]) for item in extensions)))
        def show(name, data):
            signed = cms.ContentInfo.load(data, strict=True)['content']
            kind = signed['encap_content_info']['content_type'].dotted
            count = 0 if signed['certificates'].native is None else len(signed['certificates'])
            print(name, signed['version'].native, kind, 'signers', len(signed['signer_infos']), 'certificates', count)
            return bytes(signed['encap_content_info']['content'])
        print('inner', show('pkcs7', pkcs7) == pkcs10)
        data = read(show('cmc', cmc), pki)
        for oid in sorted(str(item['type']) for item in data['controls']): print('control', oid)
        print('request', [int(item['part']) for item in data['requests']], bytes(data['requests'][0]['request']) == pkcs10)
        print('rest', len(data['messages']), len(data['others']))
        """
}

/// Bouncy Castle, as Debian packages it, behind `Vectors/Requests.java`, which Java compiles when it starts it.
private enum RequestJudge {
    private static let program = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Vectors/Requests.java").path
    private static let libraries = ["bcprov", "bcutil", "bcpkix"].map { "/usr/share/java/\($0).jar" }

    static var isThere: Bool { hasTool("java") && libraries.allSatisfy { FileManager.default.fileExists(atPath: $0) } }

    static func read(_ files: OpenSSLFiles) throws -> [String] {
        let java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", libraries.joined(separator: ":"), program]
        let result = try runTool(java + ["pkcs10.der", "pkcs7.der", "cmc.der"], directory: files.directory)
        #expect(result.status == 0, "\(result.errorText)")
        return result.text.split(separator: "\n").map(String.init)
    }
}
