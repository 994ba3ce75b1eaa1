import CAInterface
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("The configuration of an authority")
struct ConfigurationTests {
    @Test("every flag and entry of the table says whether it is effective, stored or refused")
    func effects() {
        for flag in ConfigurationFlagDefinition.table {
            #expect(["effective: ", "stored: ", "refused: "].contains { flag.effect.hasPrefix($0) }, "\(flag.name)")
            #expect(flag.bit.nonzeroBitCount == 1, "\(flag.name)")
            if flag.isRefused { #expect(flag.rule != "FlagIsSafe", "\(flag.name)") }
        }
        for entry in ConfigurationDefinition.table {
            #expect(["effective: ", "stored: "].contains { entry.effect.hasPrefix($0) }, "\(entry.name)")
        }
    }

    @Test(
        "the documented flags have their documented bits",
        arguments: [
            ("EditFlags", "ATTRIBUTESUBJECTALTNAME2", UInt32(0x40000)), ("EditFlags", "ATTRIBUTEENDDATE", 0x20),
            ("EditFlags", "KEYENCIPHERMENTCACERT", 0x800_0000), ("CRLFlags", "PUBLISH_EXPIRED_CERT_CRLS", 0x200),
            ("CRLFlags", "ALLOW_REQUEST_ATTRIBUTE_SUBJECT", 0x10000), ("InterfaceFlags", "ENCRYPTREQUEST", 0x200),
            ("KRAFlags", "ENABLEARCHIVEALL", 4),
        ]
    )
    func bits(_ entry: String, _ name: String, _ bit: UInt32) {
        #expect(ConfigurationFlagDefinition.of(entry).first { $0.name == name }?.bit == bit)
    }

    @Test("a node has its documented path and a short one, without regard to case")
    func nodes() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let long = #"policymodules\certificateauthority_microsoftdefault.policy"#
        for node in ["policy", "Policy", long] {
            #expect(try await bound.configurationEntry(node: node, entry: "editflags") == .number(0x11_014E))
        }
        for node in ["", "CA", "ca"] { #expect(try await bound.configurationEntry(node: node, entry: "ClockSkewMinutes") == .number(10)) }
        for (node, entry) in [("Nothing", "EditFlags"), ("CA", "EditFlags"), ("policy", "EditFlag"), ("policy", "")] {
            let error = await #expect(throws: CAError.self) { try await bound.configurationEntry(node: node, entry: entry) }
            #expect(error?.code == .notFound)
            #expect(error?.status == .fileNotFound)
        }
    }

    @Test("officers and auditors read the configuration, administrators change it, users do neither")
    func rights() async throws {
        let test = try await TestAuthority.make()
        for principal in [test.officer, test.auditor] {
            let bound = try await test.bound(principal)
            #expect(try await bound.configuration(node: nil).count == ConfigurationDefinition.table.count)
            let error = await #expect(throws: CAError.self) {
                try await bound.setConfigurationEntry(node: "CA", entry: "ClockSkewMinutes", value: .number(5))
            }
            #expect(error?.code == .accessDenied)
        }
        let alice = try await test.bound(test.alice)
        let error = await #expect(throws: CAError.self) { try await alice.configurationEntry(node: "CA", entry: "ClockSkewMinutes") }
        #expect(error?.code == .accessDenied)
    }

