import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Members of IX509CertificateRequestCertificate")
struct CertificateRequestTests {
    private typealias Request = X509CertificateRequestCertificate

    @Test("the defaults: ten minutes ago, a year, the subject as issuer, a positive serial number of 16 octets")
    func defaults() async throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000.75)
        for _ in 0..<32 {
            let request = Request(now: now)
            #expect((1...7).contains(request.serialNumber[0] >> 4))
            #expect(request.serialNumber.count == 16)
        }
        let request = Request(now: now)
        try request.initialize(.user)
        request.subject = .of([(OID.commonName, "self")])
        #expect(request.notBefore == Date(timeIntervalSince1970: 1_799_999_400))
        #expect(request.notAfter == request.notBefore.addingTimeInterval(365 * 86_400 + 600))
        #expect(request.issuer == request.subject)
        #expect(request.type.rawValue == 4)
        try await request.encode()
        let made = try Certificate(derEncoded: request.rawData(.binary).bytes)
        #expect(made.isSelfIssued && made.serialNumber == request.serialNumber)
        #expect(made.notBefore == request.notBefore && made.notAfter == request.notAfter)
        #expect(try request.rawDataToBeSigned(.binary).bytes == made.tbsBytes)
        #expect(try request.signature(.binary).bytes == made.signature)
    }

    @Test("a self-signed certificate is verified by OpenSSL, with each kind of key and signature")
    func selfSigned() async throws {
        for (specification, alternate) in [
            (KeySpecification.p256, false), (.rsa(bits: 2048), false), (.rsa(bits: 2048), true), (.ed25519, false),
        ] {
            let request = Request()
            try request.initialize(.user)
            request.keySpecification = specification
            request.alternateSignatureAlgorithm = alternate
            request.subject = .of([(OID.commonName, "self")])
            request.x509Extensions.append(BasicConstraints(isCA: true).asExtension())
            request.x509Extensions.append(SubjectAlternativeName([.dnsName("self.test")]).asExtension())
            request.x509Extensions.append(KeyUsage([.digitalSignature, .keyCertSign]).asExtension())
            try await request.encode()
            let files = try OpenSSLFiles()
            try files.write("self.pem", pem: "CERTIFICATE", try request.rawData(.binary).bytes)
            let judged = try files.run("verify", "-check_ss_sig", "-x509_strict", "-CAfile", "self.pem", "self.pem")
            #expect(judged.status == 0, "\(judged.errorText)")
            try request.checkSignature()
            try request.checkPublicKeySignature(try #require(request.publicKey))
        }
    }

    @Test("an issued certificate has the signer's name and key identifier, and OpenSSL verifies it")
    func issued() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let request = Request(now: SampleHierarchy.time)
        try request.initialize(.user)
        request.subject = .of([(OID.commonName, "issued")])
        let issuing = hierarchy.issuing
        request.signerCertificate = SignerCertificate(certificate: issuing.certificate, key: issuing.key)
        #expect(request.issuer == issuing.certificate.subject)
        try await request.encode()
        let made = try Certificate(derEncoded: request.rawData(.binary).bytes)
        #expect(made.issuer == issuing.certificate.subject)
        #expect(made.authorityKeyIdentifier == issuing.certificate.subjectKeyIdentifier)
        try request.checkSignature()
        try request.checkPublicKeySignature(issuing.certificate.subjectPublicKeyInfo)
        #expect(await failure { try request.checkPublicKeySignature(made.subjectPublicKeyInfo) } == .badSignature)
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
        try files.write("issuing.pem", pem: "CERTIFICATE", issuing.certificate.derEncoded)
        try files.write("leaf.pem", pem: "CERTIFICATE", made.derEncoded)
        let time = String(Int(SampleHierarchy.time.timeIntervalSince1970))
        let judged = try files.run("verify", "-attime", time, "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem")
        #expect(judged.status == 0, "\(judged.errorText)")
    }

    @Test("Issuer, NotBefore, NotAfter and SerialNumber can be set; years from 2050 are generalized times")
    func settings() async throws {
        let request = Request()
        try request.initialize(.user)
        request.issuer = .of([(OID.commonName, "another")])
        request.notBefore = Date(timeIntervalSince1970: 1_800_000_000.9)
        request.notAfter = Date(timeIntervalSince1970: 2_600_000_000.9)
        request.serialNumber = [0x7F, 0xFF]
        try await request.encode()
        let made = try Certificate(derEncoded: request.rawData(.binary).bytes)
        #expect(made.issuer.commonName == "another")
        #expect(made.notBefore == Date(timeIntervalSince1970: 1_800_000_000))
        #expect(made.notAfter == Date(timeIntervalSince1970: 2_600_000_000))
        #expect(made.serialNumber == [0x7F, 0xFF])
        // 170D and 180F: UTCTime before 2050, GeneralizedTime from then on.
        let bytes = made.tbsBytes
        #expect(bytes.indices.dropLast().contains { bytes[$0] == 0x17 && bytes[$0 + 1] == 0x0D })
        #expect(bytes.indices.dropLast().contains { bytes[$0] == 0x18 && bytes[$0 + 1] == 0x0F })
    }

    @Test("an end before the beginning and a serial number of 21 octets are 0x80070057")
    func wrongSettings() async throws {
        let backwards = Request()
        try backwards.initialize(.user)
        backwards.notAfter = backwards.notBefore
        #expect(await failure { try await backwards.encode() } == .invalidArgument)
        let long = Request()
        try long.initialize(.user)
        long.serialNumber = Array(repeating: 1, count: 21)
        #expect(await failure { try await long.encode() } == .invalidArgument)
    }

    @Test("CheckPublicKeySignature: blank, not encoded, a hash in the place of the signature, another key")
    func checks() async throws {
        let key = try PrivateKey(generating: .p256).publicKey
        let request = Request()
        #expect(await failure { try request.checkPublicKeySignature(key) } == .blank)
        try request.initializeFromPublicKey(.user, key: key)
        #expect(await failure { try request.checkPublicKeySignature(key) } == .invalidState)
        try await request.encode()
        #expect(await failure { try request.checkPublicKeySignature(key) } == .noSigner)
        try request.checkSignature(.nullSignature)
        #expect(await failure { try request.checkSignature(.keySignature) } == .invalidState)
    }

    @Test("a certificate is read back with every value")
    func decode() async throws {
        let request = Request()
        try request.initialize(.user)
        request.subject = .of([(OID.commonName, "read")])
        request.x509Extensions.append(MicrosoftTemplateName("User").asExtension())
        try await request.encode()
        let read = Request()
        try read.initializeDecode(try request.rawData(.base64Header).text, encoding: .base64Header)
        #expect(read.subject == request.subject && read.issuer == request.issuer)
        #expect(read.serialNumber == request.serialNumber && read.notBefore == request.notBefore && read.notAfter == request.notAfter)
        #expect(read.templateObjectId == "User" && read.publicKey == request.publicKey)
        try read.checkSignature()
        let wrong = Request()
        #expect(await failure { try wrong.initializeDecode([0x30, 0x00], encoding: .binary) } == .invalidData)
    }
}
