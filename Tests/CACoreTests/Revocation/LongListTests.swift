import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore

/// Lists that are made piece by piece, from the octets of the one before.
@Suite("Long lists")
struct LongListTests {
    private static let count = 40_000

    private static func serial(_ index: Int) -> [UInt8] {
        [0x4A] + (0..<15).map { UInt8(truncatingIfNeeded: index >> (8 * (14 - $0))) }
    }

    private static func revoked(_ index: Int, reason: Int = 1) -> RevokedCertificate {
        RevokedCertificate(serialNumber: serial(index), when: Date(timeIntervalSince1970: 1_700_000_000), reason: reason)
    }

    private static func list(_ entries: [RevokedCertificate]) -> [UInt8] {
        let tbs = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: .of([(.commonName, "CA")]),
            thisUpdate: Date(timeIntervalSince1970: 1_700_000_000),
            nextUpdate: Date(timeIntervalSince1970: 1_700_086_400),
            revoked: entries.map(\.asEntry),
            extensions: [CRLNumber(1).asExtension()]
        )
        return TBSCertificateList.assemble(tbs: tbs.derEncoded(), algorithm: .ecdsaWithSHA256, signature: Array(repeating: 7, count: 70))
    }

    private func merged(_ former: [UInt8], _ changes: [RevocationListChanges.Change], named name: ObjectID? = nil) async throws -> (
        [UInt8], Int
    ) {
        let buffer = RevocationEntryBuffer(objects: InMemoryObjectStore())
        let content = MemoryDraft(former)
        try await RevocationListMerge.merge(content, named: name ?? ObjectID(of: former), with: changes, into: buffer)
        return (try await buffer.all(), await buffer.entries)
    }

    @Test("a change in the beginning, in the middle, at a cut between pieces and at the end is where it belongs", arguments: [0, 3, count])
    func merge(_ size: Int) async throws {
        let former = (0..<size).map { Self.revoked($0 * 2) }
        let changes = [
            RevocationListChanges.Change(serialNumber: Self.serial(0), entry: nil),
            RevocationListChanges.Change(serialNumber: Self.serial(1), entry: Self.revoked(1, reason: 4)),
            RevocationListChanges.Change(serialNumber: Self.serial(4), entry: Self.revoked(4, reason: 6)),
            RevocationListChanges.Change(serialNumber: Self.serial(5), entry: nil),
            RevocationListChanges.Change(serialNumber: Self.serial(2 * Self.count / 3), entry: nil),
            RevocationListChanges.Change(serialNumber: Self.serial(2 * Self.count + 1), entry: Self.revoked(2 * Self.count + 1)),
        ].sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) }
        var expected = Dictionary(uniqueKeysWithValues: former.map { ($0.serialNumber, $0) })
        for change in changes { expected[change.serialNumber] = change.entry }
        let sorted = expected.values.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) }
        let (octets, count) = try await merged(Self.list(former), changes)
        #expect(count == sorted.count)
        #expect(octets == sorted.flatMap { $0.asEntry.derEncoded })
    }

    @Test("a former list that is damaged is not used")
    func damaged() async throws {
        let former = Self.list((0..<100).map { Self.revoked($0) })
        var other = former
        other[former.count / 2] ^= 1
        for (octets, name) in [(other, ObjectID(of: former)), (Array(former.dropLast()), ObjectID(of: former))] {
            await #expect(throws: RevocationListMerge.UnusableError.self) { _ = try await merged(octets, [], named: name) }
        }
    }

    @Test("a list above a mebibyte is written and hashed piece by piece, and is the list that memory would make")
    func streamed() async throws {
        let test = try await TestAuthority.make(clock: TestClock(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))))
        let stored = try #require(await test.store.authorities().last)
        let known = try KnownAuthority(stored: stored) { _ in [] }
        let generation = try #require(known.newest)
        let signer = try #require(test.ring.signer(of: generation.key))
        let buffer = RevocationEntryBuffer(objects: test.objects)
        for start in stride(from: 0, to: Self.count, by: 1_000) {
            try await buffer.append((start..<start + 1_000).map { Self.revoked($0) })
        }
        #expect(await !buffer.isInMemory)
        let header = TBSCertificateList(
            signatureAlgorithm: generation.signatureAlgorithm,
            issuer: generation.certificate.subject,
            thisUpdate: test.clock.now,
            nextUpdate: test.clock.now + 600,
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: generation.keyIdentifier).asExtension(), CRLNumber(5).asExtension(),
            ]
        )
        let expected = RevocationListLint.Expectation(issuer: generation, now: test.clock.now, number: 5, former: 4)
        let permit = try await RevocationListLint.permit(header, entries: buffer, expected, isWhole: false)
        let signature = try await signer.sign(permit)
        let body = header.frame(entriesByteCount: try await buffer.count)
        let tbs = body.head + (try await buffer.all()) + body.tail
        let list = try CertificateList(
            derEncoded: TBSCertificateList.assemble(tbs: tbs, algorithm: header.signatureAlgorithm, signature: signature)
        )
        #expect(list.revoked.count == Self.count)
        #expect(try list.isSigned(with: generation.certificate.subjectPublicKeyInfo))
    }
}
