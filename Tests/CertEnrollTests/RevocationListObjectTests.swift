import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Revocation lists as objects")
struct RevocationListObjectTests {
    private let time = Date(timeIntervalSince1970: 1_795_219_200)

    private func entry(_ serial: String, _ reason: CRLRevocationReason = .unspecified) throws -> X509CertificateRevocationListEntry {
        let entry = X509CertificateRevocationListEntry()
        try entry.initialize(.hexRaw, serialNumber: Array(serial.utf8), revocationDate: time)
        entry.revocationReason = reason
        return entry
    }

    private func list(_ issuer: SampleIdentity?) throws -> X509CertificateRevocationList {
        let list = X509CertificateRevocationList()
        try list.initialize()
        list.thisUpdate = time
        list.nextUpdate = time.addingTimeInterval(7 * 86_400)
        list.crlNumber = [0x01, 0x00]
        list.caVersion = 0x0001_0002
        list.signerCertificate = issuer.map { SignerCertificate(certificate: $0.certificate, key: $0.key) }
        for (serial, reason) in [("0a", CRLRevocationReason.keyCompromise), ("f0", .unspecified), ("1234", .certificateHold)] {
            try list.x509CRLEntries.add(try entry(serial, reason))
        }
        return list
    }

    @Test("a list is signed by the issuer, and read back with every part")
    func roundTrip() async throws {
        let issuer = try await SampleHierarchy.make().issuing
        let list = try list(issuer)
        try await list.encode()
        try list.checkSignature()
        try list.checkPublicKeySignature(issuer.key.publicKey)
        let read = X509CertificateRevocationList()
        try read.initializeDecode(.base64X509CRLHeader, encodedData: Array(try list.rawData(.base64X509CRLHeader).text.utf8))
        #expect(read.issuer == issuer.certificate.subject)
        #expect([read.thisUpdate, read.nextUpdate] == [list.thisUpdate, list.nextUpdate])
        #expect(read.crlNumber == [1, 0])
        #expect(read.caVersion == 0x0001_0002)
        #expect(read.baseCRL)
        #expect(!read.nullSigned)
        #expect(try read.x509CRLEntries.map { try $0.serialNumber(.hexRaw).text } == ["0a\r\n", "00f0\r\n", "1234\r\n"])
        #expect(read.x509CRLEntries.map(\.revocationReason) == [.keyCompromise, .unspecified, .certificateHold])
        #expect(try read.x509CRLEntries.itemByIndex(0).revocationDate == time)
        #expect(try read.x509CRLEntries.indexBySerialNumber(.hexRaw, serialNumber: Array("f0".utf8)) == 1)
        #expect(await failure { try read.x509CRLEntries.indexBySerialNumber(.hexRaw, serialNumber: Array("ff".utf8)) } == .cryptNotFound)
        try read.checkPublicKeySignature(issuer.key.publicKey)
        #expect(try read.rawDataToBeSigned(.binary) == list.rawDataToBeSigned(.binary))
        #expect(try read.signature(.binary) == list.signature(.binary))
        let own = try CertificateList(derEncoded: list.rawData(.binary).bytes)
        #expect(try AuthorityKeyIdentifier.find(in: own.extensions)?.keyIdentifier == issuer.certificate.subjectKeyIdentifier)
    }

    @Test("OpenSSL verifies the list and reads its entries, number and reasons", .enabled(if: hasTool("openssl")))
    func openssl() async throws {
        let issuer = try await SampleHierarchy.make().issuing
        let list = try list(issuer)
        list.hashAlgorithm = .sha384
        try await list.encode()
        try await withTemporaryDirectory { directory in
            try Data(list.rawData(.binary).bytes).write(to: URL(filePath: directory + "/list.crl"))
            let pem = PEMDocument(label: "CERTIFICATE", bytes: issuer.certificate.derEncoded).text
            try Data(pem.utf8).write(to: URL(filePath: directory + "/issuer.pem"))
            let shown = try runTool(
                ["openssl", "crl", "-inform", "DER", "-in", "list.crl", "-CAfile", "issuer.pem", "-text", "-noout"],
                directory: directory
            )
            #expect(shown.errorText.contains("verify OK"))
            for text in ["Serial Number: 0A", "Serial Number: F0", "Serial Number: 1234", "Key Compromise", "Certificate Hold", "SHA384"] {
                #expect(shown.text.uppercased().contains(text.uppercased()), "\(text)")
            }
            #expect(shown.text.contains("CRL Number"))
            #expect(shown.text.contains("256"))
        }
    }

