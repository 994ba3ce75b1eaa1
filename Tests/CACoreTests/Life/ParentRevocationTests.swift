import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("What a parent of another installation revokes")
struct ParentRevocationTests {
    private struct Place {
        let test: TestAuthority
        let outside: OutsideRoot
        let request: [UInt8]
        let chain: [[UInt8]]
        let certificate: Certificate
        let number: AuthorityNumber
        let check: ParentRevocationCheck

        /// - Parameter lists: what is at hand when a certificate is installed.
        static func make(lists: ListsAtHand = ListsAtHand()) async throws -> Place {
            let test = try await TestAuthority.make(parentLists: { _ in lists.all })
            let caller = test.caller(test.administrator)
            let order = AuthorityOrder(name: "Partner CA", parent: .elsewhere, issues: true)
            let request = try #require(try await test.service.addAuthority(order, for: caller).request)
            let outside = try await OutsideRoot.make(at: test.clock.now)
            let chain = try await outside.certify(request, at: test.clock.now)
            let bound = try await test.bound(test.administrator, to: "Partner CA")
            _ = try await bound.installCertificate(AuthorityCertificates(certificates: chain))
            let clock = test.clock
            return Place(
                test: test,
                outside: outside,
                request: request,
                chain: chain,
                certificate: try Certificate(derEncoded: chain[0]),
                number: try #require(await test.store.authorities().first { $0.name == "Partner CA" }).number,
                check: ParentRevocationCheck(store: test.store, verifier: nil, clock: { clock.now })
            )
        }

        func judge(_ lists: [UInt8]..., for number: AuthorityNumber? = nil) async throws -> ParentRevocationCheck.Verdict {
            try await check.judge(lists.map { ("a place", $0) }, for: number ?? self.number)
        }

        /// What the record says about revocations by the parent.
        func records() async throws -> [AuditRecord] {
            try await test.store.auditRecords(after: 0, limit: 1000).map(\.record).filter { $0.event == "authorityRevokedByParent" }
        }

        /// A list of the outside root.
        /// - Parameter certificate: the one that it shows, when another than the first.
        func list(
            revoked: Bool,
            reason: CRLReason = .caCompromise,
            age: Double = 60,
            key: PrivateKey? = nil,
            certificate: Certificate? = nil
        ) async throws -> [UInt8] {
            let signer = key ?? outside.identity.key
            let now = test.clock.now
            let serial = (certificate ?? self.certificate).serialNumber
            let body = TBSCertificateList(
                signatureAlgorithm: signer.defaultSignatureAlgorithm,
                issuer: outside.identity.certificate.subject,
                thisUpdate: now.addingTimeInterval(-age),
                nextUpdate: now.addingTimeInterval(86_400 - age),
                revoked: revoked
                    ? [RevokedEntry(serialNumber: serial, date: now.addingTimeInterval(-age), reason: reason)] : [],
                extensions: [CRLNumber(1).asExtension()]
            ).derEncoded()
            return TBSCertificateList.assemble(
                tbs: body,
                algorithm: signer.defaultSignatureAlgorithm,
                signature: try await signer.sign(body)
            )
        }

        func submit() async throws -> Disposition {
            try await test.bound(test.alice, to: "Partner CA").submit(test.submission(test.request(), template: "User"))
        }
    }

