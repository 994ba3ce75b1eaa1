import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Requests signed by enrollment agents")
struct AgentRequestTests {
    private func forBob(_ requests: SignedRequests, signedBy agent: SignedRequests.Identity, name: String = "EXAMPLE\\bob") async throws
        -> [UInt8]
    {
        try await PKCS7Request.signed(
            requests.test.request(),
            certificate: agent.certificate,
            key: agent.key,
            pairs: [EnrollmentNameValuePair(name: "RequesterName", value: name)]
        )
    }

    @Test("an agent's PKCS #7 and CMC requests give the named account's certificate", .enabled(if: PythonJudge.isInstalled))
    func issued() async throws {
        let requests = try await SignedRequests.make()
        let agent = try await requests.agent()
        let pkcs7 = try await requests.submit(
            forBob(requests, signedBy: agent),
            as: requests.test.administrator,
            format: .pkcs7,
            template: "User"
        )
        #expect(pkcs7.code == .issued, "\(pkcs7.message)")
        #expect(pkcs7.message == "Issued")
        var builder = CMCRequestBuilder(try CertificationRequest(derEncoded: await requests.test.request()))
        builder.registrationPairs = [
            EnrollmentNameValuePair(name: "CertificateTemplate", value: "User"),
            EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\bob"),
        ]
        let cmc = try await requests.submit(builder.signed(by: agent.signer), as: requests.test.administrator)
        #expect(cmc.code == .issued, "\(cmc.message)")
        for answer in [pkcs7, cmc] {
            let row = try await requests.row(answer)
            #expect(row.requesterName == "EXAMPLE\\bob")
            #expect(row.callerName == requests.test.administrator.accountName)
            #expect(row.requestFlags == 0x14)
            #expect(try Certificate(derEncoded: #require(answer.certificate)).userPrincipalName == "bob@example.test")
        }
        #expect(try await requests.row(pkcs7).requestType == RequestFormat.pkcs7.rawValue)
        try requests.judge(pkcs7, cmc)
    }

