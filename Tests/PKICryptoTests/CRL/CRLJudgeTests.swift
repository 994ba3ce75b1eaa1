import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("OpenSSL judges by our revocation lists")
struct CRLJudgeTests {
    /// OpenSSL's verdict on a certificate: `nil` when it is good, else its words.
    private func verdict(
        _ certificate: Certificate,
        _ hierarchy: SampleHierarchy,
        lists: [[UInt8]],
        others: [Certificate] = [],
        options: [String]
    ) throws -> String? {
        let files = try OpenSSLFiles()
        try files.write("leaf.pem", pem: "CERTIFICATE", certificate.derEncoded)
        try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
        let between = ([hierarchy.issuing.certificate] + others).map { PEMDocument(label: "CERTIFICATE", bytes: $0.derEncoded).text }
        try files.write("between.pem", Array(between.joined().utf8))
        try files.write("lists.pem", Array(lists.map { PEMDocument(label: "X509 CRL", bytes: $0).text }.joined().utf8))
        let result = try files.run(
            [
                "verify", "-crl_check", "-attime", String(Int(SampleHierarchy.time.timeIntervalSince1970)), "-CAfile", "root.pem",
                "-untrusted", "between.pem", "-CRLfile", "lists.pem",
            ] + options + ["leaf.pem"]
        )
        return result.status == 0 ? nil : result.text + result.errorText
    }

    private func list(
        by signer: SampleIdentity,
        _ entries: [RevokedEntry],
        _ extensions: [CertificateExtension]
    ) async throws -> [UInt8] {
        let body = TBSCertificateList(
            signatureAlgorithm: signer.key.defaultSignatureAlgorithm,
            issuer: signer.certificate.subject,
            thisUpdate: SampleHierarchy.time - 3_600,
            nextUpdate: SampleHierarchy.time + 86_400,
            revoked: entries,
            extensions: [AuthorityKeyIdentifier(keyIdentifier: signer.key.publicKey.keyIdentifier).asExtension()] + extensions
        ).derEncoded()
        return TBSCertificateList.assemble(
            tbs: body,
            algorithm: signer.key.defaultSignatureAlgorithm,
            signature: try await signer.key.sign(body)
        )
    }

