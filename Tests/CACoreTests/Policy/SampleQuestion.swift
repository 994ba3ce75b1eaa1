import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

/// A question that every rule allows. Each test changes the one property that its rule looks at.
struct SampleQuestion {
    static let domain: (UInt32, UInt32, UInt32) = (1, 2, 3)
    static let now = Date(timeIntervalSince1970: 1_795_219_200)

    var template: CertificateTemplate
    var caller = SampleQuestion.user("alice", 1_201)
    var subject: KnownPrincipal?
    var authorityAccess = AccessControlList([.init(trustee: .authenticatedUsers, rights: [.read, .enroll])])
    var grants: [AgentGrant] = []
    var issuer = IssuerLimits(
        notBefore: now.addingTimeInterval(-3600),
        notAfter: now.addingTimeInterval(10 * 365 * 86_400),
        pathLength: 1,
        subject: [0x30, 0]
    )
    var officerApproved = false
    var submission: Submission

    init(template name: String = "User", request: [UInt8]? = nil, names: [GeneralName] = [], subject: DistinguishedName = .empty)
        async throws
    {
        template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == name })
        let extensions = names.isEmpty ? [] : [SubjectAlternativeName(names).asExtension()]
        let own = try await RequestBuilder.pkcs10(key: PrivateKey(generating: .p256), subject: subject, extensions: extensions)
        submission = Submission(bytes: request ?? own, template: name)
    }

    func question() throws -> Question {
        Question(
            received: try ReceivedRequest(submission),
            caller: caller,
            subject: subject ?? KnownPrincipal(principal: caller),
            template: template,
            authorityAccess: authorityAccess,
            agentGrants: grants,
            issuer: issuer,
            now: Self.now,
            officerApproved: officerApproved
        )
    }

    static func user(_ name: String, _ relativeID: UInt32, kind: Principal.Kind = .user) -> Principal {
        Principal(
            id: UUID(),
            kind: kind,
            name: name,
            domain: "EXAMPLE",
            sid: .account(domain: domain, relativeID: relativeID),
            commonName: name,
            displayName: name,
            mail: "\(name)@example.test",
            userPrincipalName: "\(name)@example.test",
            distinguishedName: .of([(OID.domainComponent, "test"), (OID.commonName, name)]),
            groups: [WellKnownAccount.users.sid(in: domain)]
        )
    }
}

extension Verdict {
    /// The denial, if it is one.
    var denial: Denial? {
        if case .deny(let denial) = self { denial } else { nil }
    }
}
