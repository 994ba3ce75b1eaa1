import CertManagement
import Foundation
import PKICrypto
import PKIDirectory
import PKITesting
import Testing

@testable import Store

@Suite("the keys that seal secrets")
struct SecretKeyDirectoryTests {
    private static let passphrase = Array("passphrase".utf8)

    private func keys(_ scratch: ScratchStore) throws -> String {
        let path = scratch.directory + "/keys"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func open(_ path: String, used: Set<Int> = [], passphrase: [UInt8] = passphrase) async throws -> SecretKeyDirectory {
        try await SecretKeyDirectory(directory: path, passphrase: passphrase, used: used, iterations: 1_000)
    }

    private func sealed(_ sealing: SecretKeyDirectory, _ octets: [UInt8] = [1, 2, 3]) async throws -> SealedSecret {
        try await sealing.seal(octets, id: UUID(), kind: .privateKey, subject: UUID(), name: "n")
    }

    @Test("the sealing by files keeps each promise", arguments: SecretSealingSuite.promises)
    func promise(_ promise: SecretSealingSuite) async throws {
        let scratch = try ScratchStore()
        try await promise.check(try await open(try keys(scratch)))
    }

    @Test("the first start makes one key, 0600, and later starts open what it sealed")
    func firstStart() async throws {
        let scratch = try ScratchStore()
        let path = try keys(scratch)
        let secret = try await sealed(try await open(path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["secrets-1.p8"])
        let mode = try FileManager.default.attributesOfItem(atPath: path + "/secrets-1.p8")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try await open(path).open(secret) == [1, 2, 3])
        let twice = try await sealed(try await open(path))
        #expect(secret.sealed.dropFirst(5) != twice.sealed.dropFirst(5))
        await #expect(throws: StoreError.self) { try await open(path, passphrase: Array("wrong".utf8)) }
    }

    @Test("another installation's key opens nothing")
    func foreign() async throws {
        let (one, other) = (try ScratchStore(), try ScratchStore())
        let secret = try await sealed(try await open(try keys(one)))
        let foreign = try await open(try keys(other))
        await #expect(throws: StoreError.self) { try await foreign.open(secret) }
    }

    @Test("the number of a lost key is not used again, and the error names its file")
    func lost() async throws {
        let scratch = try ScratchStore()
        let path = try keys(scratch)
        let secret = try await sealed(try await open(path))
        try FileManager.default.removeItem(atPath: path + "/secrets-1.p8")
        let next = try await open(path, used: [1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["secrets-2.p8"])
        let error = await #expect(throws: StoreError.self) { try await next.open(secret) }
        #expect("\(String(describing: error))".contains("secrets-1.p8"))
    }

    @Test("a change of the passphrase includes the key, and the secrets stay readable")
    func reseal() async throws {
        let scratch = try ScratchStore()
        let path = try keys(scratch)
        let secret = try await sealed(try await open(path))
        let new = Array("new".utf8)
        try KeyReseal(directory: path).run(
            [KeyReseal.Key(file: "secrets-1.p8", former: Self.passphrase, new: new, iterations: 1_000)],
            files: []
        )
        await #expect(throws: StoreError.self) { try await open(path) }
        #expect(try await open(path, passphrase: new).open(secret) == [1, 2, 3])
    }

    @Test("rotation seals everything with a new key, removes the former, and is in the record")
    func rotation() async throws {
        let scratch = try ScratchStore()
        let path = try keys(scratch)
        let store = try await scratch.open()
        let former = try await open(path)
        let secrets = [try await sealed(former, [1]), try await sealed(former, [2])]
        try await store.commit(secrets.map { .secretSealed($0) })
        #expect(try await store.secretKeyVersions() == [1])
        try await store.close()

        let rotation = SecretKeyRotation(dataDirectory: scratch.directory)
        let done = try await rotation.run(passphrase: Self.passphrase, iterations: 1_000)
        #expect(done == .init(key: "secrets-2", secrets: 2, removed: ["secrets-1"]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["secrets-2.p8"])
        let again = try await scratch.open()
        #expect(try await again.secretKeyVersions() == [2])
        let opened = try await open(path, used: [2])
        for (secret, octets) in zip(secrets, [[1], [2]] as [[UInt8]]) {
            let kept = try #require(try await again.secret(.privateKey, of: secret.subject, named: "n"))
            #expect(try await opened.open(kept) == octets)
            await #expect(throws: StoreError.self) { try await opened.open(secret) }
        }
        #expect(try await again.auditRecords(after: 0, limit: 100).map(\.record.event).last == "secretKeyMade")
        try await again.close()
    }

    @Test("a rotation that cannot open a secret changes none of them")
    func rotationFails() async throws {
        let scratch = try ScratchStore()
        let path = try keys(scratch)
        let store = try await scratch.open()
        let former = try await open(path)
        let good = try await sealed(former)
        let bad = SealedSecret(id: UUID(), kind: .pin, subject: UUID(), sealed: good.sealed)
        try await store.commit([.secretSealed(good), .secretSealed(bad)])
        try await store.close()
        await #expect(throws: StoreError.self) {
            try await SecretKeyRotation(dataDirectory: scratch.directory).run(passphrase: Self.passphrase, iterations: 1_000)
        }
        let again = try await scratch.open()
        #expect(try await again.secret(.privateKey, of: good.subject, named: "n") == good)
        #expect(FileManager.default.fileExists(atPath: path + "/secrets-1.p8"))
        try await again.close()
    }
}
