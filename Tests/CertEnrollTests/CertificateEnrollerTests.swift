import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("CertificateEnroller gets an identity and its successors")
struct CertificateEnrollerTests {
    @Test("an identity is enrolled once; the next start loads it from the store without a word to the CA")
    func enrollsOnce() async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let second = try await fixture.enroller().identity(dnsNames: ["WWW.example.com"])
            #expect(first.certificate == second.certificate)
            #expect(second.key.publicKey == second.certificate.subjectPublicKeyInfo)
            #expect(fixture.server.submissions.count == 1)
        }
    }

    @Test("the CA need not be there when the certificate is in the store")
    func offline() async throws {
        try await EnrollerFixture.with { fixture in
            _ = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let away = WatchedServer(fixture.enrollment, fates: [.requestLost, .requestLost])
            let found = try await fixture.enroller(away).identity(dnsNames: ["www.example.com"])
            #expect(found.certificate.notAfter > fixture.clock.now)
            #expect(away.submissions.isEmpty)
        }
    }

    @Test(
        "a certificate with fewer, more or other names of the kind asked for is not taken",
        arguments: [
            ["api.example.com"], ["www.example.com", "api.example.com"],
        ]
    )
    func otherNames(_ asked: [String]) async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let second = try await fixture.enroller().identity(dnsNames: asked)
            #expect(first.certificate != second.certificate)
            #expect(try second.certificate.value(of: SubjectAlternativeName.self)?.names == asked.map { .dnsName($0) })
        }
    }

    @Test("a certificate of another CA or another template is not taken", arguments: [("Other CA", "WebServer"), ("", "Machine")])
    func otherOrigin(_ authority: String, _ template: String) async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let elsewhere = try ConfigString("localhost\\" + authority, authorityRequired: false)
            let names = try DNSNames.names(of: first.certificate)
            #expect(names == ["www.example.com"])
            let found = try? await fixture.enroller(address: elsewhere, template: template, fates: [.requestLost])
                .identity(dnsNames: ["www.example.com"])
            #expect(found?.certificate != first.certificate)
        }
    }

    @Test("an expired certificate of the store is replaced by a new one")
    func expired() async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            fixture.clock.advance(seconds: first.notAfter.timeIntervalSince(fixture.clock.now) + 1)
            let second = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            #expect(second.notAfter > first.notAfter)
        }
    }

    @Test("a request that an officer must approve is pending, and the same call collects its certificate")
    func pending() async throws {
        try await EnrollerFixture.with { fixture in
            try await fixture.enrollment.authority.changeTemplate("WebServer") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let refused = await #expect(throws: NotIssuedError.self) {
                try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            }
            let pending = try #require(refused)
            #expect(pending.isPending)
            let officer = try await fixture.enrollment.authority.bound(fixture.enrollment.authority.officer)
            _ = try await officer.approve(RequestID(try #require(Int(pending.requestID))))
            let identity = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            #expect(identity.key.publicKey == identity.certificate.subjectPublicKeyInfo)
            #expect(Set(fixture.server.submissions.map(\.submissionKey)).count == 1)
        }
    }

    @Test("a denial carries the CA's reason")
    func denied() async throws {
        try await EnrollerFixture.with { fixture in
            let refused = await #expect(throws: NotIssuedError.self) { try await fixture.enroller().identity() }
            let denied = try #require(refused)
            #expect(!denied.isPending)
            #expect(denied.status.error == .certsrvBadRequestSubject)
            #expect("\(denied)".contains("issued no certificate"))
        }
    }

    @Test("a revoked certificate cannot sign its renewal, so a new one is enrolled with the same names")
    func revoked() async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let authority = fixture.enrollment.authority
            _ = try await authority.bound(authority.officer).revoke(serial: first.certificate.serialHex, reason: .keyCompromise)
            let second = try await fixture.enroller().renew(first)
            #expect(second.key.publicKey != first.key.publicKey)
            #expect(try DNSNames.names(of: second.certificate) == ["www.example.com"])
            #expect(fixture.server.submissions.last?.format == .pkcs10)
        }
    }

    @Test("a successor goes before what it renewed, even when it ends earlier")
    func successor() async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            try await fixture.shortenCertificates()
            let second = try await fixture.enroller().renew(first)
            #expect(second.notAfter < first.notAfter)
            let found = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            #expect(found.certificate == second.certificate)
        }
    }

    @Test("a certificate whose key file is lost is passed over for the next one, and at last enrolled again")
    func lostKey() async throws {
        try await EnrollerFixture.with { fixture in
            let first = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let second = try await fixture.enroller().renew(first)
            try fixture.loseKey(of: second)
            let found = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            #expect(found.certificate == first.certificate)
            try fixture.loseKey(of: first)
            let third = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            #expect(third.key.publicKey == third.certificate.subjectPublicKeyInfo)
            #expect(fixture.server.submissions.count == 3)
        }
    }

    @Test("names that the CA left out are an error that names them, and the next start does not ask again")
    func leftOut() async throws {
        try await EnrollmentFixture.with { enrollment in
            let fixture = EnrollerFixture(enrollment: enrollment, server: WatchedServer(enrollment), slept: Mutexed([]))
            for _ in 1...2 {
                let error = await #expect(throws: CAError.self) {
                    try await fixture.enroller(template: "User").identity(dnsNames: ["www.example.com"])
                }
                #expect(error?.message.contains("left out dns:www.example.com") == true, "\(String(describing: error))")
            }
            #expect(fixture.server.submissions.count == 1)
        }
    }

    @Test("keys are made and files written off the caller's executor")
    @MainActor
    func executor() async throws {
        try await EnrollerFixture.with { fixture in
            let maker = WatchfulKeyMaker()
            _ = try await fixture.enroller(keys: maker).identity(dnsNames: ["www.example.com"])
            #expect(maker.calls == 1)
            #expect(maker.callsOnMainThread == 0)
        }
    }
}

