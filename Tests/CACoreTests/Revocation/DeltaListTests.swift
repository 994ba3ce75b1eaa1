import CACore
import CAInterface
import Foundation
import Logging
import PKIFormats
import PKITesting
import Testing

@Suite("Delta lists")
struct DeltaListTests {
    static let path = "crl/Chancery Issuing CA.crl"
    static let deltaPath = "crl/Chancery Issuing CA+.crl"
    private static let hour = 3_600.0

    /// An authority that makes a complete list every day and a delta every hour.
    static func authority() async throws -> TestAuthority {
        let test = try await TestAuthority.make(clock: TestClock(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))))
        let administrator = try await test.bound(test.administrator)
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLDeltaPeriod", value: .text("Hours"))
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLDeltaPeriodUnits", value: .number(1))
        return test
    }

    static func list(_ test: TestAuthority, _ path: String = path) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.publisher.published(path)).bytes)
    }

    static func issued(_ test: TestAuthority) async throws -> Certificate {
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    static func schedule(_ test: TestAuthority) async {
        _ = await RevocationListSchedule(service: test.service, clock: { test.clock.now }, logger: Logger(label: "test")).publish()
    }

    private func entries(_ list: CertificateList) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: list.revoked.map { (SerialText.hex(of: $0.serialNumber), $0.reason?.rawValue ?? 0) })
    }

    @Test("an authority that nobody has configured makes no delta lists, and its lists name none")
    func off() async throws {
        let test = try await TestAuthority.make()
        #expect(try await test.publisher.published(Self.deltaPath) == nil)
        #expect(try await FreshestCRL.find(in: Self.list(test).extensions) == nil)
        let error = await #expect(throws: CAError.self) {
            try await test.bound(test.officer).publishRevocationLists(.delta, until: nil, passphrase: nil)
        }
        #expect(error?.status == .invalidArgument)
    }

    @Test("with a period, both lists come at once, and the complete one says where its deltas are")
    func on() async throws {
        let test = try await Self.authority()
        let (base, delta) = (try await Self.list(test), try await Self.list(test, Self.deltaPath))
        #expect(try FreshestCRL.find(in: base.extensions)?.uris == ["http://pki.example.test/crl/Chancery%20Issuing%20CA%2B.crl"])
        #expect(try FreshestCRL.find(in: delta.extensions) == nil)
        #expect(base.crlNumber == delta.crlNumber)
        #expect(base.thisUpdate == delta.thisUpdate)
        let indicator = try #require(delta.extensions.first { $0.oid == DeltaCRLIndicator.oid })
        #expect(indicator.critical)
        let (minimum, number) = (try #require(delta.baseNumber), try #require(try CRLNumber.find(in: base.extensions)))
        #expect(minimum <= number)
    }

    @Test("a revocation is on the next delta at once, and on the complete list a period later")
    func revoked() async throws {
        let test = try await Self.authority()
        let certificate = try await Self.issued(test)
        let before = try await Self.list(test)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .keyCompromise)
        let delta = try await Self.list(test, Self.deltaPath)
        #expect(entries(delta) == [certificate.serialHex: 1])
        #expect(try #require(delta.crlNumber) > #require(before.crlNumber))
        #expect(try await Self.list(test) == before)
        test.clock.advance(seconds: 25 * Self.hour)
        await Self.schedule(test)
        let base = try await Self.list(test)
        #expect(entries(base) == [certificate.serialHex: 1])
        #expect(try await Self.list(test, Self.deltaPath).crlNumber == base.crlNumber)
    }

    @Test("a delta comes a period after the last, and ends an overlap after the next is due")
    func periods() async throws {
        let test = try await Self.authority()
        let first = try await Self.list(test, Self.deltaPath)
        test.clock.advance(seconds: Self.hour - 60)
        await Self.schedule(test)
        #expect(try await Self.list(test, Self.deltaPath) == first)
        test.clock.advance(seconds: 61)
        await Self.schedule(test)
        let second = try await Self.list(test, Self.deltaPath)
        #expect(try #require(second.crlNumber) == #require(first.crlNumber) + 1)
        // MS-CSRA: an overlap of the period, and the skew of ten minutes.
        let next = try #require(try CRLNextPublish.find(in: second.extensions)).date
        #expect(next == test.clock.now.addingTimeInterval(Self.hour))
        #expect(second.nextUpdate == next.addingTimeInterval(Self.hour + 600))
        #expect(second.thisUpdate == test.clock.now.addingTimeInterval(-600))
    }

    @Test("a hold that is lifted is removed by deltas, even one that was never on a complete list")
    func released() async throws {
        let test = try await Self.authority()
        let certificate = try await Self.issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .certificateHold)
        #expect(try await entries(Self.list(test, Self.deltaPath)) == [certificate.serialHex: 6])
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .removeFromCRL)
        #expect(try await entries(Self.list(test, Self.deltaPath)) == [certificate.serialHex: 8])
        try await officer.publishRevocationLists(.base, until: nil, passphrase: nil)
        #expect(try await Self.list(test).revoked.isEmpty)
    }

    @Test("another reason is a change that deltas show")
    func reasons() async throws {
        let test = try await Self.authority()
        let certificate = try await Self.issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .certificateHold)
        try await officer.publishRevocationLists()
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .keyCompromise)
        #expect(try await entries(Self.list(test, Self.deltaPath)) == [certificate.serialHex: 1])
        #expect(try await entries(Self.list(test)) == [certificate.serialHex: 6])
    }

    @Test("a revocation stays on deltas until a complete list has shown it, although its certificate expires")
    func expired() async throws {
        let test = try await Self.authority()
        let certificate = try await Self.issued(test)
        test.clock.advance(seconds: certificate.notAfter.timeIntervalSince(test.clock.now) - 2 * Self.hour)
        await Self.schedule(test)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .superseded)
        test.clock.advance(seconds: 3 * Self.hour)
        await Self.schedule(test)
        #expect(try await entries(Self.list(test, Self.deltaPath)) == [certificate.serialHex: 4])
        test.clock.advance(seconds: 25 * Self.hour)
        await Self.schedule(test)
        #expect(try await entries(Self.list(test)) == [certificate.serialHex: 4])
        test.clock.advance(seconds: 25 * Self.hour)
        await Self.schedule(test)
        #expect(try await Self.list(test).revoked.isEmpty)
    }

    @Test("each complete list that has not ended, with the newest delta, shows what a complete list would", arguments: [true, false])
    func combined(_ startsAtOldest: Bool) async throws {
        let test = try await Self.authority()
        let officer = try await test.bound(test.officer)
        if startsAtOldest {
            _ = try await test.bound(test.administrator).changeConfigurationEntry(
                node: "CA",
                entry: "CRLFlags",
                adding: ["DELTA_USE_OLDEST_UNEXPIRED_BASE"],
                removing: []
            )
        }
        var bases = [try await Self.list(test)]
        var held: [String] = []
        for round in 0..<6 {
            test.clock.advance(seconds: 20 * Self.hour)
            let certificate = try await Self.issued(test)
            _ = try await officer.revoke(serial: certificate.serialHex, reason: round % 2 == 0 ? .certificateHold : .superseded)
            held.append(certificate.serialHex)
            if round == 3 { _ = try await officer.revoke(serial: held[0], reason: .removeFromCRL) }
            await Self.schedule(test)
            if try await Self.list(test) != bases.last { bases.append(try await Self.list(test)) }
        }
        let delta = try await Self.list(test, Self.deltaPath)
        let minimum = try #require(delta.baseNumber)
        var combinations = 0
        for base in bases where base.crlNumber != delta.crlNumber {
            let number = try #require(try CRLNumber.find(in: base.extensions))
            guard number >= minimum else { continue }
            var shown = entries(base)
            for (serial, reason) in entries(delta) { shown[serial] = reason == 8 ? nil : reason }
            #expect(shown.keys.sorted() == held.dropFirst().sorted())
            combinations += 1
        }
        #expect(combinations >= 1)
        let running = bases.filter { $0.nextUpdate.map { $0 > test.clock.now } ?? false }
        if startsAtOldest { #expect(combinations == running.count { $0.crlNumber != delta.crlNumber }) }
    }

    @Test("PublishCRLs signs the kinds that were asked for, a complete list always with its delta")
    func kinds() async throws {
        let test = try await Self.authority()
        let officer = try await test.bound(test.officer)
        let before = (try await Self.list(test).crlNumber, try await Self.list(test, Self.deltaPath).crlNumber)
        try await officer.publishRevocationLists(.delta, until: nil, passphrase: nil)
        let between = (try await Self.list(test).crlNumber, try await Self.list(test, Self.deltaPath).crlNumber)
        #expect(between.0 == before.0)
        #expect(try #require(between.1) == #require(before.1) + 1)
        test.clock.advance(seconds: 60)
        try await officer.publishRevocationLists(.base, until: nil, passphrase: nil)
        let after = (try await Self.list(test).crlNumber, try await Self.list(test, Self.deltaPath).crlNumber)
        #expect(try #require(after.0) == #require(between.1) + 1)
        #expect(after.1 == after.0)
    }

    @Test("a time of the next list counts for both kinds")
    func until() async throws {
        let test = try await Self.authority()
        let time = test.clock.now.addingTimeInterval(600)
        try await test.bound(test.officer).publishRevocationLists(.all, until: time, passphrase: nil)
        for path in [Self.path, Self.deltaPath] {
            #expect(try await CRLNextPublish.find(in: Self.list(test, path).extensions)?.date == time)
        }
    }

    @Test("the state of lists shows the delta, and counts what neither list shows")
    func state() async throws {
        let test = try await Self.authority()
        let certificate = try await Self.issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
        let shown = try #require(await officer.revocationLists().first)
        let delta = try #require(shown.delta)
        #expect(delta.entries == 1)
        let number = try #require(shown.number)
        #expect(delta.baseNumber <= number)
        #expect(shown.entries == 0)
        #expect(shown.uncovered == 0)
        #expect(shown.warning == nil)
        await test.objects.setFails(true)
        let other = try await Self.issued(test)
        _ = try await officer.revoke(serial: other.serialHex, reason: .superseded)
        #expect(try await officer.revocationLists().first?.uncovered == 1)
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).count == 1)
        await test.objects.setFails(false)
        await Self.schedule(test)
        #expect(try await entries(Self.list(test, Self.deltaPath)).count == 2)
    }

    @Test("without deltas again, the next list is complete and a revocation is on it at once")
    func offAgain() async throws {
        let test = try await Self.authority()
        let certificate = try await Self.issued(test)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .superseded)
        try await test.bound(test.administrator).setConfigurationEntry(node: "CA", entry: "CRLDeltaPeriodUnits", value: .number(0))
        let base = try await Self.list(test)
        #expect(entries(base) == [certificate.serialHex: 4])
        #expect(try FreshestCRL.find(in: base.extensions) == nil)
        #expect(try await test.bound(test.officer).revocationLists().first?.delta == nil)
    }

    @Test("an older database numbers no delta below one that is published")
    func restored() async throws {
        let test = try await Self.authority()
        let known = try await Self.list(test, Self.deltaPath)
        let number = try #require(known.crlNumber) + 5
        // What another node published after the backup.
        let body = TBSCertificateList(
            signatureAlgorithm: known.signatureAlgorithm,
            issuer: known.issuer,
            thisUpdate: known.thisUpdate,
            nextUpdate: known.nextUpdate,
            extensions: known.extensions.filter { $0.oid != CRLNumber.oid } + [CRLNumber(number).asExtension()]
        ).derEncoded()
        let bytes = TBSCertificateList.assemble(tbs: body, algorithm: known.signatureAlgorithm, signature: known.signature)
        try await test.publisher.publish(
            PublishedObject(path: Self.deltaPath, bytes: bytes, mediaType: "application/pkix-crl", modified: test.clock.now)
        )
        try await test.bound(test.officer).publishRevocationLists(.delta, until: nil, passphrase: nil)
        #expect(try await Self.list(test, Self.deltaPath).crlNumber == number + 1)
    }

    @Test("lists have the places that lines with flag 8 name, and deltas where lines with flag 4 say")
    func places() async throws {
        let test = try await Self.authority()
        let administrator = try await test.bound(test.administrator)
        let lines = [
            "6:http://lists.example.test/%3%8%9.crl", "8:ldap:///CN=%7%8,CN=%2,CN=CDP,%6%10", "2:http://other.example.test/%3%8.crl",
        ]
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLPublicationURLs", value: .texts(lines))
        let base = try await Self.list(test)
        #expect(try FreshestCRL.find(in: base.extensions)?.uris == ["http://lists.example.test/Chancery%20Issuing%20CA%2B.crl"])
        for list in [base, try await Self.list(test, Self.deltaPath)] {
            let places = try #require(try PublishedCRLLocations.find(in: list.extensions)).uris
            #expect(places.count == 1)
            #expect(places.first?.hasPrefix("ldap:///CN=Chancery%20Issuing%20CA,CN=PKI,CN=CDP,") == true)
        }
        // No line says where deltas are, so that nobody would look for them.
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLPublicationURLs", value: .texts([lines[2]]))
        #expect(try await FreshestCRL.find(in: Self.list(test).extensions) == nil)
        #expect(try await test.bound(test.officer).revocationLists().first?.delta == nil)
    }
}
