import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("What a parent of another installation revokes")
struct ParentRevocationTests {
    private struct Place {
        let test: TestAuthority
        let outside: OutsideRoot
        let certificate: Certificate
        let number: AuthorityNumber
        let check: ParentRevocationCheck

        static func make() async throws -> Place {
            let test = try await TestAuthority.make()
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
                certificate: try Certificate(derEncoded: chain[0]),
                number: try #require(await test.store.authorities().first { $0.name == "Partner CA" }).number,
                check: ParentRevocationCheck(store: test.store, verifier: nil, clock: { clock.now })
            )
        }

        /// A list of the outside root.
        func list(revoked: Bool, reason: CRLReason = .caCompromise, age: Double = 60, key: PrivateKey? = nil) async throws -> [UInt8] {
            let signer = key ?? outside.identity.key
            let now = test.clock.now
            let body = TBSCertificateList(
                signatureAlgorithm: signer.defaultSignatureAlgorithm,
                issuer: outside.identity.certificate.subject,
                thisUpdate: now.addingTimeInterval(-age),
                nextUpdate: now.addingTimeInterval(86_400 - age),
                revoked: revoked
                    ? [RevokedEntry(serialNumber: certificate.serialNumber, date: now.addingTimeInterval(-age), reason: reason)] : [],
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
        #expect(try await place.check.judge(place.list(revoked: false, age: 600), for: place.number) == .good)
        #expect(try await place.submit().code == .issued)
        let held = try await place.list(revoked: true, reason: .certificateHold, age: 300)
        #expect(try await place.check.judge(held, for: place.number) == .revoked)
        #expect(try await place.submit().reason?.rule == "IssuerIsNotRevoked")
        #expect(try await place.test.bound(place.test.administrator, to: "Partner CA").property(.caCertState, index: 0) == .long(2))
        // The same list again is no news, and an older one lifts nothing.
        let records = try await place.test.store.auditRecords(after: 0, limit: 1000).count
        #expect(try await place.check.judge(held, for: place.number) == .revoked)
        #expect(try await place.check.judge(place.list(revoked: false, age: 500), for: place.number) == .revoked)
        #expect(try await place.test.store.auditRecords(after: 0, limit: 1000).count == records)
        #expect(try await place.check.judge(place.list(revoked: false, age: 60), for: place.number) == .good)
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
            guard case .irrelevant = try await place.check.judge(bytes, for: place.number) else {
                Issue.record("it counts")
                continue
            }
        }
        guard case .irrelevant = try await place.check.judge(place.list(revoked: true), for: AuthorityNumber(rawValue: 2)) else {
            Issue.record("it counts for an authority below one of this installation")
            return
        }
        #expect(try await place.submit().code == .issued)
    }
}