@Suite("Renewals follow the template, the clock and the CA")
struct IdentityRenewalTests {
    @Test("a certificate is renewed when the template's period begins, with a new key, signed by the old one")
    func renews() async throws {
        try await EnrollerFixture.with { fixture in
            let enroller = fixture.enroller()
            let identity = try await enroller.identity(dnsNames: ["www.example.com"])
            let template = try #require(try await fixture.enrollment.authority.store.template(named: "WebServer"))
            var renewals = enroller.renewals(of: identity).makeAsyncIterator()
            let renewed = try #require(try await renewals.next())
            let left = identity.notAfter.timeIntervalSince(fixture.clock.now)
            #expect(left <= Double(template.overlapSeconds) && left > Double(template.overlapSeconds) - 6 * 3_600)
            #expect(renewed.key.publicKey != identity.key.publicKey)
            #expect(renewed.notAfter > identity.notAfter)
            #expect(fixture.server.submissions.last?.format == .pkcs7)
            #expect(try DNSNames.names(of: renewed.certificate) == ["www.example.com"])
            #expect(fixture.sleeps.allSatisfy { $0 <= .seconds(300) })
        }
    }

    @Test("a CA that is away is asked again, and the successor comes when it is back")
    func away() async throws {
        try await EnrollerFixture.with { fixture in
            let identity = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            let server = WatchedServer(fixture.enrollment, fates: [.requestLost, .answerLost, .requestLost])
            var renewals = fixture.enroller(server).renewals(of: identity).makeAsyncIterator()
            let renewed = try #require(try await renewals.next())
            #expect(renewed.notAfter > identity.notAfter)
            #expect(server.submissions.count == 4)
            #expect(Set(server.submissions.map(\.submissionKey)).count == 1)
        }
    }

    @Test("a clock that jumps ahead is noticed at the next look")
    func jump() async throws {
        try await EnrollerFixture.with { fixture in
            let enroller = fixture.enroller(sleeping: { clock, count in
                // The machine slept: one look later, the certificate's last day has come.
                if count == 1 { clock.advance(seconds: 729 * 86_400) }
            })
            let identity = try await enroller.identity(dnsNames: ["www.example.com"])
            var renewals = enroller.renewals(of: identity).makeAsyncIterator()
            #expect(try await renewals.next() != nil)
            #expect(fixture.sleeps.count == 1)
        }
    }

    @Test("a successor that another program put into the store is taken over without a word to the CA")
    func anotherProgram() async throws {
        try await EnrollerFixture.with { fixture in
            let identity = try await fixture.enroller().identity(dnsNames: ["www.example.com"])
            fixture.clock.advance(seconds: 86_400)
            let other = try await fixture.enroller().renew(identity)
            let before = fixture.server.submissions.count
            var renewals = fixture.enroller().renewals(of: identity).makeAsyncIterator()
            #expect(try await renewals.next()?.certificate == other.certificate)
            #expect(fixture.server.submissions.count == before)
        }
    }

    @Test("the sequence ends when its task is canceled")
    func canceled() async throws {
        try await EnrollerFixture.with { fixture in
            let enroller = fixture.enroller()
            let identity = try await enroller.identity(dnsNames: ["www.example.com"])
            let task = Task {
                var count = 0
                for try await _ in enroller.renewals(of: identity) { count += 1 }
                return count
            }
            task.cancel()
            #expect(try await task.value == 0)
        }
    }

    @Test(
        "renewal begins the template's period before the end, at most four fifths of the lifetime",
        arguments: [
            (lifetime: 100.0, overlap: 10.0, share: 0.0, due: 90.0),
            (100, 10, 0.5, 91.25),
            (100, 1_000, 0, 20),
            (90, nil, 0, 60),
            (0, 10, 0, 0),
        ] as [(lifetime: Double, overlap: Double?, share: Double, due: Double)]
    )
    func schedule(_ lifetime: Double, _ overlap: Double?, _ share: Double, _ due: Double) {
        let start = Date(timeIntervalSince1970: 1_000)
        let schedule = RenewalSchedule(notBefore: start, notAfter: start + lifetime, overlap: overlap)
        #expect(schedule.due(share: share) == start + due)
    }

