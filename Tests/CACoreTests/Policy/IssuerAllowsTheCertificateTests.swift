import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Policy: the issuer's constraints")
struct IssuerAllowsTheCertificateTests {
    /// An issuing CA below a root, limited to a domain and to servers.
    private struct Limited {
        let root: SampleIdentity
        let issuing: SampleIdentity
        let constraints: IssuerConstraints

        static func make(names: NameConstraints?, purposes: [OID]? = nil) async throws -> Limited {
            let hierarchy = try await SampleHierarchy.make()
            let key = try PrivateKey(generating: .p256)
            var extensions = [
                BasicConstraints(isCA: true, pathLength: 0).asExtension(critical: true),
                KeyUsage([.keyCertSign, .cRLSign]).asExtension(critical: true),
                SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension(),
                AuthorityKeyIdentifier(keyIdentifier: hierarchy.root.certificate.subjectKeyIdentifier ?? []).asExtension(),
            ]
            if let names { extensions.append(names.asExtension(critical: true)) }
            if let purposes { extensions.append(ExtendedKeyUsage(purposes).asExtension()) }
            let certificate = try await hierarchy.root.issue(
                subject: .of([(.commonName, "Limited CA")]),
                publicKey: key.publicKey,
                extensions: extensions
            )
            return Limited(
                root: hierarchy.root,
                issuing: SampleIdentity(certificate: certificate, key: key),
                constraints: try IssuerConstraints(of: [certificate, hierarchy.root.certificate])
            )
        }

        /// The rule's verdict on a request with these names.
        func verdict(_ template: String, names: [GeneralName], subject: DistinguishedName = .of([(.commonName, "x")])) async throws
            -> Verdict
        {
            var sample = try await SampleQuestion(template: template, names: names, subject: subject)
            sample.issuer = IssuerLimits(
                notBefore: sample.issuer.notBefore,
                notAfter: sample.issuer.notAfter,
                pathLength: 0,
                subject: issuing.certificate.subject.derEncoded,
                constraints: constraints
            )
            return IssuerAllowsTheCertificate().judge(try sample.question())
        }

        /// Whether openssl and certtool accept a certificate with these names below the CA.
        func judges(names: [GeneralName], subject: DistinguishedName = .of([(.commonName, "x")])) async throws -> [Bool] {
            let key = try PrivateKey(generating: .p256)
            let leaf = try await issuing.issue(
                subject: subject,
                publicKey: key.publicKey,
                extensions: [
                    KeyUsage([.digitalSignature]).asExtension(critical: true), SubjectAlternativeName(names).asExtension(),
                    ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension(),
                    SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension(),
                    AuthorityKeyIdentifier(keyIdentifier: issuing.certificate.subjectKeyIdentifier ?? []).asExtension(),
                ]
            )
            let files = try OpenSSLFiles()
            try files.write("root.pem", pem: "CERTIFICATE", root.certificate.derEncoded)
            try files.write("ca.pem", pem: "CERTIFICATE", issuing.certificate.derEncoded)
            try files.write("leaf.pem", pem: "CERTIFICATE", leaf.derEncoded)
            let openssl = try files.run("verify", "-CAfile", "root.pem", "-untrusted", "ca.pem", "-purpose", "sslserver", "leaf.pem")
            var answers = [openssl.status == 0]
            if hasTool("certtool") {
                try files.write(
                    "chain.pem",
                    pem: "CERTIFICATE",
                    leaf.derEncoded,
                    issuing.certificate.derEncoded,
                    root.certificate.derEncoded
                )
                let certtool = try files.tool("certtool", "--verify", "--load-ca-certificate", "root.pem", "--infile", "chain.pem")
                answers.append(certtool.status == 0)
            }
            return answers
        }
    }

    @Test(
        "names outside the issuer's constraints are 0x800B0114, where openssl and GnuTLS refuse them too",
        .enabled(if: hasTool("openssl")),
        arguments: [
            ([GeneralName.dnsName("www.example.test")], true), ([.dnsName("www.other.test")], false),
            ([.dnsName("www.example.test"), .dnsName("secret.example.test")], false), ([.dnsName("example.test")], true),
        ] as [([GeneralName], Bool)]
    )
    func names(_ names: [GeneralName], isAllowed: Bool) async throws {
        let limited = try await Limited.make(
            names: NameConstraints(permitting: [.dnsName("example.test")], excluding: [.dnsName("secret.example.test")])
        )
        let denial = try await limited.verdict("WebServer", names: names).denial
        #expect((denial == nil) == isAllowed)
        if let denial {
            #expect(denial.status == .invalidName)
            #expect(denial.reason.rule == "IssuerAllowsTheCertificate")
        }
        for answer in try await limited.judges(names: names) { #expect(answer == isAllowed) }
    }

    @Test("names of the directory are held against the constraints too")
    func directory() async throws {
        let limited = try await Limited.make(names: NameConstraints(permitting: [.rfc822Name("other.test")]))
        let denial = try await limited.verdict("User", names: []).denial
        #expect(denial?.status == .invalidName)
        #expect(denial?.reason.value.contains("alice@example.test") == true)
    }

    @Test("a purpose that the issuer's certificate does not have is 0x800B0110")
    func purposes() async throws {
        let servers = try await Limited.make(names: nil, purposes: [OID.KeyPurpose.serverAuth])
        #expect(try await servers.verdict("WebServer", names: [.dnsName("a.example.test")]) == .allow)
        let denial = try await servers.verdict("User", names: []).denial
        #expect(denial?.status == .wrongUsage)
        #expect(denial?.reason.field == "extendedKeyUsage")
        let all = try await Limited.make(names: nil, purposes: [OID.KeyPurpose.anyExtendedKeyUsage])
        #expect(try await all.verdict("User", names: []) == .allow)
    }

    @Test("an authority without constraints, such as the first one, asks nothing")
    func unlimited() async throws {
        let hierarchy = try await SampleHierarchy.make()
        #expect(try IssuerConstraints(of: hierarchy.chain).isEmpty)
    }
}
