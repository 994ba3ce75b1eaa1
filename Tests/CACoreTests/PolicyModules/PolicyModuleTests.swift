import CAInterface
import CertificateTemplates
import Foundation
import Logging
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization
import Testing

@testable import CACore

/// Says what it is told, and keeps what it was asked.
private final class FixedModule: PolicyModule {
    struct Failure: Error {}

    let answer: PolicyModuleVerdict?
    let failure: any Error
    let asked = Mutex<[(context: PolicyModuleContext, isNew: Bool)]>([])
    let starts = Mutex(0)

    init(_ answer: PolicyModuleVerdict?, failure: any Error = Failure()) {
        self.answer = answer
        self.failure = failure
    }

    var description: String { "fixed" }
    func initialize(authority: String) async throws { starts.withLock { $0 += 1 } }

    func verifyRequest(_ context: PolicyModuleContext, isNew: Bool) async throws -> PolicyModuleVerdict {
        asked.withLock { $0.append((context, isNew)) }
        guard let answer else { throw failure }
        return answer
    }
}

@Suite("Policy modules")
struct PolicyModuleTests {
    /// The authority with a module that is asked by the service made here.
    private struct Fixture {
        let test: TestAuthority
        let service: CertificationService

        init(_ module: FixedModule, failure: String = "pending") async throws {
            test = try await TestAuthority.make()
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let clock = test.clock
            service = CertificationService(
                store: test.store,
                directory: test.directory,
                keys: test.ring,
                objects: test.objects,
                publisher: test.publisher,
                clock: { clock.now },
                logger: logger,
                policyModules: PolicyModuleHost(logger: logger) { _ in module }
            )
            let administrator = try await bound(test.administrator)
            try await administrator.setConfigurationEntry(node: "policy", entry: "ModuleCommand", value: .text("module"))
            try await administrator.setConfigurationEntry(node: "policy", entry: "ModuleFailure", value: .text(failure))
        }

        func bound(_ principal: Principal) async throws -> any BoundAuthority {
            try await service.authority(named: TestAuthority.issuingName, for: test.caller(principal))
        }

        func submit(template: String = "User", subject: DistinguishedName = .empty, as principal: Principal? = nil) async throws
            -> Disposition
        {
            let bytes = try await test.request(subject: subject)
            return try await bound(principal ?? test.alice).submit(test.submission(bytes, template: template, attributes: ["Color": "red"]))
        }
    }

