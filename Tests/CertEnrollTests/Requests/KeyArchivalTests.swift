import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("Private keys that are sent for archival")
struct KeyArchivalTests {
    private typealias Cmc = X509CertificateRequestCmc

    /// The parts of an archival: the message, and the enveloped key beside the first signature.
    private func archived(_ request: Cmc) throws -> (message: EnrollmentMessage, key: ArchivedKey) {
        let message = try EnrollmentMessage(derEncoded: request.rawData(.binary).bytes)
        let keys = try message.layers[0].signedData.signers.flatMap { try ArchivedKey.find(in: $0.unsignedAttributes) }
        return (message, try #require(keys.first))
    }

    @Test("the CA reads the key in the form of CryptoAPI or CNG, and the hash covers the enveloped key")
    func forms() async throws {
        let exchange = try await SampleExchange.make()
        for (specification, algorithm) in [
            (KeySpecification.rsa(bits: 2048), OID?.none), (.p256, OID.Algorithms.aes128CBC), (.p384, OID.Algorithms.aes192CBC),
            (.p521, OID.Algorithms.aes256CBC),
        ] {
            let request = Cmc()
            try request.initialize(.user)
            request.innermost.keySpecification = specification
            request.archivePrivateKey = true
            request.keyArchivalCertificate = exchange.certificate.derEncoded
            request.encryptionAlgorithm = algorithm
            #expect(request.encryptedKeyHash == nil)
            try await request.encode()
            let (message, key) = try archived(request)
            #expect(message.verification().isSound)
            let digest = try #require(message.layers[0].signedData.signers[0].digestAlgorithm.digest)
            #expect(request.encryptedKeyHash == Digest.of(key.derEncoded, digest))
            let attributes = try message.addedAttributes(to: message.onlyRequest)
            #expect(try EncryptedKeyHash.find(in: attributes).map(\.bytes) == [try #require(request.encryptedKeyHash)])
            let enveloped = try EnvelopedData(derEncoded: key.envelopedData)
            #expect(enveloped.encryptedContentInfo.algorithm.oid == algorithm ?? OID.Algorithms.aes256CBC)
            let plain = try await exchange.open(enveloped)
            let found: SubjectPublicKeyInfo? =
                specification.kind.isRSA
                ? try CAPIKeyBlob(encoded: plain).privateKey?.publicKey.subjectPublicKeyInfo
                : try CNGECCKeyBlob(encoded: plain).subjectPublicKeyInfo
            #expect(found == request.publicKey)
            let read = Cmc()
            try read.initializeDecode(try request.rawData(.binary).bytes, encoding: .binary)
            #expect(read.archivePrivateKey && read.encryptedKeyHash == request.encryptedKeyHash)
        }
    }

    @Test("OpenSSL opens the enveloped key with the exchange key", .enabled(if: hasTool("openssl")))
    func openssl() async throws {
        let exchange = try await SampleExchange.make()
        let request = Cmc()
        try request.initialize(.user)
        request.innermost.keySpecification = .rsa(bits: 2048)
        request.archivePrivateKey = true
        request.keyArchivalCertificate = exchange.certificate.derEncoded
        try await request.encode()
        let files = try OpenSSLFiles()
        try files.write("exchange.pem", pem: "PRIVATE KEY", try exchange.key.pkcs8())
        try files.write("key.der", try archived(request).key.derEncoded)
        let opened = try files.run("cms", "-decrypt", "-inform", "DER", "-in", "key.der", "-inkey", "exchange.pem", "-binary")
        #expect(opened.status == 0, "\(opened.errorText)")
        #expect(try CAPIKeyBlob(encoded: opened.stdout).publicKey.subjectPublicKeyInfo == request.publicKey)
    }

    @Test("without the exchange certificate 0x80094804; a bad one 0x8009310B, an unknown cipher 0x80091002")
    func errors() async throws {
        let exchange = try await SampleExchange.make()
        func status(_ change: (Cmc) -> Void) async throws -> HRESULT? {
            let request = Cmc()
            try request.initialize(.user)
            request.archivePrivateKey = true
            change(request)
            return await failure { try await request.encode() }
        }
        #expect(try await status { _ in } == .certsrvArchivedKeyRequired)
        #expect(try await status { $0.keyArchivalCertificate = [0x30, 0x00] } == .asn1BadTag)
        let good = exchange.certificate.derEncoded
        #expect(try await status { ($0.keyArchivalCertificate, $0.encryptionAlgorithm) = (good, "1.2.3") } == .unknownAlgorithm)
        // 3DES needs the ciphers of old programs.
        #expect(
            try await status { ($0.keyArchivalCertificate, $0.encryptionAlgorithm) = (good, OID.Algorithms.tripleDESCBC) }
                == .unknownAlgorithm
        )
        #expect(try await status { ($0.keyArchivalCertificate, $0.innermost.keySpecification) = (good, .ed25519) } == .unknownAlgorithm)
    }

