import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("External certificates")
struct ExternalCertificateTests {
    private let password = ServerKeyBench.password

    /// A certificate of another issuer, with its key.
    private struct Foreign {
        let key: PrivateKey
        let certificate: [UInt8]

        func pfx(_ password: String = "theirs") throws -> [UInt8] {
            try PKCS12(pkcs8: key.pkcs8(), certificate: certificate, chain: []).sealed(
                password: FilePassword(password),
                protection: .modern(iterations: 2_048)
            )
        }
    }

    private func foreign() async throws -> Foreign {
        let other = try await TestAuthority.make()
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let submission = other.submission(try await other.request(key: key), template: "User")
        let issued = try await other.bound(other.bob).submit(submission)
        return Foreign(key: key, certificate: try #require(issued.certificate, "\(issued.message)"))
    }

    @Test("one with its key is delivered as a PFX under the caller's password, one alone as a Pkcs7")
    func delivered() async throws {
        let bench = try await ServerKeyBench.make()
        let (one, other) = (try await foreign(), try await foreign())
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        _ = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id)
        let profile = try #require(try await bench.alice.request(id)?.request.newProfile)
        let officer = bench.test.management(bench.authority.officer)
        let first = try await officer.attachCertificate(.pfx(one.pfx(), password: "theirs"), toProfile: profile, comment: "old mail")
        let serial = try Certificate(derEncoded: one.certificate).serialHex
        #expect(first?.origin == .external && first?.serialNumber == serial)
        _ = try await officer.attachCertificate(.certificate(other.certificate), toProfile: profile)
        let results = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id))
        #expect(results.map(\.origin) == [.server, .external, .external])
        #expect(try ServerKeyBench.opened(results[1]).keys.map(\.pkcs8) == [one.key.pkcs8()])
        #expect(results[2].answer == .issued(pkcs7: SignedData.certsOnly([other.certificate])))
        let event = try #require(await bench.test.store.history(of: id).first { $0.kind == .externalCertificateAttached })
        #expect(event.comment == "old mail" && event.actorName == "EXAMPLE\\officer")
    }

    @Test("they come along into the next profile of the same person, and to nobody else")
    func comesAlong() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.renew, reissuesArchived: false)
        try await bench.allow(.recoverOnBehalf)
        let old = try await bench.enrolled()
        let one = try await foreign()
        let officer = bench.test.management(bench.authority.officer)
        _ = try await officer.attachCertificate(.pfx(one.pfx(), password: "theirs"), toProfile: old)
        let renewal = try await bench.request(.renew, of: old)
        let results = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: renewal))
        #expect(results.map(\.origin) == [.server, .external])
        let behalf = try await bench.request(.recoverOnBehalf, of: old, for: bench.authority.bob)
        let others = try await bench.test.management(bench.authority.bob).submitCertificateRequests([], pfxPassword: password, to: behalf)
        #expect(others?.map(\.origin) == [.keyHistory])
    }

    @Test("adding one twice, or many at once, leaves each once")
    func once() async throws {
        let bench = try await ServerKeyBench.make()
        let profile = try await bench.enrolled()
        let officer = bench.test.management(bench.authority.officer)
        let foreigners = [try await foreign(), try await foreign(), try await foreign()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for one in foreigners + foreigners {
                group.addTask { _ = try await officer.attachCertificate(.certificate(one.certificate), toProfile: profile) }
            }
            try await group.waitForAll()
        }
        let stored = await bench.test.store.managedCertificates(ofProfile: profile).filter { $0.origin == .external }
        #expect(Set(stored.map(\.thumbprint)).count == 3 && stored.count == 3)
    }

    @Test("only an initiator may add one; the owner is told so, and others see no profile")
    func permission() async throws {
        let bench = try await ServerKeyBench.make()
        let profile = try await bench.enrolled()
        let one = ExternalCertificate.certificate(try await foreign().certificate)
        let error = await #expect(throws: ManagementError.self) { try await bench.alice.attachCertificate(one, toProfile: profile) }
        #expect(error?.code == .accessDenied)
        #expect(try await bench.test.management(bench.authority.bob).attachCertificate(one, toProfile: profile) == nil)
        #expect(try await bench.test.management(bench.authority.officer).attachCertificate(one, toProfile: UUID()) == nil)
    }

    @Test("a file that cannot be used is refused with its fault, and nothing is stored")
    func unreadable() async throws {
        let bench = try await ServerKeyBench.make()
        let profile = try await bench.enrolled()
        let officer = bench.test.management(bench.authority.officer)
        let (one, other) = (try await foreign(), try await foreign())
        let mixed = try PKCS12(pkcs8: one.key.pkcs8(), certificate: other.certificate, chain: []).sealed(
            password: FilePassword("p"),
            protection: .modern(iterations: 2_048)
        )
        let keyless = try PKCS12(certificates: [.init(one.certificate)]).sealed(
            password: FilePassword("p"),
            protection: .modern(iterations: 2_048)
        )
        let inputs: [ExternalCertificate] = [
            .certificate([]), .certificate(Array(one.certificate.dropLast())), .certificate([UInt8](repeating: 0x30, count: 70_000)),
            .pfx(try one.pfx(), password: "wrong"), .pfx([0x30, 0], password: "p"), .pfx(mixed, password: "p"),
            .pfx(keyless, password: "p"),
        ]
        for (index, input) in inputs.enumerated() {
            let error = await #expect(throws: ManagementError.self, "\(index)") {
                try await officer.attachCertificate(input, toProfile: profile)
            }
            #expect(error?.code == .invalidClientData, "\(index)")
        }
        #expect(await bench.test.store.managedCertificates(ofProfile: profile).allSatisfy { $0.origin != .external })
    }
}
