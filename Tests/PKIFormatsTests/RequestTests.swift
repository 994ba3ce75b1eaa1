import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("certification requests")
struct RequestTests {
    private let key: SubjectPublicKeyInfo

    init() throws {
        key = try CertificationRequest(derEncoded: SampleVectors.cmCertificateRequest).subjectPublicKeyInfo
    }

    private func request(_ attributes: [RequestAttribute]) throws -> CertificationRequest {
        let info = CertificationRequestInfo(subject: .of([(OID.commonName, "x")]), subjectPublicKeyInfo: key, attributes: attributes)
        return try CertificationRequest(
            derEncoded: CertificationRequestInfo.assemble(info: info.derEncoded(), algorithm: .rsaWithSHA256, signature: [1, 2, 3])
        )
    }

    @Test("the attributes we write are read back")
    func ownAttributes() throws {
        let renewed = try #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first)
        let information = RequestClientInformation(
            clientID: 9,
            machineName: "m.example.com",
            userName: "EXAMPLE\\änne",
            processName: "certreq"
        )
        let request = try request([
            .osVersion("10.0.19045.2"), .nameValuePair(name: "CertificateTemplate", value: "User"),
            .nameValuePair(name: "cdc", value: "dc1"),
            .clientInformation(information), .cspProvider(EnrollmentCSPProvider(keySpec: 1, providerName: "Anbieter für Schlüssel")),
            .challengePassword("geheim!"), .renewalCertificate(renewed),
            .extensionRequest([
                MicrosoftTemplateName("Machine").asExtension(),
                CertificateTemplateInformation(templateID: "1.3.6.1.4.1.311.21.8.1.2", major: 100, minor: 4_294_967_295).asExtension(),
                SubjectAlternativeName([.dnsName("m.example.com")]).asExtension(critical: true),
            ]),
        ])
        #expect(request.osVersion == "10.0.19045.2")
        #expect(request.clientInformation == information)
        #expect(request.cspProvider?.providerName == "Anbieter für Schlüssel")
        #expect(request.challengePassword == "geheim!")
        #expect(request.renewalCertificate == renewed)
        #expect(request.templateNames == ["User", "Machine", "1.3.6.1.4.1.311.21.8.1.2"])
        #expect(request.certificateTemplateInformation?.minor == 4_294_967_295)
        #expect(try request.requestedValue(of: SubjectAlternativeName.self)?.names == [.dnsName("m.example.com")])
        #expect(request.requestedExtensions.last?.critical == true)
    }

    @Test(
        "the template name is read in its three spellings",
        arguments: [
            "1E 08 00 55 00 73 00 65 00 72", "0C 04 55 73 65 72", "30 06 0C 04 55 73 65 72", "13 04 55 73 65 72",
        ]
    )
    func templateSpellings(hex: String) throws {
        let item = CertificateExtension(OID.Microsoft.templateName, value: try Hex.decode(hex))
        #expect(try request([.extensionRequest([item])]).microsoftTemplateName == "User")
    }

