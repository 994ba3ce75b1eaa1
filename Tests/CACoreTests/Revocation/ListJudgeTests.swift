import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

/// Programs of other makers judge complete lists, deltas and lists of partitions.
@Suite("Lists before other programs")
struct ListJudgeTests {
    private static let pkilint = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/venv/bin/lint_crl").path
    private static var hasPkilint: Bool { FileManager.default.isExecutableFile(atPath: pkilint) }

    /// Every form of a list: complete and delta, whole and of partitions, with held, released and revoked certificates.
    private static func lists() async throws -> (test: TestAuthority, lists: [(name: String, bytes: [UInt8])], chain: [[UInt8]]) {
        let test = try await PartitionTests.authority(2, hasDeltas: true)
        let officer = try await test.bound(test.officer)
        for index in 0..<6 {
            let certificate = try await DeltaListTests.issued(test)
            _ = try await officer.revoke(serial: certificate.serialHex, reason: index % 2 == 0 ? .certificateHold : .keyCompromise)
            if index % 4 == 0 { _ = try await officer.revoke(serial: certificate.serialHex, reason: .removeFromCRL) }
            if index == 3 { try await officer.publishRevocationLists() }
        }
        try await officer.publishRevocationLists(.delta, until: nil, passphrase: nil)
        var lists: [(name: String, bytes: [UInt8])] = []
        for (name, path) in [
            ("base", DeltaListTests.path), ("delta", DeltaListTests.deltaPath), ("partition", "crl/Chancery Issuing CA_Partition00001.crl"),
            ("partition-delta", "crl/Chancery Issuing CA_Partition00002+.crl"), ("root-list", "crl/Chancery Root CA.crl"),
        ] {
            lists.append((name, try #require(await test.publisher.published(path)).bytes))
        }
        let known = try await test.service.authorities().first
        let issuing = try #require(known)
        return (test, lists, [issuing.certificate] + issuing.chain)
    }

    @Test(
        "openssl and certtool accept the signature of every form of list, and openssl shows what it is",
        .enabled(if: hasTool("certtool"))
    )
    func signatures() async throws {
        let (_, lists, chain) = try await Self.lists()
        let files = try OpenSSLFiles()
        try files.write("issuing.pem", pem: "CERTIFICATE", chain[0])
        try files.write("root.pem", pem: "CERTIFICATE", chain[1])
        for (name, bytes) in lists {
            let signer = name == "root-list" ? "root.pem" : "issuing.pem"
            try files.write(name + ".pem", pem: "X509 CRL", bytes)
            let verified = try files.run("crl", "-in", name + ".pem", "-noout", "-CAfile", signer)
            #expect(verified.errorText.contains("verify OK"), "\(name)")
            let judged = try files.tool("certtool", "--verify-crl", "--load-ca-certificate", signer, "--infile", name + ".pem")
            #expect((judged.text + judged.errorText).contains("Verification output: Verified"), "\(name): \(judged.errorText)")
        }
        let delta = try files.run("crl", "-in", "partition-delta.pem", "-noout", "-text").text
        #expect(delta.contains("X509v3 Delta CRL Indicator: critical"))
        #expect(delta.contains("X509v3 Issuing Distribution Point: critical"))
    }

    @Test("pkilint finds no error in any form of list", .enabled(if: hasPkilint))
    func linted() async throws {
        let (_, lists, _) = try await Self.lists()
        let files = try OpenSSLFiles()
        for (name, bytes) in lists {
            try files.write(name + ".pem", pem: "X509 CRL", bytes)
            let result = try files.tool(Self.pkilint, "lint", "--severity", "ERROR", "--type", "CRL", "--profile", "PKIX", name + ".pem")
            #expect(result.status == 0, "\(name): \(result.text)\(result.errorText)")
        }
    }

    @Test("openssl combines a complete list with its delta: revoked and released by the delta, and good")
    func deltas() async throws {
        let test = try await DeltaListTests.authority()
        let officer = try await test.bound(test.officer)
        var certificates: [Certificate] = []
        for _ in 0..<3 { certificates.append(try await DeltaListTests.issued(test)) }
        _ = try await officer.revoke(serial: certificates[1].serialHex, reason: .certificateHold)
        try await officer.publishRevocationLists()
        let base = try #require(await test.publisher.published(DeltaListTests.path)).bytes
        _ = try await officer.revoke(serial: certificates[0].serialHex, reason: .keyCompromise)
        _ = try await officer.revoke(serial: certificates[1].serialHex, reason: .removeFromCRL)
        let delta = try #require(await test.publisher.published(DeltaListTests.deltaPath)).bytes
        let known = try await test.service.authorities().first
        let issuing = try #require(known)
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", issuing.chain[0])
        try files.write("issuing.pem", pem: "CERTIFICATE", issuing.certificate)
        try files.write("base.pem", pem: "X509 CRL", base)
        try files.write("both.pem", pem: "X509 CRL", base, delta)
        func verdict(_ index: Int, _ lists: String, _ options: String...) throws -> String {
            try files.write("leaf.pem", pem: "CERTIFICATE", certificates[index].derEncoded)
            let result = try files.run(
                ["verify", "-crl_check"] + options + ["-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile", lists, "leaf.pem"]
            )
            return result.text + result.errorText
        }
        #expect(try verdict(0, "base.pem").contains("leaf.pem: OK"))
        #expect(try verdict(1, "base.pem").contains("certificate revoked"))
        #expect(try verdict(0, "both.pem", "-extended_crl", "-use_deltas").contains("certificate revoked"))
        #expect(try verdict(1, "both.pem", "-extended_crl", "-use_deltas").contains("leaf.pem: OK"))
        #expect(try verdict(2, "both.pem", "-extended_crl", "-use_deltas").contains("leaf.pem: OK"))
    }

    @Test("openssl takes the list of a certificate's own partition, and no other list for it")
    func partitions() async throws {
        let test = try await PartitionTests.authority(2)
        let officer = try await test.bound(test.officer)
        let (good, bad) = (try await DeltaListTests.issued(test), try await DeltaListTests.issued(test))
        _ = try await officer.revoke(serial: bad.serialHex, reason: .keyCompromise)
        let known = try await test.service.authorities().first
        let issuing = try #require(known)
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", issuing.chain[0])
        try files.write("issuing.pem", pem: "CERTIFICATE", issuing.certificate)
        for partition in 1...2 {
            let list = try #require(await test.publisher.published("crl/Chancery Issuing CA_Partition0000\(partition).crl"))
            try files.write("\(partition).pem", pem: "X509 CRL", list.bytes)
        }
        for certificate in [good, bad] {
            let row = try await test.store.request(serial: certificate.serialHex, of: AuthorityNumber(rawValue: 2))
            let own = try #require(row?.certificate?.partition)
            try files.write("leaf.pem", pem: "CERTIFICATE", certificate.derEncoded)
            func verdict(_ partition: Int) throws -> String {
                let result = try files.run(
                    "verify",
                    "-crl_check",
                    "-extended_crl",
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "issuing.pem",
                    "-CRLfile",
                    "\(partition).pem",
                    "leaf.pem"
                )
                return result.text + result.errorText
            }
            #expect(try verdict(own).contains(certificate == bad ? "certificate revoked" : "leaf.pem: OK"))
            #expect(try !verdict(3 - own).contains("leaf.pem: OK"))
        }
    }
}
