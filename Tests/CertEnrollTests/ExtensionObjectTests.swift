import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Extensions as objects")
struct ExtensionObjectTests {
    private static let identifier = Array(UInt8(1)...20)

    /// One object of each class with the DER that the specification demands.
    static func samples() throws -> [(object: X509Extension, der: String)] {
        let usage = X509ExtensionKeyUsage()
        try usage.initializeEncode([.digitalSignature, .keyEncipherment, .decipherOnly])
        let purposes = X509ExtensionEnhancedKeyUsage()
        try purposes.initializeEncode(ObjectIds([OID.KeyPurpose.serverAuth]))
        let template = X509ExtensionTemplate()
        try template.initializeEncode(ObjectId("1.3.6.1.4.1.311.21.8.1"), majorVersion: 100, minorVersion: 4)
        let templateName = X509ExtensionTemplateName()
        try templateName.initializeEncode("WebServer")
        let constraints = X509ExtensionBasicConstraints()
        try constraints.initializeEncode(true, pathLenConstraint: 2)
        let subjectKey = X509ExtensionSubjectKeyIdentifier()
        try subjectKey.initializeEncode(.binary, keyIdentifier: identifier)
        let authorityKey = X509ExtensionAuthorityKeyIdentifier()
        try authorityKey.initializeEncode(.hexRaw, keyIdentifier: Array(Hex.encode(identifier).utf8))
        let names = AlternativeNames()
        names.append(.dnsName("www.example.test"))
        let alternative = X509ExtensionAlternativeNames()
        try alternative.initializeEncode(names)
        let capabilities = SmimeCapabilities()
        try capabilities.addAvailableSmimeCapabilities(false)
        let rc2 = SmimeCapability()
        try rc2.initialize(ObjectId("1.2.840.113549.3.2"), bitCount: 128)
        try capabilities.add(rc2)
        let smime = X509ExtensionSmimeCapabilities()
        try smime.initializeEncode(capabilities)
        let policies = try policies()
        let certificatePolicies = X509ExtensionCertificatePolicies()
        try certificatePolicies.initializeEncode(policies)
        let applicationPolicies = X509ExtensionMSApplicationPolicies()
        try applicationPolicies.initializeEncode(policies)
        return [
            (usage, "030307a080"), (purposes, "300a06082b06010505070301"),
            (template, "3012060a2b060104018237150801020164020104"),
            (templateName, "1e12005700650062005300650072007600650072"), (constraints, "30060101ff020102"),
            (subjectKey, "0414" + Hex.encode(identifier)), (authorityKey, "30168014" + Hex.encode(identifier)),
            (alternative, "301282107777772e6578616d706c652e74657374"),
            (
                smime,
                "3037300b060960864801650304012a300b0609608648016503040116300b0609608648016503040102"
                    + "300e06082a864886f70d030202020080"
            ),
            (certificatePolicies, policiesDER), (applicationPolicies, policiesDER),
        ]
    }

    private static func policies() throws -> X509CertificatePolicies {
        let policy = X509CertificatePolicy()
        try policy.initialize(ObjectId("1.2.3.4"))
        let address = X509PolicyQualifier()
        try address.initializeEncode("http://a.test", type: .url)
        let notice = X509PolicyQualifier()
        try notice.initializeEncode("Hi", type: .userNotice)
        try policy.policyQualifiers.add(address)
        try policy.policyQualifiers.add(notice)
        let policies = X509CertificatePolicies()
        try policies.add(policy)
        return policies
    }

    private static let policiesDER =
        "3036303406032a0304302d" + "301906082b06010505070201160d687474703a2f2f612e74657374" + "301006082b0601050507020230040c024869"

    @Test("every class writes the DER of its extension, and reads it back through its identifier")
    func encodings() throws {
        for (object, der) in try Self.samples() {
            let kind = type(of: object)
            #expect(Hex.encode(try object.rawData(.binary).bytes) == der, "\(kind)")
            object.critical = true
            let again = X509Extension.of(try object.certificateExtension)
            #expect(type(of: again) == kind)
            #expect(try again.certificateExtension == object.certificateExtension)
            #expect(try again.objectId == object.objectId)
        }
    }