    @Test("a signer without the purposes or policies that the template names for signers is 0x8009480B")
    func namedPurposesAndPolicies() async throws {
        let requests = try await SignedRequests.make()
        let policy = try #require(OID(dotted: "1.3.6.1.4.1.55555.1"))
        try await requests.test.changeTemplate("EnrollmentAgent") {
            $0.schemaVersion = 2
            $0.issuancePolicies = [policy]
        }
        let agent = try await requests.agent()
        func answer(_ change: (inout CertificateTemplate) -> Void) async throws -> Disposition {
            try await requests.test.changeTemplate("User") {
                $0.schemaVersion = 2
                $0.enrollmentFlags.insert(.allowEnrollOnBehalfOf)
                $0.authorizedSignatures = 1
                ($0.authorizedSignaturePurposes, $0.authorizedSignaturePolicies) = ([], [])
                change(&$0)
            }
            return try await requests.submit(
                forBob(requests, signedBy: agent),
                as: requests.test.administrator,
                format: .pkcs7,
                template: "User"
            )
        }
        #expect(try await answer { _ in }.code == .issued)
        #expect(
            try await answer {
                $0.authorizedSignaturePurposes = [OID.KeyPurpose.certificateRequestAgent]
                $0.authorizedSignaturePolicies = [policy]
            }.code == .issued
        )
        let purpose = try await answer { $0.authorizedSignaturePurposes = [OID.KeyPurpose.qualifiedSubordination] }
        #expect(purpose.status == .certsrvSignatureRejected)
        #expect(purpose.message.contains("lacks the key purpose"))
        let other = try #require(OID(dotted: "1.3.6.1.4.1.55555.2"))
        let policies = try await answer { $0.authorizedSignaturePolicies = [policy, other] }
        #expect(policies.status == .certsrvSignatureRejected)
        #expect(policies.message.contains("lacks the issuance policy 1.3.6.1.4.1.55555.2"))
    }

    /// A PKCS #7 request with several signers, each with the pairs of its own attributes.
    private func severally(
        _ requests: SignedRequests,
        _ signers: [(SignedRequests.Identity, requester: String?)],
        unsigned: String? = nil
    ) async throws -> [UInt8] {
        func attribute(_ name: String) -> CMSAttribute {
            CMSAttribute(
                OID.Microsoft.enrollmentNameValuePair,
                values: [EnrollmentNameValuePair(name: "RequesterName", value: name).derEncoded]
            )
        }
        let message = try await CMSSigner.sign(
            content: requests.test.request(),
            signers: signers.map { signer, name in
                CMSSigningIdentity(certificate: signer.certificate, key: signer.key, attributes: name.map { [attribute($0)] } ?? [])
            },
            certificates: signers.map(\.0.certificate.derEncoded)
        )
        guard let unsigned else { return message.contentInfo }
        return SignedData(message, signers: message.signers.map { SignerInfo($0, addingUnsigned: attribute(unsigned)) }).contentInfo
    }

    @Test("a name in one signer's attributes counts with that signer's signature alone")
    func namesBelongToTheirSigner() async throws {
        let requests = try await SignedRequests.make()
        let agent = try await requests.agent()
        let stranger = try await agent.lookAlike(selfSigned: true)
        let administrator = requests.test.administrator
        // Whoever is no agent names bob; the agent's signature beside it names nobody, or somebody else.
        let beside = try await requests.submit(
            severally(requests, [(stranger, "EXAMPLE\\bob"), (agent, nil)]),
            as: administrator,
            format: .pkcs7,
            template: "User"
        )
        #expect(beside.code != .issued, "\(beside.message)")
        let two = try await severally(requests, [(stranger, "EXAMPLE\\bob"), (agent, "EXAMPLE\\alice")])
        let error = await #expect(throws: CAError.self) {
            try await requests.submit(two, as: administrator, format: .pkcs7, template: "User")
        }
        #expect(error?.message.contains("two requesters") == true)
    }

    @Test("a name that the second signer's attributes hold is read, and one that nobody signed is refused")
    func namesAreNotDropped() async throws {
        let requests = try await SignedRequests.make()
        let agent = try await requests.agent()
        let other = try await requests.identity(requests.test.alice)
        let second = try await requests.submit(
            severally(requests, [(other, nil), (agent, "EXAMPLE\\bob")]),
            as: requests.test.administrator,
            format: .pkcs7,
            template: "User"
        )
        #expect(second.code == .issued, "\(second.message)")
        #expect(try await requests.row(second).requesterName == "EXAMPLE\\bob")
        let bytes = try await severally(requests, [(agent, nil)], unsigned: "EXAMPLE\\bob")
        let error = await #expect(throws: CAError.self) {
            try await requests.submit(bytes, as: requests.test.administrator, format: .pkcs7, template: "User")
        }
        #expect(error?.message.contains("no signature covers") == true)
    }

    @Test("a requester named in no signed message is ignored, and the certificate is the caller's")
    func unsigned() async throws {
        let requests = try await SignedRequests.make()
        _ = try await requests.agent()
        let administrator = requests.test.administrator
        let plain = requests.test.submission(
            try await requests.test.request(),
            template: "User",
            attributes: ["RequesterName": "EXAMPLE\\bob"]
        )
        let answer = try await requests.test.bound(administrator).submit(plain)
        #expect(answer.message.hasSuffix("The request attribute RequesterName was ignored."))
        #expect(try await requests.row(answer).requester == administrator.id)
    }

    @Test("a name that only the request's own key signed is 0x80094809")
    func notAnAgent() async throws {
        let requests = try await SignedRequests.make()
        _ = try await requests.agent()
        let bytes = try await requests.cmc {
            $0.registrationPairs = [EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\bob")]
        }
        let answer = try await requests.submit(bytes, as: requests.test.administrator, template: "User")
        #expect(answer.status == .certsrvSignaturePolicyRequired)
        #expect(answer.reason?.rule == "AgentSignsForOthers")
    }

    @Test("a signer without the agent's purpose, revoked, expired or of a disabled account is 0x8009480B")
    func rejectedSigners() async throws {
        let requests = try await SignedRequests.make()
        let agent = try await requests.agent()
        let administrator = requests.test.administrator
        let user = try await requests.identity(administrator)
        func status(_ signer: SignedRequests.Identity) async throws -> HRESULT {
            try await requests.submit(forBob(requests, signedBy: signer), as: administrator, template: "User").status
        }
        #expect(try await status(user) == .certsrvSignatureRejected)
        #expect(try await status(agent) == .ok)
        let revoked = try await requests.identity(administrator, template: "EnrollmentAgent")
        _ = try await requests.test.bound(administrator).revoke(serial: revoked.certificate.serialHex, reason: .keyCompromise)
        #expect(try await status(revoked) == .certsrvSignatureRejected)
        requests.test.clock.advance(seconds: 3 * 365 * 86_400)
        #expect(try await status(agent) == .certsrvSignatureRejected)
    }

    @Test("a look-alike of an agent's certificate from another issuer is 0x8009480B")
    func lookAlike() async throws {
        let requests = try await SignedRequests.make()
        let agent = try await requests.agent()
        let identity = try await agent.lookAlike()
        let answer = try await requests.submit(forBob(requests, signedBy: identity), as: requests.test.administrator, template: "User")
        #expect(answer.status == .certsrvSignatureRejected)
        #expect(answer.message.contains("was not issued by this installation"))
    }

    @Test("an agent without a grant, a caller who is not the agent, and an unknown account are 0x80094009")
    func restricted() async throws {
        let requests = try await SignedRequests.make()
        let ungranted = try await requests.identity(requests.test.administrator, template: "EnrollmentAgent")
        let administrator = requests.test.administrator
        let first = try await requests.submit(forBob(requests, signedBy: ungranted), as: administrator, template: "User")
        #expect(first.status == .certsrvRestrictedOfficer)
        #expect(first.reason?.rule == "OnBehalfOfIsGranted")
        let agent = try await requests.agent()
        let stolen = try await forBob(requests, signedBy: agent)
        #expect(try await requests.submit(stolen, as: requests.test.alice, template: "User").status == .certsrvRestrictedOfficer)
        let grant = AgentGrant(
            agent: requests.test.alice.id,
            template: "User",
            subjects: WellKnownAccount.users.sid(in: TestAuthority.domain)
        )
        try await requests.test.store.commit([.agentGranted(grant)], expecting: .nothing)
        let other = try await requests.submit(stolen, as: requests.test.alice, template: "User")
        #expect(other.status == .certsrvRestrictedOfficer)
        #expect(other.reason?.rule == "AgentSignsForOthers")
        let nobody = try await requests.submit(
            forBob(requests, signedBy: agent, name: "EXAMPLE\\nobody"),
            as: administrator,
            template: "User"
        )
        #expect(nobody.status == .certsrvRestrictedOfficer)
        #expect(nobody.reason?.field == "RequesterName")
        let machine = try await requests.submit(
            forBob(requests, signedBy: agent, name: "EXAMPLE\\WEB1$"),
            as: administrator,
            template: "User"
        )
        #expect(machine.status == .certsrvRestrictedOfficer)
    }

    @Test("a template's authorized signatures: none is 0x80094809, too few 0x8009480A, wrong ones 0x8009480B")
    func authorizedSignatures() async throws {
        let requests = try await SignedRequests.make()
        try await requests.test.changeTemplate("ClientAuth") { $0.authorizedSignatures = 1 }
        let administrator = requests.test.administrator
        let agent = try await requests.identity(administrator, template: "EnrollmentAgent")
        let user = try await requests.identity(requests.test.alice)
        func status(_ signers: RequestSigner...) async throws -> HRESULT {
            let key = try PrivateKey(generating: .p256)
            let builder = CMCRequestBuilder(try CertificationRequest(derEncoded: await requests.test.request(key: key)))
            let bytes = try await builder.signed(by: [.requestKey(key)] + signers)
            return try await requests.submit(bytes, as: requests.test.alice, template: "ClientAuth").status
        }
        #expect(try await status() == .certsrvSignaturePolicyRequired)
        #expect(try await status(user.signer) == .certsrvSignatureRejected)
        #expect(try await status(agent.signer) == .ok)
        #expect(try await status(user.signer, agent.signer) == .ok)
        try await requests.test.changeTemplate("ClientAuth") { $0.authorizedSignatures = 2 }
        #expect(try await status(agent.signer) == .certsrvSignatureCount)
        #expect(try await status(agent.signer, agent.signer) == .certsrvSignatureCount)
        #expect(try await status(agent.signer, user.signer) == .certsrvSignatureRejected)
        let second = try await requests.identity(administrator, template: "EnrollmentAgent")
        #expect(try await status(agent.signer, second.signer) == .ok)
    }

    @Test("PKCS #7 that openssl signed for an agent counts for the template's authorized signature")
    func openssl() async throws {
        let requests = try await SignedRequests.make()
        try await requests.test.changeTemplate("User") { $0.authorizedSignatures = 1 }
        let agent = try await requests.identity(requests.test.administrator, template: "EnrollmentAgent")
        let files = try OpenSSLFiles()
        try files.write("agent.pem", pem: "CERTIFICATE", agent.certificate.derEncoded)
        try files.write("agent.key", pem: "PRIVATE KEY", agent.key.pkcs8())
        try files.write("request.der", await requests.test.request())
        for (index, options) in [[], ["-stream", "-indef"]].enumerated() {
            try files.output(
                [
                    "cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-in", "request.der", "-signer", "agent.pem", "-inkey",
                    "agent.key",
                ]
                    + ["-outform", "DER", "-out", "\(index).der"] + options
            )
            let answer = try await requests.submit(files.read("\(index).der"), as: requests.test.alice, format: .pkcs7, template: "User")
            #expect(answer.code == .issued, "\(answer.message)")
        }
        try files.output(
            ["cms", "-sign", "-binary", "-nodetach", "-md", "sha1", "-in", "request.der", "-signer", "agent.pem", "-inkey", "agent.key"]
                + ["-outform", "DER", "-out", "weak.der"]
        )
        let weak = try await requests.submit(files.read("weak.der"), as: requests.test.alice, template: "User")
        #expect(weak.status == .certsrvSignatureRejected)
    }
}
