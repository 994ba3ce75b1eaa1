import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Policy: names come from the source that the template names")
struct NamesComeFromTheTemplateTests {
    private func names(_ sample: SampleQuestion) throws -> CertificateNames {
        try sample.question().names.get()
    }

    private func refusal(_ sample: SampleQuestion) throws -> Denial? {
        NamesComeFromTheTemplate().judge(try sample.question()).denial
    }

    @Test("a directory template ignores every name in the request")
    func directory() async throws {
        let sample = try await SampleQuestion(
            names: [.dnsName("evil.example"), .userPrincipalName("admin@example.test")],
            subject: .of([(.commonName, "Administrator")])
        )
        let names = try names(sample)
        #expect(names.subject.rfc4514.contains("CN=alice"))
        #expect(names.subject.values(of: .emailAddress) == ["alice@example.test"])
        #expect(names.alternativeNames == [.userPrincipalName("alice@example.test"), .rfc822Name("alice@example.test")])
        #expect(names.accountSID == sample.caller.sid.text)
    }

    @Test("each name that the directory lacks has its own code")
    func missing() async throws {
        var sample = try await SampleQuestion()
        sample.caller.mail = nil
        #expect(try refusal(sample)?.status == .certsrvSubjectEmailRequired)
        sample = try await SampleQuestion()
        sample.caller.userPrincipalName = nil
        #expect(try refusal(sample)?.status == .certsrvSubjectUPNRequired)
        sample = try await SampleQuestion()
        sample.caller.distinguishedName = .empty
        #expect(try refusal(sample)?.status == .certsrvBadRequestSubject)
        sample = try await SampleQuestion(template: "Machine")
        #expect(try refusal(sample)?.status == .certsrvSubjectDNSRequired)
    }

    @Test("a user principal name somebody else holds too is refused", arguments: [KnownPrincipal.NameHolder.somebodyElse, .several])
    func holder(_ holder: KnownPrincipal.NameHolder) async throws {
        var sample = try await SampleQuestion()
        sample.subject = KnownPrincipal(principal: sample.caller, userPrincipalNameHolder: holder)
        let denial = try #require(try refusal(sample))
        #expect(denial.status == .certsrvSubjectUPNRequired)
        #expect(denial.reason.field == "userPrincipalName")
    }

    @Test("a DNS name that another account holds too is in no certificate")
    func dnsHolder() async throws {
        let test = try await TestAuthority.make()
        let machine = try await test.bound(test.machine)
        #expect(try await machine.submit(test.submission(test.request(), template: "Machine")).code == .issued)
        // The account of another domain whose own name fits too, as a directory with several domains can have it.
        let twin = Principal(
            id: .init(),
            kind: .machine,
            name: "WEB1",
            domain: "OTHER",
            sid: .account(domain: (9, 9, 9), relativeID: 1_305),
            commonName: "web1",
            displayName: "web1",
            dnsHostName: "WEB1.example.test",
            distinguishedName: test.machine.distinguishedName
        )
        await test.directory.forceAdd(twin)
        let denied = try await machine.submit(test.submission(test.request(), template: "Machine"))
        #expect((denied.code, denied.status) == (.denied, .certsrvSubjectDNSRequired))
        #expect(denied.reason?.field == "dNSHostName")
        #expect(denied.reason?.value == "web1.example.test")
    }

    @Test(
        "a machine is named as its account, never as another machine",
        arguments: ["dc1.example.test", "web12.example.test", "example.test"]
    )
    func machine(_ stolen: String) async throws {
        var sample = try await SampleQuestion(template: "Machine")
        sample.caller = SampleQuestion.user("WEB1$", 1_301, kind: .machine)
        sample.caller.dnsHostName = "web1.example.test"
        let names = try names(sample)
        #expect(names.subject.commonName == "web1.example.test")
        #expect(names.alternativeNames == [.dnsName("web1.example.test")])
        sample.caller.dnsHostName = stolen
        #expect(try refusal(sample)?.reason.field == "dNSHostName")
    }

