import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Names in paths")
struct NamePathTests {
    /// A CA with constraints and a leaf with names.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var permitted: [GeneralName] = []
        var excluded: [GeneralName] = []
        var names: [GeneralName] = []
        var subject: DistinguishedName?
        let isValid: Bool
        /// The reason why openssl has the other verdict; `nil` when it agrees.
        var differs: String?

        init(
            _ description: String,
            permitted: [GeneralName] = [],
            excluded: [GeneralName] = [],
            names: [GeneralName] = [],
            subject: DistinguishedName? = nil,
            isValid: Bool,
            differs: String? = nil
        ) {
            testDescription = description
            (self.permitted, self.excluded, self.names, self.subject) = (permitted, excluded, names, subject)
            (self.isValid, self.differs) = (isValid, differs)
        }
    }

    private static let v4: [UInt8] = [192, 0, 2, 0, 255, 255, 255, 0]
    private static let v6 =
        [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 12) + [255, 255, 255, 255] + [UInt8](repeating: 0, count: 12)
    private static let inside6 = [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 7, count: 12)
    private static let example = DistinguishedName.of([(.organization, "Example")])
    private static func with(mail: String) -> DistinguishedName { .of([(.organization, "Example"), (.emailAddress, mail)]) }

    static let cases: [Case] = [
        Case("DNS: the base itself", permitted: [.dnsName("example.test")], names: [.dnsName("example.test")], isValid: true),
        Case("DNS: below the base", permitted: [.dnsName("example.test")], names: [.dnsName("a.b.EXAMPLE.test")], isValid: true),
        Case("DNS: a longer word", permitted: [.dnsName("example.test")], names: [.dnsName("badexample.test")], isValid: false),
        Case("DNS: one of two outside", permitted: [.dnsName("a.test")], names: [.dnsName("a.test"), .dnsName("b.test")], isValid: false),
        Case("DNS: excluded", excluded: [.dnsName("bad.test")], names: [.dnsName("www.bad.test")], isValid: false),
        Case("DNS: excluded elsewhere", excluded: [.dnsName("bad.test")], names: [.dnsName("www.good.test")], isValid: true),
        Case(
            "DNS: excluded within permitted",
            permitted: [.dnsName("a.test")],
            excluded: [.dnsName("x.a.test")],
            names: [.dnsName("y.x.a.test")],
            isValid: false
        ),
        Case("DNS: a wildcard below the base", permitted: [.dnsName("a.test")], names: [.dnsName("*.a.test")], isValid: true),
        Case(
            "DNS: a wildcard that covers an excluded name",
            excluded: [.dnsName("x.a.test")],
            names: [.dnsName("*.a.test")],
            isValid: false,
            differs: "openssl takes the star for a label of its own"
        ),
        Case("DNS: a dot in front", permitted: [.dnsName(".a.test")], names: [.dnsName("x.a.test")], isValid: true),
        Case("DNS: a dot in front, the base itself", permitted: [.dnsName(".a.test")], names: [.dnsName("a.test")], isValid: false),
        Case("DNS: everything is excluded", excluded: [.dnsName("")], names: [.dnsName("a.test")], isValid: false),
        Case("DNS: constraints of another form", permitted: [.rfc822Name("a.test")], names: [.dnsName("b.test")], isValid: true),
        Case("IPv4: inside", permitted: [.ipAddress(v4)], names: [.ipAddress([192, 0, 2, 200])], isValid: true),
        Case("IPv4: outside", permitted: [.ipAddress(v4)], names: [.ipAddress([192, 0, 3, 1])], isValid: false),
        Case("IPv4: excluded", excluded: [.ipAddress(v4)], names: [.ipAddress([192, 0, 2, 1])], isValid: false),
        Case("IPv6: inside", permitted: [.ipAddress(v6)], names: [.ipAddress(inside6)], isValid: true),
        Case("IPv6: outside", permitted: [.ipAddress(v6)], names: [.ipAddress([UInt8](repeating: 1, count: 16))], isValid: false),
        Case("IPv6 where only IPv4 is permitted", permitted: [.ipAddress(v4)], names: [.ipAddress(inside6)], isValid: false),
        Case("IPv6 excluded says nothing of IPv4", excluded: [.ipAddress(v6)], names: [.ipAddress([10, 0, 0, 1])], isValid: true),
        Case("mail: a host", permitted: [.rfc822Name("a.test")], names: [.rfc822Name("me@A.test")], isValid: true),
        Case("mail: a host, below it", permitted: [.rfc822Name("a.test")], names: [.rfc822Name("me@b.a.test")], isValid: false),
        Case("mail: a domain", permitted: [.rfc822Name(".a.test")], names: [.rfc822Name("me@b.a.test")], isValid: true),
        Case("mail: a domain, its host", permitted: [.rfc822Name(".a.test")], names: [.rfc822Name("me@a.test")], isValid: false),
        Case("mail: a mailbox", permitted: [.rfc822Name("me@a.test")], names: [.rfc822Name("me@a.test")], isValid: true),
        Case("mail: another mailbox", permitted: [.rfc822Name("me@a.test")], names: [.rfc822Name("you@a.test")], isValid: false),
        Case("mail: another spelling", permitted: [.rfc822Name("me@a.test")], names: [.rfc822Name("ME@a.test")], isValid: false),
        Case("mail: excluded", excluded: [.rfc822Name("a.test")], names: [.rfc822Name("me@a.test")], isValid: false),
        Case("mail in the subject: permitted", permitted: [.rfc822Name("a.test")], subject: with(mail: "me@a.test"), isValid: true),
        Case("mail in the subject: outside", permitted: [.rfc822Name("a.test")], subject: with(mail: "me@b.test"), isValid: false),
        Case("URI: a host", permitted: [.uri("a.test")], names: [.uri("http://a.test:80/x")], isValid: true),
        Case("URI: a host, below it", permitted: [.uri("a.test")], names: [.uri("http://b.a.test/")], isValid: false),
        Case(
            "URI: a domain",
            permitted: [.uri(".a.test")],
            names: [.uri("https://u@b.a.test?q")],
            isValid: true,
            differs: "openssl takes the user for a part of the host"
        ),
        Case("URI: excluded", excluded: [.uri("a.test")], names: [.uri("ldap://a.test/cn=x")], isValid: false),
        Case("URI: no host", permitted: [.uri("a.test")], names: [.uri("urn:a:test")], isValid: false),
        Case("directory: below", permitted: [.directoryName(example)], isValid: true),
        Case("directory: outside", permitted: [.directoryName(.of([(.organization, "Other")]))], isValid: false),
        Case("directory: excluded", excluded: [.directoryName(example)], isValid: false),
        Case(
            "directory: an alternative name outside",
            permitted: [.directoryName(example)],
            names: [.directoryName(.of([(.organization, "Other")]))],
            isValid: false
        ),
        Case(
            "UPN: a domain",
            permitted: [.userPrincipalName("@a.test")],
            names: [.userPrincipalName("me@a.test")],
            isValid: true,
            differs: "openssl does not know how to compare principal names"
        ),
        Case("UPN: another domain", permitted: [.userPrincipalName("@a.test")], names: [.userPrincipalName("me@b.test")], isValid: false),
        Case("a form without a rule", permitted: [.registeredID("1.2.3")], names: [.registeredID("1.2.3.4")], isValid: false),
        Case("a form without a rule, no such name", permitted: [.registeredID("1.2.3")], names: [.dnsName("a.test")], isValid: true),
    ]

    @Test("name constraints of every form follow RFC 5280, and openssl agrees except where said", arguments: cases)
    func constraints(_ test: Case) async throws {
        let judge = try await PathJudge()
        let constraints = NameConstraints(permitting: test.permitted, excluding: test.excluded).asExtension(critical: true)
        let authority = try await judge.authority("CA", [constraints])
        let leaf = try await judge.leaf(under: authority, names: test.names, subject: test.subject)
        let report = judge.ours(leaf, [authority.certificate])
        #expect(report.result.isValid == test.isValid, "\(report.result)")
        if case .invalid(let index, let rule) = report.result {
            #expect(index == 0)
            #expect(rule.hasPrefix("nameConstraints:"))
        }
        let openssl = try judge.openssl(leaf, [authority.certificate])
        #expect(openssl == (test.differs == nil ? test.isValid : !test.isValid))
    }

    @Test("thousands of names under thousands of constraints are refused, not compared")
    func crowd() async throws {
        let judge = try await PathJudge()
        let constraints = NameConstraints(permitting: (0..<700).map { .dnsName("h\($0).test") }).asExtension(critical: true)
        let authority = try await judge.authority("CA", [constraints])
        let leaf = try await judge.leaf(under: authority, names: (0..<700).map { .dnsName("h\($0).test") })
        guard case .invalid(_, let rule) = judge.ours(leaf, [authority.certificate]).result else {
            Issue.record("the path was found valid")
            return
        }
        #expect(rule.contains("comparisons"))
    }

    @Test(
        "host names are found as RFC 9525 has it, and openssl agrees but where it is said",
        arguments: [
            ("www.a.test", "www.a.test", true), ("WWW.A.test", "www.a.test", true), ("www.a.test.", "www.a.test", true),
            ("a.test", "www.a.test", false), ("www.a.test", "*.a.test", true), ("x.www.a.test", "*.a.test", false),
            ("a.test", "*.a.test", false), ("www.a.test", "w*.a.test", false), ("www.a.test", "www.*.test", false),
            ("www.test", "*.test", false), ("www.a.test", "*", false), (".a.test", "*.a.test", false), ("xn--a.a.test", "*.a.test", true),
        ]
    )
    func hosts(_ host: String, _ pattern: String, _ expected: Bool) async throws {
        let judge = try await PathJudge()
        let leaf = try await judge.leaf(under: judge.root, names: [.dnsName(pattern)])
        var options = PathOptions(time: SampleHierarchy.time)
        options.hostName = host
        #expect(judge.ours(leaf, [], options: options).result.isValid == expected)
        // openssl accepts a star within a label, keeps the final dot, and takes a leading dot for any host below.
        let differs = pattern == "w*.a.test" || host.hasSuffix(".") || host.hasPrefix(".")
        #expect(try judge.openssl(leaf, [], ["-verify_hostname", host]) == (differs ? !expected : expected))
    }

    @Test("an IP address, an e-mail address or a common name is asked for, and openssl agrees except where said")
    func otherNames() async throws {
        let judge = try await PathJudge()
        let leaf = try await judge.leaf(
            under: judge.root,
            names: [.ipAddress([192, 0, 2, 1]), .rfc822Name("Me@a.test")],
            subject: .of([(.commonName, "www.a.test"), (.emailAddress, "you@a.test")])
        )
        for (host, expected) in [("192.0.2.1", true), ("192.0.2.2", false)] {
            var options = PathOptions(time: SampleHierarchy.time)
            options.hostName = host
            #expect(judge.ours(leaf, [], options: options).result.isValid == expected)
            #expect(try judge.openssl(leaf, [], ["-verify_ip", host]) == expected)
        }
        for (mail, expected) in [("Me@A.test", true), ("me@a.test", false), ("you@a.test", true), ("me", false)] {
            var options = PathOptions(time: SampleHierarchy.time)
            options.emailAddress = mail
            #expect(judge.ours(leaf, [], options: options).result.isValid == expected)
            // openssl looks into the subject only when no alternative name is an address; in RFC 8550 §3 both count.
            let differs = mail.hasPrefix("you")
            #expect(try judge.openssl(leaf, [], ["-verify_email", mail]) == (differs ? !expected : expected), "\(mail)")
        }
        // openssl falls back to the common name where no DNS name is given; RFC 9525 no longer does.
        var options = PathOptions(time: SampleHierarchy.time)
        options.hostName = "www.a.test"
        #expect(!judge.ours(leaf, [], options: options).result.isValid)
        #expect(try judge.openssl(leaf, [], ["-verify_hostname", "www.a.test"]))
    }
}
