import CACore
import Crypto
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("Witnesses of the log over the record")
struct WitnessTests {
    /// A witness that signs what it is brought.
    struct Signer: Sendable {
        let key = Curve25519.Signing.PrivateKey()
        let name: String

        var witness: Witness {
            get throws {
                let key = try #require(NoteKey(name: name, kind: .cosignature, publicKey: Array(key.publicKey.rawRepresentation)))
                return Witness(key: key, url: "https://\(name)")
            }
        }

        /// The line for the checkpoint at the end of a body.
        func line(_ body: String) throws -> String {
            let note = try #require(SignedNote(String(body[(body.firstRange(of: "\n\n")?.upperBound ?? body.startIndex)...])))
            let time: UInt64 = 1_767_225_600
            let signature = try key.signature(for: NoteKey.cosigned(note.text, time: time))
            let octets = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) } + Array(signature)
            return SignedNote.Signature(name: name, keyID: try witness.key.keyID, octets: octets).line
        }
    }

    @Test("a checkpoint is published when the witness has signed it, with its signature, and not before")
    func published() async throws {
        let fixture = LogFixture()
        let signer = Signer(name: "w1.example.test")
        let isAway = LockedFlag(true)
        let sender = LogFixture.Witnesses { body, _ in
            if isAway.value { throw CancellationError() }
            return (200, Array(try signer.line(body).utf8))
        }
        let service = fixture.service(witnesses: [try signer.witness], quorum: 1, sender: sender)
        try await fixture.act(2)
        await service.step()
        await service.publish()
        let waiting = try #require(try await fixture.log())
        #expect(waiting.size == 3)
        #expect(waiting.publishedSize == 0)
        #expect(service.warnings().isEmpty)
        fixture.clock.advance(seconds: 3_601)
        #expect(service.warnings().first?.contains("The witness w1.example.test has not signed") == true)
        isAway.value = false
        await service.publish()
        let log = try #require(try await fixture.log())
        #expect(log.publishedSize == 3)
        let note = try #require(SignedNote(log.published))
        let key = try #require(NoteKey(log.verifierKey))
        #expect(note.isSigned(by: key))
        #expect(note.isSigned(by: try signer.witness.key))
        #expect(service.warnings().isEmpty)
        #expect(sender.bodies.last?.hasPrefix("old 0\n\n\(LogFixture.origin)\n3\n") == true)
    }

    @Test("the second checkpoint comes with the proof from the first")
    func consistency() async throws {
        let fixture = LogFixture()
        let signer = Signer(name: "w1.example.test")
        let sender = LogFixture.Witnesses { body, _ in (200, Array(try signer.line(body).utf8)) }
        let service = fixture.service(witnesses: [try signer.witness], quorum: 1, sender: sender)
        try await fixture.act(2)
        await service.step()
        await service.publish()
        let former = try #require(try await fixture.log())
        try await fixture.act(4)
        await service.step()
        await service.publish()
        let log = try #require(try await fixture.log())
        let lines = try #require(sender.bodies.last).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "old 3")
        let proof = try lines.dropFirst().prefix { !$0.isEmpty }.map { try Base64.decode(String($0)) }
        #expect(MerkleProof.isConsistent(former: 3, formerRoot: former.root, size: 7, root: log.root, proof: proof))
    }

    @Test("a witness that knows a size is asked again with the proof from there")
    func conflict() async throws {
        let fixture = LogFixture()
        let signer = Signer(name: "w1.example.test")
        let sender = LogFixture.Witnesses { body, _ in
            body.hasPrefix("old 2\n") ? (200, Array(try signer.line(body).utf8)) : (409, Array("2\n".utf8))
        }
        let service = fixture.service(witnesses: [try signer.witness], quorum: 1, sender: sender)
        try await fixture.act(4)
        await service.step()
        await service.publish()
        #expect(try await fixture.log()?.publishedSize == 5)
        #expect(sender.bodies.count == 2)
    }

    @Test(
        "a witness that knows a larger log, or another one, stops the log until the next start",
        arguments: [(409, "99\n", "has 99 entries"), (422, "", "another log of the same name")]
    )
    func fork(_ status: Int, _ body: String, _ reason: String) async throws {
        let fixture = LogFixture()
        let signer = Signer(name: "w1.example.test")
        let sender = LogFixture.Witnesses { _, _ in (status, Array(body.utf8)) }
        let service = fixture.service(witnesses: [try signer.witness], quorum: 1, sender: sender)
        await service.step()
        await service.publish()
        #expect(service.warnings().first?.contains(reason) == true)
        try await fixture.act(2)
        fixture.clock.advance(seconds: 3_600)
        await service.step()
        #expect(try await fixture.log()?.size == 1)
        #expect(service.warnings().first?.contains(reason) == true)
    }

    @Test(
        "a witness that names a size that no log has is a silent one",
        arguments: ["-5\n", "-9223372036854775808", "-1", "", "abc", "5-"]
    )
    func noSize(_ body: String) async throws {
        let fixture = LogFixture()
        let signer = Signer(name: "w1.example.test")
        let sender = LogFixture.Witnesses { _, _ in (409, Array(body.utf8)) }
        let service = fixture.service(witnesses: [try signer.witness], quorum: 1, sender: sender)
        await service.step()
        await service.publish()
        fixture.clock.advance(seconds: 3_601)
        #expect(service.warnings().first?.contains("The witness w1.example.test has not signed") == true)
        try await fixture.act(1)
        await service.step()
        #expect(try await fixture.log()?.size == 2)
    }

    @Test("a quorum of two publishes while the third witness is silent, and false signatures do not count")
    func quorum() async throws {
        let fixture = LogFixture()
        let signers = ["w1.example.test", "w2.example.test", "w3.example.test"].map(Signer.init)
        let isHonest = LockedFlag(false)
        let sender = LogFixture.Witnesses { body, url in
            let place = try #require(signers.firstIndex { url.contains($0.name) })
            if place == 2 { return (500, []) }
            // The second gives the first one's signature until it is honest.
            return (200, Array(try signers[isHonest.value ? place : 0].line(body).utf8))
        }
        let service = fixture.service(witnesses: try signers.map { try $0.witness }, quorum: 2, sender: sender)
        await service.step()
        await service.publish()
        #expect(try await fixture.log()?.publishedSize == 0)
        isHonest.value = true
        await service.publish()
        let log = try #require(try await fixture.log())
        #expect(log.publishedSize == 1)
        #expect(SignedNote(log.published)?.signatures.map(\.name) == [LogFixture.origin, "w1.example.test", "w2.example.test"])
    }
}

/// A value that a test changes while others read it.
private final class LockedFlag: Sendable {
    private let flag: Mutex<Bool>
    init(_ value: Bool) { flag = Mutex(value) }
    var value: Bool {
        get { flag.withLock { $0 } }
        set { flag.withLock { $0 = newValue } }
    }
}