    @Test("a template that archives or wants authorized signatures makes a CMC request, with its cipher")
    func template() async throws {
        let authority = try await TestAuthority.make()
        var template = try #require(try await authority.store.template(named: "User"))
        #expect(X509RequestType.fitting(template) == .pkcs10)
        template.authorizedSignatures = 1
        #expect(X509RequestType.fitting(template) == .cmc)
        template.authorizedSignatures = 0
        template.privateKeyFlags.insert(.requirePrivateKeyArchival)
        #expect(X509RequestType.fitting(template) == .cmc)
        for (name, bits, expected) in [
            ("3DES", 168, OID.Algorithms.tripleDESCBC), ("AES", 128, OID.Algorithms.aes128CBC), ("AES", 192, OID.Algorithms.aes192CBC),
            ("AES", 256, OID.Algorithms.aes256CBC), ("RC2", 64, OID.Algorithms.rc2CBC),
        ] {
            (template.symmetricAlgorithm, template.symmetricKeyLength) = (name, bits)
            let request = Cmc()
            try request.initializeFromTemplate(.user, template: template)
            #expect(request.archivePrivateKey)
            #expect(request.encryptionAlgorithm == expected && request.encryptionStrength == bits)
            let around = Cmc()
            try around.initializeFromInnerRequestTemplate(request.innermost, template: template)
            #expect(around.archivePrivateKey && around.encryptionAlgorithm == expected)
        }
    }

    @Test("enroll fetches the exchange certificate, sends the key, and installs when the CA names the same hash")
    func scripted() async throws {
        try await EnrollmentFixture.with { fixture in
            for isSame in [true, false] {
                let exchange = try await SampleExchange.make()
                let server = ArchivingServer(exchange: exchange, alters: !isSame)
                let enrollment = X509Enrollment(stores: .init(directory: fixture.directory + "-\(isSame)"), server: server)
                let request = Cmc()
                try request.initialize(.user)
                request.innermost.keySpecification = .rsa(bits: 2048)
                request.archivePrivateKey = true
                try await enrollment.initializeFromRequest(request)
                let status = await failure { try await enrollment.enroll() }
                #expect(server.keys == [try #require(request.publicKey)])
                #expect(request.keyArchivalCertificate == exchange.certificate.derEncoded)
                #expect(status == (isSame ? nil : .xenrollResponseKAHashMismatch))
                #expect(enrollment.status.status == (isSame ? .enrolled : .enrollError))
                // The property is a SHA-1 hash, whatever hash the request has.
                let (_, key) = try archived(request)
                let installed = try enrollment.store().certificates().first
                #expect(installed?.property(.archivedKeyHash) == (isSame ? Digest.sha1(key.derEncoded) : nil))
            }
        }
    }

    @Test("an exchange certificate that the CA's root did not issue is refused before a key is sent")
    func foreignExchange() async throws {
        try await withTemporaryDirectory { directory in
            let server = ArchivingServer(exchange: try await SampleExchange.make(), root: try await SampleHierarchy.make().root.certificate)
            let enrollment = X509Enrollment(stores: .init(directory: directory), server: server)
            let request = Cmc()
            try request.initialize(.user)
            request.archivePrivateKey = true
            try await enrollment.initializeFromRequest(request)
            #expect(await failure { try await enrollment.enroll() } != nil)
            #expect(server.keys.isEmpty)
        }
    }
}

