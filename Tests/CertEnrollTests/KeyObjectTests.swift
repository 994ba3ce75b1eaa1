import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("IX509PrivateKey and IX509PublicKey")
struct KeyObjectTests {
    private func with(_ body: (CertificateLookup, Token) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            let token = Token()
            try await body(
                CertificateLookup(stores: .init(user: directory + "/user", machine: directory + "/machine"), providers: [token]),
                token
            )
        }
    }

    @Test("a key is made with a generated name, closed, and opened by another object under that name")
    func createAndOpen() async throws {
        try await with { lookup, _ in
            let made = X509PrivateKey(lookup: lookup)
            try made.setLength(2048)
            try made.setExportPolicy(.export)
            try await made.create()
            #expect(made.opened)
            #expect(made.containerName.hasPrefix("lp-"))
            #expect(made.length == 2048)
            let found = X509PrivateKey(lookup: lookup)
            try found.setContainerName(made.containerName)
            try await found.verify(.silent)
            try await found.open()
            #expect(try found.exportPublicKey().value == made.exportPublicKey().value)
            #expect(try found.uniqueContainerName == made.uniqueContainerName)
            found.close()
            #expect(!found.opened)
        }
    }

    @Test("a container that exists is 0x80070050, one that does not 0x80090016, an open key 0x800700AA")
    func collisions() async throws {
        try await with { lookup, _ in
            let first = X509PrivateKey(lookup: lookup)
            try first.setContainerName("web")
            try first.setAlgorithmName("ECDSA_P256")
            #expect(await failure { try await first.open() } == .badKeyset)
            #expect(await failure { try await first.verify(.none) } == .badKeyset)
            try await first.create()
            #expect(await failure { try await first.create() } == .busy)
            let second = X509PrivateKey(lookup: lookup)
            try second.setContainerName("WEB")
            #expect(await failure { try await second.create() } == .fileExists)
            try await second.open()
            #expect(try second.exportPublicKey().value == first.exportPublicKey().value)
        }
    }

    @Test(
        "the algorithm by name or identifier and the length choose the key",
        arguments: [
            ("ECDSA_P256", "", 0, KeyKind.ec(curve: .p256)), ("ECDSA_P384", "", 384, .ec(curve: .p384)),
            ("ECDH_P521", "", 0, .ec(curve: .p521)),
            ("", "1.2.840.113549.1.1.1", 3072, .rsa(bits: 3072)), ("", "1.3.132.0.34", 0, .ec(curve: .p384)), ("", "", 0, .rsa(bits: 2048)),
        ]
    )
    func algorithms(_ name: String, _ oid: String, _ length: Int, _ kind: KeyKind) async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName(name)
            if !oid.isEmpty {
                let algorithm = ObjectId()
                try algorithm.initializeFromValue(oid)
                try key.setAlgorithm(algorithm)
            }
            try key.setLength(length)
            try await key.create()
            #expect(try key.exportPublicKey().value.kind == kind)
        }
    }

    @Test(
        "lengths and algorithms that make no key are refused",
        arguments: [("RSA", 512), ("ECDSA_P256", 384), ("DSA", 1024), ("AES", 128)]
    )
    func refused(_ name: String, _ length: Int) async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName(name)
            try key.setLength(length)
            #expect(await failure { try await key.create() } == .invalidArgument)
        }
    }

    @Test(
        "Windows' software providers mean the store, others are the program's own or not here",
        arguments: [
            ("Microsoft Software Key Storage Provider", HRESULT?.none), ("Microsoft RSA SChannel Cryptographic Provider", nil),
            ("token", nil),
            ("Microsoft Smart Card Key Storage Provider", .badKeyset), ("Unknown Provider", .cryptNotFound),
        ]
    )
    func providers(_ name: String, _ status: HRESULT?) async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setProviderName(name)
            #expect(await failure { try await key.create() } == status)
        }
    }

    @Test("setting one of provider, type, legacy and key spec sets the others as documented")
    func coupling() throws {
        let key = X509PrivateKey()
        try key.setProviderName("Microsoft Strong Cryptographic Provider")
        #expect(key.legacyCsp)
        #expect(key.providerType == .rsaFull)
        #expect(key.keySpec == .signature)
        #expect(key.keyUsage == .signing)
        try key.setKeySpec(.keyExchange)
        #expect(key.keyUsage == [.decrypt, .keyAgreement])
        try key.setProviderName("Microsoft Software Key Storage Provider")
        #expect(!key.legacyCsp)
        #expect(key.providerType == .none)
        #expect(key.keySpec == .none)
        try key.setProviderType(.rsaAES)
        #expect(key.legacyCsp)
        #expect(key.keySpec == .signature)
        try key.setLegacyCsp(false)
        #expect(key.providerType == .none)
        try key.setLegacyCsp(true)
        #expect(key.providerType == .rsaFull)
    }

    @Test("settings are fixed while the key is open, and free again after close")
    func frozen() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName("ECDSA_P256")
            try await key.create()
            #expect(await failure { try key.setLength(384) } == .invalidState)
            #expect(await failure { try key.setContainerName("other") } == .invalidState)
            #expect(await failure { try key.setPin("1234") } == .invalidState)
            key.close()
            try key.setLength(384)
            #expect(key.length == 384)
        }
    }

    @Test(
        "blobs go out and come in, and openssl reads the PKCS #8",
        arguments: [
            ("RSA", "RSAFULLPRIVATEBLOB"), ("RSA", "CAPIPRIVATEBLOB"),
            ("RSA", "PKCS8_PRIVATEKEY"),
            ("ECDSA_P256", "ECCPRIVATEBLOB"), ("ECDSA_P384", "PRIVATEBLOB"), ("ECDSA_P521", "ECCPRIVATEBLOB"),
        ]
    )
    func blobs(_ algorithm: String, _ type: String) async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName(algorithm)
            try key.setExportPolicy(.plaintextExport)
            try await key.create()
            let blob = try await key.export(type, encoding: .binary).bytes
            let copy = X509PrivateKey(lookup: lookup)
            try copy.setMachineContext(true)
            try await copy.importKey(type, encodedKey: blob, encoding: .binary)
            #expect(try copy.exportPublicKey().value == key.exportPublicKey().value)
            let pkcs8 = try await key.export("PKCS8_PRIVATEKEY", encoding: .binary).bytes
            let read = try runTool(["openssl", "pkey", "-inform", "DER", "-pubout", "-outform", "DER"], input: pkcs8)
            #expect(try read.stdout == key.exportPublicKey().value.derEncoded)
        }
    }

    @Test("a key whose policy is 0 is not written out, and an unknown blob type is 0x80070078")
    func notExportable() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName("ECDSA_P256")
            try await key.create()
            #expect(await failure { try await key.export("ECCPRIVATEBLOB") } == .xenrollKeyNotExportable)
            #expect(try await CNGECCKeyBlob(encoded: key.export("ECCPUBLICBLOB", encoding: .binary).bytes).curve == .p256)
            #expect(await failure { try await key.importKey("ECCPRIVATEBLOB", encodedKey: [], encoding: .binary) } == .fileReadOnly)
            key.close()
            #expect(await failure { try await key.importKey("OPAQUETRANSPORT", encodedKey: [1], encoding: .binary) } == .callNotImplemented)
            #expect(await failure { try await key.importKey("RSAPRIVATEBLOB", encodedKey: [1], encoding: .binary) } == .invalidData)
        }
    }

    @Test("a key that was made to stay is not written out by an object that opens it with another policy", arguments: [false, true])
    func policyStays(_ exportable: Bool) async throws {
        try await with { lookup, _ in
            let made = X509PrivateKey(lookup: lookup)
            try made.setAlgorithmName("ECDSA_P256")
            try made.setExportPolicy(exportable ? .export : .exportNone)
            try await made.create()
            let other = X509PrivateKey(lookup: lookup)
            try other.setContainerName(made.containerName)
            try other.setExportPolicy(exportable ? .exportNone : .plaintextExport)
            try await other.open()
            #expect(other.exportPolicy == (exportable ? .export : .exportNone))
            #expect(await failure { try await other.export("ECCPRIVATEBLOB") } == (exportable ? nil : .xenrollKeyNotExportable))
            let own = X509CertificateRequestCertificate(lookup: lookup)
            try await own.initializeFromPrivateKey(.user, privateKey: other)
            own.subject = .of([(.commonName, "own")])
            try await own.encode()
            try await other.setCertificate(own.rawData(.binary).bytes, encoding: .binary)
            let store = try EnrollmentStore(directory: lookup.stores.user)
            #expect(try store.certificates().map(\.exportable) == [exportable])
        }
    }

    @Test("joining a certificate that is installed keeps what the store knows of it")
    func joined() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName("ECDSA_P256")
            try await key.create()
            let own = X509CertificateRequestCertificate(lookup: lookup)
            try await own.initializeFromPrivateKey(.user, privateKey: key)
            own.subject = .of([(.commonName, "own")])
            try await own.encode()
            let certificate = try own.rawData(.binary).bytes
            let store = try EnrollmentStore(directory: lookup.stores.user)
            var known = InstalledCertificate(certificate: certificate, chain: [[1]], template: "WebServer", requestID: "7")
            (known.enrollmentAddress, known.renewedCertificate) = ("localhost\\CA", [2])
            try store.save(known)
            try await key.setCertificate(certificate, encoding: .binary)
            let found = try #require(try store.certificates().first)
            #expect(found.key?.name == (try key.uniqueContainerName))
            #expect(found.chain == [[1]])
            #expect(found.template == "WebServer")
            #expect(found.requestID == "7")
            #expect(found.enrollmentAddress == "localhost\\CA")
            #expect(found.renewedCertificate == [2])
        }
    }

    @Test("of two objects that want one container name at once, one gets it, and the other leaves no key behind")
    func lostRace() async throws {
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(directory: directory + "/store")
            let maker = RacingKeyMaker(directory: directory + "/store")
            let late = X509PrivateKey(lookup: CertificateLookup(stores: stores, keys: maker))
            try late.setContainerName("web")
            try late.setAlgorithmName("ECDSA_P256")
            #expect(await failure { try await late.create() } == .nteExists)
            #expect(!late.opened)
            #expect(try EnrollmentStore(directory: directory + "/store").unusedKeys().count == 1)
        }
    }

    @Test("a blob of primes alone goes out, and is refused when it comes in: 0x80070078", arguments: ["RSAPRIVATEBLOB", "PRIVATEBLOB"])
    func primes(_ type: String) async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setExportPolicy(.plaintextExport)
            try await key.create()
            let blob = try await key.export(type, encoding: .binary).bytes
            #expect(try CNGRSAKeyBlob(encoded: blob).publicKey.subjectPublicKeyInfo == key.exportPublicKey().value)
            #expect(
                await failure { try await X509PrivateKey(lookup: lookup).importKey(type, encodedKey: blob, encoding: .binary) }
                    == .callNotImplemented
            )
        }
    }

    @Test("delete removes the key and its name; one that a request needs stays")
    func delete() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setContainerName("gone")
            try key.setAlgorithmName("ECDSA_P256")
            try await key.create()
            try await key.delete()
            #expect(await failure { try await key.open() } == .badKeyset)
            #expect(await failure { try await key.delete() } == .certsrvPropertyEmpty)

            let needed = X509PrivateKey(lookup: lookup)
            try needed.setAlgorithmName("ECDSA_P256")
            let request = X509CertificateRequestPkcs10()
            try await request.initializeFromPrivateKey(.user, privateKey: needed)
            let enrollment = X509Enrollment(stores: lookup.stores)
            try await enrollment.initializeFromRequest(request)
            _ = try await enrollment.createRequest()
            #expect(await failure { try await needed.delete() } == .busy)
            #expect(needed.opened)
        }
    }

    @Test("a certificate is joined with the key when the public keys match")
    func certificate() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName("ECDSA_P256")
            try await key.create()
            #expect(await failure { try await key.certificate() } == .certsrvPropertyEmpty)
            let own = X509CertificateRequestCertificate(lookup: lookup)
            try await own.initializeFromPrivateKey(.user, privateKey: key)
            own.subject = .of([(.commonName, "own")])
            try await own.encode()
            let certificate = try own.rawData(.binary).bytes
            try await key.setCertificate(certificate, encoding: .binary)
            #expect(try await key.certificate(.binary).bytes == certificate)
            let other = X509PrivateKey(lookup: lookup)
            try other.setAlgorithmName("ECDSA_P256")
            try await other.create()
            #expect(await failure { try await other.setCertificate(certificate, encoding: .binary) } == .invalidArgument)
        }
    }

    @Test("what only Windows acts on is kept, and what asks a person or names a descriptor is 0x80004001")
    func kept() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setReaderName("Reader 0")
            try key.setSilent(true)
            try key.setUIContextMessage("text")
            try key.setFriendlyName("friendly")
            try key.setDescription("described")
            try key.setHardwareKeyUsage(.pcpSignatureKey)
            try key.setAlternateStorageLocation("elsewhere")
            try key.setAlgorithmParameters([5, 0], encoding: .binary)
            try key.setParametersExportType(.nameForEncode)
            try key.setKeyProtection(.noProtection)
            key.parentWindow = 7
            #expect(key.readerName == "Reader 0")
            #expect(key.silent)
            #expect(key.parentWindow == 7)
            #expect(key.uiContextMessage == "text")
            #expect(key.friendlyName == "friendly")
            #expect(key.description == "described")
            #expect(key.hardwareKeyUsage == .pcpSignatureKey)
            #expect(key.alternateStorageLocation == "elsewhere")
            #expect(try key.algorithmParameters(.binary).bytes == [5, 0])
            #expect(key.parametersExportType == .nameForEncode)
            #expect(!key.defaultContainer)
            #expect(key.securityDescriptor.isEmpty)
            #expect(key.cspInformations.count == 13)
            #expect(!key.existing)
            try key.setExisting(true)
            #expect(key.existing)
            #expect(await failure { try key.setKeyProtection(.protectKey) } == .notImplemented)
            #expect(await failure { try key.setSecurityDescriptor("D:") } == .notImplemented)
            #expect(await failure { try key.setParametersExportType(.parametersForEncode) } == .notImplemented)
        }
    }

    @Test("a request made from a key object has its key, and knows the providers")
    func request() async throws {
        try await with { lookup, _ in
            let key = X509PrivateKey(lookup: lookup)
            try key.setAlgorithmName("ECDSA_P384")
            try key.setExportPolicy(.export)
            let request = X509CertificateRequestPkcs10()
            try await request.initializeFromPrivateKey(.user, privateKey: key)
            try await request.encode()
            #expect(try request.publicKeyObject.value == key.exportPublicKey().value)
            #expect(request.exportable)
            #expect(request.cspInformations.count == 13)
            #expect(try request.cspStatuses(.signature).itemByIndex(0).cspAlgorithm.name == "RSA")
            let other = X509CertificateRequestPkcs10()
            try other.initializeFromPublicKey(.user, publicKey: try key.exportPublicKey())
            #expect(other.nullSigned)
        }
    }

    @Test("a public key's identifiers are those of RFC 5280 and of CryptoAPI, and openssl agrees")
    func publicKey() async throws {
        let plain = try PrivateKey(generating: .p256).publicKey
        let key = X509PublicKey()
        #expect(await failure { try key.length } == .blank)
        try key.initializeFromEncodedPublicKeyInfo(plain.derEncoded, encoding: .binary)
        #expect(try key.length == 256)
        #expect(try key.algorithm.value == "1.2.840.10045.2.1")
        #expect(try key.encodedKey(.binary).bytes == plain.keyBytes)
        #expect(try key.computeKeyIdentifier(.sha1, encoding: .binary).bytes == Digest.sha1(plain.keyBytes))
        let bits = [0x03, 0x42, 0x00] + plain.keyBytes
        #expect(try key.computeKeyIdentifier(.capiSha1, encoding: .binary).bytes == Digest.sha1(bits))
        #expect(try key.computeKeyIdentifier(.sha256, encoding: .binary).bytes == Digest.sha256(bits))
        #expect(try key.computeKeyIdentifier(.hpkp, encoding: .binary).bytes == Digest.sha256(plain.derEncoded))
        #expect(await failure { try key.computeKeyIdentifier(KeyIdentifierHashAlgorithm(rawValue: 4)) } == .invalidArgument)
        let parts = X509PublicKey()
        let algorithm = ObjectId(OID.Algorithms.ecPublicKey)
        try parts.initialize(
            algorithm,
            encodedKey: plain.keyBytes,
            encodedParameters: try key.encodedParameters(.binary).bytes,
            encoding: .binary
        )
        #expect(try parts.value == plain)
        #expect(await failure { try parts.initializeFromEncodedPublicKeyInfo([], encoding: .binary) } == .alreadyInitialized)
    }
}

