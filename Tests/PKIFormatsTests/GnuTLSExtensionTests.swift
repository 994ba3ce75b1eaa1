import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("extensions between us and GnuTLS", .enabled(if: hasTool("certtool")))
struct GnuTLSExtensionTests {
    private static let template = #"""
        cn = "gnutls"
        dns_name = "a.example"
        ip_address = "192.0.2.1"
        uri = "http://a.example/"
        email = "a@example.com"
        other_name_utf8 = "1.3.6.1.4.1.311.20.2.3 a@EXAMPLE.COM"
        other_name = "1.3.6.1.4.1.311.25.1 041000112233445566778899AABBCCDDEEFF"
        krb5_principal = "host/a.example@EXAMPLE.COM"
        crl_dist_points = "http://a.example/1.crl"
        policy1 = 1.2.3.4
        policy1_txt = "A text"
        policy1_url = "http://a.example/cps"
        ocsp_uri = "http://ocsp.example/"
        ca_issuers_uri = "http://a.example/ca.cer"
        tls_feature = 5
        signing_key
        encryption_key
        tls_www_server
        ocsp_signing_key
        key_purpose_oid = 1.3.6.1.4.1.311.20.2.2
        add_extension = "1.3.6.1.4.1.311.20.2 0x1e06004100420043"
        add_critical_extension = "1.3.6.1.4.1.11129.2.4.3 0x0500"
        """#

    @Test("every extension of a certificate made by certtool is known, read and written with the same octets")
    func made() async throws {
        try await withTemporaryDirectory { directory in
            try Data(Self.template.utf8).write(to: URL(fileURLWithPath: directory + "/template.cfg"))
            let key = try runTool(["openssl", "genpkey", "-algorithm", "ed25519", "-out", "key.pem"], directory: directory)
            try #require(key.status == 0)
            let made = try runTool(
                ["certtool", "--generate-self-signed", "--load-privkey", "key.pem", "--template", "template.cfg", "--outder"],
                directory: directory
            )
            let certificate = try Certificate(derEncoded: made.stdout)
            #expect(certificate.extensions.count >= 11)
            for item in certificate.extensions {
                let value = try #require(try KnownExtensions.decode(item), "\(item.oid)")
                #expect(value.value == item.value, "\(item.oid.nameOrDotted)")
            }
            let names = certificate.subjectAlternativeNames
            #expect(names.lazy.compactMap(\.userPrincipalName).first == "a@EXAMPLE.COM")
            #expect(
                try names.lazy.compactMap(\.directoryObjectGUID).first == Hex.decode("00112233445566778899AABBCCDDEEFF")
            )
            let principal = try #require(names.lazy.compactMap(\.kerberosPrincipal).first)
            #expect(principal == KerberosPrincipalName(realm: "EXAMPLE.COM", nameType: 1, components: ["host", "a.example"]))
            let policies = try #require(try certificate.value(of: CertificatePolicies.self))
            let qualifiers = try policies.information[0].policyQualifiers()
            #expect(qualifiers.contains(.practiceStatement("http://a.example/cps")))
            #expect(certificate.microsoftTemplateNameText == "ABC")
        }
    }

    @Test("certtool shows our names and extensions by their values")
    func read() throws {
        let key = try SubjectPublicKeyInfo(
            derEncoded: Hex.decode("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        )
        let principal = KerberosPrincipalName(realm: "EXAMPLE.COM", nameType: 2, components: ["krbtgt", "EXAMPLE.COM"])
        let extensions: [any CertificateExtensionValue] = [
            SubjectAlternativeName([
                principal.generalName, .userPrincipalName("alice@example.com"), .smtpUTF8Mailbox("zoë@example.com"), .uri("http://a/"),
            ]),
            IssuerAlternativeName([.dnsName("ca.example")]),
            CertificatePolicies(information: [
                .init("1.2.3.4", policyQualifiers: [.practiceStatement("http://cps/"), .userNotice(UserNotice("for tests"))])
            ]),
            AuthorityInformationAccess(caIssuers: ["http://ca/"], ocsp: ["http://ocsp/"]), TLSFeature([5]),
            CRLDistributionPoints(points: [
                DistributionPoint(name: .fullName([.uri("http://crl/")]), reasons: [.keyCompromise, .superseded])
            ]),
            PrivateKeyUsagePeriod(
                notBefore: Date(timeIntervalSince1970: 1_767_225_600),
                notAfter: Date(timeIntervalSince1970: 1_830_297_600)
            ),
            SignedCertificateTimestampList([
                SignedCertificateTimestamp(logID: [UInt8](repeating: 0xA1, count: 32), timestamp: 1_700_000_000_000, signature: [0x30, 0])
            ]),
        ]
        let tbs = TBSCertificate(
            serialNumber: [1],
            signatureAlgorithm: .ed25519,
            issuer: .of([(OID.commonName, "i")]),
            notBefore: Date(timeIntervalSince1970: 1_767_225_600),
            notAfter: Date(timeIntervalSince1970: 1_830_297_600),
            subject: .of([(OID.commonName, "s")]),
            subjectPublicKeyInfo: key,
            extensions: extensions.map { $0.asExtension() }
        )
        let der = TBSCertificate.assemble(tbs: tbs.derEncoded(), algorithm: .ed25519, signature: [UInt8](repeating: 0, count: 64))
        let shown = try runTool(["certtool", "-i", "--inder"], input: der)
        #expect(shown.status == 0, "\(shown.errorText)")
        for text in [
            "KRB5Principal: krbtgt/EXAMPLE.COM@EXAMPLE.COM", "User Principal Name: alice@example.com", "URI: http://a/",
            "DNSname: ca.example",
            "Note: for tests", "URI: http://cps/", "OCSP Status Request(5)", "URI: http://crl/", "Access Location URI: http://ocsp/",
            "Not After: Sat Jan 01 00:00:00 UTC 2028", "Time: Tue, Nov 14 22:13:20 UTC 2023", "Signature algorithm: ECDSA-SHA256",
        ] {
            #expect(shown.text.contains(text), "\(text)")
        }
        #expect(!shown.text.contains("error"))
    }
}

extension Certificate {
    fileprivate var microsoftTemplateNameText: String? { (try? value(of: MicrosoftTemplateName.self))?.name }
}
