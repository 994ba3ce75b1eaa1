import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("revocation lists")
struct RevocationListTests {
    private let start = Date(timeIntervalSince1970: 1_795_219_200)

    @Test("a list made by OpenSSL is read, and written again octet for octet from its fields")
    func openSSLList() async throws {
        let configuration = """
            [ca]
            default_ca=d
            [d]
            database=index.txt
            crlnumber=number
            default_md=sha256
            default_crl_days=7
            crl_extensions=e
            [e]
            authorityKeyIdentifier=keyid
            """
        try await withTemporaryDirectory { directory in
            let index = """
                R\t360101000000Z\t260102030405Z,keyCompromise\t0102\tunknown\t/CN=a
                R\t360101000000Z\t260203040506Z\tFE01\tunknown\t/CN=b
                R\t360101000000Z\t260203040506Z,CACompromise\t03\tunknown\t/CN=c
                """
            for (name, text) in [("c.cnf", configuration), ("index.txt", index + "\n"), ("number", "1234567890\n")] {
                try Data(text.utf8).write(to: URL(filePath: directory + "/" + name))
            }
            let root = try runTool(
                [
                    "openssl", "req", "-x509", "-new", "-nodes", "-newkey", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", "k.pem",
                    "-subj",
                    "/O=Example/CN=Root", "-out", "r.pem",
                ],
                directory: directory
            )
            #expect(root.status == 0, "\(root.errorText)")
            let made = try runTool(
                ["openssl", "ca", "-gencrl", "-config", "c.cnf", "-cert", "r.pem", "-keyfile", "k.pem"],
                directory: directory
            )
            #expect(made.status == 0, "\(made.errorText)")
            let document = try #require(PEMDocument.parse(made.text).first)
            #expect(PEMDocument.Labels.revocationList.contains(document.label))
            let list = try CertificateList(derEncoded: document.bytes)
            #expect(list.version == 2)
            #expect(list.issuer.rfc4514 == "CN=Root,O=Example")
            #expect(list.crlNumber == 0x12_3456_7890)
            #expect(list.revoked.map { Hex.encode($0.serialNumber) } == ["03", "0102", "00fe01"])
            #expect(list.revoked.map(\.reason) == [.caCompromise, .keyCompromise, nil])
            #expect(list.nextUpdate == list.thisUpdate.addingTimeInterval(7 * 86_400))
            let again = TBSCertificateList(
                signatureAlgorithm: list.signatureAlgorithm,
                issuer: list.issuer,
                thisUpdate: list.thisUpdate,
                nextUpdate: list.nextUpdate,
                revoked: list.revoked,
                extensions: list.extensions
            )
            #expect(again.derEncoded() == list.tbsBytes)
            #expect(
                TBSCertificateList.assemble(
                    tbs: list.tbsBytes,
                    algorithm: list.signatureAlgorithm,
                    signature: list.signature
                ) == document.bytes
            )
        }
    }

    @Test("our list is shown by OpenSSL as it was meant")
    func shownByOpenSSL() throws {
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: .of([(OID.organization, "Example"), (OID.commonName, "CA")]),
            thisUpdate: start,
            nextUpdate: start.addingTimeInterval(604_800),
            revoked: [
                RevokedEntry(serialNumber: [0xFE, 1], date: start, reason: .certificateHold),
                RevokedEntry(serialNumber: [5], date: start, reason: .unspecified),
            ],
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: [1, 2, 3]).asExtension(), CRLNumber(300).asExtension(),
                CAVersion(certificateIndex: 1, keyIndex: 1).asExtension(),
            ]
        )
        let der = TBSCertificateList.assemble(tbs: body.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [0x30, 0])
        let shown = try runTool(["openssl", "crl", "-inform", "DER", "-noout", "-text"], input: der)
        #expect(shown.status == 0, "\(shown.errorText)")
        for text in ["Serial Number: FE01", "Certificate Hold", "Serial Number: 05", "Issuer: O = Example, CN = CA", "Version 2"] {
            #expect(shown.text.contains(text), "\(text)")
        }
        let list = try CertificateList(derEncoded: der)
        #expect(list.revoked.map(\.reason) == [.certificateHold, nil])
        #expect(list.crlNumber == 300)
    }

    @Test("an empty list has no list of entries, and an end is optional")
    func emptyList() throws {
        let body = TBSCertificateList(signatureAlgorithm: .ecdsaWithSHA256, issuer: .empty, thisUpdate: start, nextUpdate: nil)
        let list = try CertificateList(
            derEncoded: TBSCertificateList.assemble(tbs: body.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [1])
        )
        #expect(list.revoked.isEmpty)
        #expect(list.nextUpdate == nil)
        #expect(list.thisUpdate == start)
        #expect(list.crlNumber == nil)
    }

    @Test("entry extensions other than the reason are kept")
    func entryExtensions() throws {
        let date = DERWriter.encode { $0.writeGeneralizedTime(start) }
        let entry = RevokedEntry(
            serialNumber: [9],
            date: start,
            reason: .superseded,
            extensions: [CertificateExtension(OID.Extensions.invalidityDate, value: date)]
        )
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: .empty,
            thisUpdate: start,
            nextUpdate: nil,
            revoked: [entry]
        )
        let list = try CertificateList(
            derEncoded: TBSCertificateList.assemble(tbs: body.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [1])
        )
        #expect(list.revoked == [entry])
    }

    @Test("a list that names version 1 explicitly is refused")
    func versionOne() throws {
        var body = TBSCertificateList(signatureAlgorithm: .ecdsaWithSHA256, issuer: .empty, thisUpdate: start, nextUpdate: nil).derEncoded()
        body[4] = 0
        let der = TBSCertificateList.assemble(tbs: body, algorithm: .ecdsaWithSHA256, signature: [1])
        let error = #expect(throws: FormatError.self) { try CertificateList(derEncoded: der) }
        #expect(error?.field == "version")
    }
}