    @Test("the domain's DNS and short name are written, not the machine's; without a domain: 0x8009480F")
    func domain() async throws {
        var sample = try await SampleQuestion(template: "KerberosAuthentication")
        sample.caller = SampleQuestion.user("DC1$", 1_301, kind: .machine)
        sample.caller.dnsHostName = "dc1.corp.example.test"
        sample.caller.distinguishedName = .of([
            (OID.domainComponent, "test"), (OID.domainComponent, "example"), (OID.domainComponent, "corp"), (OID.commonName, "dc1"),
        ])
        #expect(
            try names(sample).alternativeNames == [
                .dnsName("dc1.corp.example.test"), .dnsName("corp.example.test"), .dnsName("EXAMPLE"),
            ]
        )
        sample.template.nameFlags.remove(.subjectAltRequireDNS)
        #expect(try names(sample).alternativeNames == [.dnsName("corp.example.test"), .dnsName("EXAMPLE")])
        sample.caller.distinguishedName = .of([(OID.commonName, "dc1")])
        #expect(try refusal(sample)?.status == .certsrvSubjectDNSRequired)
        // A person has no domain to stand for.
        sample.caller = SampleQuestion.user("alice", 1_201)
        #expect(try refusal(sample)?.status == .certsrvSubjectDNSRequired)
    }

    @Test("a server's requester chooses subject and DNS names; names of accounts are omitted and reported")
    func supplied() async throws {
        let asked: [GeneralName] = [
            .dnsName("www.example.test"), .dnsName("*.example.test"), .ipAddress([127, 0, 0, 1]), .userPrincipalName("admin@example.test"),
            .uri("tag:microsoft.com,2022-09-14:sid:S-1-5-21-1-2-3-500"),
        ]
        let names = try names(
            try await SampleQuestion(template: "WebServer", names: asked, subject: .of([(.commonName, "www.example.test")]))
        )
        #expect(names.alternativeNames == Array(asked.prefix(3)))
        #expect(names.leftOut == ["the user principal name", "the SID in a URI"])
        #expect(names.accountSID == nil)
    }

    @Test("a supplied subject is required, and alternative names alone do for a server but not for a CA")
    func required() async throws {
        #expect(try refusal(try await SampleQuestion(template: "WebServer"))?.status == .certsrvBadRequestSubject)
        #expect(try refusal(try await SampleQuestion(template: "WebServer", names: [.dnsName("a.example")])) == nil)
        #expect(
            try refusal(try await SampleQuestion(template: "SubCA", names: [.dnsName("a.example")]))?.status == .certsrvBadRequestSubject
        )
    }

    @Test(
        "malformed names are refused",
        arguments: [
            GeneralName.dnsName("under_score.example"), .dnsName("-a.example"), .dnsName("a..b"), .dnsName("a.*.example"), .dnsName("*"),
            .rfc822Name("nobody"), .uri("no scheme"), .ipAddress([10, 0, 0, 0, 255, 0, 0, 0]),
        ]
    )
    func malformed(_ name: GeneralName) async throws {
        let sample = try await SampleQuestion(template: "WebServer", names: [name], subject: .of([(.commonName, "x")]))
        #expect(try refusal(sample)?.reason.field == "subjectAltName")
    }

    @Test("values beyond the upper bounds of RFC 5280 are refused")
    func bounds() async throws {
        let long = String(repeating: "x", count: 65)
        for subject in [DistinguishedName.of([(.commonName, long)]), .of([(.country, "Germany")]), .of([(.commonName, "a\u{7}b")])] {
            #expect(try refusal(try await SampleQuestion(template: "WebServer", subject: subject))?.reason.field == "subject")
        }
    }

    @Test("a subordinate authority cannot take the name of its issuer")
    func issuerName() async throws {
        let name = DistinguishedName.of([(.commonName, "Example CA")])
        var sample = try await SampleQuestion(template: "SubCA", subject: name)
        sample.issuer = IssuerLimits(
            notBefore: sample.issuer.notBefore,
            notAfter: sample.issuer.notAfter,
            pathLength: 1,
            subject: name.derEncoded
        )
        #expect(try refusal(sample)?.status == .certsrvBadRequestSubject)
    }
}
