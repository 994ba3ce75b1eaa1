import PKIFormats
import PKITesting
import Testing

@Suite("attributes of requests")
struct RequestAttributeTests {
    @Test("no two types of the table have the same identifier, and each has a name")
    func table() {
        #expect(Set(KnownAttributes.types.map { $0.oid }).count == KnownAttributes.types.count)
        for type in KnownAttributes.types { #expect(type.oid.name != nil, "\(type)") }
    }

    @Test("values are sorted when an attribute is made, and stay as they were when one is read")
    func order() throws {
        let (small, large): ([UInt8], [UInt8]) = ([0x02, 0x01, 0x01], [0x02, 0x02, 0x01, 0x00])
        let made = RequestAttribute(OID.CMS.challengePassword, values: [large, small])
        #expect(made.values == [small, large])
        var unsorted = made.derEncoded
        unsorted.replaceSubrange((unsorted.count - 7)..., with: large + small)
        let read = try RequestAttribute(derEncoded: unsorted)
        #expect(read.values == [large, small] && read.derEncoded == unsorted && read != made)
        let control = TaggedAttribute(bodyPartID: 1, oid: OID.CMC.statusInfo, values: [large, small])
        #expect(control.values == [small, large])
    }

    /// A request by OpenSSL with every attribute its configuration can spell.
    private static let settings = """
        oid_section = oids
        [oids]
        osVersion = 1.3.6.1.4.1.311.13.2.3
        [req]
        distinguished_name = dn
        attributes = attributes
        req_extensions = ext
        prompt = no
        [dn]
        CN = attributes
        [attributes]
        challengePassword = secret
        osVersion = 10.0.19045.2
        [ext]
        subjectAltName = DNS:www.example.com
        """

    @Test("the attributes OpenSSL writes are known, read and written with the same octets")
    func openSSL() throws {
        let files = try OpenSSLFiles()
        try files.write("request.cnf", Array(Self.settings.utf8))
        let der = try files.output(
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "key.pem",
            "-config",
            "request.cnf",
            "-outform",
            "DER"
        )
        let request = try CertificationRequest(derEncoded: der)
        #expect(request.attributes.count == 3)
        for attribute in request.attributes {
            let values = try #require(try KnownAttributes.decode(attribute), "\(attribute.oid)")
            #expect(values.map(\.derEncoded) == attribute.values)
        }
        #expect(try ChallengePassword.find(in: request.attributes).map(\.password) == ["secret"])
        let version = try #require(try OperatingSystemVersion.find(in: request.attributes).first)
        #expect(version.text == "10.0.19045.2")
        #expect(try ExtensionRequest.find(in: request.attributes).first?.extensions == request.requestedExtensions)
        #expect("\(try ChallengePassword.find(in: request.attributes))".contains("secret") == false)
    }

    /// Attribute values that `openssl asn1parse -genconf` writes, so that no octet of them is ours.
    private static let vectors: [(OID, String)] = [
        (
            OID.Microsoft.requestClientInformation,
            "SEQUENCE:x\n[x]\na=INTEGER:5\nb=UTF8:pc.example.com\nc=UTF8:EXAMPLE\\\\alice\nd=UTF8:MMC.EXE"
        ),
        (OID.Microsoft.requestClientInformation, "SEQUENCE:x\n[x]\na=INTEGER:9"),
        (OID.Microsoft.enrollmentCSPProvider, "SEQUENCE:x\n[x]\na=INTEGER:1\nb=BMP:Microsoft Software Key Storage Provider\nc=BITSTR:"),
        (OID.Microsoft.enrollmentNameValuePair, "SEQUENCE:x\n[x]\na=BMP:CertificateTemplate\nb=BMP:User"),
        (OID.Microsoft.enrollmentNameValuePair, "SEQUENCE:x\n[x]\na=SEQUENCE:y\n[y]\na=BMP:CertificateTemplate\nb=BMP:User"),
        (OID.Microsoft.osVersion, "IA5:6.1.7601.2"), (OID.Microsoft.osVersion, "BMP:6.1.7601.2"),
        (OID.Microsoft.keyStorageProviderName, "BMP:Microsoft Platform Crypto Provider"),
        (OID.Microsoft.encryptedKeyHash, "FORMAT:HEX,OCT:000102030405060708090A0B0C0D0E0F10111213"),
        (OID.Microsoft.archivedKeyCertificateHash, "FORMAT:HEX,OCT:00"), (OID.Microsoft.issuedCertificateHash, "FORMAT:HEX,OCT:01"),
        (OID.Microsoft.exchangeCertificateHash, "FORMAT:HEX,OCT:02"), (OID.Microsoft.attestationChallenge, "FORMAT:HEX,OCT:0304"),
        (OID.Microsoft.attestationStatement, "FORMAT:HEX,OCT:4B415354"),
        (OID.Microsoft.encryptionAlgorithm, "SEQUENCE:x\n[x]\na=OID:aes-256-cbc\nb=FORMAT:HEX,OCT:00000000000000000000000000000000"),
        (OID.Microsoft.archivedKey, "SEQUENCE:x\n[x]\na=OID:1.2.840.113549.1.7.3\nb=EXPLICIT:0,SEQUENCE:y\n[y]\na=INTEGER:0"),
        (OID.Microsoft.endorsementKeyInformation, "SEQUENCE:x\n[x]\na=INTEGER:0"),
        (OID.Microsoft.attestationIdentityKeyInformation, "SEQUENCE:x\n[x]\na=INTEGER:0"),
        (
            OID.Microsoft.certificateExtensions,
            "SEQUENCE:x\n[x]\na=SEQUENCE:y\n[y]\na=OID:2.5.29.37\nb=OCTWRAP,SEQUENCE:z\n[z]\na=OID:1.3.6.1.5.5.7.3.2"
        ),
        (OID.Extensions.smimeCapabilities, "SEQUENCE:x\n[x]\na=SEQUENCE:y\n[y]\na=OID:aes-128-cbc"),
        (OID.CMS.challengePassword, "PRINTABLE:secret"),
    ]

    @Test("attribute values made by OpenSSL's ASN.1 compiler are read and written with the same octets", arguments: vectors.indices)
    func compiled(index: Int) throws {
        let (oid, settings) = Self.vectors[index]
        let files = try OpenSSLFiles()
        try files.write("value.cnf", Array("asn1=\(settings)\n".utf8))
        try files.output("asn1parse", "-genconf", "value.cnf", "-noout", "-out", "value.der")
        let der = try files.read("value.der")
        let values = try #require(try KnownAttributes.decode(RequestAttribute(oid, values: [der])))
        #expect(values.map(\.derEncoded) == [der])
        let attribute = RequestAttribute(oid, values: [der + [5, 0]])
        #expect(throws: FormatError.self) { try KnownAttributes.decode(attribute) }
        #expect(throws: FormatError.self) { try KnownAttributes.decode(RequestAttribute(oid, values: [[0x05, 0x00]])) }
        #expect(throws: FormatError.self) { try KnownAttributes.decode(RequestAttribute(oid, values: [[0xA0, 0x00]])) }
    }

    @Test("new values have the octets of the values OpenSSL compiled")
    func ours() throws {
        let information = RequestClientInformation(clientID: 9, machineName: "m", userName: "u", processName: "p")
        #expect(Hex.encode(information.asAttribute().derEncoded) == Hex.encode(RequestAttribute.clientInformation(information).derEncoded))
        #expect(Hex.encode(KeyStorageProviderName("Å").derEncoded) == "1e0200c5")
        #expect(Hex.encode(OperatingSystemVersion("1.2.3.4").derEncoded) == "1607312e322e332e34")
        let numbers = OperatingSystemVersion("10.0.19045.2").numbers
        #expect(numbers?.build == 19_045)
        #expect(OperatingSystemVersion("ten").numbers == nil)
        #expect(Hex.encode(EncryptedKeyHash([1, 2]).derEncoded) == "04020102")
        let request = [ExtensionRequest([OCSPNoCheck().asExtension()]).asAttribute()]
        #expect(try ExtensionRequest.find(in: request).first?.extensions.first?.oid == OCSPNoCheck.oid)
        #expect(try MicrosoftExtensionRequest.find(in: request).isEmpty)
        #expect(throws: FormatError.self) {
            try ArchivedKey(derEncoded: ContentInfo(contentType: OID.CMS.signedData, content: [0x30, 0]).derEncoded)
        }
    }

    @Test("the renewal certificate is read as a certificate")
    func renewal() throws {
        let certificate = try #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first)
        let attribute = RequestAttribute.renewalCertificate(certificate)
        let value = try #require(try RenewalCertificate.find(in: [attribute]).first)
        #expect(value.derEncoded == certificate)
        #expect(value.asAttribute() == attribute)
        let unknown = try KnownAttributes.decode(RequestAttribute("1.2.3", values: [[5, 0]]))
        #expect(unknown == nil)
    }
}