    @Test("a CA whose outside parent revoked it stops issuing, and issues again when its hold is released")
    func revoked() async throws {
        let place = try await Place.make()
        #expect(try await place.check.subjects().map(\.name) == ["Partner CA"])
        #expect(try await place.judge(place.list(revoked: false, age: 600)) == .good)
        #expect(try await place.submit().code == .issued)
        let held = try await place.list(revoked: true, reason: .certificateHold, age: 300)
        #expect(try await place.judge(held) == .revoked)
        #expect(try await place.submit().reason?.rule == "IssuerIsNotRevoked")
        #expect(try await place.test.bound(place.test.administrator, to: "Partner CA").property(.caCertState, index: 0) == .long(2))
        // The same list again is no news, and an older one lifts nothing.
        let records = try await place.test.store.auditRecords(after: 0, limit: 1000).count
        #expect(try await place.judge(held) == .revoked)
        #expect(try await place.judge(place.list(revoked: false, age: 500)) == .revoked)
        #expect(try await place.test.store.auditRecords(after: 0, limit: 1000).count == records)
        #expect(try await place.judge(place.list(revoked: false, age: 60)) == .good)
        #expect(try await place.submit().code == .issued)
        let events = try await place.test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.filter { $0 == "authorityRevokedByParent" }.count == 2)
    }

    @Test("a list that is not the parent's, has ended or cannot be read says nothing")
    func irrelevant() async throws {
        let place = try await Place.make()
        let foreign = try await place.list(revoked: true, key: try PrivateKey(generating: .p256))
        let ended = try await place.list(revoked: true, age: 2 * 86_400)
        for bytes in [foreign, ended, [0x30, 0x00]] {
            guard case .irrelevant = try await place.judge(bytes) else {
                Issue.record("it counts")
                continue
            }
        }
        guard case .irrelevant = try await place.judge(place.list(revoked: true), for: AuthorityNumber(rawValue: 2)) else {
            Issue.record("it counts for an authority below one of this installation")
            return
        }
        #expect(try await place.submit().code == .issued)
    }

    @Test("an older list hides no newer one that revokes the CA, in whatever order they are found", arguments: [false, true])
    func olderList(_ newestFirst: Bool) async throws {
        let place = try await Place.make()
        let old = try await place.list(revoked: false, age: 600)
        let new = try await place.list(revoked: true, age: 60)
        #expect(try await place.judge(newestFirst ? new : old, newestFirst ? old : new) == .revoked)
        #expect(try await place.submit().reason?.rule == "IssuerIsNotRevoked")
        #expect(try await place.judge(old) == .revoked)
    }

    @Test("a hold is lifted by a newer list alone, and lists between two that show it lift nothing")
    func holds() async throws {
        let place = try await Place.make()
        let held = try await place.list(revoked: true, reason: .certificateHold, age: 600)
        let without = try await place.list(revoked: false, age: 300)
        // Both are there from the beginning: nothing was ever in force.
        #expect(try await place.judge(held, without) == .good)
        #expect(try await place.records().isEmpty)
        let again = try await place.list(revoked: true, reason: .certificateHold, age: 60)
        #expect(try await place.judge(held, again) == .revoked)
        #expect(try await place.judge(without, held) == .revoked)
        #expect(try await place.records().count == 1)
    }

    @Test("what was revoked for good stays revoked when a newer list leaves it out or shows a hold")
    func forGood() async throws {
        let place = try await Place.make()
        #expect(try await place.judge(place.list(revoked: true, age: 600)) == .revoked)
        #expect(try await place.judge(place.list(revoked: false, age: 300)) == .revoked)
        #expect(try await place.judge(place.list(revoked: true, reason: .certificateHold, age: 60)) == .revoked)
        #expect(try await place.judge(place.list(revoked: false, age: 30)) == .revoked)
        #expect(try await place.records().count == 1)
    }

    private func refusal(_ work: () async throws -> Void) async -> CAError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? CAError
        }
    }

    @Test("the revoked certificate, and any older one of its key, cannot be installed again")
    func installedAgain() async throws {
        let place = try await Place.make()
        let older = try await place.outside.certify(
            place.request,
            at: place.test.clock.now.addingTimeInterval(-60)
        )
        place.test.clock.advance(seconds: 60)
        #expect(try await place.judge(place.list(revoked: true, reason: .superseded)) == .revoked)
        let partner = try await place.test.bound(place.test.administrator, to: "Partner CA")
        let request = try #require(try await partner.renew(RenewalOrder(newKey: false)).request)
        let same = await refusal { _ = try await partner.installCertificate(AuthorityCertificates(certificates: place.chain)) }
        #expect(same?.reason?.field == "certificate")
        let old = await refusal { _ = try await partner.installCertificate(AuthorityCertificates(certificates: older)) }
        #expect(old?.reason?.field == "validity")
        #expect(try await place.submit().reason?.rule == "IssuerIsNotRevoked")
        // With the new one in the bundle, that one counts, wherever it is.
        let new = try await place.outside.certify(request, at: place.test.clock.now)
        let installed = try await partner.installCertificate(AuthorityCertificates(certificates: place.chain + new))
        #expect(installed.certificate == new[0])
        #expect(try await place.submit().code == .issued)
    }

    @Test("a certificate that a list of its parent shows is not installed")
    func listedBefore() async throws {
        let lists = ListsAtHand()
        let place = try await Place.make(lists: lists)
        let partner = try await place.test.bound(place.test.administrator, to: "Partner CA")
        let request = try #require(try await partner.renew(RenewalOrder(newKey: false)).request)
        place.test.clock.advance(seconds: 60)
        let new = try await place.outside.certify(request, at: place.test.clock.now)
        let listed = try await place.list(revoked: true, certificate: try Certificate(derEncoded: new[0]))
        lists.all = [("old.crl", try await place.list(revoked: false, age: 600)), ("new.crl", listed)]
        let refused = await refusal { _ = try await partner.installCertificate(AuthorityCertificates(certificates: new)) }
        #expect(refused?.status == .certRevoked)
        #expect(try await partner.generations().waiting?.request == request)
        lists.all = [("other.crl", [0x30, 0x00])]
        #expect(try await partner.installCertificate(AuthorityCertificates(certificates: new)).generation == 1)
    }

    @Test("a renewal with the key is refused when the parent revoked a certificate because it was compromised")
    func compromised() async throws {
        let place = try await Place.make()
        #expect(try await place.judge(place.list(revoked: true, reason: .keyCompromise)) == .revoked)
        let partner = try await place.test.bound(place.test.administrator, to: "Partner CA")
        let same = await refusal { _ = try await partner.renew(RenewalOrder(newKey: false)) }
        #expect(same?.reason?.rule == "CompromisedKeyEnds")
        #expect(try await partner.renew(RenewalOrder(newKey: true)).request != nil)
    }

    @Test("a renewal that waits with the key gets no certificate after the key was compromised")
    func compromisedMeanwhile() async throws {
        let place = try await Place.make()
        let partner = try await place.test.bound(place.test.administrator, to: "Partner CA")
        let request = try #require(try await partner.renew(RenewalOrder(newKey: false)).request)
        #expect(try await place.judge(place.list(revoked: true, reason: .keyCompromise)) == .revoked)
        place.test.clock.advance(seconds: 60)
        let chain = try await place.outside.certify(request, at: place.test.clock.now)
        let refused = await refusal { _ = try await partner.installCertificate(AuthorityCertificates(certificates: chain)) }
        #expect(refused?.reason?.rule == "CompromisedKeyEnds")
        #expect(try await place.submit().reason?.rule == "IssuerIsNotRevoked")
    }
}

/// The lists of a parent that a test puts there.
private final class ListsAtHand: Sendable {
    private let lists = Mutex<[(place: String, bytes: [UInt8])]>([])

    var all: [(place: String, bytes: [UInt8])] {
        get { lists.withLock { $0 } }
        set { lists.withLock { $0 = newValue } }
    }
}