    private func certificate(_ answer: Disposition) throws -> Certificate {
        try Certificate(derEncoded: try #require(answer.certificate, "\(answer.message)"))
    }

    @Test("a module sees properties, attributes and the certificate that the rules would make")
    func context() async throws {
        let module = FixedModule(PolicyModuleVerdict(.issue))
        let fixture = try await Fixture(module)
        #expect(try await fixture.submit().code == .issued)
        _ = try await fixture.submit()
        let asked = module.asked.withLock { $0 }
        let context = try #require(asked.first?.context)
        #expect(asked.map(\.isNew) == [true, true])
        #expect(module.starts.withLock { $0 } == 1)
        #expect(context.properties["RequesterName"] == "EXAMPLE\\alice")
        #expect(context.properties["CertificateTemplate"] == "User")
        #expect(context.attributes.contains(["Color", "red"]))
        #expect(context.certificate.extensions.contains { $0.oid == ExtendedKeyUsage.oid.dotted })
    }

    @Test("a module holds a request that the rules allow, and an officer's approval settles it")
    func holds() async throws {
        let module = FixedModule(PolicyModuleVerdict(.hold))
        let fixture = try await Fixture(module)
        let held = try await fixture.submit()
        #expect(held.code == .underSubmission)
        #expect(try await fixture.bound(fixture.test.officer).approve(held.requestID).code == .issued)
        #expect(module.asked.withLock { $0.map(\.isNew) } == [true, false])
    }

    @Test("a module denies with its own status, also against an officer's approval")
    func denies() async throws {
        let module = FixedModule(PolicyModuleVerdict(.deny(status: .certsrvBadRequestSubject, text: "Not on Sundays.")))
        let fixture = try await Fixture(module)
        let denied = try await fixture.submit()
        #expect(denied.code == .denied)
        #expect(denied.status == .certsrvBadRequestSubject)
        #expect(denied.message.contains("Not on Sundays."), "\(denied.message)")
        #expect(denied.reason?.rule == "PolicyModule")
    }

    @Test("a module cannot allow what the rules deny or hold")
    func widens() async throws {
        let module = FixedModule(PolicyModuleVerdict(.issue))
        let fixture = try await Fixture(module)
        #expect(try await fixture.submit(template: "EnrollmentAgent").code == .denied)
        #expect(module.asked.withLock { $0.isEmpty })
        #expect(try await fixture.submit(template: "EnrollmentAgent", as: fixture.test.administrator).code == .underSubmission)
    }

    @Test("a module shortens the validity, removes an extension and a part of the subject")
    func narrows() async throws {
        var narrowing = CertificateNarrowing()
        narrowing.notAfter = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down) + 30 * 86_400)
        narrowing.removedExtensions = [AuthorityInformationAccess.oid]
        narrowing.removedSubjectParts = [OID.organization]
        let fixture = try await Fixture(FixedModule(PolicyModuleVerdict(.issue, narrowing: narrowing)))
        let subject = DistinguishedName.of([(.organization, "Example"), (.commonName, "x.example.test")])
        let made = try certificate(try await fixture.submit(template: "WebServer", subject: subject, as: fixture.test.administrator))
        #expect(made.notAfter == narrowing.notAfter)
        #expect(made.subject == .of([(.commonName, "x.example.test")]))
        #expect(try made.value(of: AuthorityInformationAccess.self) == nil)
        #expect(try made.value(of: CRLDistributionPoints.self) != nil)
    }

    @Test("a later end, an earlier beginning and the loss of a limiting extension are not given")
    func refusesWidening() async throws {
        var narrowing = CertificateNarrowing()
        narrowing.notBefore = .distantPast
        narrowing.notAfter = .distantFuture
        narrowing.removedExtensions = [ExtendedKeyUsage.oid, KeyUsage.oid, NTDSCASecurity.oid, SubjectAlternativeName.oid]
        let plain = try certificate(try await Fixture(FixedModule(PolicyModuleVerdict(.issue))).submit())
        let made = try certificate(try await Fixture(FixedModule(PolicyModuleVerdict(.issue, narrowing: narrowing))).submit())
        #expect(made.notAfter.timeIntervalSince(made.notBefore) == plain.notAfter.timeIntervalSince(plain.notBefore))
        #expect(Set(made.extensions.map(\.oid)) == Set(plain.extensions.map(\.oid)))
    }

    @Test("a request whose subject a module empties, or whose end it sets before the beginning, is denied", arguments: [true, false])
    func empties(_ subjectIsEmptied: Bool) async throws {
        var narrowing = CertificateNarrowing()
        if subjectIsEmptied { narrowing.removedSubjectParts = [OID.commonName] } else { narrowing.notAfter = .distantPast }
        let fixture = try await Fixture(FixedModule(PolicyModuleVerdict(.issue, narrowing: narrowing)))
        let subject = DistinguishedName.of([(.commonName, "x.example.test")])
        let answer = try await fixture.submit(template: "WebServer", subject: subject, as: fixture.test.administrator)
        #expect(answer.code == .denied)
    }

    @Test("the request of a module that fails waits, also when it is approved, or is denied, as set")
    func fails() async throws {
        let held = try await Fixture(FixedModule(nil))
        let answer = try await held.submit()
        #expect(answer.code == .underSubmission)
        #expect(try await held.bound(held.test.officer).approve(answer.requestID).code == .underSubmission)
        #expect(try await Fixture(FixedModule(nil), failure: "denied").submit().code == .denied)
    }

    @Test("a request that waits because its module failed says why, and nothing of other errors")
    func failureIsShown() async throws {
        let absent = ModuleError("The program check is absent.", remedy: "Put it there.")
        let held = try await Fixture(FixedModule(nil, failure: absent))
        let answer = try await held.submit()
        let expected = "Taken Under Submission  The policy module of the authority failed: The program check is absent."
        #expect(answer.message == expected)
        let again = try await held.bound(held.test.officer).approve(answer.requestID)
        #expect(again.message.hasSuffix("The policy module of the authority failed: The program check is absent."), "\(again.message)")
        let other = try await Fixture(FixedModule(nil)).submit()
        #expect(other.message.hasSuffix("The policy module of the authority failed: It failed; the server's log says how."))
        let denied = try await Fixture(FixedModule(nil, failure: absent), failure: "denied").submit()
        #expect(denied.message.contains("The program check is absent."), "\(denied.message)")
    }
}