    @Test("the getters of every class give what initializeEncode got")
    func getters() throws {
        func read<Object: X509Extension>(_ type: Object.Type) throws -> Object {
            let found = try #require(try Self.samples().compactMap { $0.object as? Object }.first)
            let value = try found.certificateExtension
            return try #require(X509Extension.of(value) as? Object)
        }
        #expect(try read(X509ExtensionKeyUsage.self).keyUsage == [.digitalSignature, .keyEncipherment, .decipherOnly])
        #expect(try read(X509ExtensionEnhancedKeyUsage.self).enhancedKeyUsage.values == [OID.KeyPurpose.serverAuth])
        let template = try read(X509ExtensionTemplate.self)
        #expect(try template.templateOid.value == "1.3.6.1.4.1.311.21.8.1")
        #expect(try [template.majorVersion, template.minorVersion] == [100, 4])
        #expect(try read(X509ExtensionTemplateName.self).templateName == "WebServer")
        let constraints = try read(X509ExtensionBasicConstraints.self)
        #expect(try constraints.isCA)
        #expect(try constraints.pathLenConstraint == 2)
        #expect(try read(X509ExtensionSubjectKeyIdentifier.self).subjectKeyIdentifier(.binary).bytes == Self.identifier)
        #expect(try read(X509ExtensionAuthorityKeyIdentifier.self).authorityKeyIdentifier(.binary).bytes == Self.identifier)
        #expect(try read(X509ExtensionAlternativeNames.self).alternativeNames.itemByIndex(0).strValue == "www.example.test")
        #expect(try read(X509ExtensionSmimeCapabilities.self).smimeCapabilities.map { try $0.bitCount } == [256, 192, 128, 128])
        for policies in [
            try read(X509ExtensionCertificatePolicies.self).policies, try read(X509ExtensionMSApplicationPolicies.self).policies,
        ] {
            let policy = try policies.itemByIndex(0)
            #expect(try policy.objectId.value == "1.2.3.4")
            #expect(try policy.policyQualifiers.map { try $0.type } == [.url, .userNotice])
            #expect(try policy.policyQualifiers.map { try $0.qualifier } == ["http://a.test", "Hi"])
            #expect(try policy.policyQualifiers.itemByIndex(0).objectId.value == "1.3.6.1.5.5.7.2.1")
            #expect(Hex.encode(try policy.policyQualifiers.itemByIndex(1).rawData(.binary).bytes) == "30040c024869")
        }
    }