/// The exchange certificate of a CA, with its issuers.
struct SampleExchange {
    let hierarchy: SampleHierarchy
    let certificate: Certificate
    let key: PrivateKey

    static func make() async throws -> SampleExchange {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let certificate = try await hierarchy.issuing.issue(
            subject: .of([(OID.commonName, "exchange")]),
            publicKey: key.publicKey,
            extensions: [
                KeyUsage.keyEncipherment.asExtension(critical: true),
                AuthorityKeyIdentifier(keyIdentifier: hierarchy.issuing.certificate.subjectKeyIdentifier).asExtension(),
            ]
        )
        return SampleExchange(hierarchy: hierarchy, certificate: certificate, key: key)
    }

    func open(_ enveloped: EnvelopedData) async throws -> [UInt8] {
        try await enveloped.open(with: .privateKey(key, certificate: certificate))
    }
}

/// A CA that archives keys: it opens what it gets, issues, and names the hash in its full response.
private final class ArchivingServer: EnrollmentServer, AuthorityConnector, CertificateAuthority {
    private let exchange: SampleExchange
    private let root: Certificate
    private let alters: Bool
    private let opened = Mutex<[SubjectPublicKeyInfo]>([])

    init(exchange: SampleExchange, root: Certificate? = nil, alters: Bool = false) {
        (self.exchange, self.root, self.alters) = (exchange, root ?? exchange.hierarchy.root.certificate, alters)
    }

    var keys: [SubjectPublicKeyInfo] { opened.withLock { $0 } }
    var connector: any AuthorityConnector { self }
    func template(named name: String) async throws -> CertificateTemplate { throw CAError(.notFound, status: .cryptNotFound, name) }
    func config() async throws -> ConfigString { ConfigString(host: "localhost", authority: "Archive") }
    func authority(_ config: ConfigString) async throws -> any CertificateAuthority { self }

    func submit(_ submission: Submission) async throws -> Disposition {
        let message = try EnrollmentMessage(derEncoded: submission.bytes)
        let request = try message.onlyRequest
        let sent = try message.layers[0].signedData.signers.flatMap { try ArchivedKey.find(in: $0.unsignedAttributes) }
        guard let archived = sent.first, let publicKey = request.publicKey else {
            throw CAError(.malformed, status: .invalidData, "no key")
        }
        let plain = try await exchange.open(try EnvelopedData(derEncoded: archived.envelopedData))
        let key = try CAPIKeyBlob(encoded: plain).publicKey.subjectPublicKeyInfo
        opened.withLock { $0.append(key) }
        var hash = try #require(try EncryptedKeyHash.find(in: message.addedAttributes(to: request)).first?.bytes)
        if alters { hash[0] ^= 1 }
        let issuing = exchange.hierarchy.issuing
        let issued = try await issuing.issue(
            subject: .of([(OID.commonName, "archived")]),
            publicKey: publicKey,
            extensions: [AuthorityKeyIdentifier(keyIdentifier: issuing.certificate.subjectKeyIdentifier).asExtension()]
        )
        let response = PKIResponse.make(
            status: CMCStatusInfo(status: CMCStatusInfo.success, bodyList: [1]),
            issuedCertificateHash: Digest.sha1(issued.derEncoded),
            encryptedKeyHash: hash
        )
        let chain = [issued.derEncoded, issuing.certificate.derEncoded, root.derEncoded]
        let full = try await CMSSigner.sign(
            content: response.derEncoded,
            contentType: OID.CMC.pkiResponse,
            certificate: issuing.certificate,
            key: issuing.key,
            certificates: chain
        )
        return Disposition(
            requestID: RequestID(1),
            code: .issued,
            message: "Issued",
            certificate: issued.derEncoded,
            chain: Array(chain.dropFirst()),
            fullResponse: full
        )
    }

    func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition {
        throw CAError(.notImplemented, status: .notImplemented, "")
    }

    func disposition(ofSerial serial: String) async throws -> Disposition { throw CAError(.notImplemented, status: .notImplemented, "") }

    func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue {
        let chain = [exchange.hierarchy.issuing.certificate.derEncoded, root.derEncoded]
        return .binary(id == .caXchgCert ? exchange.certificate.derEncoded : SignedData.certsOnly(chain))
    }
}
