import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

/// Renewals that somebody else brings. The key of the certificate to be renewed authenticates them; who brings them needs a grant.
@Suite("Renewals on behalf of others")
struct RenewalOnBehalfTests {
    private typealias Identity = SignedRequests.Identity

    /// An authority that takes such renewals, and the administrator's grant for the template User.
    private func requests(isOn: Bool = true, granted: Bool = true) async throws -> SignedRequests {
        let requests = try await SignedRequests.make()
        if granted { _ = try await requests.agent() }
        if isOn {
            _ = try await requests.test.bound(requests.test.administrator).changeConfigurationEntry(
                node: "policy",
                entry: "EditFlags",
                adding: ["RENEWONBEHALFOF"],
                removing: []
            )
        }
        return requests
    }

    private func pkcs7(_ requests: SignedRequests, _ old: Identity, signer: Identity? = nil, naming name: String? = nil) async throws
        -> [UInt8]
    {
        let request = try await requests.test.request(attributes: [RequestAttribute.renewalCertificate(old.certificate.derEncoded)])
        return try await PKCS7Request.signed(
            request,
            certificate: (signer ?? old).certificate,
            key: (signer ?? old).key,
            pairs: name.map { [EnrollmentNameValuePair(name: "RequesterName", value: $0)] } ?? []
        )
    }

    private func submit(_ requests: SignedRequests, _ bytes: [UInt8], as sender: Principal? = nil, template: String = "User") async throws
        -> Disposition
    {
        try await requests.test.bound(sender ?? requests.test.administrator).submit(
            Submission(bytes: bytes, template: template, renewsOnBehalf: true)
        )
    }