    @Test("a delta list is no base list, and its critical extension stays critical")
    func delta() async throws {
        let list = try list(try await SampleHierarchy.make().issuing)
        list.x509Extensions = [DeltaCRLIndicator(baseNumber: CRLNumber(200)).asExtension()]
        list.criticalExtensions = [DeltaCRLIndicator.oid]
        #expect(!list.baseCRL)
        try await list.encode()
        let made = try CertificateList(derEncoded: list.rawData(.binary).bytes)
        #expect(made.isDelta)
        #expect(made.extensions.first { $0.oid == DeltaCRLIndicator.oid }?.critical == true)
    }

    @Test("without an issuer's key there is a hash in the place of the signature")
    func nullSigned() async throws {
        let list = try list(nil)
        list.issuer = .of([(OID.commonName, "CA")])
        try await list.encode()
        #expect(list.nullSigned)
        try list.checkSignature(.nullSignature)
        #expect(await failure { try list.checkPublicKeySignature(try PrivateKey(generating: .p256).publicKey) } == .noSigner)
        #expect(await failure { try list.checkSignature() } == .certsrvPropertyEmpty)
    }

    @Test("resetForEncode opens the list, and encode signs the changed one")
    func reset() async throws {
        let list = try list(try await SampleHierarchy.make().issuing)
        #expect(await failure { try list.resetForEncode() } == .invalidState)
        try await list.encode()
        let first = try list.rawData(.binary)
        try list.resetForEncode()
        #expect(await failure { try list.rawData() } == .invalidState)
        try list.x509CRLEntries.remove(0)
        let others = X509CertificateRevocationListEntries()
        try others.add(try entry("0b"))
        try list.x509CRLEntries.addRange(others)
        try await list.encode()
        #expect(try list.rawData(.binary) != first)
        try list.checkSignature()
    }

    @Test("what cannot be in a list is refused before it is signed")
    func refused() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let twice = try list(hierarchy.issuing)
        try twice.x509CRLEntries.add(try entry("0a"))
        #expect(await failure { try await twice.encode() } == .invalidArgument)
        let reason = try list(hierarchy.issuing)
        try reason.x509CRLEntries.add(try entry("0b", CRLRevocationReason(rawValue: 7)))
        #expect(await failure { try await reason.encode() } == .invalidArgument)
        let late = try list(hierarchy.issuing)
        late.nextUpdate = late.thisUpdate
        #expect(await failure { try await late.encode() } == .invalidArgument)
        let open = try list(hierarchy.issuing)
        open.nextUpdate = nil
        #expect(await failure { try await open.encode() } == .certsrvPropertyEmpty)
        let nobody = try list(nil)
        #expect(await failure { try await nobody.encode() } == .certsrvPropertyEmpty)
        let leaf = try list(hierarchy.server)
        #expect(await failure { try await leaf.encode() } == .wrongUsage)
        let number = try list(hierarchy.issuing)
        number.crlNumber = Array(repeating: 1, count: 21)
        #expect(await failure { try await number.encode() } == .invalidArgument)
        for serial in ["00", String(repeating: "01", count: 21)] { #expect(await failure { try entry(serial) } == .invalidArgument) }
    }

    @Test("a changed list is not signed by its issuer: 0x80090006; other bytes are no list: 0x8009310B")
    func tampered() async throws {
        let issuer = try await SampleHierarchy.make().issuing
        let list = try list(issuer)
        try await list.encode()
        var bytes = try list.rawData(.binary).bytes
        bytes[bytes.count / 2] ^= 1
        if let changed = try? CertificateList(derEncoded: bytes) {
            let read = X509CertificateRevocationList()
            try read.initializeDecode(.binary, encodedData: changed.derEncoded)
            #expect(await failure { try read.checkPublicKeySignature(issuer.key.publicKey) } == .badSignature)
        }
        #expect(await failure { try list.checkPublicKeySignature(try PrivateKey(generating: .p256).publicKey) } == .badSignature)
        #expect(await failure { try X509CertificateRevocationList().initializeDecode(.binary, encodedData: [0x30, 0]) } == .asn1BadTag)
        #expect(await failure { try X509CertificateRevocationList().rawData() } == .blank)
        #expect(await failure { try await X509CertificateRevocationList().encode() } == .blank)
        #expect(await failure { try list.initialize() } == .alreadyInitialized)
    }
}
