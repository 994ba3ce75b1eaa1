import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Attributes as objects")
struct AttributeObjectTests {
    @Test("client information: what is given, and the system's own where nothing is")
    func clientId() throws {
        let attribute = X509AttributeClientId()
        try attribute.initializeEncode(1001, machineDnsName: "pc.example.test", userSamName: "EXAMPLE\\alice", processName: "tool")
        #expect(
            Hex.encode(try attribute.rawData(.binary).bytes)
                == "302a020203e90c0f70632e6578616d706c652e746573740c0d4558414d504c455c616c6963650c04746f6f6c"
        )
        let value = try attribute.rawData(.binary).bytes
        let read = try #require(X509Attribute.of(RequestClientInformation.oid, value: value) as? X509AttributeClientId)
        #expect(try read.clientId == 1001)
        #expect(try [read.machineDnsName, read.userSamName, read.processName] == ["pc.example.test", "EXAMPLE\\alice", "tool"])
        let own = X509AttributeClientId()
        try own.initializeEncode(0)
        #expect(try !own.processName.isEmpty)
        #expect(try !own.machineDnsName.isEmpty)
    }

    @Test("the version of the system is written as given, else as the system says, in four numbers")
    func osVersion() throws {
        let attribute = X509AttributeOSVersion()
        try attribute.initializeEncode("10.0.19045.2")
        #expect(Hex.encode(try attribute.rawData(.binary).bytes) == "160c31302e302e31393034352e32")
        #expect(try attribute.osVersion == "10.0.19045.2")
        let own = X509AttributeOSVersion()
        try own.initializeEncode()
        #expect(try own.osVersion.split(separator: ".").compactMap { Int($0) }.count == 4)
        // Readers take other string types too.
        let wide = X509AttributeOSVersion()
        try wide.initializeDecode(.hexRaw, encodedData: Array("1e020036".utf8))
        #expect(try wide.osVersion == "6")
    }

    @Test("the provider of a key with an empty signature, and with one")
    func cspProvider() throws {
        let attribute = X509AttributeCspProvider()
        try attribute.initializeEncode(.keyExchange, providerName: "AB", encoding: .binary, signature: [])
        #expect(Hex.encode(try attribute.rawData(.binary).bytes) == "300c0201011e0400410042030100")
        let read = X509AttributeCspProvider()
        try read.initializeDecode(.binary, encodedData: try attribute.rawData(.binary).bytes)
        #expect(try read.keySpec == .keyExchange)
        #expect(try read.providerName == "AB")
        #expect(try read.signature(.binary).bytes.isEmpty)
        let signed = X509AttributeCspProvider()
        try signed.initializeEncode(.signature, providerName: "AB", encoding: .hexRaw, signature: Array("0102".utf8))
        #expect(try signed.signature(.binary).bytes == [1, 2])
    }

    @Test("extensions in an attribute, under the identifier of PKCS #9 and under Microsoft's older one")
    func extensions() async throws {
        let list = X509Extensions([KeyUsage.digitalSignature.asExtension(critical: true)])
        let attribute = X509AttributeExtensions()
        try attribute.initializeEncode(list)
        let der = try attribute.rawData(.binary).bytes
        #expect(try attribute.objectId.value == "1.2.840.113549.1.9.14")
        let old = try #require(X509Attribute.of(MicrosoftExtensionRequest.oid, value: der) as? X509AttributeExtensions)
        #expect(try old.objectId.value == "1.3.6.1.4.1.311.2.1.14")
        #expect(try old.x509Extensions.values == list.values)
        let twice = X509Extensions(try list.values + list.values)
        #expect(await failure { try X509AttributeExtensions().initializeEncode(twice) } == .invalidArgument)
    }

    @Test("the certificate to be renewed goes in and comes out; other bytes are 0x8009310B")
    func renewalCertificate() async throws {
        let certificate = try await SampleHierarchy.make().user.certificate.derEncoded
        let attribute = X509AttributeRenewalCertificate()
        #expect(await failure { try attribute.initializeEncode(.binary, certificate: [0x30, 0x00]) } == .asn1BadTag)
        try attribute.initializeEncode(.binary, certificate: certificate)
        #expect(try attribute.renewalCertificate(.binary).bytes == certificate)
    }

    @Test("a private key is encrypted for the exchange certificate, and its hash names it")
    func archiveKey() async throws {
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let identity = try await SampleIdentity.selfSigned(
            subject: .of([(OID.commonName, "exchange")]),
            key: key,
            extensions: [],
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.leafNotAfter
        )
        let attribute = X509AttributeArchiveKey()
        try await attribute.initializeEncode(
            Array("key blob".utf8),
            encoding: .binary,
            caExchangeCertificate: identity.certificate.derEncoded
        )
        #expect(try attribute.encryptionAlgorithm.oid == OID.Algorithms.aes256CBC)
        #expect(try attribute.encryptionStrength == 0)
        let blob = try attribute.encryptedKeyBlob(.binary).bytes
        let message = try EnvelopedData(derEncoded: try ArchivedKey(derEncoded: blob).envelopedData)
        #expect(try await message.open(with: .privateKey(key, certificate: identity.certificate)) == Array("key blob".utf8))
        let hash = X509AttributeArchiveKeyHash()
        try hash.initializeEncodeFromEncryptedKeyBlob(.binary, encryptedKeyBlob: blob)
        #expect(try hash.encryptedKeyHashBlob(.binary).bytes == Digest.sha1(blob))
        let strong = X509AttributeArchiveKeyHash()
        try strong.initializeEncode(blob, digest: .sha256)
        #expect(try strong.encryptedKeyHashBlob(.binary).bytes == Digest.sha256(blob))
        let weak = ObjectId("1.2.840.113549.3.7")
        #expect(
            await failure {
                try await X509AttributeArchiveKey().initializeEncode(
                    [1],
                    encoding: .binary,
                    caExchangeCertificate: identity.certificate.derEncoded,
                    algorithm: weak
                )
            } == .unknownAlgorithm
        )
    }

    @Test("an attribute is made of values with one identifier")
    func cryptAttribute() async throws {
        let values = X509Attributes()
        let first = X509AttributeOSVersion()
        try first.initializeEncode("1.2.3.4")
        try values.add(first)
        let attribute = CryptAttribute()
        try attribute.initializeFromValues(values)
        #expect(try attribute.requestAttribute == .osVersion("1.2.3.4"))
        #expect(await failure { try attribute.initializeFromObjectId(ObjectId("1.2.3")) } == .alreadyInitialized)
        let other = X509AttributeClientId()
        try other.initializeEncode(1)
        try values.add(other)
        #expect(await failure { try CryptAttribute().initializeFromValues(values) } == .invalidArgument)
        #expect(await failure { try attribute.requestAttribute } == .invalidArgument)
        #expect(await failure { try CryptAttribute().initializeFromValues(X509Attributes()) } == .invalidArgument)
        let empty = CryptAttribute()
        try empty.initializeFromObjectId(ObjectId("1.2.3"))
        #expect(try empty.objectId.value == "1.2.3")
        #expect(try empty.values.isEmpty)
    }

    @Test("a class refuses another identifier and unreadable values, and answers nothing before")
    func states() async {
        let blanks: [X509Attribute] = [
            X509AttributeClientId(), X509AttributeOSVersion(), X509AttributeCspProvider(), X509AttributeExtensions(),
            X509AttributeRenewalCertificate(), X509AttributeArchiveKey(), X509AttributeArchiveKeyHash(),
        ]
        for blank in blanks {
            #expect(await failure { try blank.rawData() } == .blank)
            #expect(await failure { try blank.initialize(ObjectId("1.2.3"), encoding: .binary, encodedData: [5, 0]) } == .invalidArgument)
            #expect(await failure { try blank.initialize(try blank.objectId, encoding: .binary, encodedData: [5, 0]) } == .asn1BadTag)
        }
    }
}
