import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("The lint of revocation lists")
struct RevocationListLintTests {
    private static let address = "http://pki.example.test/crl/CA_Partition00001.crl"

    private struct Sample {
        let issuer: IssuingGeneration
        let now: Date
        var tbs: TBSCertificateList
        var number = 5
        var former = 4
        var baseNumber: Int?
        var newestBase = 4
        var points: [String] = []

        mutating func set(_ item: CertificateExtension) {
            tbs.extensions.removeAll { $0.oid == item.oid }
            tbs.extensions.append(item)
        }

        var rules: Set<RevocationListRule> {
            let expected = RevocationListLint.Expectation(
                issuer: issuer,
                now: now,
                number: number,
                former: former,
                baseNumber: baseNumber,
                newestBase: newestBase,
                points: points
            )
            return Set(RevocationListLint.faults(of: tbs, expected).map(\.rule))
        }
    }

    private static func sample() async throws -> Sample {
        let test = try await TestAuthority.make(clock: TestClock(Date(timeIntervalSince1970: 1_800_000_000)))
        let stored = try #require(await test.store.authorities().last)
        let issuer = try IssuingGeneration(
            authority: stored.number,
            generation: stored.generations[0],
            key: stored.keys[0],
            publicAddress: stored.publicAddress,
            issuers: []
        )
        let now = test.clock.now
        let tbs = TBSCertificateList(
            signatureAlgorithm: issuer.signatureAlgorithm,
            issuer: issuer.certificate.subject,
            thisUpdate: now,
            nextUpdate: now + 600,
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: issuer.keyIdentifier).asExtension(), CRLNumber(5).asExtension(),
                CAVersion(certificateIndex: 0, keyIndex: 0).asExtension(), CRLNextPublish(now + 300).asExtension(),
            ]
        )
        return Sample(issuer: issuer, now: now, tbs: tbs)
    }

    /// Each row breaks one rule.
    private static let changes: [(RevocationListRule, @Sendable (inout Sample) -> Void)] = [
        (.signatureAlgorithm, { $0.tbs.signatureAlgorithm = .rsaWithSHA256 }),
        (.issuer, { $0.tbs.issuer = .of([(.commonName, "Other")]) }),
        (.issuer, { $0.tbs.issuer = .empty }),
        (.thisUpdate, { $0.tbs.thisUpdate = $0.now + 1 }),
        (.thisUpdate, { $0.tbs.thisUpdate = $0.now - 0.5 }),
        (
            .nextUpdate,
            {
                $0.tbs.nextUpdate = $0.now
                $0.tbs.extensions.removeAll { $0.oid == CRLNextPublish.oid }
            }
        ),
        (.nextUpdate, { $0.tbs.nextUpdate = nil }),
        (.extensionsUnique, { $0.tbs.extensions.append($0.tbs.extensions[2]) }),
        (.extensionsKnown, { $0.tbs.extensions.append(CertificateExtension("1.3.6.1.4.1.99999.1", value: [5, 0])) }),
        (.authorityKeyIdentifier, { $0.set(AuthorityKeyIdentifier(keyIdentifier: [1, 2]).asExtension()) }),
        (.authorityKeyIdentifier, { $0.set(AuthorityKeyIdentifier(keyIdentifier: $0.issuer.keyIdentifier).asExtension(critical: true)) }),
        (.number, { $0.former = 5 }),
        (.number, { $0.set(CRLNumber(6).asExtension()) }),
        (.number, { $0.set(CRLNumber(5).asExtension(critical: true)) }),
        (.freshest, { $0.set(FreshestCRL(uris: ["ldap:///cn=x"]).asExtension()) }),
        (.freshest, { $0.set(FreshestCRL(uris: ["http://a/b"]).asExtension(critical: true)) }),
        (
            .freshest,
            {
                let name = DistributionPointName.fullName([.uri("http://a/b")])
                $0.set(FreshestCRL(points: [DistributionPoint(name: name, reasons: [.keyCompromise])]).asExtension())
            }
        ),
        (.deltaIndicator, { $0.set(DeltaCRLIndicator(baseNumber: CRLNumber(4)).asExtension(critical: true)) }),
        (.deltaIndicator, { $0.baseNumber = 4 }),
        (
            .deltaIndicator,
            {
                $0.baseNumber = 4
                $0.set(DeltaCRLIndicator(baseNumber: CRLNumber(4)).asExtension())
            }
        ),
        (
            .deltaBase,
            {
                ($0.baseNumber, $0.newestBase) = (4, 3)
                $0.set(DeltaCRLIndicator(baseNumber: CRLNumber(4)).asExtension(critical: true))
            }
        ),
        (
            .deltaFreshest,
            {
                $0.baseNumber = 4
                $0.set(DeltaCRLIndicator(baseNumber: CRLNumber(4)).asExtension(critical: true))
                $0.set(FreshestCRL(uris: ["http://a/b"]).asExtension())
            }
        ),
        (.pointCritical, { $0.set(CertificateExtension(IssuingDistributionPoint.oid, critical: true, value: [0x30, 0x00])) }),
        (
            .pointCritical,
            {
                $0.points = [address]
                $0.set(IssuingDistributionPoint(fullName: [.uri(address)]).asExtension())
            }
        ),
        (.pointName, { $0.points = [address] }),
        (.pointName, { $0.set(IssuingDistributionPoint(fullName: [.uri(address)]).asExtension(critical: true)) }),
        (
            .pointScope,
            {
                $0.points = [address]
                let point = IssuingDistributionPoint(fullName: [.uri(address)], onlyContainsUserCertificates: true)
                $0.set(point.asExtension(critical: true))
            }
        ),
        (.nextPublish, { $0.set(CRLNextPublish($0.now + 601).asExtension()) }),
        (.nextPublish, { $0.set(CRLNextPublish($0.now).asExtension()) }),
        (.publishedLocations, { $0.set(PublishedCRLLocations(uris: ["http://a/b"]).asExtension(critical: true)) }),
        (.caVersion, { $0.set(CAVersion(certificateIndex: 1, keyIndex: 0).asExtension()) }),
    ]

    @Test("a list that breaks a rule is named by it, and no list is signed that breaks one")
    func rules() async throws {
        let sound = try await Self.sample()
        #expect(sound.rules.isEmpty)
        for (index, (rule, change)) in Self.changes.enumerated() {
            var sample = sound
            change(&sample)
            #expect(sample.rules == [rule], "row \(index)")
        }
    }

    @Test("a delta may have the number of the complete list beside it, and nothing else may repeat a number")
    func besideBase() async throws {
        var sample = try await Self.sample()
        sample.set(DeltaCRLIndicator(baseNumber: CRLNumber(3)).asExtension(critical: true))
        (sample.baseNumber, sample.former, sample.newestBase) = (3, 5, 5)
        #expect(sample.rules.isEmpty)
        sample.newestBase = 4
        #expect(sample.rules == [.number])
    }

    private static func entry(_ serial: [UInt8], _ reason: CRLReason? = nil, year: Int = 2026) -> [UInt8] {
        let date = Date(timeIntervalSince1970: Double(year - 1970) * 365.25 * 86_400)
        return RevokedEntry(serialNumber: serial, date: date, reason: reason).derEncoded
    }

    /// With another last octet.
    private static func ending(_ entry: [UInt8], _ octet: UInt8) -> [UInt8] { entry.dropLast() + [octet] }

    private static let entries: [(RevocationListRule?, Bool, [[UInt8]])] = [
        (nil, false, []), (nil, false, [entry([1]), entry([2], .keyCompromise), entry([0, 0x80])]),
        (nil, true, [entry([1], .removeFromCRL)]), (nil, false, [entry([1], year: 2051)]),
        (.entryUnique, false, [entry([1]), entry([1])]), (.entryUnique, false, [entry([2]), entry([1])]),
        (.entryRemoval, false, [entry([1], .removeFromCRL)]), (.entrySerial, false, [entry([0])]),
        (.entrySerial, false, [entry(Array(repeating: 1, count: 21))]),
        (.entryReason, false, [ending(entry([1], .keyCompromise), 0)]),
        (.entryReason, false, [ending(entry([1], .keyCompromise), 7)]),
        (.entryReason, false, [ending(entry([1], .keyCompromise), 11)]),
        (.entryDate, false, [ending(entry([1]), 0x41)]), (.entryExtensions, false, [Array(entry([1]).dropLast())]),
        (
            .entryExtensions, false,
            [RevokedEntry(serialNumber: [1], date: .now, extensions: [InvalidityDate(.now).asExtension()]).derEncoded]
        ),
    ]

    @Test("entries (serial, order, date, reason, removal, extensions) are judged however they are cut up")
    func entryRules() throws {
        for (index, (rule, isDelta, entries)) in Self.entries.enumerated() {
            let octets = entries.flatMap { $0 }
            for size in [1, 7, max(octets.count, 1)] {
                var lint = RevocationEntryLint(isDelta: isDelta)
                for start in stride(from: 0, to: octets.count, by: size) {
                    lint.take(Array(octets[start..<min(start + size, octets.count)]))
                }
                lint.finish()
                #expect(lint.fault?.rule == rule, "row \(index), pieces of \(size)")
                if rule == nil { #expect(lint.count == entries.count) }
            }
        }
    }
}
