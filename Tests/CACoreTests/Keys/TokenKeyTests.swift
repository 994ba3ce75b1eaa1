import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Authorities whose keys are on tokens")
struct TokenKeyTests {
    private static let issuing = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)
    private static let away = TokenKeyError("the token ca is not in its slot", shown: "its token is away")

    private static func place() throws -> PKCS11URI { try PKCS11URI("pkcs11:token=ca;object=issuing-0") }

    private func make(_ tokens: InMemoryTokens) async throws -> TestAuthority {
        try await TestAuthority.make(tokens: tokens, issuingPlace: try Self.place(), exchangeToken: try PKCS11URI("pkcs11:token=ca"))
    }

    private func certificate(_ test: TestAuthority) async throws -> Certificate {
        let answer = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(answer.certificate))
    }

    private func intents(_ test: TestAuthority) async throws -> [SigningIntent.Subject] {
        try await test.store.signingIntents(of: Self.issuing).map(\.subject)
    }

    @Test("the text of a key's place reads back, without module and PIN")
    func references() throws {
        let uri = try PKCS11URI("pkcs11:token=ca;object=issuing-0?module-path=/x.so&pin-source=file:/pin")
        let reference = KeyPlace.token(uri).reference
        #expect(reference.description == "pkcs11:token=ca;object=issuing-0")
        #expect(KeyReference(reference.description) == reference)
        #expect(!reference.isInProcess)
        #expect(KeyReference("pkcs11:token=ca;object=a?module-path=/x.so")?.description == "pkcs11:token=ca;object=a")
        for text in ["pkcs11:token=ca", "pkcs11:object=a", "pkcs11:x", "card:1"] { #expect(KeyReference(text) == nil, "\(text)") }
    }

    @Test("a first start makes the issuing key on the token, and takes one that is there")
    func firstStart() async throws {
        let tokens = InMemoryTokens()
        let first = try await make(tokens)
        #expect(tokens.labels == ["issuing-0"])
        #expect(try await first.keys.key(named: "issuing-0", purpose: .issuing) == nil)
        let stored = try #require(await first.store.authorities().last)
        #expect(stored.keys.map(\.reference.description) == ["pkcs11:token=ca;object=issuing-0"])

        let second = try await make(tokens)
        #expect(tokens.labels == ["issuing-0"])
        #expect(try await second.store.authorities().last?.keys.map(\.publicKey) == stored.keys.map(\.publicKey))
    }

    @Test("an authority whose key is on a token writes its intent, then signs")
    func intent() async throws {
        let test = try await make(InMemoryTokens())
        let issued = try await certificate(test)
        #expect(try await intents(test).last == .certificate(serial: issued.serialHex))
        let issuer = try #require(try await test.service.authorities().first?.certificate)
        #expect(try issued.isSigned(with: Certificate(derEncoded: issuer).subjectPublicKeyInfo))
    }

    @Test("while the token is away no intent is written and the reason is said; it issues when it is back")
    func away() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        _ = try await certificate(test)
        tokens.fail(Self.away)
        await test.service.probeTokens()
        let before = try await intents(test)
        let refusal = await #expect(throws: CAError.self) { try await certificate(test) }
        #expect(refusal?.code == .unavailable)
        #expect(refusal?.message.contains("its token is away") == true)
        #expect(refusal?.message.contains("not in its slot") == false, "the rest is for the log")
        #expect(refusal?.retryAfterSeconds == 30)
        #expect(try await intents(test) == before)
        let obstacle = try #require(test.service.issuanceObstacle(at: test.clock.now))
        #expect(obstacle.contains("The key of \"Chancery Issuing CA\" is on a token and cannot be used"), "\(obstacle)")
        let officer = try await test.bound(test.officer)
        #expect(try await officer.generations().generations.map(\.keyIsOpen) == [false])
        #expect(try await officer.revocationLists().map(\.keyIsOpen) == [false])
        #expect(test.service.tokenWarnings == ["The key 0 of \"Chancery Issuing CA\" is on a token and cannot be used: its token is away."])

        tokens.fail(nil)
        _ = try await certificate(test)
        #expect(test.service.issuanceObstacle(at: test.clock.now) == nil)
        #expect(test.service.tokenWarnings.isEmpty)
    }

    @Test("a token that is absent at a start is used when it comes")
    func absentAtStart() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        let ring = KeyRing(keys: test.keys, store: test.store, tokens: tokens)
        tokens.fail(Self.away)
        let stored = try #require(await test.store.authorities().last)
        #expect(await ring.open(stored).isEmpty)
        #expect(ring.signer(of: Self.issuing) != nil)
        let without = KeyRing(keys: test.keys, store: test.store)
        #expect(await without.open(stored)[0].map { "\($0)" }?.contains("--pkcs11-module") == true)
    }

    @Test("a revocation made while the token is away is on the list when it is back")
    func list() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        let issued = try await certificate(test)
        tokens.fail(Self.away)
        _ = try? await test.bound(test.officer).revoke(serial: issued.serialHex, reason: .superseded)
        let warnings = test.service.publicationStatus.warnings(at: test.clock.now)
        #expect(warnings.contains { $0.contains("its token is away") }, "\(warnings)")
        tokens.fail(nil)
        _ = try await test.service.publishDueRevocationLists()
        let bytes = try #require(try await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes
        #expect(try CertificateList(derEncoded: bytes).revoked.map(\.serialNumber) == [issued.serialNumber])
    }

    @Test("another key under the same name signs nothing")
    func exchanged() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        tokens.replace(try Self.place(), by: try PrivateKey(generating: .p256))
        let stored = try #require(await test.store.authorities().last)
        test.ring.close(Self.issuing)
        await test.ring.open(stored)
        let signatures = tokens.signatures
        let refusal = await #expect(throws: CAError.self) { try await certificate(test) }
        #expect(refusal?.message.contains("its token has another key") == true)
        tokens.replace(try Self.place(), by: nil)
        let missing = await #expect(throws: CAError.self) { try await certificate(test) }
        #expect(missing?.message.contains("its token has no such key") == true)
        #expect(tokens.signatures == signatures)
        await test.service.probeTokens()
        #expect(test.service.issuanceObstacle(at: test.clock.now)?.contains("its token has no such key") == true)
    }

    @Test("a signature by a token that is not valid is refused")
    func wrongSignature() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        tokens.setWrongSignatures(true)
        let refusal = await #expect(throws: CAError.self) { try await certificate(test) }
        #expect(refusal?.message.contains("its token signs wrongly") == true)
        tokens.setWrongSignatures(false)
        _ = try await certificate(test)
    }

    @Test("the key of an OCSP signer is made on its token, and signs there")
    func statusKey() async throws {
        let tokens = InMemoryTokens()
        let test = try await TestAuthority.make(tokens: tokens, statusToken: try PKCS11URI("pkcs11:token=ca"))
        let issued = try await certificate(test)
        let issuer = try Certificate(derEncoded: try #require(await test.service.authorities().first?.certificate))
        #expect(try await StatusFixture(test: test, issuer: issuer).status(of: issued) == .good)
        #expect(tokens.labels == ["ocsp-2-0-0-p256"])
    }

    @Test("a renewal with a new key makes it on the token of the former one")
    func renewal() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        _ = try await test.bound(test.administrator).renew(RenewalOrder(newKey: true))
        let stored = try #require(await test.store.authorities().last)
        #expect(stored.keys.count == 2)
        #expect(stored.keys.allSatisfy { $0.reference.description.hasPrefix("pkcs11:token=ca;object=") })
        #expect(try await certificate(test).isSigned(with: SubjectPublicKeyInfo(derEncoded: stored.keys[1].publicKey)))
    }

    @Test("a kind of key that no token has is refused by its name, without an invitation to try again")
    func unknownKind() async throws {
        let test = try await make(InMemoryTokens())
        let administrator = try await test.bound(test.administrator)
        let refusal = await #expect(throws: CAError.self) {
            _ = try await administrator.renew(RenewalOrder(newKey: true, keyAlgorithm: "ml-dsa-65"))
        }
        #expect(refusal?.code == .malformed)
        #expect(refusal?.message.contains("Tokens have no") == true)
        #expect(refusal?.retryAfterSeconds == nil)
    }

    @Test("an order for a key on a token names the token alone, since the server chooses the label")
    func label() async throws {
        let test = try await make(InMemoryTokens())
        let foundation = AuthorityFoundation(store: test.store, keys: test.ring, now: test.clock.now, actor: .service(.command))
        let order = AuthorityOrder(name: "R CA", parent: .itself, issues: false, keyToken: try PKCS11URI("pkcs11:token=ca;object=mine"))
        let refusal = await #expect(throws: CAError.self) { _ = try await foundation.makeKey(for: order, among: []) }
        #expect(refusal?.message.contains("chooses the label") == true)
    }

    @Test("an exchange key is made on the token and opens messages there")
    func exchange() async throws {
        let tokens = InMemoryTokens()
        let test = try await make(tokens)
        guard case .binary(let bytes) = try await test.bound(test.alice).property(.caXchgCert, index: 0) else {
            throw ContractError("CAXCHGCERT is not binary")
        }
        #expect(tokens.labels == ["exchange-2-0", "issuing-0"])
        let rows = try await test.store.exchangeCertificates(of: AuthorityNumber(rawValue: 2))
        #expect(rows.map(\.reference.description) == ["pkcs11:token=ca;object=exchange-2-0"])
        let certificate = try Certificate(derEncoded: bytes)
        let message = try await EnvelopedData.sealing([1, 2, 3], for: [.certificate(certificate)])
        let engine = try #require(try await test.bound(test.alice) as? BoundCertificationAuthority)
        #expect(try await engine.openExchanged(message) == [1, 2, 3])
        tokens.fail(Self.away)
        await #expect(throws: TokenKeyError.self) { try await engine.openExchanged(message) }
    }
}