    @Test(
        "the wait after failures doubles to an hour and is at most a tenth of the time left",
        arguments: [
            (failures: 1, left: 1e6, wait: 60.0), (2, 1e6, 120), (7, 1e6, 3_600), (500, 1e6, 3_600), (7, 600, 60), (7, 5, 10), (3, 0, 240),
        ]
    )
    func waits(_ failures: Int, _ left: Double, _ wait: Double) {
        let now = Date(timeIntervalSince1970: 1_000)
        let schedule = RenewalSchedule(notBefore: now, notAfter: now + left, overlap: nil)
        #expect(schedule.wait(failures: failures, at: now, share: 0) == wait)
    }
}

/// A real engine whose clock the waits of renewals move.
struct EnrollerFixture {
    let enrollment: EnrollmentFixture
    let server: WatchedServer
    let slept: Mutexed<[Duration]>

    var clock: TestClock { enrollment.authority.clock }
    var sleeps: [Duration] { slept.value }

    static func with(_ body: (EnrollerFixture) async throws -> Void) async throws {
        try await EnrollmentFixture.with({ $0.administrator }) { enrollment in
            try await body(EnrollerFixture(enrollment: enrollment, server: WatchedServer(enrollment), slept: Mutexed([])))
        }
    }

    /// Certificates that are issued from now on end before the ones that exist.
    func shortenCertificates() async throws {
        try await enrollment.authority.changeTemplate("WebServer") {
            $0.validitySeconds /= 4
            $0.overlapSeconds /= 4
        }
    }

    /// Removes the file of an identity's key.
    func loseKey(of identity: EnrolledIdentity) throws {
        let name = Hex.encode(Digest.sha256(identity.key.publicKey.derEncoded))
        try FileManager.default.removeItem(atPath: enrollment.directory + "/keys/\(name).key")
    }

    /// - Parameter sleeping: instead of letting the time pass, called with the number of the wait.
    func enroller(
        _ given: WatchedServer? = nil,
        address: ConfigString = ConfigString(host: "localhost", authority: TestAuthority.issuingName),
        template: String = "WebServer",
        fates: [WatchedServer.Fate] = [],
        keys: any KeyMaker = SoftwareKeyMaker(),
        keySpecification: KeySpecification? = nil,
        provider: (any KeyProvider)? = nil,
        sleeping: (@Sendable (TestClock, Int) -> Void)? = nil
    ) -> CertificateEnroller {
        let used = given ?? (fates.isEmpty ? server : WatchedServer(enrollment, fates: fates))
        var enroller = CertificateEnroller(
            server: used,
            address: address,
            template: template,
            stores: .init(directory: enrollment.directory),
            keys: keys,
            keySpecification: keySpecification,
            provider: provider
        )
        let (clock, slept) = (clock, slept)
        enroller.clock.now = { clock.now }
        enroller.clock.random = { 0 }
        enroller.clock.sleep = { duration in
            try Task.checkCancellation()
            let count = slept.change {
                $0.append(duration); return $0.count
            }
            if let sleeping { return sleeping(clock, count) }
            // Six hours at a time, because two years of five minutes are many.
            clock.advance(seconds: duration < .seconds(300) ? Double(duration.components.seconds) + 1 : 6 * 3_600)
        }
        return enroller
    }
}

/// A value that several tasks change.
final class Mutexed<Value: Sendable>: Sendable {
    private let held: Mutex<Value>

    init(_ value: Value) { held = Mutex(value) }

    var value: Value { held.withLock { $0 } }

    func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        held.withLock { value in
            var copy = value
            let result = body(&copy)
            value = copy
            return result
        }
    }
}

private enum DNSNames {
    /// The DNS names of a certificate.
    static func names(of certificate: Certificate) throws -> [String] {
        try certificate.value(of: SubjectAlternativeName.self)?.names.compactMap { if case .dnsName(let name) = $0 { name } else { nil } }
            ?? []
    }
}

/// Says on which thread keys were made.
private final class WatchfulKeyMaker: KeyMaker {
    private let seen = Mutex((calls: 0, onMain: 0))

    var calls: Int { seen.withLock { $0.calls } }
    var callsOnMainThread: Int { seen.withLock { $0.onMain } }

    func makeKey(_ specification: KeySpecification) throws -> (key: PrivateKey, pkcs8: [UInt8]) {
        seen.withLock {
            $0.calls += 1
            if Thread.isMainThread { $0.onMain += 1 }
        }
        return try SoftwareKeyMaker().makeKey(specification)
    }

    func key(pkcs8: [UInt8]) throws -> PrivateKey { try SoftwareKeyMaker().key(pkcs8: pkcs8) }
}
