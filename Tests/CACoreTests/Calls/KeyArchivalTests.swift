import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("key archival") struct KeyArchivalTests {
    private static let issuing = AuthorityNumber(rawValue: 2)

    private static func kinds(_ test: TestAuthority) async throws -> [String] {
        try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
    }

    @Test("a key that comes with its request is sealed to an agent, and the stored request lacks it")
    func sealed() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let key = try PrivateKey(generating: .p256)
        let submission = try await sample.submission(key: key)
        let issued = try await sample.alice.submit(submission)
        #expect(issued.code == .issued)
        let row = try #require(try await sample.test.store.request(issued.requestID, of: Self.issuing))
        let stored = try #require(try await sample.test.store.archivedKey(of: issued.requestID, of: Self.issuing))
        #expect(row.rawRequest.count < submission.bytes.count)
        #expect(try SignedData(contentInfo: row.rawRequest).signers.allSatisfy { $0.unsignedAttributes.isEmpty })
        #expect(row.requestFlags & 0x40 == 0x40)
        let message = try EnvelopedData(derEncoded: try ContentInfo(derEncoded: stored.sealed).content)
        let agent = sample.agents[0]
        let opened = try await message.open(with: .privateKey(agent.key, certificate: agent.certificate))
        #expect(opened == (try ArchivedRequest.blob(key)))
        let columns = try await sample.alice.request(issued.requestID).columns
        #expect(columns["Request.KeyRecoveryHashes"] == .string(RecoveryAgents.hash(of: agent.certificate)))
        #expect(columns["Request.RawArchivedKey"] == nil)
        #expect(try await Self.kinds(sample.test).suffix(2) == ["requestIssued", "keyArchived"])
    }

    @Test("the full response names the hash of the key")
    func response() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let key = try PrivateKey(generating: .p256)
        var submission = try await sample.submission(key: key)
        submission.wantsFullResponse = true
        let issued = try await sample.alice.submit(submission)
        let message = try SignedData(contentInfo: try #require(issued.fullResponse))
        let sent = try ArchivedKey.find(in: SignedData(contentInfo: submission.bytes).signers[0].unsignedAttributes)
        let response = try PKIResponse(derEncoded: try #require(message.content))
        #expect(response.encryptedKeyHash == Digest.sha256(try #require(sent.first).derEncoded))
    }

    @Test("RSA keys come in the blobs of CryptoAPI and CNG, with all numbers or with the primes alone")
    func forms() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let rsa = try RSAPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: key.pkcs8()).privateKey)
        let numbers = [rsa.prime1, rsa.prime2, rsa.exponent1, rsa.exponent2, rsa.coefficient]
        let swapped = CNGRSAKeyBlob(privateKey: rsa).encoded.swappingWords(4..<24)
        let blobs = [
            try ArchivedRequest.blob(key), CNGRSAKeyBlob(privateKey: rsa).encoded, CNGRSAKeyBlob(privateKey: rsa, primesOnly: true).encoded,
            swapped,
        ]
        for blob in blobs {
            let archived = try ArchivedPrivateKey(blob: blob, of: key.publicKey)
            let read = try RSAPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: archived.pkcs8).privateKey)
            // The private exponent has several right values; these have one.
            #expect([read.prime1, read.prime2, read.exponent1, read.exponent2, read.coefficient] == numbers)
            #expect(try await sample.alice.submit(sample.submission(key: key, envelope: sample.envelope(blob))).code == .issued)
        }
    }

    @Test("EC keys come in the blob of CNG, with their numbers in either order", arguments: [KeySpecification.p256, .p384, .p521])
    func curves(_ specification: KeySpecification) throws {
        let key = try PrivateKey(generating: specification)
        let blob = try ArchivedRequest.blob(key)
        let count = (blob.count - 8) / 3
        var reversed = Array(blob[..<8])
        for place in 0..<3 { reversed += blob[(8 + place * count)..<(8 + (place + 1) * count)].reversed() }
        for form in [blob, reversed] {
            let archived = try ArchivedPrivateKey(blob: form, of: key.publicKey)
            #expect(archived.blob == blob)
            #expect(try PrivateKey(pkcs8: archived.pkcs8).publicKey == key.publicKey)
        }
    }

    @Test("a private key whose numbers do not belong together is refused")
    func damaged() throws {
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let rsa = try RSAPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: key.pkcs8()).privateKey)
        var d = rsa.privateExponent
        d[d.count - 1] ^= 2
        let wrong = RSAPrivateKey(
            publicKey: rsa.publicKey,
            privateExponent: d,
            prime1: rsa.prime1,
            prime2: rsa.prime2,
            exponent1: rsa.exponent1,
            exponent2: rsa.exponent2,
            coefficient: rsa.coefficient
        )
        #expect(throws: KeyError.self) { try ArchivedPrivateKey(blob: CNGRSAKeyBlob(privateKey: wrong).encoded, of: key.publicKey) }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let status: HRESULT
        let field: String
        let make: @Sendable (ArchivedRequest, PrivateKey) async throws -> Submission

        static let all: [Fault] = [
            Fault(testDescription: "no key where one is required", status: .certsrvArchivedKeyRequired, field: "archivedKey") {
                try await $0.submission(key: $1, envelope: nil)
            },
            Fault(testDescription: "the hash of something else", status: .certsrvBadRequestKeyArchival, field: "encryptedKeyHash") {
                let envelope = try await $0.envelope(try ArchivedRequest.blob($1))
                return try await $0.submission(key: $1, envelope: envelope, hash: Digest.sha256([1]))
            },
            Fault(testDescription: "no hash", status: .certsrvBadRequestKeyArchival, field: "encryptedKeyHash") {
                try await $0.submission(key: $1, envelope: try await $0.envelope(try ArchivedRequest.blob($1)), signsHash: false)
            },
            Fault(testDescription: "the key of another request", status: .certsrvBadRequestKeyArchival, field: "archivedKey") {
                let other = try PrivateKey(generating: .p256)
                return try await $0.submission(key: $1, envelope: try await $0.envelope(try ArchivedRequest.blob(other)))
            },
            Fault(testDescription: "for another recipient", status: .certsrvBadRequestKeyArchival, field: "archivedKey") {
                let other = try await ArchivedRequest.agent("Somebody", at: $0.test).certificate
                return try await $0.submission(key: $1, envelope: try await $0.envelope(try ArchivedRequest.blob($1), for: other))
            },
            Fault(testDescription: "octets that are no key", status: .certsrvBadRequestKeyArchival, field: "archivedKey") {
                try await $0.submission(key: $1, envelope: try await $0.envelope([1, 2, 3]))
            },
            Fault(testDescription: "without recovery agents", status: .certsrvKeyArchivalNotConfigured, field: "recoveryAgents") {
                _ = try await $0.test.bound($0.test.administrator).change(AuthoritySettingsUpdate(recoveryAgents: []))
                return try await $0.submission(key: $1)
            },
            Fault(testDescription: "too few recovery agents", status: .certsrvNoValidKRA, field: "recoveryAgents") {
                _ = try await $0.test.bound($0.test.administrator).change(AuthoritySettingsUpdate(recoveryAgentsUsed: 2))
                return try await $0.submission(key: $1)
            },
            Fault(testDescription: "a template that wants none", status: .certsrvArchivedKeyUnexpected, field: "archivedKey") {
                try await $0.test.changeTemplate("User") { $0.privateKeyFlags.remove(.requirePrivateKeyArchival) }
                return try await $0.submission(key: $1)
            },
        ]
    }

    @Test("a key that cannot be archived denies its request with the documented status", arguments: Fault.all)
    func faults(_ fault: Fault) async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let submission = try await fault.make(sample, try PrivateKey(generating: .p256))
        let denied = try await sample.alice.submit(submission)
        #expect(denied.code == .denied)
        #expect(denied.status == fault.status)
        #expect(denied.reason?.rule == "KeyIsArchived")
        #expect(denied.reason?.field == fault.field)
        #expect(try await sample.test.store.archivedKey(of: denied.requestID, of: Self.issuing) == nil)
        let row = try #require(try await sample.test.store.request(denied.requestID, of: Self.issuing))
        #expect(try SignedData(contentInfo: row.rawRequest).signers.allSatisfy { $0.unsignedAttributes.isEmpty })
    }

    @Test("the hash may be SHA-1, as old clients sign it")
    func oldHash() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let key = try PrivateKey(generating: .p256)
        let envelope = try await sample.envelope(try ArchivedRequest.blob(key))
        let submission = try await sample.submission(key: key, envelope: envelope, hash: Digest.sha1(envelope))
        #expect(try await sample.alice.submit(submission).code == .issued)
    }

    @Test("the key of a request that waits is sealed at once, and its approval needs no other")
    func pending() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        try await sample.test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let waiting = try await sample.send(key: try PrivateKey(generating: .p256))
        #expect(waiting.code == .underSubmission)
        #expect(try await sample.test.store.archivedKey(of: waiting.requestID, of: Self.issuing) != nil)
        let issued = try await sample.test.bound(sample.test.officer).approve(waiting.requestID)
        #expect(issued.code == .issued)
    }

    @Test("the key of a denied request goes, unless SAVEBADREQUESTKEY keeps it", arguments: [false, true])
    func denied(_ isKept: Bool) async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let administrator = try await sample.test.bound(sample.test.administrator)
        if isKept { try await administrator.setConfigurationEntry(node: "", entry: "KRAFlags", value: .number(2)) }
        try await sample.test.changeTemplate("User") { $0.minimumCurveBits = 384 }
        let denied = try await sample.send(key: try PrivateKey(generating: .p256))
        #expect(denied.code == .denied)
        #expect((try await sample.test.store.archivedKey(of: denied.requestID, of: Self.issuing) != nil) == isKept)
    }

    @Test("ENABLEARCHIVEALL archives a key that the template does not ask for")
    func archivesAll() async throws {
        let sample = try await ArchivedRequest.make(isRequired: false, on: try await TestAuthority.make())
        let administrator = try await sample.test.bound(sample.test.administrator)
        try await administrator.setConfigurationEntry(node: "", entry: "KRAFlags", value: .number(4))
        let issued = try await sample.send(key: try PrivateKey(generating: .p256))
        #expect(try await sample.test.store.archivedKey(of: issued.requestID, of: Self.issuing) != nil)
    }

    @Test("a repeated submission with its key gets the first result")
    func repeated() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        var submission = try await sample.submission(key: try PrivateKey(generating: .p256))
        submission.submissionKey = "once"
        let first = try await sample.alice.submit(submission)
        #expect(try await sample.alice.submit(submission).requestID == first.requestID)
    }

    @Test("a key in an inner message, or beside PKCS #7, is refused as unreadable")
    func misplaced() async throws {
        let sample = try await ArchivedRequest.make(on: try await TestAuthority.make())
        let inner = try await sample.submission(key: try PrivateKey(generating: .p256))
        let outer = try PrivateKey(generating: .p256)
        var builder = CMCRequestBuilder()
        builder.add(try ContentInfo(derEncoded: inner.bytes))
        let bytes = try await builder.signed(by: .requestKey(outer))
        await #expect(throws: CAError.self) { try await sample.alice.submit(Submission(bytes: bytes, format: .cmc)) }
    }

    @Test("a key is sealed to as many agents as the settings say, and each of them opens it")
    func several() async throws {
        let sample = try await ArchivedRequest.make(agents: 3, used: 2, on: try await TestAuthority.make())
        let issued = try await sample.send(key: try PrivateKey(generating: .p256))
        let stored = try #require(try await sample.test.store.archivedKey(of: issued.requestID, of: Self.issuing))
        let lines = stored.agentHashes.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        let message = try EnvelopedData(derEncoded: try ContentInfo(derEncoded: stored.sealed).content)
        for agent in sample.agents {
            let isUsed = lines.contains(RecoveryAgents.hash(of: agent.certificate))
            let opened = try? await message.open(with: .privateKey(agent.key, certificate: agent.certificate))
            #expect((opened != nil) == isUsed)
        }
    }
}

