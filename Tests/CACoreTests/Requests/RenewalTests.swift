import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Renewals")
struct RenewalTests {
    private typealias Identity = SignedRequests.Identity

    /// A PKCS #7 request that renews a certificate.
    /// - Parameters:
    ///   - key: the new key; nil for a fresh one.
    ///   - signer: who signs; nil for the certificate itself.
    private func pkcs7(
        _ requests: SignedRequests,
        _ old: Identity,
        key: PrivateKey? = nil,
        signer: Identity? = nil,
        subject: DistinguishedName = .empty,
        names: [GeneralName] = []
    ) async throws -> [UInt8] {
        let request = try await requests.test.request(
            subject: subject,
            names: names,
            key: key,
            attributes: [RequestAttribute.renewalCertificate(old.certificate.derEncoded)]
        )
        let signer = signer ?? old
        return try await PKCS7Request.signed(request, certificate: signer.certificate, key: signer.key)
    }

    private func cmc(_ requests: SignedRequests, _ old: Identity) async throws -> [UInt8] {
        let key = try PrivateKey(generating: .p256)
        let request = try await requests.test.request(
            key: key,
            attributes: [RequestAttribute.renewalCertificate(old.certificate.derEncoded)]
        )
        return try await CMCRequestBuilder(CertificationRequest(derEncoded: request)).signed(by: .requestKey(key), old.signer)
    }

    @Test("the row of a renewal shows the renewed certificate as RawOldCertificate, in the record and in views")
    func oldCertificate() async throws {
        let requests = try await SignedRequests.make()
        let old = try await requests.identity(requests.test.alice)
        let answers = [
            try await requests.submit(pkcs7(requests, old), as: requests.test.alice, template: "User"),
            try await requests.submit(cmc(requests, old), as: requests.test.alice, template: "User"),
        ]
        let officer = try await requests.test.bound(requests.test.officer)
        let page = try await officer.view(ViewQuery(.requests, columns: ["RequestID", "Request.RawOldCertificate"]))
        let shown = Dictionary(uniqueKeysWithValues: page.rows.map { row in (row[0], row[1]) })
        for answer in answers {
            let record = try await officer.request(answer.requestID)
            #expect(record.columns["Request.RawOldCertificate"] == .binary(old.certificate.derEncoded))
            #expect(shown[.long(answer.requestID.rawValue)] == .some(.binary(old.certificate.derEncoded)))
        }
        #expect(try await officer.request(old.id).columns["Request.RawOldCertificate"] == nil)
    }

