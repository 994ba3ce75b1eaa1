import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Application policies in paths")
struct ApplicationPolicyPathTests {
    private func rule(_ report: PathReport) -> String? {
        if case .invalid(_, let rule) = report.result { rule } else { nil }
    }

    @Test("application policies bind like extended key usage, and where both are present, both hold")
    func purposes() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let key = try PrivateKey(generating: .p256)
        func rule(_ purposes: [OID], _ policies: [OID], critical: Bool, for purpose: OID?) async throws -> String? {
            var extensions: [CertificateExtension] = []
            if !purposes.isEmpty { extensions.append(ExtendedKeyUsage(purposes).asExtension()) }
            if !policies.isEmpty { extensions.append(ApplicationPolicies(policies).asExtension(critical: critical)) }
            let leaf = try await authority.issue(
                subject: .of([(.commonName, "Leaf")]),
                publicKey: key.publicKey,
                extensions: extensions
            )
            return self.rule(judge.ours(leaf, [authority.certificate], options: PathOptions(time: SampleHierarchy.time, purpose: purpose)))
        }
        let (server, client, code) = (OID.KeyPurpose.serverAuth, OID.KeyPurpose.clientAuth, OID.KeyPurpose.codeSigning)
        for critical in [true, false] {
            #expect(try await rule([], [code], critical: critical, for: server)?.hasPrefix("applicationPolicies: ") == true)
            #expect(try await rule([], [code], critical: critical, for: code) == nil)
            #expect(try await rule([], [code], critical: critical, for: nil) == nil)
            #expect(try await rule([], [OID.KeyPurpose.anyApplicationPolicy], critical: critical, for: server) == nil)
            #expect(
                try await rule([server, client], [client], critical: critical, for: server)?.hasPrefix("applicationPolicies: ") == true
            )
            #expect(try await rule([client], [server, client], critical: critical, for: server)?.hasPrefix("extendedKeyUsage: ") == true)
            #expect(try await rule([server, client], [server], critical: critical, for: server) == nil)
        }
    }

    @Test("a CA limited by application policies issues for those purposes alone")
    func authorities() async throws {
        let judge = try await PathJudge()
        let limited = try await judge.authority("CA", [ApplicationPolicies([OID.KeyPurpose.clientAuth]).asExtension(critical: true)])
        let leaf = try await judge.leaf(under: limited)
        let server = PathOptions(time: SampleHierarchy.time, purpose: OID.KeyPurpose.serverAuth)
        #expect(rule(judge.ours(leaf, [limited.certificate], options: server))?.hasPrefix("applicationPolicies: ") == true)
        let client = PathOptions(time: SampleHierarchy.time, purpose: OID.KeyPurpose.clientAuth)
        #expect(rule(judge.ours(leaf, [limited.certificate], options: client)) == nil)
    }

    @Test("an OCSP responder whose application policies lack OCSPSigning is not believed")
    func responder() async throws {
        let test = try await OCSPFixture.make()
        let key = try PrivateKey(generating: .p256)
        for (policies, isBelieved) in [([OID.KeyPurpose.clientAuth], false), ([OID.KeyPurpose.ocspSigning], true)] {
            let certificate = try await test.issuer.issue(
                subject: .of([(.commonName, "OCSP responder")]),
                publicKey: key.publicKey,
                extensions: [
                    ExtendedKeyUsage([OID.KeyPurpose.ocspSigning]).asExtension(), ApplicationPolicies(policies).asExtension(),
                ]
            )
            let response = try await test.response(
                to: try test.request(),
                signer: SampleIdentity(certificate: certificate, key: key)
            )
            let status = try? response.status(of: test.good.certificate, issuer: test.issuer.certificate, at: test.now)
            #expect((status == .good) == isBelieved)
        }
    }

    @Test("an unreadable critical extension fails the path, whichever certificate of the path has it")
    func unreadableCritical() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        for (oid, value) in [
            (OID.Extensions.crlDistributionPoints, [0x30, 0x03, 0x02, 0x01, 0x00] as [UInt8]),
            (OID.Extensions.issuerAlternativeName, [0x30, 0x02, 0x8C, 0x00]), (OID.Extensions.subjectKeyIdentifier, [0x05, 0x00]),
            (OID.Extensions.authorityKeyIdentifier, [0x04, 0x00]), (OID.Extensions.certificatePolicies, [0x30, 0x02, 0x05, 0x00]),
            (OID.Extensions.nameConstraints, [0x30, 0x02, 0x05, 0x00]),
        ] {
            let key = try PrivateKey(generating: .p256)
            let leaf = try await authority.issue(
                subject: .of([(.commonName, "Leaf")]),
                publicKey: key.publicKey,
                extensions: [CertificateExtension(oid, critical: true, value: value)]
            )
            #expect(rule(judge.ours(leaf, [authority.certificate]))?.hasPrefix("extensions: ") == true, "\(oid.nameOrDotted)")
        }
    }

    @Test("a list with an unreadable extension shows nothing, one with an unknown reason a revocation")
    func lists() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let leaf = try await judge.leaf(under: authority)
        var options = PathOptions(time: SampleHierarchy.time)
        options.revocation = .leaf
        let algorithm = authority.key.defaultSignatureAlgorithm
        func list(_ revoked: [RevokedEntry], _ extensions: [CertificateExtension]) async throws -> CertificateList {
            let body = TBSCertificateList(
                signatureAlgorithm: algorithm,
                issuer: authority.certificate.subject,
                thisUpdate: SampleHierarchy.time - 60,
                nextUpdate: SampleHierarchy.time + 60,
                revoked: revoked,
                extensions: extensions
            ).derEncoded()
            let signature = try await authority.key.sign(body, using: algorithm)
            return try CertificateList(derEncoded: TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: signature))
        }
        for (oid, value) in [
            (OID.Extensions.crlNumber, [0x02, 0x00] as [UInt8]), (OID.Extensions.authorityKeyIdentifier, [0x04, 0x00]),
            (OID.Extensions.freshestCRL, [0x30, 0x02, 0x05, 0x00]),
        ] {
            options.lists = [try await list([], [CertificateExtension(oid, value: value)])]
            let report = judge.ours(leaf, [authority.certificate], options: options)
            #expect(!report.result.isValid)
            #expect(report.revocation.first?.remark.contains(oid.nameOrDotted) == true)
        }
        for (critical, value) in [(false, [0x0A, 0x01, 0x07] as [UInt8]), (true, [0x0A, 0x01, 0x07]), (false, [0x0A, 0x00])] {
            let reason = CertificateExtension(OID.Extensions.reasonCode, critical: critical, value: value)
            let entry = RevokedEntry(serialNumber: leaf.serialNumber, date: SampleHierarchy.time - 90, extensions: [reason])
            options.lists = [try await list([entry], [CRLNumber(1).asExtension()])]
            #expect(judge.ours(leaf, [authority.certificate], options: options).revocation.first?.status.isRevoked == true)
        }
    }
}