@Suite("ICspInformation and its family")
struct ProviderTests {
    @Test(
        "every provider has the documented type, mask and longest name",
        arguments: [
            ("Microsoft Software Key Storage Provider", 0, 0, 261), ("Microsoft Smart Card Key Storage Provider", 0, 0, 40),
            ("Microsoft Base Cryptographic Provider v1.0", 1, 3, 261), ("Microsoft Enhanced Cryptographic Provider v1.0", 1, 3, 261),
            ("Microsoft Strong Cryptographic Provider", 1, 3, 261), ("Microsoft Base Smart Card Crypto Provider", 1, 3, 40),
            ("Microsoft Base DSS Cryptographic Provider", 3, 2, 261), ("Microsoft RSA SChannel Cryptographic Provider", 12, 1, 261),
            ("Microsoft Base DSS and Diffie-Hellman Cryptographic Provider", 13, 3, 261),
            ("Microsoft DH SChannel Cryptographic Provider", 18, 3, 261),
            ("Microsoft Enhanced RSA and AES Cryptographic Provider", 24, 3, 261),
        ] as [(String, Int32, Int32, Int)]
    )
    func providers(_ name: String, _ type: Int32, _ mask: Int32, _ longest: Int) throws {
        let provider = CspInformation()
        try provider.initializeFromName(name.uppercased())
        #expect(try provider.name == name)
        #expect(try provider.type.rawValue == type)
        #expect(try provider.keySpec.rawValue == mask)
        #expect(try provider.maxKeyContainerNameLength == longest)
        #expect(try provider.legacyCsp == (type != 0))
        #expect(try provider.isSmartCard == name.contains("Smart Card"))
        #expect(try provider.valid == !name.contains("Smart Card"))
    }

