import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("Keys and signers")
struct SignerTests {
    private static let issuing = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)

    private func certificate(_ test: TestAuthority) async throws -> Certificate {
        let answer = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(answer.certificate))
    }

    private func list(_ test: TestAuthority) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes)
    }

    @Test("a renewal with the same key continues that key's list and its numbers")
    func renewal() async throws {
        let test = try await TestAuthority.make()
        let old = try await certificate(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: old.serialHex, reason: .superseded)
        let before = try #require(await list(test).crlNumber)

        var authority = try #require(await test.store.authorities().last)
        authority.generations.append(
            StoredAuthority.Generation(
                index: 1,
                keyIndex: 0,
                certificate: authority.generations[0].certificate,
                aiaPath: "aia/Chancery Issuing CA(1).cer"
            )
        )
        authority.revision += 1
        try await test.store.commit([.authorityUpdated(authority)], expecting: .nothing)
        let new = try await certificate(test)
        #expect(try await test.store.request(serial: new.serialHex, of: authority.number)?.certificate?.generation == 1)
        #expect(try new.value(of: CRLDistributionPoints.self) == old.value(of: CRLDistributionPoints.self))
        _ = try await officer.revoke(serial: new.serialHex, reason: .superseded)
        let list = try await list(test)
        #expect(list.crlNumber == before + 1)
        #expect(Set(list.revoked.map(\.serialNumber)) == [old.serialNumber, new.serialNumber])
        #expect(try CAVersion.find(in: list.extensions) == CAVersion(certificateIndex: 1, keyIndex: 0))
    }

    @Test("keys come and go while the server runs: an authority says when its key is not open")
    func comeAndGo() async throws {
        let test = try await TestAuthority.make()
        _ = try await certificate(test)
        test.ring.close(Self.issuing)
        do {
            _ = try await certificate(test)
            Issue.record("a certificate was signed without a key")
        } catch let error as CAError {
            #expect(error.code == .unavailable)
            #expect(error.message.contains("not open"))
        }
        let authority = try #require(await test.store.authorities().last)
        #expect(await test.ring.open(authority).isEmpty)
        _ = try await certificate(test)
    }

    @Test("a key that is missing from the key store, or differs, is not opened, and the reason is given")
    func missing() async throws {
        let test = try await TestAuthority.make()
        let ring = KeyRing(keys: InMemoryKeyStore(), store: test.store)
        let authority = try #require(await test.store.authorities().last)
        let failures = await ring.open(authority)
        #expect(failures[0].map { "\($0)" }?.contains("issuing-0") == true)
        #expect(ring.signer(of: Self.issuing) == nil)

        let strangers = InMemoryKeyStore()
        try await strangers.save(pkcs8: try PrivateKey(generating: .p256).pkcs8(), named: "issuing-0", purpose: .issuing)
        #expect(await KeyRing(keys: strangers, store: test.store).open(authority).keys.sorted() == [0])
    }

    /// A key on a device. It notes the number of intents that were committed when it was asked.
    private struct OutsideKey: CustomPrivateKey {
        let key: PrivateKey
        let store: InMemoryCAStore
        let seen: SeenIntents
        var publicKey: SubjectPublicKeyInfo { key.publicKey }
        var supportedSignatureAlgorithms: [AlgorithmIdentifier] { key.supportedSignatureAlgorithms }

        func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
            seen.add(try await store.signingIntents(of: SignerTests.issuing))
            return try await key.sign(message, using: algorithm)
        }
    }

    private final class SeenIntents: Sendable {
        private let seen = Mutex<[[SigningIntent]]>([])
        func add(_ intents: [SigningIntent]) { seen.withLock { $0.append(intents) } }
        var all: [[SigningIntent]] { seen.withLock { $0 } }
    }

    private func outside(_ test: TestAuthority) async throws -> SeenIntents {
        let seen = SeenIntents()
        let key = try #require(try await test.keys.key(named: "issuing-0", purpose: .issuing))
        let device = OutsideKey(key: key, store: test.store, seen: seen)
        test.ring.add(PrivateKey(custom: device), as: Self.issuing, isInProcess: false)
        return seen
    }

    @Test("the body of a certificate or list is committed before a key outside the process is asked to sign it")
    func intent() async throws {
        let test = try await TestAuthority.make()
        #expect(try await test.store.signingIntents(of: Self.issuing).isEmpty, "a software key needs none")
        let seen = try await outside(test)
        let certificate = try await certificate(test)
        #expect(seen.all.map { $0.map(\.subject) } == [[.certificate(serial: certificate.serialHex)]])
        #expect(seen.all.first?.first?.body == certificate.tbsBytes)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .superseded)
        let list = try await list(test)
        #expect(seen.all.last?.last?.subject == .revocationList(number: Int(try #require(list.crlNumber))))
        #expect(seen.all.count == 2)
    }

    @Test("when the intent cannot be committed, a key outside the process is not asked")
    func refusedIntent() async throws {
        let test = try await TestAuthority.make()
        let seen = try await outside(test)
        await test.store.onCommit { _ in throw CommitError.storeFailed("the disk is gone") }
        await #expect(throws: CAError.self) { try await certificate(test) }
        #expect(seen.all.isEmpty)
    }
}