    @Test("a class refuses another identifier, a second initialization and unreadable DER, and is blank before")
    func states() async throws {
        for (object, _) in try Self.samples() {
            let kind = type(of: object)
            #expect(
                await failure { try object.initialize(try object.objectId, encoding: .binary, encodedData: [5, 0]) } == .alreadyInitialized,
                "\(kind)"
            )
            let blank = kind.init()
            #expect(await failure { try blank.rawData() } == .blank)
            #expect(await failure { try blank.initialize(ObjectId("1.2.3"), encoding: .binary, encodedData: [5, 0]) } == .invalidArgument)
            #expect(
                await failure { try blank.initialize(try object.objectId, encoding: .binary, encodedData: [0x31, 0x00]) } == .asn1BadTag,
                "\(kind)"
            )
            // What failed leaves the object as it was.
            try blank.initialize(try object.objectId, encoding: .base64, encodedData: Array(try object.rawData().text.utf8))
            #expect(try blank.rawData(.binary) == object.rawData(.binary))
        }
    }

    @Test("values that an extension cannot have are refused with the documented code")
    func refused() async {
        #expect(await failure { try X509ExtensionKeyUsage().initializeEncode(.noKeyUsage) } == .invalidArgument)
        #expect(await failure { try X509ExtensionKeyUsage().initializeEncode(X509KeyUsageFlags(rawValue: 0x100)) } == .invalidArgument)
        #expect(await failure { try X509ExtensionEnhancedKeyUsage().initializeEncode(ObjectIds()) } == .certsrvPropertyEmpty)
        #expect(await failure { try X509ExtensionBasicConstraints().initializeEncode(false, pathLenConstraint: 0) } == .invalidArgument)
        #expect(await failure { try X509ExtensionBasicConstraints().initializeEncode(true, pathLenConstraint: -2) } == .invalidArgument)
        #expect(
            await failure { try X509ExtensionTemplate().initializeEncode(ObjectId("1.2.3"), majorVersion: -1, minorVersion: 0) }
                == .invalidArgument
        )
        #expect(await failure { try X509ExtensionTemplateName().initializeEncode("") } == .certsrvPropertyEmpty)
        #expect(await failure { try X509ExtensionAlternativeNames().initializeEncode(AlternativeNames()) } == .certsrvPropertyEmpty)
        #expect(await failure { try X509ExtensionSmimeCapabilities().initializeEncode(SmimeCapabilities()) } == .certsrvPropertyEmpty)
        #expect(
            await failure { try X509ExtensionCertificatePolicies().initializeEncode(X509CertificatePolicies()) } == .certsrvPropertyEmpty
        )
        #expect(await failure { try X509PolicyQualifier().initializeEncode("x", type: .flags) } == .invalidArgument)
        #expect(await failure { try X509PolicyQualifier().initializeEncode("http://ä.test", type: .url) } == .invalidArgument)
        #expect(await failure { try SmimeCapability().initialize(ObjectId(OID.Algorithms.aes128CBC), bitCount: 256) } == .invalidArgument)
    }

    @Test("absent parts of a value are 0x80094004, and no path length is -1")
    func absent() async throws {
        let template = X509ExtensionTemplate()
        try template.initializeDecode(.hexRaw, encodedData: Array("300406022a03".utf8))
        #expect(await failure { try template.minorVersion } == .certsrvPropertyEmpty)
        let authorityKey = X509ExtensionAuthorityKeyIdentifier()
        try authorityKey.initializeDecode(.hexRaw, encodedData: Array("3003820105".utf8))
        #expect(await failure { try authorityKey.authorityKeyIdentifier() } == .certsrvPropertyEmpty)
        let constraints = X509ExtensionBasicConstraints()
        try constraints.initializeEncode(true, pathLenConstraint: -1)
        #expect(try constraints.pathLenConstraint == -1)
    }

    @Test("every bit of key usage goes to its place and back", arguments: 0..<9)
    func keyUsage(_ bit: Int) throws {
        let flag = X509KeyUsageFlags(rawValue: bit < 8 ? 0x80 >> UInt32(bit) : 0x8000)
        #expect(try flag.keyUsage() == KeyUsage(rawValue: 1 << bit))
        #expect(X509KeyUsageFlags(KeyUsage(rawValue: 1 << bit)) == flag)
    }

    @Test("OpenSSL reads every extension in a certificate as it was meant", .enabled(if: hasTool("openssl")))
    func openssl() async throws {
        let certificate = X509CertificateRequestCertificate()
        try certificate.initialize(.user)
        certificate.subject = .of([(OID.commonName, "extensions")])
        certificate.suppressDefaults = true
        for (object, _) in try Self.samples() { try certificate.x509Extensions.add(object) }
        try await certificate.encode()
        let shown = try runTool(["openssl", "x509", "-inform", "DER", "-noout", "-text"], input: try certificate.rawData(.binary).bytes)
            .text
        for text in [
            "Digital Signature, Key Encipherment, Decipher Only", "TLS Web Server Authentication", "CA:TRUE, pathlen:2",
            "DNS:www.example.test",
            "01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14", "Policy: 1.2.3.4", "CPS: http://a.test", "Explicit Text: Hi",
        ] {
            #expect(shown.contains(text), "\(text)")
        }
    }

    @Test("pyasn1 and asn1crypto read the policies and the capabilities", .enabled(if: PythonJudge.isInstalled))
    func python() throws {
        let samples = try Self.samples().map(\.object)
        let policies = try #require(samples.first { $0 is X509ExtensionMSApplicationPolicies })
        let smime = try #require(samples.first { $0 is X509ExtensionSmimeCapabilities })
        let script = """
            from asn1crypto import x509, core
            import sys
            policies, smime = [bytes.fromhex(line) for line in sys.stdin.read().split()]
            read = x509.CertificatePolicies.load(policies, strict=True)
            print([(p['policy_identifier'].native, [q['policy_qualifier_id'].native for q in p['policy_qualifiers']]) for p in read])
            class Capability(core.Sequence):
                _fields = [('id', core.ObjectIdentifier), ('parameters', core.Integer, {'optional': True})]
            class Capabilities(core.SequenceOf):
                _child_spec = Capability
            print([(c['id'].native, c['parameters'].native) for c in Capabilities.load(smime, strict=True)])
            """
        let hex = try [policies, smime].map { Hex.encode(try $0.rawData(.binary).bytes) }.joined(separator: "\n")
        let lines = try PythonJudge.run(script, input: hex).split(separator: "\n")
        #expect(lines.first == "[('1.2.3.4', ['certification_practice_statement', 'user_notice'])]")
        #expect(lines.last?.hasSuffix("('1.2.840.113549.3.2', 128)]") == true)
    }

    @Test("AddFromCsp adds the ciphers of a provider, longest keys first; a blank provider is 0x80040007")
    func ciphersOfProvider() async throws {
        let capabilities = SmimeCapabilities()
        #expect(await failure { try capabilities.addFromCsp(CspInformation()) } == .blank)
        let provider = CspInformation()
        try provider.initializeFromName("Microsoft Enhanced RSA and AES Cryptographic Provider")
        try capabilities.addFromCsp(provider)
        #expect(
            try capabilities.values.map(\.oid) == [
                OID.Algorithms.aes256CBC, OID.Algorithms.aes192CBC, OID.Algorithms.aes128CBC, OID.Algorithms.tripleDESCBC,
            ]
        )
        #expect(try capabilities.map { try $0.bitCount } == [256, 192, 128, 168])
    }
}