    @Test("a provider is found by type and algorithm; an unknown one is 0x80092004")
    func byType() async throws {
        let provider = CspInformation()
        #expect(await failure { try provider.name } == .blank)
        #expect(await failure { try provider.initializeFromName("Nothing") } == .cryptNotFound)
        try provider.initializeFromType(.rsaAES, algorithm: ObjectId(OID.Algorithms.rsaEncryption), machineContext: false)
        #expect(try provider.name == "Microsoft Enhanced RSA and AES Cryptographic Provider")
        #expect(await failure { try provider.initializeFromName("Microsoft Strong Cryptographic Provider") } == .alreadyInitialized)
        #expect(await failure { try provider.defaultSecurityDescriptor(machineContext: true) } == .notImplemented)
    }

    @Test("pairs are found by name, operations, provider and ordinal, and have the documented display names")
    func pairs() async throws {
        let all = CspInformations()
        try all.addAvailableCsps()
        #expect(all.count == 13)
        #expect(await failure { try all.addAvailableCsps() } == .alreadyInitialized)
        let curve = try all.cspStatusFromProviderName("ECDSA_P384,Microsoft Software Key Storage Provider")
        #expect(try curve.displayName == "ECDSA_P384,Microsoft Software Key Storage Provider")
        let legacy = try all.cspStatusFromProviderName("Microsoft Strong Cryptographic Provider")
        #expect(try legacy.displayName == "Microsoft Strong Cryptographic Provider(Encryption)")
        let signing = try all.cspStatusesFromOperations([.signatureOperation, .preferSignatureOnlyOperation])
        #expect(try signing.itemByIndex(0).cspAlgorithm.name == "ECDSA_P256")
        #expect(try signing.itemByName("Microsoft Base DSS Cryptographic Provider", algorithmName: "dsa").cspAlgorithm.valid == false)
        curve.ordinal = 7
        #expect(try CspStatuses([legacy, curve]).itemByOrdinal(7).cspAlgorithm == curve.cspAlgorithm)
        #expect(try CspStatuses([legacy, curve]).itemByProvider(curve) === curve)
        #expect(try all.hashAlgorithms(legacy).map { try $0.value }.contains("2.16.840.1.101.3.4.2.1"))
        #expect(try all.encryptionCspAlgorithms(legacy).map(\.name) == ["AES", "3DES"])
        #expect(await failure { try all.itemByName("Nothing") } == .cryptNotFound)
    }