    @Test("a change is recorded with both values, and the standard value leaves nothing stored")
    func record() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        _ = try await bound.changeConfigurationEntry(node: "policy", entry: "EditFlags", adding: ["EDITF_ATTRIBUTEENDDATE"], removing: [])
        #expect(try await bound.configurationEntry(node: "policy", entry: "EditFlags") == .number(0x11_016E))
        let record = try #require(try await test.store.auditRecords(after: 0, limit: 1000).last?.record)
        #expect(record.event == "authoritySettingsChanged")
        let text = String(decoding: record.bytes, as: UTF8.self)
        #expect(text.contains(#"{"name":"policy\\EditFlags","from":"standard","to":"0x11016e"}"#), "\(text)")
        _ = try await bound.changeConfigurationEntry(node: "policy", entry: "EditFlags", adding: [], removing: ["ATTRIBUTEENDDATE"])
        #expect(try await bound.settings().configuration.isEmpty)
    }

    @Test("two administrators who set different flags at once undo nothing of each other")
    func twoAtOnce() async throws {
        let test = try await TestAuthority.make()
        let first = try await test.bound(test.administrator)
        let second = try await test.bound(test.administrator)
        async let one = first.changeConfigurationEntry(node: "policy", entry: "EditFlags", adding: ["ATTRIBUTEENDDATE"], removing: [])
        async let other = second.changeConfigurationEntry(node: "policy", entry: "EditFlags", adding: ["OCSPREVNOCHECK"], removing: [])
        _ = try await (one, other)
        #expect(try await first.configurationEntry(node: "policy", entry: "EditFlags") == .number(0x11_014E | 0x20 | 0x200_0000))
    }

    @Test(
        "a value that cannot be used is refused with its entry, and nothing changes",
        arguments: [
            ("CA", "ClockSkewMinutes", ConfigurationValue.number(1_441)), ("CA", "ClockSkewMinutes", .text("10")),
            ("CA", "ValidityPeriod", .text("Fortnights")), ("CA", "ValidityPeriod", .number(1)), ("CA", "CAType", .number(0)),
            ("CA", "CRLPeriodUnits", .number(0)), ("CA", "CRLPeriodUnits", .number(UInt32.max)), ("CA", "InterfaceFlags", .number(0x8000)),
            ("policy", "RequestDisposition", .number(4)), ("policy", "RequestDisposition", .number(0x200)),
            ("policy", "DisableExtensionList", .texts(["keyUsage"])), ("policy", "EnableRequestExtensionList", .texts(["x"])),
            ("CA", "SubjectTemplate", .texts(["Shoe"])), ("CA", "SubjectTemplate", .texts(["EMail", "email"])),
            ("CA", "CRLPublicationURLs", .texts([])), ("CA", "CRLPublicationURLs", .texts(["2:ftp://a/b.crl"])),
            ("CA", "CRLPublicationURLs", .texts(["2:https://a/b.crl"])), ("CA", "CRLPublicationURLs", .texts(["http://a/b.crl"])),
            ("CA", "CRLPublicationURLs", .texts(["2:http://a/%5.crl"])), ("CA", "CRLPublicationURLs", .texts(["256:http://a/b.crl"])),
            ("CA", "CRLPublicationURLs", .texts(["2:ldap:///CN=%7"])), ("CA", "CRLPublicationURLs", .texts(["2:http://a b/c"])),
            ("CA", "CRLPublicationURLs", .texts(["2:http://a/\u{202E}\u{0}"])),
            ("CA", "CACertPublicationURLs", .texts(["32:http://ocsp.example"])),
            ("policy", "ModuleCommand", .text("../sh")), ("policy", "ModuleCommand", .text("/bin/sh")),
            ("policy", "ModuleFailure", .text("issue")),
            ("policy", "ModuleTimeoutSeconds", .number(0)), ("exit", "Receivers", .texts(["a CERTISSUED command:/bin/sh"])),
            ("exit", "Receivers", .texts(["a CERTISSUED command:.."])),
            ("exit", "Receivers", .texts(["a CERTISSUED http://example.test/ s"])),
            ("exit", "Receivers", .texts(["a CERTISSUED ftp://example.test/ s"])), ("exit", "Receivers", .texts(["a 0 command:x"])),
            ("exit", "Receivers", .texts(["a 0x400 command:x"])), ("exit", "Receivers", .texts(["a 1 command:x", "a 2 command:y"])),
            ("exit", "Receivers", .texts(["a 1 https://example.test/hook"])), ("exit", "Receivers", .octets([1])),
        ]
    )
    func refused(_ node: String, _ entry: String, _ value: ConfigurationValue) async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let before = try await bound.settings()
        let error = await #expect(throws: CAError.self) { try await bound.setConfigurationEntry(node: node, entry: entry, value: value) }
        #expect(error?.code == .malformed)
        #expect(error?.status == .invalidArgument)
        #expect(try await bound.settings() == before)
    }

    @Test("CRL periods and overlaps are the settings of the list, in the units that were set")
    func periods() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        #expect(try await bound.configurationEntry(node: "CA", entry: "CRLPeriod") == .text("Days"))
        #expect(try await bound.configurationEntry(node: "CA", entry: "CRLOverlapUnits") == .number(6))
        try await bound.setConfigurationEntry(node: "CA", entry: "CRLPeriodUnits", value: .number(7))
        try await bound.setConfigurationEntry(node: "CA", entry: "CRLPeriod", value: .text("days"))
        #expect(try await bound.settings().crlPeriodSeconds == 7 * 86_400)
        #expect(try await bound.settings().crlValiditySeconds == 13 * 86_400)
        #expect(try await bound.configurationEntry(node: "CA", entry: "CRLPeriodUnits") == .number(7))
        // Zero takes the documented overlap: a tenth of the period, at most 12 hours, and the clock skew.
        try await bound.setConfigurationEntry(node: "CA", entry: "CRLOverlapUnits", value: .number(0))
        #expect(try await bound.settings().crlValiditySeconds == 7 * 86_400 + 12 * 3_600 + 600)
        let bytes = try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes
        let list = try CertificateList(derEncoded: bytes)
        #expect(try #require(list.nextUpdate).timeIntervalSince(test.clock.now) <= 7 * 86_400 + 12 * 3_600 + 600)
        #expect(try #require(list.nextUpdate).timeIntervalSince(test.clock.now) > 7 * 86_400 + 12 * 3_600 + 590)
    }
}
