import CACore
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Lint profiles: pkilint")
struct ProfileJudgeTests {
    @Test(
        "pkilint finds every certificate that breaks a rule of the CA/Browser Forum, where it has the check",
        .enabled(if: PythonJudge.isInstalled)
    )
    func broken() async throws {
        let issuer = try await SampleHierarchy.make().issuing
        let vectors = LintVector.all.filter { $0.pkilint != nil }
        var certificates: [(label: String, profile: LintProfile, octets: [UInt8])] = []
        for vector in vectors { certificates.append((vector.rule, vector.profile, try await vector.sample.certificate(from: issuer))) }
        let findings = try ProfileFindings(certificates)
        for vector in vectors {
            let codes = findings.all[vector.rule]?.map(\.code) ?? []
            #expect(codes.contains { $0.contains(vector.pkilint ?? "") }, "\(vector.rule): \(codes)")
        }
    }

    @Test("pkilint finds no error in a certificate that keeps a profile", .enabled(if: PythonJudge.isInstalled))
    func sound() async throws {
        let issuer = try await SampleHierarchy.make().issuing
        let findings = try ProfileFindings([
            ("tls", .tlsServer, try await LintSample(.tlsServer).certificate(from: issuer)),
            ("mail", .mail, try await LintSample(.mail).certificate(from: issuer)),
        ])
        #expect(findings.all["tls"]?.filter { $0.severity != "WARNING" }.map { $0.severity + $0.code } == ["JUDGED"])
        #expect(findings.all["mail"]?.filter { $0.severity != "WARNING" }.map { $0.severity + $0.code } == ["JUDGED"])
    }
}