    @Test("an agent with a grant brings a holder's renewal, which is issued to the holder", .enabled(if: PythonJudge.isInstalled))
    func issued() async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice)
        let answer = try await submit(requests, pkcs7(requests, old))
        #expect(answer.code == .issued, "\(answer.message)")
        let row = try await requests.row(answer)
        #expect(row.requesterName == requests.test.alice.accountName)
        #expect(row.callerName == requests.test.administrator.accountName)
        #expect(row.requestFlags == 0x16)
        #expect(row.requestType == 0x20_0300)
        #expect(try Certificate(derEncoded: #require(answer.certificate)).userPrincipalName == "alice@example.test")
        try requests.judge(answer)
    }

    @Test("until the flag RENEWONBEHALFOF is set they are refused as 0x80094011, also the holder's own")
    func off() async throws {
        let requests = try await requests(isOn: false)
        let old = try await requests.identity(requests.test.alice)
        for sender in [requests.test.administrator, requests.test.alice] {
            let answer = try await submit(requests, pkcs7(requests, old), as: sender)
            #expect(answer.status == .certsrvEnrollDenied)
            #expect(answer.reason?.rule == "RenewalOnBehalfIsOn")
        }
    }

    @Test("who has no grant for the template and the holder brings none, whatever was stolen")
    func withoutGrant() async throws {
        let requests = try await requests(granted: false)
        let old = try await requests.identity(requests.test.alice)
        for sender in [requests.test.bob, requests.test.administrator] {
            let answer = try await submit(requests, pkcs7(requests, old), as: sender)
            #expect(answer.reason?.rule == "OnBehalfOfIsGranted")
            #expect(answer.certificate == nil)
        }
    }

    @Test("a grant for another template does not count")
    func otherTemplate() async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice, template: "ClientAuth")
        let answer = try await submit(requests, pkcs7(requests, old), template: "ClientAuth")
        #expect(answer.reason?.rule == "OnBehalfOfIsGranted")
        let widened = try await submit(requests, pkcs7(requests, old), template: "User")
        #expect(widened.status == .certsrvTemplateConflict)
    }

    @Test("a look-alike, self-signed or from another authority, is refused", arguments: [true, false])
    func lookAlike(selfSigned: Bool) async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice)
        let copy = try await old.lookAlike(selfSigned: selfSigned)
        let answer = try await submit(requests, pkcs7(requests, copy))
        #expect(answer.status == .certsrvBadRenewalCertAttribute)
        #expect(answer.message.contains("was not issued by this installation"))
        // Its key does not sign for the certificate that it looks like.
        #expect(try await submit(requests, pkcs7(requests, old, signer: copy)).status == .certsrvBadRenewalCertAttribute)
    }

    @Test("a revoked certificate is 0x80092010, an expired one 0x800B0101, one of a disabled account 0x80094011")
    func ended() async throws {
        let requests = try await requests()
        let test = requests.test
        let revoked = try await requests.identity(test.alice)
        _ = try await test.bound(test.officer).revoke(serial: revoked.certificate.serialHex, reason: .keyCompromise)
        #expect(try await submit(requests, pkcs7(requests, revoked)).status == .cryptRevoked)
        let old = try await requests.identity(test.bob)
        let message = try await pkcs7(requests, old)
        try await test.change(test.bob) { $0.enabled = false }
        #expect(try await submit(requests, message).status == .certsrvEnrollDenied)
        try await test.change(test.bob) { $0.enabled = true }
        #expect(try await submit(requests, message).code == .issued)
        test.clock.advance(seconds: 2 * 365 * 86_400)
        #expect(try await submit(requests, message).status == .certExpired)
    }

    @Test("the agent's own certificate signs for nobody's renewal but the agent's")
    func agentSigns() async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice)
        let agent = try await requests.identity(requests.test.administrator)
        #expect(try await submit(requests, pkcs7(requests, old, signer: agent)).status == .certsrvBadRenewalCertAttribute)
        let own = try await submit(requests, pkcs7(requests, agent))
        #expect(own.code == .issued)
        #expect(try await requests.row(own).requesterName == requests.test.administrator.accountName)
    }

    @Test("a request that renews nothing is 0x8009400E")
    func nothing() async throws {
        let requests = try await requests()
        let answer = try await submit(requests, try await requests.test.request())
        #expect(answer.status == .certsrvBadRenewalCertAttribute)
        #expect(answer.reason?.rule == "RenewedCertificateIsOurs")
    }

    @Test("the name in the message must be the holder's")
    func named() async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice)
        #expect(try await submit(requests, pkcs7(requests, old, naming: "EXAMPLE\\alice")).code == .issued)
        for other in ["EXAMPLE\\bob", requests.test.administrator.accountName] {
            #expect(try await submit(requests, pkcs7(requests, old, naming: other)).status == .certsrvRestrictedOfficer)
        }
    }

    @Test("without the flag of the submission, an agent's delivery of a holder's renewal stays refused")
    func withoutFlag() async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice)
        let answer = try await requests.submit(pkcs7(requests, old), as: requests.test.administrator, template: "User")
        #expect(answer.status == .accessDenied)
    }

    @Test("the holder's rights count, not the agent's")
    func rightsOfTheHolder() async throws {
        let requests = try await requests()
        let old = try await requests.identity(requests.test.alice)
        let alice = requests.test.alice.sid
        try await requests.test.changeTemplate("User") {
            $0.access = AccessControlList($0.access.entries + [.init(trustee: alice, rights: .enroll, isDeny: true)])
        }
        #expect(try await submit(requests, pkcs7(requests, old)).status == .certsrvTemplateDenied)
    }

    @Test("a held one is judged again at the approval: grant, switch and certificate must still be there")
    func approval() async throws {
        let requests = try await requests()
        let test = requests.test
        let old = try await requests.identity(test.alice)
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let held = try await submit(requests, pkcs7(requests, old))
        let second = try await submit(requests, pkcs7(requests, old))
        #expect(held.code == .underSubmission)
        #expect(try await test.bound(test.officer).approve(held.requestID).code == .issued)
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: [],
            removing: ["RENEWONBEHALFOF"]
        )
        let late = try await test.bound(test.officer).approve(second.requestID)
        #expect(late.reason?.rule == "RenewalOnBehalfIsOn")
    }
}
