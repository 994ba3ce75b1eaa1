import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Lint profiles of templates")
struct LintProfileTests {
    /// An authority whose template WebServer follows a profile, with names from the request.
    private func authority(
        _ profile: LintProfile?,
        policy: OID = "2.23.140.1.2.1",
        purpose: OID = OID.KeyPurpose.serverAuth,
        _ change: (inout CertificateTemplate) -> Void = { _ in }
    ) async throws -> TestAuthority {
        let test = try await TestAuthority.make(publicAddress: "http://pki.example.com")
        try await test.changeTemplate("WebServer") { template in
            template.schemaVersion = 2
            template.keyUsage = [.digitalSignature]
            template.validitySeconds = 40 * 86_400
            template.overlapSeconds = 5 * 86_400
            template.extendedKeyUsage = [purpose]
            template.issuancePolicies = [policy]
            template.lintProfiles = profile.map { [$0] } ?? []
            change(&template)
        }
        return test
    }

    private func submit(_ test: TestAuthority, _ request: [UInt8]) async throws -> Disposition {
        try await test.bound(test.administrator).submit(test.submission(request, template: "WebServer"))
    }

    @Test("a certificate that keeps the profile of its template is issued, with warnings in its message")
    func issued() async throws {
        let test = try await authority(.tlsServer)
        let subject = DistinguishedName.of([(.commonName, "www.example.com")])
        let disposition = try await submit(test, test.request(subject: subject, names: [.dnsName("www.example.com")]))
        #expect(disposition.code == .issued, "\(disposition.message)")
        #expect(disposition.message.hasPrefix("Issued"))
        #expect(disposition.message.contains("  Lint: "))
        #expect(
            disposition.message.contains("tls.common-name-advice: no common name, but subject is CN=www.example.com (TLS BR §7.1.2.7.2)")
        )
        #expect(disposition.message.contains("tls.other-extensions"))
    }

    @Test("a certificate that breaks a rule is denied with rule, source, field, value and remedy")
    func denied() async throws {
        let test = try await authority(.tlsServer)
        let disposition = try await submit(test, test.request(names: [.dnsName("server.internal")]))
        #expect(disposition.code == .denied)
        #expect(disposition.certificate == nil)
        let reason = try #require(disposition.reason)
        #expect(reason.rule == "tls.internal-name")
        #expect(reason.field == "subjectAltName")
        #expect(reason.value == "server.internal")
        #expect(reason.remedy == "Ask for a name below a registered domain.")
        #expect(disposition.message.contains("(TLS BR §7.1.2.7.12)"))
        let row = try await test.bound(test.administrator).request(disposition.requestID)
        #expect(row.disposition == .denied)
        #expect(try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event).last == "requestDenied")
    }

    @Test("the same request is issued for a template without a profile, and its message says nothing")
    func unprofiled() async throws {
        let test = try await authority(nil)
        let disposition = try await submit(test, test.request(names: [.dnsName("server.internal")]))
        #expect(disposition.code == .issued)
        #expect(!disposition.message.contains("Lint"))
    }

    @Test("a request that an officer approves, and one that is only previewed, are judged too")
    func approved() async throws {
        let test = try await authority(.tlsServer) { $0.enrollmentFlags.insert(.pendAllRequests) }
        let request = try await test.request(names: [.ipAddress([10, 0, 0, 1])])
        let held = try await submit(test, request)
        #expect(held.code == .underSubmission)
        let denied = try await test.bound(test.officer).approve(held.requestID)
        #expect(denied.code == .denied)
        #expect(denied.reason?.rule == "tls.reserved-address")
        let preview = try await test.bound(test.administrator).preview(
            test.submission(request, template: "WebServer"),
            RequestPreviewOptions()
        )
        #expect(preview.code == .denied)
        #expect(preview.reason?.rule == "tls.reserved-address")
    }

    @Test("a template that can make no certificate of its profile says which field to change")
    func template() async throws {
        let test = try await authority(.tlsServer) { $0.validitySeconds = 730 * 86_400 }
        let reason = try await submit(test, test.request(names: [.dnsName("www.example.com")])).reason
        #expect(reason?.rule == "tls.validity")
        #expect(reason?.field == "validity")
        #expect(reason?.value == "731 days")
        #expect(reason?.remedy.contains("template's validity") == true)
    }

    @Test("certificates of people and controllers that keep the profiles of Windows are issued")
    func windows() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("SmartcardLogon") { $0.lintProfiles = [.windowsLogon] }
        let logon = try await test.bound(test.alice).submit(test.submission(test.request(), template: "SmartcardLogon"))
        #expect(logon.code == .issued, "\(logon.message)")
        try await test.changeTemplate("Machine") { template in
            template.lintProfiles = [.domainController]
            template.extendedKeyUsage += [OID.KeyPurpose.serverAuth, OID.KeyPurpose.pkinitKDC].filter {
                !template.extendedKeyUsage.contains($0)
            }
        }
        let controller = try await test.bound(test.machine).submit(test.submission(test.request(), template: "Machine"))
        #expect(controller.code == .issued, "\(controller.message)")
        #expect(controller.message.contains("controller.object-guid"))
        // A user template without smart card logon.
        try await test.changeTemplate("User") { $0.lintProfiles = [.windowsLogon] }
        let denied = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        #expect(denied.reason?.rule == "logon.purpose")
    }

    /// Requests that the profiles of the CA/Browser Forum let through: kinds of validation, keys, and names.
    private static let kinds: [(profile: LintProfile, policy: OID, purpose: OID, subject: [(OID, String)], names: [GeneralName])] = [
        (.tlsServer, "2.23.140.1.2.1", OID.KeyPurpose.serverAuth, [], [.dnsName("www.example.com"), .dnsName("*.example.org")]),
        (
            .tlsServer, "2.23.140.1.2.1", OID.KeyPurpose.serverAuth, [(.country, "DE"), (.commonName, "1.2.3.4")],
            [.ipAddress([1, 2, 3, 4])]
        ),
        (
            .tlsServer, "2.23.140.1.2.2", OID.KeyPurpose.serverAuth,
            [(.country, "DE"), (.locality, "Bonn"), (.organization, "Example"), (.commonName, "www.example.com")],
            [.dnsName("www.example.com")]
        ),
        (
            .tlsServer, "2.23.140.1.2.3", OID.KeyPurpose.serverAuth,
            [(.country, "DE"), (.stateOrProvince, "NRW"), (.surname, "Muster"), (.givenName, "Erika")], [.dnsName("www.example.com")]
        ),
        (
            .mail, "2.23.140.1.5.1.2", OID.KeyPurpose.emailProtection, [(.commonName, "alice@example.com")],
            [.rfc822Name("alice@example.com")]
        ),
        (
            .mail, "2.23.140.1.5.2.2", OID.KeyPurpose.emailProtection,
            [(.country, "GB"), (.organization, "Example"), (.organizationIdentifier, "NTRGB-12345678"), (.commonName, "Example")],
            [.rfc822Name("info@example.com")]
        ),
        (
            .mail, "2.23.140.1.5.3.3", OID.KeyPurpose.emailProtection,
            [
                (.country, "GB"), (.organization, "Example"), (.organizationIdentifier, "LEIXG-AEYE00EKXESVZUUEBP67"),
                (.givenName, "Alice"),
                (.surname, "Example"), (.commonName, "Alice Example"),
            ],
            [.rfc822Name("alice@example.com")]
        ),
        (
            .mail, "2.23.140.1.5.4.2", OID.KeyPurpose.emailProtection, [(.pseudonym, "Al"), (.commonName, "Al")],
            [.rfc822Name("alice@example.com")]
        ),
    ]

    @Test("pkilint finds no error in what the profiles of the CA/Browser Forum let through", .enabled(if: PythonJudge.isInstalled))
    func judged() async throws {
        var certificates: [(label: String, profile: LintProfile, octets: [UInt8])] = []
        for (index, kind) in Self.kinds.enumerated() {
            let test = try await authority(kind.profile, policy: kind.policy, purpose: kind.purpose)
            for (name, key) in [("p256", KeySpecification.p256), ("p384", .p384), ("rsa", .rsa(bits: 2048))] {
                let request = try await test.request(subject: .of(kind.subject), names: kind.names, key: PrivateKey(generating: key))
                let disposition = try await submit(test, request)
                #expect(disposition.code == .issued, "\(index) \(name): \(disposition.message)")
                if let certificate = disposition.certificate { certificates.append(("\(index)-\(name)", kind.profile, certificate)) }
            }
        }
        let findings = try ProfileFindings(certificates)
        for certificate in certificates {
            let errors = findings.all[certificate.label]?.filter { $0.severity != "WARNING" }.map { "\($0.severity) \($0.code)" }
            #expect(errors == ["JUDGED "], "\(certificate.label)")
        }
    }
}
