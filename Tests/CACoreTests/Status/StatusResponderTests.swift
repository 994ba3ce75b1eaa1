import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Answers about the status of certificates")
struct StatusResponderTests {
    @Test("a certificate is good, held, good again after its release, and revoked, each in the next answer")
    func course() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        #expect(try await test.status(of: certificate) == .good)
        try await test.revoke(certificate, .certificateHold)
        #expect(try await test.status(of: certificate) == .revoked(reason: .certificateHold, date: test.test.service.clock()))
        try await test.revoke(certificate, .removeFromCRL)
        #expect(try await test.status(of: certificate) == .good)
        try await test.revoke(certificate, .keyCompromise)
        #expect(try await test.status(of: certificate) == .revoked(reason: .keyCompromise, date: test.test.service.clock()))
    }

    @Test("while the token of the signer's key is away, clients are told to try later, and then answered")
    func tokenAway() async throws {
        let tokens = InMemoryTokens()
        let test = try await StatusFixture.make(tokens: tokens)
        let certificate = try await test.issued()
        #expect(try await test.status(of: certificate) == .good)
        let other = try await test.issued()
        tokens.fail(TokenKeyError("the token ca is not in its slot", shown: "its token is away"))
        let answer = await test.ask([test.id(of: other)])
        #expect(try test.refusal(answer) == .tryLater)
        #expect(answer.caching == nil)
        tokens.fail(nil)
        #expect(try await test.status(of: other) == .good)
    }

    @Test("a revocation without a reason has none in the answer")
    func unspecified() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        try await test.revoke(certificate, .unspecified)
        #expect(try await test.status(of: certificate) == .revoked(reason: nil, date: test.test.service.clock()))
    }

    @Test("questions with SHA-1, SHA-256, SHA-384 and SHA-512 are answered with the same identifier", arguments: StatusIssuers.hashes)
    func hashes(_ hash: DigestAlgorithm) async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let answer = try test.basic(await test.ask([test.id(of: certificate, hash)]))
        #expect(answer.data.responses.map(\.certID) == [test.id(of: certificate, hash)])
        #expect(try await test.status(of: certificate, hash) == .good)
    }

    @Test("an answer names its signer by key, and has nextUpdate and no extension that nobody asked for")
    func form() async throws {
        let test = try await StatusFixture.make()
        let answer = await test.ask([test.id(of: try await test.issued())])
        let basic = try test.basic(answer)
        let now = test.test.service.clock()
        let signer = try Certificate(derEncoded: try #require(basic.signature.certificates.first))
        #expect(basic.data.responderID == .keyHash(signer.subjectPublicKeyInfo.keyIdentifier))
        #expect(basic.data.producedAt == now)
        #expect(basic.data.extensions.isEmpty)
        #expect(basic.data.responses.first?.nextUpdate == now + 86_400)
        #expect(basic.data.responses.first?.extensions == [])
        #expect(answer.caching == .init(producedAt: now, nextUpdate: now + 86_400, tag: Hex.encode(Digest.sha256(answer.bytes))))
    }

    @Test("the same answer is given until the middle of its validity, and then a new one")
    func remembered() async throws {
        let test = try await StatusFixture.make()
        let id = test.id(of: try await test.issued())
        let first = await test.ask([id])
        test.test.clock.advance(seconds: 43_199)
        #expect(await test.ask([id]) == first)
        test.test.clock.advance(seconds: 2)
        let second = await test.ask([id])
        #expect(second != first)
        #expect(second.caching?.producedAt == test.test.service.clock())
    }

    @Test("an answer from memory is given until its certificate is revoked, with and without other processes", arguments: [false, true])
    func otherProcesses(_ hasOthers: Bool) async throws {
        let test = try await StatusFixture.make()
        await test.test.store.setOthers(hasOthers)
        let (first, second) = (try await test.issued(), try await test.issued())
        let other = StatusResponder(service: test.test.service)
        let request = TBSOCSPRequest.assemble(tbs: TBSOCSPRequest(requests: [OCSPSingleRequest(test.id(of: first))]).derEncoded())
        let kept = await other.status(answering: request)
        try await test.revoke(second, .superseded)
        #expect(await other.status(answering: request) == kept)
        #expect(await other.status(answering: request) == kept)
        try await test.revoke(first, .superseded)
        let answer = try OCSPResponse(derEncoded: await other.status(answering: request).bytes)
        #expect(try answer.status(of: first, issuer: test.issuer, at: test.test.clock.now).isRevoked)
    }

    @Test("a clock that was set back does not bring answers of the future")
    func clockBack() async throws {
        let test = try await StatusFixture.make()
        let id = test.id(of: try await test.issued())
        _ = await test.ask([id])
        test.test.clock.set(back: 300)
        #expect(await test.ask([id]).caching?.producedAt == test.test.service.clock())
    }

    @Test("a revocation goes on when the clock is set back before it")
    func revokedInTheFuture() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let month = 30.0 * 86_400
        test.test.clock.advance(seconds: month)
        try await test.revoke(certificate, .keyCompromise)
        _ = try await test.status(of: certificate)
        test.test.clock.set(back: month)
        let revoked = RevocationStatus.revoked(reason: .keyCompromise, date: test.test.service.clock())
        #expect(try await test.status(of: certificate) == revoked)
        // The signer of the future signs nothing now, in a new process neither.
        let request = TBSOCSPRequest.assemble(tbs: TBSOCSPRequest(requests: [OCSPSingleRequest(test.id(of: certificate))]).derEncoded())
        let answer = try OCSPResponse(derEncoded: await StatusResponder(service: test.test.service).status(answering: request).bytes)
        #expect(try answer.status(of: certificate, issuer: test.issuer, at: test.test.clock.now) == revoked)
    }

    @Test("rows are kept under one mark, no more than fit, and none without a certificate")
    func rows() {
        let rows = StatusRows()
        let authority = AuthorityNumber(rawValue: 2)
        func row(_ serial: String, _ request: RequestID = RequestID(1)) -> [String: CertificateStatus] {
            [serial: CertificateStatus(request: request, serialNumber: serial, key: 0, revokedFrom: nil, reason: 0)]
        }
        func kept(_ serial: String, _ mark: Int) -> Bool { !rows.rows(of: [serial], of: authority, mark: mark).isEmpty }
        rows.put(row("01"), of: authority, mark: 1)
        rows.put(row("02", ForeignRevocation.request), of: authority, mark: 1)
        #expect(kept("01", 1))
        #expect(!kept("02", 1))
        #expect(!kept("01", 2))
        rows.put(row("03"), of: authority, mark: 2)
        rows.put(row("04"), of: authority, mark: 1)
        #expect(kept("03", 2))
        for (serial, mark) in [("01", 2), ("04", 2), ("04", 1)] { #expect(!kept(serial, mark)) }
        for number in 0..<StatusRows.most { rows.put(row("a\(number)"), of: authority, mark: 2) }
        #expect(!kept("03", 2))
        #expect(kept("a\(StatusRows.most - 1)", 2))
    }

    @Test("answers to many questions take no more memory than the newest of them")
    func bounded() {
        let memory = StatusMemory()
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let answer = StatusMemory.Answer(
            status: .good,
            producedAt: now,
            nextUpdate: now + 60,
            signer: 0,
            archiveSeconds: 0,
            signature: []
        )
        func id(_ number: Int) -> OCSPCertID {
            let serial = [UInt8(1), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
            return OCSPCertID(hashAlgorithm: .sha1, issuerNameHash: [], issuerKeyHash: [], serialNumber: serial)
        }
        for number in 0..<(StatusMemory.mostAsked * 2) { memory.put(answer, to: id(number), isKept: false) }
        #expect(memory.count <= StatusMemory.mostAsked)
        #expect(memory.answer(to: id(0)) == nil)
        #expect(memory.answer(to: id(StatusMemory.mostAsked * 2 - 1)) != nil)
    }

    @Test("a revocation that begins later ends the answers that say good, and counts from then")
    func effectiveLater() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let id = test.id(of: certificate)
        _ = await test.ask([id])
        let begins = test.test.service.clock() + 3_600
        try await test.revoke(certificate, .superseded, effective: begins)
        let answer = try test.basic(await test.ask([id]))
        #expect(answer.data.responses.map(\.status) == [.good])
        #expect(answer.data.responses.first?.nextUpdate == begins)
        test.test.clock.advance(seconds: 3_601)
        #expect(try await test.status(of: certificate) == .revoked(reason: .superseded, date: begins))
    }

    // MARK: Numbers and issuers that are not ours

    @Test("a serial number that was never given is unknown, and nobody may keep the answer")
    func neverIssued() async throws {
        let test = try await StatusFixture.make()
        let answer = await test.ask([test.neverIssued()])
        #expect(answer.caching == nil)
        let basic = try test.basic(answer)
        #expect(basic.data.responses.map(\.status) == [.unknown])
        #expect(basic.data.extensions.isEmpty)
    }

    @Test("by setting, a serial number that was never given is revoked as RFC 6960 2.2 says")
    func neverIssuedIsRevoked() async throws {
        let test = try await StatusFixture.make(OCSPSettingsUpdate(neverIssued: .revoked, archiveSeconds: 86_400))
        let answer = await test.ask([test.neverIssued()])
        #expect(answer.caching == nil)
        let basic = try test.basic(answer)
        #expect(basic.data.responses.map(\.status) == [.revoked(reason: .certificateHold, date: Date(timeIntervalSince1970: 0))])
        #expect(basic.data.responses.first?.extensions == [])
        #expect(basic.data.extensions == [OCSPExtendedRevoke().asExtension()])
    }

    @Test("a foreign issuer alone is unauthorized; beside ours its certificate is unknown")
    func foreignIssuer() async throws {
        let test = try await StatusFixture.make()
        let stranger = OCSPCertID(
            serialNumber: [1],
            issuerName: .of([(OID.commonName, "Stranger")]),
            issuerKey: test.issuer.subjectPublicKeyInfo
        )
        #expect(try test.refusal(await test.ask([stranger])) == .unauthorized)
        let certificate = try await test.issued()
        let mixed = try test.basic(await test.ask([stranger, test.id(of: certificate)]))
        #expect(mixed.data.responses.map(\.status) == [.unknown, .good])
    }

    @Test("a hash function that is not known here, or with parameters, is as an issuer that is not known")
    func unknownHash() async throws {
        let test = try await StatusFixture.make()
        let known = test.id(of: try await test.issued())
        let algorithms = [
            AlgorithmIdentifier("1.2.840.113549.2.5", parameters: [0x05, 0x00]), AlgorithmIdentifier("1.2.3.4", parameters: [0x05, 0x00]),
            // What is written beside a known one would come into the answer and into memory.
            AlgorithmIdentifier(DigestAlgorithm.sha1.oid, parameters: [0x04, 0x01, 0x00]),
        ]
        for algorithm in algorithms {
            let id = OCSPCertID(
                hashAlgorithm: algorithm,
                issuerNameHash: known.issuerNameHash,
                issuerKeyHash: known.issuerKeyHash,
                serialNumber: known.serialNumber
            )
            #expect(try test.refusal(await test.ask([id])) == .unauthorized)
        }
    }

    @Test("the root answers for the certificate of the issuing CA, by a signer of its own")
    func rootAnswers() async throws {
        let test = try await StatusFixture.make()
        let root = try await test.root
        let answer = await test.ask([OCSPCertID(certificate: test.issuer, issuer: root)])
        let status = try OCSPResponse(derEncoded: answer.bytes).status(of: test.issuer, issuer: root, at: test.test.clock.now)
        #expect(status == .good)
    }

    @Test("certificates of two keys in one request are unauthorized: no one signer can answer for both")
    func twoKeys() async throws {
        let test = try await StatusFixture.make()
        let own = test.id(of: try await test.issued())
        let answer = await test.ask([own, OCSPCertID(certificate: test.issuer, issuer: try await test.root)])
        #expect(try test.refusal(answer) == .unauthorized)
    }

    @Test("a revocation that a restored backup took over counts, until it is released")
    func takenOver() async throws {
        let test = try await StatusFixture.make()
        let key = AuthorityKeyID(authority: StatusFixture.issuing, index: 0)
        let when = test.test.service.clock() - 60
        let serial = SerialText.hex(of: test.neverIssued().serialNumber)
        await test.test.store.takeOver(ForeignRevocation(key: key, serialNumber: serial, when: when, reason: 6, changes: 0))
        let held = try test.basic(await test.ask([test.neverIssued()]))
        #expect(held.data.responses.map(\.status) == [.revoked(reason: .certificateHold, date: when)])
        _ = try await test.test.bound(test.test.administrator).revoke(serial: serial, reason: .removeFromCRL)
        let released = try test.basic(await test.ask([test.neverIssued()]))
        #expect(released.data.responses.map(\.status) == [.good])
    }

    @Test("by setting, answers say how long after its end a certificate's status can be relied on")
    func archiveCutoff() async throws {
        let test = try await StatusFixture.make(OCSPSettingsUpdate(archiveSeconds: 86_400))
        let basic = try test.basic(await test.ask([test.id(of: try await test.issued())]))
        let cutoff = try #require(try OCSPArchiveCutoff.find(in: basic.data.responses[0].extensions))
        #expect(cutoff.date == test.test.service.clock() - 86_400)
    }

    // MARK: Requests

    @Test("a nonce of 16 to 32 octets is repeated and the answer kept by nobody; others are left out", arguments: [1, 15, 16, 32, 33, 128])
    func nonce(_ length: Int) async throws {
        let test = try await StatusFixture.make()
        let sent = OCSPNonce([UInt8](repeating: 7, count: length))
        let answer = await test.ask([test.id(of: try await test.issued())], [sent.asExtension()])
        #expect(try test.basic(answer).nonce == ((16...32).contains(length) ? sent.bytes : nil))
        #expect((answer.caching == nil) == (16...32).contains(length))
    }

    @Test("a nonce of no octets, of 129, of another type, and two nonces are malformed")
    func badNonces() async throws {
        let test = try await StatusFixture.make()
        let id = test.id(of: try await test.issued())
        let long = [0x04, 0x81, 129] + [UInt8](repeating: 1, count: 129)
        for value in [[0x04, 0x00], long, [0x02, 0x01, 0x05], []] as [[UInt8]] {
            let answer = await test.ask([id], [CertificateExtension(OCSPNonce.oid, value: value)])
            #expect(try test.refusal(answer) == .malformedRequest, "\(value.prefix(4))")
        }
        let nonce = OCSPNonce([UInt8](repeating: 7, count: 32)).asExtension()
        #expect(try test.refusal(await test.ask([id], [nonce, nonce])) == .malformedRequest)
    }

    @Test("a thousand certificates are answered in one response, in their order; one more is refused")
    func thousand() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        var ids = (0..<999).map { number in
            OCSPCertID(
                serialNumber: [0x70, UInt8(number / 256), UInt8(number % 256)],
                issuerName: test.issuer.subject,
                issuerKey: test.issuer.subjectPublicKeyInfo,
                hash: .sha256
            )
        }
        ids.insert(test.id(of: certificate), at: 500)
        let basic = try test.basic(await test.ask(ids))
        #expect(basic.data.responses.map(\.certID) == ids)
        #expect(basic.data.responses[500].status == .good)
        #expect(try test.refusal(await test.ask(ids + [ids[0]])) == .malformedRequest)
    }

    @Test("garbage, an empty request, no question, and 64 KiB of zeros are malformed")
    func garbage() async throws {
        let test = try await StatusFixture.make()
        let none = TBSOCSPRequest.assemble(tbs: TBSOCSPRequest(requests: []).derEncoded())
        for bytes in [[], [0x30], Array("GET / HTTP/1.1".utf8), [UInt8](repeating: 0, count: 65_536), none, [0x30, 0x00]] as [[UInt8]] {
            let answer = await test.test.status.status(answering: bytes)
            #expect(answer.bytes == [0x30, 0x03, 0x0A, 0x01, 0x01])
            #expect(answer.caching == nil)
        }
    }

    @Test("a critical extension that is not known is malformed, and one that is not critical is ignored")
    func extensions() async throws {
        let test = try await StatusFixture.make()
        let id = test.id(of: try await test.issued())
        let unknown = CertificateExtension("1.2.3.4", critical: true, value: [0x05, 0x00])
        let ignored = CertificateExtension("1.2.3.4", value: [0x05, 0x00])
        #expect(try test.refusal(await test.ask([id], [unknown])) == .malformedRequest)
        #expect(try test.refusal(await test.ask([id], [ignored])) == .successful)
        let single = TBSOCSPRequest(requests: [OCSPSingleRequest(id, extensions: [unknown])])
        let answer = await test.test.status.status(answering: TBSOCSPRequest.assemble(tbs: single.derEncoded()))
        #expect(try test.refusal(answer) == .malformedRequest)
    }

    @Test("a signed request is answered like one that is not, also when its signature is wrong")
    func signedRequest() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let key = try PrivateKey(generating: .p256)
        let body = TBSOCSPRequest(
            requestorName: .directoryName(certificate.subject),
            requests: [OCSPSingleRequest(test.id(of: certificate))]
        )
        let wrong = OCSPSignature(algorithm: .ecdsaWithSHA256, value: try await key.sign([1]))
        for bytes in [
            TBSOCSPRequest.assemble(tbs: body.derEncoded()), TBSOCSPRequest.assemble(tbs: body.derEncoded(), signature: wrong),
        ] {
            let answer = try OCSPResponse(derEncoded: await test.test.status.status(answering: bytes).bytes)
            #expect(try answer.status(of: certificate, issuer: test.issuer, at: test.test.clock.now) == .good)
        }
    }

    @Test("a preferred algorithm is used if it is strong and the key has it, and never a weak one")
    func preferences() async throws {
        let test = try await StatusFixture.make()
        let id = test.id(of: try await test.issued())
        func algorithm(_ preferred: [AlgorithmIdentifier]) async throws -> AlgorithmIdentifier {
            let wish = OCSPPreferredSignatureAlgorithms(preferred.map { .init(signature: $0) })
            return try test.basic(await test.ask([id], [wish.asExtension()])).signature.algorithm
        }
        let weak = AlgorithmIdentifier("1.2.840.10045.4.1")
        #expect(try await algorithm([.ecdsaWithSHA384]) == .ecdsaWithSHA384)
        #expect(try await algorithm([weak, .rsaWithSHA256, .ecdsaWithSHA512]) == .ecdsaWithSHA512)
        #expect(try await algorithm([weak]) == .ecdsaWithSHA256)
        #expect(try test.basic(await test.ask([id])).signature.algorithm == .ecdsaWithSHA256)
    }

    // MARK: Beforehand

    @Test("by setting, answers are signed before somebody asks, again in time, and right after a revocation")
    func preProduced() async throws {
        let test = try await StatusFixture.make(OCSPSettingsUpdate(mode: .preProduced))
        let certificate = try await test.issued()
        let produced = test.test.service.clock()
        try await test.test.status.renewDue()
        // The certificate and its signer, each twice.
        #expect(test.test.status.memory.count == 4)
        test.test.clock.advance(seconds: 3_600)
        for hash in [DigestAlgorithm.sha1, .sha256] {
            #expect(await test.ask([test.id(of: certificate, hash)]).caching?.producedAt == produced)
        }
        try await test.revoke(certificate, .superseded)
        #expect(try await test.status(of: certificate).isRevoked)
        #expect(test.test.status.memory.count == 4)
        test.test.clock.advance(seconds: 43_200)
        try await test.test.status.renewDue()
        let renewed = test.test.service.clock()
        #expect(await test.ask([test.id(of: certificate, .sha256)]).caching?.producedAt == renewed)
    }
}