    @Test("a delta list takes a certificate off hold and revokes another, for OpenSSL as for us")
    func deltas() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let (held, fresh) = (hierarchy.server.certificate, hierarchy.user.certificate)
        let date = SampleHierarchy.time - 7_200
        let complete = try await list(
            by: hierarchy.issuing,
            [RevokedEntry(serialNumber: held.serialNumber, date: date, reason: .certificateHold)],
            [CRLNumber(10).asExtension(), FreshestCRL(uris: ["http://ca.test/delta.crl"]).asExtension()]
        )
        let delta = try await list(
            by: hierarchy.issuing,
            [
                RevokedEntry(serialNumber: held.serialNumber, date: date, reason: .removeFromCRL),
                RevokedEntry(serialNumber: fresh.serialNumber, date: date, reason: .keyCompromise),
            ],
            [CRLNumber(11).asExtension(), DeltaCRLIndicator(baseNumber: CRLNumber(10)).asExtension(critical: true)]
        )
        #expect(try verdict(held, hierarchy, lists: [complete], options: [])?.contains("certificate revoked") == true)
        #expect(try verdict(fresh, hierarchy, lists: [complete], options: []) == nil)
        let both = ["-use_deltas", "-extended_crl"]
        #expect(try verdict(held, hierarchy, lists: [complete, delta], options: both) == nil)
        #expect(try verdict(fresh, hierarchy, lists: [complete, delta], options: both)?.contains("certificate revoked") == true)
        let (ours, changes) = (try CertificateList(derEncoded: complete), try CertificateList(derEncoded: delta))
        #expect(ours.refusal(ofDelta: changes) == nil)
        #expect(ours.entries(updatedBy: changes).map(\.serialNumber) == [fresh.serialNumber])
    }

    @Test("each certificate of a partitioned CA is judged by its own list, for OpenSSL as for us")
    func partitions() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let partition = try #require(RevocationPartition(uris: ["http://ca.test/0.crl", "http://ca.test/1.crl"]))
        var certificates: [Certificate] = []
        for serial in [[0x41, 0x10], [0x41, 0x11]] as [[UInt8]] {
            certificates.append(
                try await hierarchy.issuing.issue(
                    subject: .of([(.commonName, "leaf")]),
                    publicKey: hierarchy.user.key.publicKey,
                    extensions: [partition.distributionPoints(forSerialNumber: serial).asExtension()],
                    serialNumber: serial
                )
            )
        }
        let entries = certificates.map { RevokedEntry(serialNumber: $0.serialNumber, date: SampleHierarchy.time - 7_200) }
        let split = partition.split(entries)
        #expect(split.map(\.count) == [1, 1])
        var lists: [[UInt8]] = []
        for (index, part) in split.enumerated() {
            let place = try #require(partition.issuingDistributionPoint(ofList: index))
            lists.append(try await list(by: hierarchy.issuing, part, [CRLNumber(1).asExtension(), place.asExtension(critical: true)]))
        }
        for (index, certificate) in certificates.enumerated() {
            let own = try verdict(certificate, hierarchy, lists: [lists[index]], options: [])
            #expect(own?.contains("certificate revoked") == true, "\(own ?? "good")")
            let other = try verdict(certificate, hierarchy, lists: [lists[1 - index]], options: [])
            #expect(other?.contains("different CRL scope") == true, "\(other ?? "good")")
        }
    }

    @Test("an indirect list revokes a certificate of another issuer, for OpenSSL as for us")
    func indirect() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let lister = try await hierarchy.root.authority(commonName: "List Issuer")
        let place = GeneralName.uri("http://lists.test/all.crl")
        func leaf(_ serial: UInt8) async throws -> Certificate {
            try await hierarchy.issuing.issue(
                subject: .of([(.commonName, "leaf")]),
                publicKey: hierarchy.user.key.publicKey,
                extensions: [
                    CRLDistributionPoints(points: [
                        DistributionPoint(name: .fullName([place]), crlIssuer: [.directoryName(lister.certificate.subject)])
                    ]).asExtension()
                ],
                serialNumber: [serial]
            )
        }
        let (revoked, good) = (try await leaf(1), try await leaf(2))
        let date = SampleHierarchy.time - 7_200
        let bytes = try await list(
            by: lister,
            [
                // The serial number of the good one, but of the list's own issuer.
                RevokedEntry(serialNumber: good.serialNumber, date: date, reason: .superseded),
                RevokedEntry(
                    serialNumber: [9],
                    date: date,
                    reason: .superseded,
                    extensions: [EntryCertificateIssuer(hierarchy.issuing.certificate.subject).asExtension(critical: true)]
                ),
                RevokedEntry(serialNumber: revoked.serialNumber, date: date, reason: .keyCompromise),
            ],
            [CRLNumber(1).asExtension(), IssuingDistributionPoint(fullName: [place], isIndirect: true).asExtension(critical: true)]
        )
        let options = ["-extended_crl"]
        let others = [lister.certificate]
        let first = try verdict(revoked, hierarchy, lists: [bytes], others: others, options: options)
        #expect(first?.contains("certificate revoked") == true, "\(first ?? "good")")
        #expect(try verdict(good, hierarchy, lists: [bytes], others: others, options: options) == nil)
        let ours = try CertificateList(derEncoded: bytes)
        #expect(ours.entry(serialNumber: revoked.serialNumber, issuer: revoked.issuer)?.reason == .keyCompromise)
        #expect(ours.entry(serialNumber: good.serialNumber, issuer: good.issuer) == nil)
    }
}
