import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Attested keys", .serialized, .enabled(if: SoftwareTPM.isInstalled))
struct KeyAttestationTests {
    private static let onUse: PrivateKeyFlags = [.attestationRequired, .endorsementKeyTrustOnUse]
    private static let byKey: PrivateKeyFlags = [.attestationRequired, .endorsementKeyValidateKey]
    private static let byCertificate: PrivateKeyFlags = [.attestationRequired, .endorsementKeyValidateCertificate]

    @Test("a module answers the challenge, and the certificate says that its key counts by the account's word", arguments: ["ecc", "rsa"])
    func answered(_ kind: String) async throws {
        let module = try SoftwareModule(endorsement: kind, key: kind == "rsa" ? "rsa2048" : "ecc256")
        let sample = try await AttestedRequest.make(Self.onUse, module: module)
        let waiting = try await sample.send()
        #expect(waiting.code == .underSubmission)
        #expect(waiting.message.hasPrefix("Taken Under Submission"))
        #expect(try await !sample.isIssued(waiting.requestID))
        let row = try #require(await sample.test.store.request(waiting.requestID, of: AttestedRequest.issuing))
        #expect(row.requestFlags & 0x5C00 == 0x1400)
        let issued = try await sample.alice.submit(try await sample.answer(to: waiting))
        #expect(issued.code == .issued)
        #expect(try AttestedRequest.policies(issued) == ["1.3.6.1.4.1.311.21.32"])
        let after = try #require(await sample.test.store.request(waiting.requestID, of: AttestedRequest.issuing))
        #expect(after.requestFlags & 0x5C00 == 0x1800)
        let events = try await sample.test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.suffix(2) == ["requestChallenged", "requestIssued"])
    }

    @Test("the full response has challenge, cipher, provider and exchange certificate, also when asked again")
    func response() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let response = try AttestedRequest.response(waiting)
        let exchange = try await sample.exchange()
        #expect(response.statuses.map(\.status) == [CMCStatusInfo.pending])
        #expect(try AttestationEncryptionAlgorithm.find(in: response.addedAttributes).first?.algorithm.oid == OID.Algorithms.aes256CBC)
        #expect(try KeyStorageProviderName.find(in: response.addedAttributes).first?.name == "Microsoft Platform Crypto Provider")
        #expect(try ExchangeCertificateHash.find(in: response.addedAttributes).first?.bytes == Digest.sha1(exchange.derEncoded))
        let certificates = try SignedData(contentInfo: try #require(waiting.fullResponse)).certificates
        #expect(certificates.contains(exchange.derEncoded))
        #expect(certificates.count == 3)
        let again = try await sample.alice.disposition(of: waiting.requestID, wantsFullResponse: false)
        #expect(try AttestedRequest.challenge(again) == AttestedRequest.challenge(waiting))
        let columns = try await sample.alice.request(waiting.requestID).columns
        #expect(columns["Request.AttestationChallenge"] == .binary(try AttestedRequest.challenge(waiting)))
        let hash = Hex.encode(Digest.sha256(sample.module.endorsementKey.derEncoded))
        #expect(columns["Request.EndorsementKeyHash"] == .string(hash))
        #expect(columns["Request.EndorsementCertificateHash"] == nil)
    }

    @Test("a wrong answer denies the request with 0x8009481D, and the right one then comes too late")
    func wrong() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let denied = try await sample.alice.submit(try await sample.answer([UInt8](repeating: 1, count: 32), to: waiting.requestID))
        #expect(denied.code == .denied)
        #expect(denied.status == .certsrvInvalidResponse)
        #expect(denied.reason?.rule == "ChallengeIsAnswered")
        let right = try await sample.answer(to: waiting)
        let error = await #expect(throws: CAError.self) { try await sample.alice.submit(right) }
        #expect(error?.status == .certsrvInvalidRequestID)
        #expect(try await !sample.isIssued(waiting.requestID))
        // Nor does an administrator get it issued.
        let administrator = try await sample.test.bound(sample.test.administrator)
        let resubmitted = await #expect(throws: CAError.self) { try await administrator.resubmit(waiting.requestID) }
        #expect(resubmitted?.status == .certsrvPendingClientResponse)
    }

    @Test("an answer encrypted to another key is a wrong one")
    func otherRecipient() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let secret = try sample.module.activate(AttestedRequest.challenge(waiting))
        let other = try await AttestedRequest.make(Self.onUse, module: sample.module)
        #expect(try await sample.alice.submit(try await other.answer(secret, to: waiting.requestID)).status == .certsrvInvalidResponse)
    }

    @Test("an answer in another cipher than the challenge names changes nothing, and the right one counts later")
    func otherCipher() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let secret = try sample.module.activate(AttestedRequest.challenge(waiting))
        let answer = try await sample.answer(secret, to: waiting.requestID, cipher: .aes128CBC)
        let error = await #expect(throws: CAError.self) { try await sample.alice.submit(answer) }
        #expect(error?.status == .invalidMessageType)
        #expect(try await sample.alice.submit(try await sample.answer(secret, to: waiting.requestID)).code == .issued)
    }

    @Test(
        "what holds new requests holds an answered one for an officer too",
        arguments: [("policy", "RequestDisposition", UInt32(0x101)), ("CA", "CAType", 4)]
    )
    func held(_ node: String, _ entry: String, _ value: UInt32) async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let administrator = try await sample.test.bound(sample.test.administrator)
        _ = try await administrator.setConfigurationEntry(node: node, entry: entry, value: .number(value))
        let waiting = try await sample.send()
        let answered = try await sample.alice.submit(try await sample.answer(to: waiting))
        #expect(answered.code == .underSubmission)
        #expect(try await !sample.isIssued(waiting.requestID))
        #expect(try await administrator.approve(waiting.requestID).code == .issued)
    }

    @Test("a closed door takes no answer, and the answer counts when it is open again")
    func closedDoor() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let administrator = try await sample.test.bound(sample.test.administrator)
        let waiting = try await sample.send()
        let answer = try await sample.answer(to: waiting)
        let flags = try await administrator.configurationEntry(node: "CA", entry: "InterfaceFlags")
        _ = try await administrator.setConfigurationEntry(node: "CA", entry: "InterfaceFlags", value: .number(0x2))
        let outside = sample.test.caller(sample.test.alice, door: .api)
        let remote = try await sample.test.service.authority(named: TestAuthority.issuingName, for: outside)
        let error = await #expect(throws: CAError.self) { try await remote.submit(answer) }
        #expect(error?.status == .accessDenied)
        _ = try await administrator.setConfigurationEntry(node: "CA", entry: "InterfaceFlags", value: flags)
        #expect(try await remote.submit(answer).code == .issued)
    }

    @Test("after a wrong answer, a template that no longer attests does not get the request issued")
    func loosened() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        _ = try await sample.alice.submit(try await sample.answer([UInt8](repeating: 1, count: 32), to: waiting.requestID))
        let row = try #require(await sample.test.store.request(waiting.requestID, of: AttestedRequest.issuing))
        try await sample.test.changeTemplate(try #require(row.templateName)) { $0.privateKeyFlags.subtract(Self.onUse) }
        let administrator = try await sample.test.bound(sample.test.administrator)
        let error = await #expect(throws: CAError.self) { try await administrator.resubmit(waiting.requestID) }
        #expect(error?.status == .certsrvPendingClientResponse)
        #expect(try await !sample.isIssued(waiting.requestID))
    }

    @Test("an answer after a day denies the request with 0x8009481C")
    func late() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let answer = try await sample.answer(to: waiting)
        sample.test.clock.advance(seconds: 86_400)
        let denied = try await sample.alice.submit(answer)
        #expect(denied.status == .certsrvExpiredChallenge)
        #expect(try await !sample.isIssued(waiting.requestID))
    }

    @Test("an answer for no waiting request, or of somebody else, is 0x8009481E and changes nothing")
    func unknown() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let answer = try await sample.answer(to: waiting)
        let bob = try await sample.test.bound(sample.test.bob)
        for (bound, id) in [(bob, waiting.requestID), (try await sample.alice, RequestID(4711))] {
            var other = answer
            other.attributes = RequestAttributes(["RequestId": id.description])
            let error = await #expect(throws: CAError.self) { try await bound.submit(other) }
            #expect(error?.status == .certsrvInvalidRequestID)
        }
        var unreadable = answer
        unreadable.bytes = [0x30, 0x00]
        let error = await #expect(throws: CAError.self) { try await sample.alice.submit(unreadable) }
        #expect(error?.status == .invalidMessageType)
        #expect(try await sample.alice.submit(answer).code == .issued)
        // Who lost the result asks again in the same way and gets it, without a second certificate.
        #expect(try await sample.alice.submit(answer).code == .issued)
    }

    @Test("of several right answers at once, one makes the certificate, and all get it")
    func atOnce() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let waiting = try await sample.send()
        let (answer, bound) = (try await sample.answer(to: waiting), try await sample.alice)
        let certificates = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<4 { group.addTask { try await bound.submit(answer).certificate } }
            var all: Set<[UInt8]?> = []
            for try await one in group { all.insert(one) }
            return all
        }
        #expect(certificates.count == 1)
        #expect(certificates.first != [UInt8]?.none)
    }

    @Test("an officer waits for the module's answer, and then decides where the template says so")
    func officer() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        try await sample.test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let waiting = try await sample.send()
        let officer = try await sample.test.bound(sample.test.officer)
        let error = await #expect(throws: CAError.self) { try await officer.approve(waiting.requestID) }
        #expect(error?.status == .certsrvPendingClientResponse)
        let held = try await sample.alice.submit(try await sample.answer(to: waiting))
        #expect(held.code == .underSubmission)
        #expect(held.fullResponse == nil)
        // The exchange key that opened the module's key is gone meanwhile.
        sample.test.clock.advance(seconds: 20 * 86_400)
        let issued = try await officer.approve(waiting.requestID)
        #expect(issued.code == .issued)
        #expect(try AttestedRequest.policies(issued) == ["1.3.6.1.4.1.311.21.32"])
    }

    @Test("a template without policies attests and adds none")
    func withoutPolicy() async throws {
        let sample = try await AttestedRequest.make(Self.onUse.union(.attestationWithoutPolicy))
        let waiting = try await sample.send()
        let issued = try await sample.alice.submit(try await sample.answer(to: waiting))
        #expect(issued.code == .issued)
        #expect(try AttestedRequest.policies(issued).isEmpty)
    }

    @Test("a key on the authority's list counts, by either hash, and another one is 0x80094817", arguments: [true, false])
    func listed(_ isOfWholeKey: Bool) async throws {
        let sample = try await AttestedRequest.make(Self.byKey)
        let refused = try await sample.send()
        #expect(refused.status == .certsrvInvalidEK)
        #expect(refused.reason?.field == "endorsementKey")
        let key = sample.module.endorsementKey
        let hash = Hex.encode(Digest.sha256(isOfWholeKey ? key.derEncoded : key.keyBytes)).uppercased()
        let administrator = try await sample.test.bound(sample.test.administrator)
        let settings = try await administrator.change(AuthoritySettingsUpdate(endorsementKeys: [hash]))
        #expect(settings.endorsementKeys == [hash.lowercased()])
        let waiting = try await sample.send()
        let issued = try await sample.alice.submit(try await sample.answer(to: waiting))
        #expect(try AttestedRequest.policies(issued) == ["1.3.6.1.4.1.311.21.30"])
    }

    @Test("an EK certificate of a trusted issuer counts; another issuer, purpose, key or time is 0x80094817")
    func certified() async throws {
        let sample = try await AttestedRequest.make(Self.byCertificate)
        // The certificates of openssl begin a moment after the sample's time.
        sample.test.clock.advance(seconds: 3_600)
        let (issuer, stranger) = (try EndorsementIssuer(), try EndorsementIssuer())
        let key = sample.module.endorsementKey
        let good = try issuer.certify(key)
        #expect(try await sample.send(certificates: [good]).status == .certsrvInvalidEK)
        let administrator = try await sample.test.bound(sample.test.administrator)
        _ = try await administrator.change(AuthoritySettingsUpdate(endorsementIssuers: [Base64.encode(try issuer.certificate)]))
        let other = try PrivateKey(generating: .p256).publicKey
        let unfit = [
            [], [try stranger.certify(key)], [try issuer.certify(key, purpose: "serverAuth")], [try issuer.certify(other)],
            [try issuer.certificate],
        ]
        for certificates in unfit {
            #expect(try await sample.send(certificates: certificates).status == .certsrvInvalidEK)
        }
        let waiting = try await sample.send(certificates: [good])
        let columns = try await sample.alice.request(waiting.requestID).columns
        #expect(columns["Request.EndorsementCertificateHash"] == .string(Hex.encode(Digest.sha256(good))))
        let issued = try await sample.alice.submit(try await sample.answer(to: waiting))
        #expect(try AttestedRequest.policies(issued) == ["1.3.6.1.4.1.311.21.31"])
        let short = try issuer.certify(key, days: 1)
        sample.test.clock.advance(seconds: 2 * 86_400)
        #expect(try await sample.send(certificates: [short]).status == .certsrvInvalidEK)
    }

    @Test("no attestation is 0x8009481A where it is required, and no fault where it is preferred")
    func absent() async throws {
        let required = try await AttestedRequest.make(Self.onUse)
        let plain = try await required.alice.submit(required.test.submission(try await required.test.request(), template: "User"))
        #expect(plain.status == .certsrvKeyAttestation)
        #expect(plain.reason?.rule == "KeyIsAttested")
        let preferred = try await AttestedRequest.make([.attestationPreferred, .endorsementKeyTrustOnUse], module: required.module)
        let issued = try await preferred.alice.submit(preferred.test.submission(try await preferred.test.request(), template: "User"))
        #expect(issued.code == .issued)
        #expect(try AttestedRequest.policies(issued).isEmpty)
        // What is brought must hold all the same.
        let damaged = try await preferred.send(statement: preferred.module.statement(identityBinding: []))
        #expect(damaged.status == .certsrvInvalidIDBinding)
    }

    @Test("each fault of a statement has its documented number")
    func faults() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let module = sample.module
        let cases: [(KeyAttestationStatement, HRESULT)] = [
            (module.statement(platform: 1), .certsrvKeyAttestationNotSupported),
            (module.statement(identityBinding: []), .certsrvInvalidIDBinding),
            (module.statement(identityBinding: [0, 3, 1, 2, 3]), .certsrvInvalidIDBinding),
            // The key of the request is no identity key: it signs whatever it is given.
            (module.statement(identityBinding: module.area), .certsrvInvalidIDBinding),
            (module.statement(publicArea: module.identity), .certsrvInvalidAttestation),
            (module.statement(certification: [1, 2, 3]), .certsrvCorruptKeyAttestation),
            (KeyAttestationStatement(platform: 2, identityBinding: module.identity, keyAttestation: []), .certsrvCorruptKeyAttestation),
        ]
        for (statement, status) in cases {
            let denied = try await sample.send(statement: statement)
            #expect(denied.code == .denied)
            #expect(denied.status == status, "\(denied.message)")
        }
    }

    @Test("an attestation that is signed over SHA-1 is 0x80094819, because its collisions can be made")
    func brokenHash() async throws {
        let sample = try await AttestedRequest.make(Self.onUse, module: try SoftwareModule(hash: "sha1"))
        #expect(try await sample.send().status == .certsrvInvalidAttestation)
    }

    @Test("an attestation of another key than the request's is 0x80094819")
    func otherKey() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let attributes = try await sample.module.attributes(for: sample.exchange())
        let request = try await sample.test.request(attributes: attributes)
        #expect(try await sample.alice.submit(sample.test.submission(request, template: "User")).status == .certsrvInvalidAttestation)
    }

    @Test("a module's key that is for another authority, changed, doubled or missing is 0x8009481B")
    func corrupt() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let other = try await AttestedRequest.make(Self.onUse, module: sample.module)
        let good = try await sample.module.attributes(for: sample.exchange())
        var changed = good[0].values[0]
        changed[changed.count - 1] ^= 1
        let cases = [
            try await sample.module.attributes(for: other.exchange()),
            [RequestAttribute(good[0].oid, values: [changed])] + good.dropFirst(),
            [RequestAttribute(good[0].oid, values: [good[0].values[0], good[0].values[0]])] + good.dropFirst(),
            [good[0]], [good[1]],
        ]
        for attributes in cases {
            let submission = sample.test.submission(try sample.module.request(attributes: attributes), template: "User")
            let denied = try await sample.alice.submit(submission)
            #expect(denied.status == .certsrvCorruptKeyAttestation, "\(denied.message)")
        }
    }

    @Test("a statement under the number that MS-WCCE prints is read too")
    func printedNumber() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        var attributes = try await sample.module.attributes(for: sample.exchange())
        attributes[1] = RequestAttribute("1.3.6.1.4.1.311.21.33", values: attributes[1].values)
        let submission = sample.test.submission(try sample.module.request(attributes: attributes), template: "User")
        #expect(try await sample.alice.submit(submission).code == .underSubmission)
    }

    @Test("an identity key with a certificate needs no challenge, and one without is 0x80094817")
    func identity() async throws {
        let sample = try await AttestedRequest.make(Self.byCertificate.union(.endorsementKeyTrustOnUse))
        // The certificates of openssl begin a moment after the sample's time.
        sample.test.clock.advance(seconds: 3_600)
        let issuer = try EndorsementIssuer()
        let administrator = try await sample.test.bound(sample.test.administrator)
        _ = try await administrator.change(AuthoritySettingsUpdate(endorsementIssuers: [Base64.encode(try issuer.certificate)]))
        let key = try TPMPublicArea(sized: sample.module.identity).key
        func send(_ certificate: [UInt8]?) async throws -> Disposition {
            let information = AttestationIdentityKeyInformation(key: key, certificate: certificate)
            let envelope = try await EnvelopedData.sealing(information.derEncoded, for: [.certificate(sample.exchange())])
            let attributes = [
                try EncryptedAttestationIdentityKeyInformation(derEncoded: envelope.derEncoded).asAttribute(),
                AttestationStatement(sample.module.statement(identityBinding: [])).asAttribute(),
            ]
            let request = try sample.module.request(attributes: attributes)
            return try await sample.alice.submit(sample.test.submission(request, template: "User"))
        }
        #expect(try await send(nil).status == .certsrvInvalidEK)
        #expect(try await send(issuer.certify(key)).status == .certsrvInvalidEK)
        let issued = try await send(issuer.certify(key, purpose: "2.23.133.8.3"))
        #expect(issued.code == .issued)
        #expect(try AttestedRequest.policies(issued) == ["1.3.6.1.4.1.311.21.31"])
    }

    @Test("a preview shows the certificate with its policy, and that a challenge comes first")
    func preview() async throws {
        let sample = try await AttestedRequest.make(Self.onUse)
        let preview = try await sample.alice.preview(try await sample.submission(), RequestPreviewOptions())
        #expect(preview.code == .underSubmission)
        #expect(preview.certificate != nil)
    }

    @Test("lists that are no certificates of authorities or no SHA-256 are refused, with field and value")
    func settings() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let leaf = try EndorsementIssuer().certify(PrivateKey(generating: .p256).publicKey)
        let cases = [
            AuthoritySettingsUpdate(endorsementIssuers: ["AAAA"]), AuthoritySettingsUpdate(endorsementIssuers: [Base64.encode(leaf)]),
            AuthoritySettingsUpdate(endorsementKeys: ["abc"]),
            AuthoritySettingsUpdate(endorsementKeys: [String](repeating: String(repeating: "a", count: 64), count: 4097)),
        ]
        for update in cases {
            let error = await #expect(throws: CAError.self) { try await administrator.change(update) }
            #expect(error?.reason?.rule == "SettingsAreUsable")
        }
    }
}