@Suite("key recovery agents") struct RecoveryAgentTests {
    @Test("each state of an agent's certificate has its number, and only a valid one is used")
    func states() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let rsa = try PrivateKey(generating: .rsa(bits: 2048))
        let agents = [
            try await ArchivedRequest.agent("Good", at: test), try await ArchivedRequest.agent("Short", at: test, days: 1),
            try await ArchivedRequest.agent("RSA", at: test, key: rsa, usage: .keyEncipherment),
        ]
        let issued = try await Self.issuedAgent(at: test)
        let all = agents.map(\.certificate) + [issued]
        _ = try await administrator.change(AuthoritySettingsUpdate(recoveryAgents: all.map { Base64.encode($0.derEncoded) }))
        func states() async throws -> [CAPropertyValue] {
            var found: [CAPropertyValue] = []
            for index in all.indices { found.append(try await administrator.property(.kraCertState, index: index)) }
            return found
        }
        #expect(try await states() == [.long(3), .long(3), .long(3), .long(3)])
        test.clock.advance(seconds: 2 * 86_400)
        _ = try await administrator.revoke(serial: issued.serialHex, reason: .superseded)
        #expect(try await states() == [.long(3), .long(0), .long(3), .long(2)])
    }

    /// An agent whose certificate the authority itself issued.
    private static func issuedAgent(at test: TestAuthority) async throws -> Certificate {
        try await test.changeTemplate("User") { template in
            template.extendedKeyUsage = [OID.KeyPurpose.keyRecoveryAgent]
            template.applicationPolicies = [OID.KeyPurpose.keyRecoveryAgent]
            template.keyUsage = [.keyAgreement, .keyEncipherment]
        }
        let disposition = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    @Test("settings refuse what is no recovery agent, and counts out of their range")
    func refused() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        func encoded(_ identity: SampleIdentity) -> String { Base64.encode(identity.certificate.derEncoded) }
        let updates = [
            AuthoritySettingsUpdate(recoveryAgents: ["MAA="]),
            AuthoritySettingsUpdate(recoveryAgents: [
                encoded(try await ArchivedRequest.agent("A", at: test, purposes: [OID.KeyPurpose.clientAuth]))
            ]),
            AuthoritySettingsUpdate(recoveryAgents: [encoded(try await ArchivedRequest.agent("A", at: test, usage: .digitalSignature))]),
            AuthoritySettingsUpdate(recoveryAgentsUsed: 0), AuthoritySettingsUpdate(recoveryAgentsUsed: 17),
            AuthoritySettingsUpdate(recoveryOfficers: 1), AuthoritySettingsUpdate(recoveryOfficers: 17),
        ]
        for update in updates {
            let error = await #expect(throws: CAError.self) { try await administrator.change(update) }
            #expect(error?.reason?.rule == "SettingsAreUsable")
        }
    }
}

extension [UInt8] {
    /// Each group of four octets in the other order.
    fileprivate func swappingWords(_ range: Range<Int>) -> [UInt8] {
        var swapped = self
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
            swapped.replaceSubrange(start..<start + 4, with: self[start..<start + 4].reversed())
        }
        return swapped
    }
}