    @Test("an algorithm has lengths, operations and identifiers, also one that wraps keys")
    func algorithm() async throws {
        let provider = CspInformation()
        try provider.initializeFromName("Microsoft Software Key Storage Provider")
        let algorithms = try provider.cspAlgorithms
        let rsa = try algorithms.itemByName("rsa")
        #expect(rsa.minLength == 2048)
        #expect(rsa.maxLength == 16384)
        #expect(rsa.defaultLength == 2048)
        #expect(rsa.incrementLength == 8)
        #expect(rsa.type == .asymmetricEncryptionInterface)
        #expect(rsa.operations == [.asymmetricEncryptionOperation, .signatureOperation])
        #expect(try algorithms.itemByName("AES").algorithmOid(256).value == "2.16.840.1.101.3.4.1.42")
        #expect(try algorithms.itemByName("AES").algorithmOid(256, .wrap).value == "2.16.840.1.101.3.4.1.45")
        #expect(await failure { try algorithms.itemByName("AES").algorithmOid(64) } == .unknownAlgorithm)
        #expect(try algorithms.itemByIndex(algorithms.indexByObjectId(ObjectId(OID.Algorithms.p521))).name == "ECDSA_P521")
    }

    @Test("a private key takes provider and algorithm from a pair")
    func fromPair() throws {
        let all = CspInformations()
        try all.addAvailableCsps()
        let key = X509PrivateKey()
        try key.setCspStatus(try all.cspStatusFromProviderName("ECDSA_P521,Microsoft Software Key Storage Provider"))
        #expect(key.providerName == "Microsoft Software Key Storage Provider")
        #expect(key.algorithmName == "ECDSA_P521")
        #expect(try key.cspStatus.displayName == "ECDSA_P521,Microsoft Software Key Storage Provider")
    }
}

/// Another program gives the name `web` to its key while this one is made.
private struct RacingKeyMaker: KeyMaker {
    let directory: String

    func makeKey(_ specification: KeySpecification) throws -> (key: PrivateKey, pkcs8: [UInt8]) {
        let store = try EnrollmentStore(directory: directory)
        let first = try SoftwareKeyMaker().makeKey(specification)
        try store.nameContainer("web", key: StoreKeyProvider(store: store).keep(first.pkcs8, of: first.key.publicKey))
        return try SoftwareKeyMaker().makeKey(specification)
    }

    func key(pkcs8: [UInt8]) throws -> PrivateKey { try SoftwareKeyMaker().key(pkcs8: pkcs8) }
}