    @Test("PKCS #7 and CMC renew with a new key and with the same, and pass the judges", .enabled(if: PythonJudge.isInstalled))
    func issued() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        let old = try await requests.identity(alice)
        let new = try await requests.submit(pkcs7(requests, old), as: alice, template: "User")
        let same = try await requests.submit(pkcs7(requests, old, key: old.key), as: alice, template: "User")
        let second = try await requests.submit(cmc(requests, old), as: alice, template: "User")
        for answer in [new, same, second] {
            #expect(answer.code == .issued, "\(answer.message)")
            #expect(try await requests.row(answer).requestFlags == 0x6)
        }
        #expect(try Certificate(derEncoded: #require(same.certificate)).subjectPublicKeyInfo == old.key.publicKey)
        try requests.judge(new, same, second)
    }

    @Test("a look-alike of the certificate to be renewed, self-signed or from another authority, is refused", arguments: [true, false])
    func lookAlike(selfSigned: Bool) async throws {
        let requests = try await SignedRequests.make()
        let old = try await requests.identity(requests.test.alice)
        let copy = try await old.lookAlike(selfSigned: selfSigned)
        for bytes in [try await pkcs7(requests, copy), try await cmc(requests, copy)] {
            let answer = try await requests.submit(bytes, as: requests.test.alice, template: "User")
            #expect(answer.status == .certsrvBadRenewalCertAttribute)
            #expect(answer.message.contains("was not issued by this installation"))
        }
        // Its key does not sign for the certificate that it looks like.
        let mixed = try await pkcs7(requests, old, signer: copy)
        #expect(try await requests.submit(mixed, as: requests.test.alice, template: "User").status == .certsrvBadRenewalCertAttribute)
    }

    @Test("a renewal of a revoked certificate is 0x80092010, of one on hold too, of an expired one 0x800B0101")
    func ended() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        func status(_ old: Identity) async throws -> HRESULT {
            try await requests.submit(pkcs7(requests, old), as: alice, template: "User").status
        }
        for reason in [CRLReason.keyCompromise, .certificateHold] {
            let old = try await requests.identity(alice)
            _ = try await requests.test.bound(requests.test.officer).revoke(serial: old.certificate.serialHex, reason: reason)
            #expect(try await status(old) == .cryptRevoked)
        }
        let old = try await requests.identity(alice)
        #expect(try await status(old) == .ok)
        requests.test.clock.advance(seconds: 2 * 365 * 86_400)
        #expect(try await status(old) == .certExpired)
    }

    @Test("a renewal of somebody else's certificate is 0x80070005, and under another template 0x80094802")
    func others() async throws {
        let requests = try await SignedRequests.make()
        let old = try await requests.identity(requests.test.alice)
        let stolen = try await requests.submit(pkcs7(requests, old), as: requests.test.bob, template: "User")
        #expect(stolen.status == .accessDenied)
        let other = try await requests.submit(pkcs7(requests, old), as: requests.test.alice, template: "ClientAuth")
        #expect(other.status == .certsrvTemplateConflict)
        #expect(other.reason?.rule == "RenewedCertificateIsOurs")
    }

    @Test("a renewal without the old key's signature is 0x8009400E, and in bare PKCS #10 0x80091004")
    func unsigned() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        let old = try await requests.identity(alice)
        let other = try await requests.identity(alice)
        let wrong = try await requests.submit(pkcs7(requests, old, signer: other), as: alice, template: "User")
        #expect(wrong.status == .certsrvBadRenewalCertAttribute)
        let key = try PrivateKey(generating: .p256)
        let request = try await requests.test.request(
            key: key,
            attributes: [RequestAttribute.renewalCertificate(old.certificate.derEncoded)]
        )
        let alone = try await CMCRequestBuilder(CertificationRequest(derEncoded: request)).signed(by: .requestKey(key))
        #expect(try await requests.submit(alone, as: alice, template: "User").status == .certsrvBadRenewalCertAttribute)
        #expect(try await requests.submit(request, as: alice, template: "User").status == .invalidMessageType)
        let garbage = RequestAttribute(RenewalCertificate.oid, values: [[0x05, 0x00]])
        let unreadable = try await PKCS7Request.signed(
            requests.test.request(attributes: [garbage]),
            certificate: old.certificate,
            key: old.key
        )
        #expect(try await requests.submit(unreadable, as: alice, template: "User").status == .certsrvBadRenewalCertAttribute)
    }

    @Test("a template that asks for the same key refuses a renewal with a new one as 0x80094816")
    func sameKey() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        try await requests.test.changeTemplate("User") { $0.privateKeyFlags.insert(.requireSameKeyRenewal) }
        let old = try await requests.identity(alice)
        let new = try await requests.submit(pkcs7(requests, old), as: alice, template: "User")
        #expect(new.status == .certsrvRenewalBadPublicKey)
        #expect(try await requests.submit(pkcs7(requests, old, key: old.key), as: alice, template: "User").code == .issued)
    }

    /// Schema 2, so that certificates carry the template's identifier; waits for an officer and asks for an agent.
    private func guarded(_ requests: SignedRequests, _ change: (inout CertificateTemplate) -> Void = { _ in }) async throws -> Identity {
        try await requests.test.changeTemplate("ClientAuth") { $0.schemaVersion = 2 }
        try await requests.test.changeTemplate("ClientAuth", change)
        let old = try await requests.identity(requests.test.alice, template: "ClientAuth")
        try await requests.test.changeTemplate("ClientAuth") {
            $0.authorizedSignatures = 1
            $0.enrollmentFlags.insert(.pendAllRequests)
        }
        return old
    }

    @Test("PREVIOUS_APPROVAL_VALIDATE_REENROLLMENT: a renewal needs neither agent nor officer again, others do")
    func previousApproval() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        let old = try await guarded(requests)
        let before = try await requests.submit(pkcs7(requests, old), as: alice, template: "ClientAuth")
        #expect(before.status == .certsrvSignatureRejected)
        try await requests.test.changeTemplate("ClientAuth") { $0.enrollmentFlags.insert(.previousApprovalValidateReenrollment) }
        let renewed = try await requests.submit(pkcs7(requests, old), as: alice, template: "ClientAuth")
        #expect(renewed.code == .issued, "\(renewed.message)")
        let fresh = try await requests.submit(requests.test.request(), as: alice, template: "ClientAuth")
        #expect(fresh.status == .certsrvSignaturePolicyRequired)
        // Another name in the directory than the approved one needs an approval.
        try await requests.test.change(alice) {
            $0.userPrincipalName = "other@example.test"
            $0.mail = "other@example.test"
        }
        let moved = try await requests.submit(pkcs7(requests, old), as: alice, template: "ClientAuth")
        #expect(moved.status == .certsrvSignatureRejected)
    }

    @Test("a continued approval keeps the subject and the alternative names that were approved")
    func suppliedNames() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        try await requests.test.changeTemplate("ClientAuth") {
            $0.schemaVersion = 2
            $0.nameFlags = [.enrolleeSuppliesSubject]
        }
        let subject = DistinguishedName.of([(.commonName, "box")])
        let key = try PrivateKey(generating: .p256)
        let request = try await requests.test.request(subject: subject, names: [.dnsName("box.example.test")], key: key)
        let first = try await requests.submit(request, as: alice, template: "ClientAuth")
        let old = Identity(certificate: try Certificate(derEncoded: try #require(first.certificate)), key: key, id: first.requestID)
        try await requests.test.changeTemplate("ClientAuth") {
            $0.enrollmentFlags.insert([.pendAllRequests, .previousApprovalValidateReenrollment])
        }
        let renewed = try await requests.submit(pkcs7(requests, old, subject: subject), as: alice, template: "ClientAuth")
        #expect(renewed.code == .issued, "\(renewed.message)")
        #expect(try Certificate(derEncoded: #require(renewed.certificate)).subjectAlternativeNames == [.dnsName("box.example.test")])
        let others: [(DistinguishedName, [GeneralName])] = [
            (.of([(.commonName, "Administrator")]), []), (subject, [.dnsName("dc.example.test")]),
        ]
        for (subject, names) in others {
            let bytes = try await pkcs7(requests, old, subject: subject, names: names)
            #expect(try await requests.submit(bytes, as: alice, template: "ClientAuth").code == .underSubmission)
        }
    }

    @Test("key-based renewal takes the old certificate for the template's Enroll permission, for renewals alone")
    func keyBased() async throws {
        let requests = try await SignedRequests.make()
        let alice = requests.test.alice
        let old = try await guarded(requests)
        try await requests.test.changeTemplate("ClientAuth") {
            $0.access = AccessControlList()
            $0.enrollmentFlags.insert(.previousApprovalValidateReenrollment)
        }
        #expect(try await requests.submit(pkcs7(requests, old), as: alice, template: "ClientAuth").status == .certsrvTemplateDenied)
        try await requests.test.changeTemplate("ClientAuth") { $0.enrollmentFlags.insert(EnrollmentFlags(rawValue: 0x1_0000)) }
        #expect(try await requests.submit(pkcs7(requests, old), as: alice, template: "ClientAuth").code == .issued)
        #expect(try await requests.submit(requests.test.request(), as: alice, template: "ClientAuth").status == .certsrvTemplateDenied)
        let stolen = try await requests.submit(pkcs7(requests, old), as: requests.test.bob, template: "ClientAuth")
        #expect(stolen.status == .certsrvTemplateDenied)
    }

    @Test("a renewal that openssl signed with the old certificate is issued")
    func openssl() async throws {
        let requests = try await SignedRequests.make()
        let old = try await requests.identity(requests.test.alice)
        let files = try OpenSSLFiles()
        try files.write("old.pem", pem: "CERTIFICATE", old.certificate.derEncoded)
        try files.write("old.key", pem: "PRIVATE KEY", old.key.pkcs8())
        let request = try await requests.test.request(attributes: [RequestAttribute.renewalCertificate(old.certificate.derEncoded)])
        try files.write("request.der", request)
        try files.output(
            ["cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-in", "request.der", "-signer", "old.pem", "-inkey", "old.key"]
                + ["-outform", "DER", "-out", "renewal.der"]
        )
        let answer = try await requests.submit(files.read("renewal.der"), as: requests.test.alice, format: .pkcs7, template: "User")
        #expect(answer.code == .issued, "\(answer.message)")
    }
}
