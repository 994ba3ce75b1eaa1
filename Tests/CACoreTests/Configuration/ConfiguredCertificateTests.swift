import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

/// The effect of each entry in a certificate or a list.
@Suite("Certificates of a configured authority")
struct ConfiguredCertificateTests {
    private func configured(_ node: String, _ entry: String, _ value: ConfigurationValue, on test: TestAuthority) async throws {
        try await test.bound(test.administrator).setConfigurationEntry(node: node, entry: entry, value: value)
    }

    private func issued(
        _ test: TestAuthority,
        template: String = "User",
        subject: DistinguishedName = .empty,
        names: [GeneralName] = [],
        attributes: [String: String] = [:],
        extensions: [CertificateExtension] = []
    ) async throws -> Certificate {
        let bytes = try await test.request(subject: subject, names: names, extensions: extensions)
        let answer = try await test.bound(template == "WebServer" ? test.administrator : test.alice).submit(
            test.submission(bytes, template: template, attributes: attributes)
        )
        return try Certificate(derEncoded: try #require(answer.certificate, "\(answer.message)"))
    }

    @Test("ValidityPeriodUnits is the longest certificate")
    func longest() async throws {
        let test = try await TestAuthority.make()
        try await configured("CA", "ValidityPeriod", .text("Days"), on: test)
        try await configured("CA", "ValidityPeriodUnits", .number(30), on: test)
        let certificate = try await issued(test)
        #expect(certificate.notAfter.timeIntervalSince(certificate.notBefore) == 30 * 86_400)
    }

    @Test("ClockSkewMinutes is how much earlier certificates and lists begin")
    func skew() async throws {
        let test = try await TestAuthority.make()
        try await configured("CA", "ClockSkewMinutes", .number(3), on: test)
        let begin = test.clock.now.timeIntervalSince1970.rounded(.down) - 180
        #expect(try await issued(test).notBefore.timeIntervalSince1970 == begin)
        try await test.bound(test.administrator).publishRevocationLists()
        let bytes = try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes
        #expect(try CertificateList(derEncoded: bytes).thisUpdate.timeIntervalSince1970 == begin)
    }

    @Test("publication URLs are one distribution point and the access descriptions, with variables replaced")
    func urls() async throws {
        let test = try await TestAuthority.make()
        let before = try await issued(test)
        #expect(try before.value(of: CRLDistributionPoints.self)?.uris == ["http://pki.example.test/crl/Chancery%20Issuing%20CA.crl"])
        try await configured(
            "CA",
            "CRLPublicationURLs",
            .texts(["65:/srv/%3%8%9.crl", "2:http://%1/a/%3%8%9.crl", "10:http://b.example.test/%7%8.crl", "2:ldap:///CN=%7%8,CN=%2%10"]),
            on: test
        )
        try await configured(
            "CA",
            "CACertPublicationURLs",
            .texts(["2:http://%1/%%20/%3%4.crt", "32:http://ocsp.example.test/%1", "0:http://unused.example.test/"]),
            on: test
        )
        let certificate = try await issued(test)
        let points = try #require(try certificate.value(of: CRLDistributionPoints.self))
        #expect(points.points.count == 1)
        #expect(
            points.uris
                == ["http://pki.example.test/a/Chancery%20Issuing%20CA.crl", "http://b.example.test/Chancery%20Issuing%20CA.crl"]
        )
        let access = try #require(try certificate.value(of: AuthorityInformationAccess.self))
        #expect(access.caIssuers == ["http://pki.example.test/%20/Chancery%20Issuing%20CA.crt"])
        #expect(access.ocsp == ["http://ocsp.example.test/pki.example.test"])
        let list = try await test.publisher.published("crl/Chancery Issuing CA.crl")
        #expect(list != nil)
    }