    @Test("name-value pairs are read one to a value and several in a sequence")
    func pairsInSequence() throws {
        let one = EnrollmentNameValuePair(name: "a", value: "1").derEncoded
        let two = EnrollmentNameValuePair(name: "b", value: "2").derEncoded
        let sequence = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeRaw(one)
                writer.writeRaw(two)
            }
        }
        let oid = OID.Microsoft.enrollmentNameValuePair
        #expect(try request([RequestAttribute(oid, values: [sequence])]).nameValuePairs.map(\.name) == ["a", "b"])
        #expect(try request([RequestAttribute(oid, values: [one, two])]).nameValuePairs.map(\.value) == ["1", "2"])
    }

    @Test("Microsoft's old identifier of the extension request is read, and the two together must agree")
    func oldExtensionRequest() throws {
        let usage = KeyUsage.digitalSignature.asExtension(critical: true)
        let other = KeyUsage.keyAgreement.asExtension(critical: true)
        func old(_ item: CertificateExtension) -> RequestAttribute {
            RequestAttribute(OID.Microsoft.certificateExtensions, values: [CertificateExtension.encode([item])])
        }
        #expect(try request([old(usage)]).requestedExtensions == [usage])
        #expect(try request([old(usage), .extensionRequest([usage])]).requestedExtensions == [usage])
        let error = #expect(throws: FormatError.self) { try request([old(other), .extensionRequest([usage])]) }
        #expect(error?.description.contains("keyUsage is asked for twice") == true)
    }

    @Test("an attribute that may occur once, with one value, is refused when it has several")
    func repeatedAttributes() throws {
        let version = DERWriter.encode { $0.writeIA5String("1.2.3.4") }
        let two = RequestAttribute(OID.Microsoft.osVersion, values: [version, DERWriter.encode { $0.writeIA5String("2") }])
        let error = #expect(throws: FormatError.self) { try request([two]) }
        #expect(error?.description.contains("osVersion") == true)
        #expect(error?.reason.contains("2 values") == true)
        #expect(throws: FormatError.self) { try request([.osVersion("1"), .osVersion("2")]) }
        #expect(throws: FormatError.self) { try request([.challengePassword("a"), .challengePassword("b")]) }
    }

    @Test("an unreadable Microsoft attribute is refused with its name and place")
    func unreadableAttribute() throws {
        let broken = RequestAttribute(OID.Microsoft.requestClientInformation, values: [[0x02, 0x01, 0x05]])
        let error = try #require(#expect(throws: FormatError.self) { try request([broken]) })
        #expect(error.structure == "CertificationRequest")
        #expect(error.field == "attributes.requestClientInformation.RequestClientInfo")
        #expect(error.offset != nil)
        #expect(error.reason.contains("expected SEQUENCE, found INTEGER"))
    }

    @Test("an unknown attribute is kept with its values")
    func unknownAttribute() throws {
        let odd = RequestAttribute("1.2.3.4.5", values: [[0x05, 0x00], [0x02, 0x01, 0x07]])
        #expect(Set(try #require(request([odd]).attributes.first).values) == Set(odd.values))
    }

    @Test("a request without the attributes field and one with an empty field are read")
    func withoutAttributes() throws {
        #expect(try request([]).attributes.isEmpty)
        let info = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeInteger(0)
                writer.writeRaw(DistinguishedName.empty.derEncoded)
                writer.writeRaw(key.derEncoded)
            }
        }
        let whole = CertificationRequestInfo.assemble(info: info, algorithm: .rsaWithSHA256, signature: [])
        #expect(try CertificationRequest(derEncoded: whole).attributes.isEmpty)
    }

    @Test("a request of another version is refused")
    func otherVersion() throws {
        let info = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeInteger(1)
                writer.writeRaw(DistinguishedName.empty.derEncoded)
                writer.writeRaw(key.derEncoded)
            }
        }
        let whole = CertificationRequestInfo.assemble(info: info, algorithm: .rsaWithSHA256, signature: [])
        let error = #expect(throws: FormatError.self) { try CertificationRequest(derEncoded: whole) }
        #expect(error?.field == "version")
    }

    @Test("a request made by OpenSSL is read; ours is read by OpenSSL and certtool")
    func otherPrograms() async throws {
        try await withTemporaryDirectory { directory in
            let made = try runTool(
                [
                    "openssl", "req", "-new", "-nodes", "-newkey", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-keyout", "key.pem",
                    "-subj",
                    "/DC=com/DC=example/O=Beispiel GmbH/CN=Jürgen", "-utf8", "-addext", "subjectAltName=DNS:a.example,IP:10.0.0.1",
                    "-addext",
                    "keyUsage=critical,digitalSignature", "-outform", "DER",
                ],
                directory: directory
            )
            #expect(made.status == 0, "\(made.errorText)")
            let request = try CertificationRequest(derEncoded: made.stdout)
            #expect(request.subject.rfc4514 == "CN=Jürgen,O=Beispiel GmbH,DC=example,DC=com")
            #expect(request.subjectPublicKeyInfo.kind == .ec(curve: .p384))
            #expect(request.signatureAlgorithm == .ecdsaWithSHA256)
            #expect(try request.requestedValue(of: KeyUsage.self) == .digitalSignature)
            #expect(
                try request.requestedValue(of: SubjectAlternativeName.self)?.names == [.dnsName("a.example"), .ipAddress([10, 0, 0, 1])]
            )
        }
        let own = PEMDocument(
            label: "NEW CERTIFICATE REQUEST",
            bytes: try request([
                .osVersion("1.2"), .extensionRequest([SubjectAlternativeName([.userPrincipalName("a@b")]).asExtension()]),
                .challengePassword("p"),
            ]).derEncoded
        )
        let shown = try runTool(["openssl", "req", "-noout", "-text"], input: Array(own.text.utf8))
        #expect(shown.status == 0, "\(shown.errorText)")
        #expect(shown.text.contains("CN = x"))
        let crq = try runTool(["certtool", "--crq-info"], input: Array(own.text.utf8))
        #expect(crq.status == 0, "\(crq.errorText)")
        #expect(crq.text.contains("Challenge password: p"), "\(crq.text)")
    }
}