    @Test("the standard publication URLs expand to the addresses that certificates have without a setting")
    func standardURLs() async throws {
        let test = try await TestAuthority.make()
        let stored = try #require(try await test.store.authorities().last)
        let tree = ConfigurationTree(authority: stored)
        let definition = try #require(ConfigurationDefinition.named("CRLPublicationURLs", in: .ca))
        var lines: [String] = []
        if case .texts(let texts) = tree.standard(of: definition) { lines = texts }
        var variables = PublicationLocation.Variables.sample
        variables.authorityName = SanitizedName.of(stored.name)
        (variables.listSuffix, variables.certificateSuffix) = ("", "")
        let expanded = try lines.map { try PublicationLocation(line: $0).expanded(variables) }
        #expect(expanded == ["http://pki.example.test/crl/Chancery%20Issuing%20CA.crl"])
    }

    @Test("DisableExtensionList leaves extensions out while its flag is set")
    func disabled() async throws {
        let test = try await TestAuthority.make()
        try await configured("policy", "DisableExtensionList", .texts(["1.3.6.1.5.5.7.1.1"]), on: test)
        let certificate = try await issued(test)
        #expect(try certificate.value(of: AuthorityInformationAccess.self) == nil)
        #expect(try certificate.value(of: CRLDistributionPoints.self) != nil)
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: [],
            removing: ["DISABLEEXTENSIONLIST"]
        )
        #expect(try await issued(test).value(of: AuthorityInformationAccess.self) != nil)
    }

    @Test("SubjectTemplate takes only its parts of a requested subject, encoded from the last to the first")
    func subjectTemplate() async throws {
        let test = try await TestAuthority.make()
        let subject = DistinguishedName.of([
            (.commonName, "x.example.test"), (.title, "Server"), (.organization, "Example"), (.country, "DE"),
        ])
        #expect(try await issued(test, template: "WebServer", subject: subject).subject == subject)
        try await configured("CA", "SubjectTemplate", .texts(["CommonName", "Organization", "Country"]), on: test)
        let ordered = try await issued(test, template: "WebServer", subject: subject).subject
        #expect(ordered == .of([(.country, "DE"), (.organization, "Example"), (.commonName, "x.example.test")]))
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "CA",
            entry: "CRLFlags",
            adding: ["DISABLE_RDN_REORDER"],
            removing: []
        )
        let kept = try await issued(test, template: "WebServer", subject: subject).subject
        #expect(kept == .of([(.commonName, "x.example.test"), (.organization, "Example"), (.country, "DE")]))
    }

    @Test("a requested subject of which SubjectTemplate takes nothing is denied")
    func emptySubject() async throws {
        let test = try await TestAuthority.make()
        try await configured("CA", "SubjectTemplate", .texts(["Country"]), on: test)
        let bytes = try await test.request(subject: .of([(.commonName, "x.example.test")]))
        let answer = try await test.bound(test.administrator).submit(test.submission(bytes, template: "WebServer"))
        #expect(answer.code == .denied)
        #expect(answer.status == .certsrvBadRequestSubject)
    }

    @Test(
        "with ATTRIBUTEENDDATE attributes shorten a certificate and never lengthen it",
        arguments: [
            (["ValidityPeriod": "Days", "ValidityPeriodUnits": "7"], 7.0), (["ValidityPeriod": "Years", "ValidityPeriodUnits": "50"], nil),
            (["ExpirationDate": "Mon, 07 Dec 2026 12:00:00 GMT", "ValidityPeriod": "Days", "ValidityPeriodUnits": "9"], 6.5),
            (["ValidityPeriod": "Days"], nil),
        ] as [([String: String], Double?)]
    )
    func endDate(_ attributes: [String: String], _ days: Double?) async throws {
        let now = Date(timeIntervalSince1970: 1_796_083_200)
        let test = try await TestAuthority.make(clock: TestClock(now))
        let unset = try await issued(test, attributes: attributes)
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: ["ATTRIBUTEENDDATE"],
            removing: []
        )
        let set = try await issued(test, attributes: attributes)
        // A period counts from the beginning of the certificate.
        let start = attributes["ExpirationDate"] == nil ? set.notBefore : now
        #expect(set.notAfter == days.map { start.addingTimeInterval($0 * 86_400) } ?? unset.notAfter)
        #expect(unset.notAfter.timeIntervalSince(unset.notBefore) == 365 * 86_400)
    }

    @Test("an attribute that asks for an end in the past is denied")
    func endedAlready() async throws {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: ["ATTRIBUTEENDDATE"],
            removing: []
        )
        let bytes = try await test.request()
        let attributes = ["ExpirationDate": "Sun, 06 Nov 1994 08:49:37 GMT"]
        let answer = try await test.bound(test.alice).submit(test.submission(bytes, template: "User", attributes: attributes))
        #expect(answer.code == .denied)
        #expect(answer.reason?.rule == "RequestedValidityCounts")
    }

    @Test(
        "RequestDisposition holds, denies or follows the attribute, and never issues what the rules do not",
        arguments: [
            (UInt32(0), nil, DispositionCode.underSubmission), (1, nil, .issued), (2, nil, .denied), (3, nil, .issued),
            (3, "Pending", .underSubmission), (3, "Deny", .denied), (3, "Issue", .issued), (1, "Deny", .issued),
            (0x101, nil, .underSubmission), (0x103, "Deny", .denied),
        ] as [(UInt32, String?, DispositionCode)]
    )
    func disposition(_ value: UInt32, _ attribute: String?, _ code: DispositionCode) async throws {
        let test = try await TestAuthority.make()
        try await configured("policy", "RequestDisposition", .number(value), on: test)
        let attributes = attribute.map { ["Disposition": $0] } ?? [:]
        let bytes = try await test.request()
        let answer = try await test.bound(test.alice).submit(test.submission(bytes, template: "User", attributes: attributes))
        #expect(answer.code == code, "\(answer.message)")
    }

    @Test("a standalone CA holds new requests, issues them when they are resubmitted, and for a year at most")
    func standalone() async throws {
        let test = try await TestAuthority.make()
        try await configured("CA", "CAType", .number(4), on: test)
        let bound = try await test.bound(test.administrator)
        #expect(try await bound.configurationEntry(node: "policy", entry: "RequestDisposition") == .number(0x101))
        #expect(try await bound.property(.caType, index: 0) == .long(4))
        try await test.changeTemplate("User") { $0.validitySeconds = 3 * 365 * 86_400 }
        let held = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        #expect(held.code == .underSubmission)
        let released = try await test.bound(test.officer).resubmit(held.requestID)
        #expect(released.code == .issued)
        let certificate = try Certificate(derEncoded: try #require(released.certificate))
        #expect(certificate.notAfter.timeIntervalSince(certificate.notBefore) == 365 * 86_400)
    }

    @Test("NOREMOTEREQUEST refuses requests through the API and not the server's own")
    func remote() async throws {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "CA",
            entry: "InterfaceFlags",
            adding: ["IF_NOREMOTEREQUEST"],
            removing: []
        )
        let submission = test.submission(try await test.request(), template: "User")
        let remote = try await test.service.authority(named: TestAuthority.issuingName, for: test.caller(test.alice, door: .api))
        let error = await #expect(throws: CAError.self) { try await remote.submit(submission) }
        #expect(error?.code == .accessDenied)
        #expect(try await test.bound(test.alice).submit(submission).code == .issued)
    }

    @Test("OCSPREVNOCHECK marks certificates for OCSP signing")
    func noCheck() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") {
            $0.extendedKeyUsage = [OID.KeyPurpose.ocspSigning]
            $0.applicationPolicies = []
        }
        func isMarked() async throws -> Bool {
            try await issued(test).extensions.contains { $0.oid == OID.Extensions.ocspNoCheck }
        }
        #expect(try await isMarked() == false)
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: ["OCSPREVNOCHECK"],
            removing: []
        )
        #expect(try await isMarked())
    }

    @Test("with PUBLISH_EXPIRED_CERT_CRLS an expired certificate stays on the lists", arguments: [false, true])
    func expired(_ keeps: Bool) async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let certificate = try await issued(test)
        _ = try await administrator.revoke(serial: Hex.encode(certificate.serialNumber), reason: .superseded)
        if keeps {
            _ = try await administrator.changeConfigurationEntry(
                node: "CA",
                entry: "CRLFlags",
                adding: ["PUBLISH_EXPIRED_CERT_CRLS"],
                removing: []
            )
        }
        test.clock.advance(seconds: 366 * 86_400)
        for _ in 1...2 { try await administrator.publishRevocationLists() }
        let bytes = try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes
        let entries = try CertificateList(derEncoded: bytes).revoked.map(\.serialNumber)
        #expect(entries.contains(certificate.serialNumber) == keeps)
    }

    // MARK: Attacks

    @Test(
        "ESC6: no flag lets an attribute or extension of a request choose names or purposes",
        arguments: [
            ("policy", "EditFlags", "ATTRIBUTESUBJECTALTNAME2"), ("policy", "EditFlags", "ATTRIBUTEEKU"),
            ("policy", "EditFlags", "REQUESTEXTENSIONS"), ("policy", "EditFlags", "ATTRIBUTECA"),
            ("CA", "CRLFlags", "ALLOW_REQUEST_ATTRIBUTE_SUBJECT"),
        ]
    )
    func refusedFlags(_ node: String, _ entry: String, _ flag: String) async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let bit = try #require(ConfigurationFlagDefinition.of(entry).first { $0.name == flag }).bit
        let error = await #expect(throws: CAError.self) {
            try await bound.changeConfigurationEntry(node: node, entry: entry, adding: [flag], removing: [])
        }
        #expect(error?.code == .unacceptable)
        #expect(error?.reason?.rule == "ESC6")
        await #expect(throws: CAError.self) { try await bound.setConfigurationEntry(node: node, entry: entry, value: .number(bit)) }
        #expect(try await bound.settings().configuration.isEmpty)
    }

    @Test("ESC6: a SAN attribute changes nothing, even when the flag was written into the store")
    func sanAttribute() async throws {
        let test = try await TestAuthority.make()
        let plain = try await issued(test)
        var stored = try #require(try await test.store.authorities().last)
        stored.settings.configuration = ["policy\\EditFlags": .number(0xFFF_FFFF), "CA\\CRLFlags": .number(0x3FF_FFFF)]
        stored.revision += 1
        try await test.store.commit([.authorityUpdated(stored)], expecting: .nothing)
        let attributes = [
            "SAN": "upn=administrator@example.test&dns=dc.example.test", "CertificateUsage": "1.3.6.1.4.1.311.20.2.1",
            "CN": "Administrator",
        ]
        let forged = try await issued(
            test,
            attributes: attributes,
            extensions: [SubjectAlternativeName([.dnsName("dc.example.test")]).asExtension(), BasicConstraints(isCA: true).asExtension()]
        )
        #expect(forged.subject == plain.subject)
        #expect(try forged.value(of: SubjectAlternativeName.self) == (try plain.value(of: SubjectAlternativeName.self)))
        #expect(try forged.value(of: ExtendedKeyUsage.self) == (try plain.value(of: ExtendedKeyUsage.self)))
        #expect(forged.basicConstraints?.isCA != true)
    }

    @Test("ESC16: the SID extension is on no list of extensions that are left out")
    func sidExtension() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let error = await #expect(throws: CAError.self) {
            try await bound.setConfigurationEntry(node: "policy", entry: "DisableExtensionList", value: .texts(["1.3.6.1.4.1.311.25.2"]))
        }
        #expect(error?.code == .unacceptable)
        #expect(error?.reason?.rule == "ESC16")
        // Even a list that was written into the store leaves it in.
        var stored = try #require(try await test.store.authorities().last)
        stored.settings.configuration = ["policy\\DisableExtensionList": .texts(["1.3.6.1.4.1.311.25.2"])]
        stored.revision += 1
        try await test.store.commit([.authorityUpdated(stored)], expecting: .nothing)
        #expect(try await issued(test).extensions.contains { $0.oid == NTDSCASecurity.oid })
    }

    @Test(
        "an extension by which relying parties decide is on no list of extensions that are left out",
        arguments: ["2.5.29.15", "2.5.29.37", "2.5.29.19", "2.5.29.30", "2.5.29.17", "2.5.29.14", "2.5.29.35", "2.5.29.31"]
    )
    func protected(_ oid: String) async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let error = await #expect(throws: CAError.self) {
            try await bound.changeConfigurationEntry(node: "policy", entry: "DisableExtensionList", adding: [oid], removing: [])
        }
        #expect(error?.code == .unacceptable)
    }
}
