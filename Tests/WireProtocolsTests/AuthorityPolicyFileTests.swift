import CAInterface
import PKIFormats
import Testing
import WireProtocols

@Suite("CAPolicy.inf")
struct AuthorityPolicyFileTests {
    private static let version = "[Version]\nSignature = \"$Windows NT$\"\n"

    private static func read(_ text: String) throws -> AuthorityPolicyFile { try AuthorityPolicyFile(Array((version + text).utf8)) }

    @Test("the documented settings of [Certsrv_Server] are read")
    func server() throws {
        let policy = try Self.read(
            """
            [certsrv_server]
            RenewalKeyLength = 4096
            RenewalValidityPeriod = Years
            RenewalValidityPeriodUnits = 20
            CRLPeriod = weeks
            CRLPeriodUnits = 26
            CRLDeltaPeriod = Days
            CRLDeltaPeriodUnits = 0
            ClockSkewMinutes = 20
            LoadDefaultTemplates = 0
            AlternateSignatureAlgorithm = 1
            ForceUTF8 = 1
            EnableKeyCounting = 0
            """
        )
        #expect(policy.renewalKeyLength == 4_096)
        #expect(policy.renewalValiditySeconds == 20 * 365 * 86_400)
        #expect(policy.crlPeriodSeconds == 26 * 7 * 86_400)
        #expect(policy.crlDeltaPeriodSeconds == 0)
        #expect(policy.clockSkewMinutes == 20)
        #expect(policy.loadsDefaultTemplates == false)
        #expect(policy.alternateSignatureAlgorithm == true)
        #expect(policy.remarks.isEmpty)
    }

    @Test("the sections of extensions are read: constraints, policies, purposes, addresses and whole extensions")
    func extensions() throws {
        let policy = try Self.read(
            """
            [PolicyStatementExtension]
            Policies = Legal
            [Legal]
            OID = 1.2.3.4
            Notice = "The legal policy"
            URL = http://pki.example.com/cps.html
            [BasicConstraintsExtension]
            PathLength = 1
            Critical = Yes
            [EnhancedKeyUsageExtension]
            OID = 1.3.6.1.5.5.7.3.2
            [CRLDistributionPoint]
            URL = http://pki.example.com/root.crl
            [AuthorityInformationAccess]
            [CrossCertificateDistributionPointsExtension]
            SyncDeltaTime = 24
            URL = http://pki.example.com/cross.cer
            [Extensions]
            2.5.29.15 = AwIBBg==
            Critical = 2.5.29.15
            """
        )
        #expect(policy.pathLength == 1)
        let found = policy.extensions.map(\.oid)
        #expect(
            Set(found) == [
                CertificatePolicies.oid, ExtendedKeyUsage.oid, CRLDistributionPoints.oid, CrossCertificateDistributionPoints.oid,
                KeyUsage.oid,
            ]
        )
        #expect(try KeyUsage.find(in: policy.extensions) == [.keyCertSign, .cRLSign])
        #expect(policy.extensions.first { $0.oid == KeyUsage.oid }?.critical == true)
        #expect(try CRLDistributionPoints.find(in: policy.extensions)?.uris == ["http://pki.example.com/root.crl"])
    }

    @Test(
        "an unknown section or key is an error that names it, its line and the nearest known one",
        arguments: [
            ("[Certsrv_Servr]\nX = 1\n", "line 3", "[Certsrv_Server]"),
            ("[Certsrv_Server]\nRenewalKeyLenght = 4096\n", "line 4", "RenewalKeyLength"),
            ("[BasicConstraintsExtension]\nPathLenght = 0\n", "line 4", "PathLength"),
            ("[CRLDistributionPoint]\nURI = http://a/b\n", "line 4", "URL"),
            ("[Certsrv_Server]\nCRLPeriod = Wekks\nCRLPeriodUnits = 1\n", "line 4", "Weeks"),
        ]
    )
    func unknown(_ text: String, _ line: String, _ nearest: String) {
        let error = #expect(throws: CAError.self) { try Self.read(text) }
        #expect(error?.message.contains(line) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(nearest) == true, "\(error?.message ?? "")")
    }

    @Test(
        "what would make another CA than the file asks for is refused",
        arguments: [
            "[Certsrv_Server]\nEnableKeyCounting = 1\n", "[Certsrv_Server]\nRenewalKeyLength = 1024\n",
            "[Certsrv_Server]\nCRLPeriod = Weeks\n",
            "[Certsrv_Server]\nCRLPeriodUnits = 2\n", "[CRLDistributionPoint]\nURL = https://pki.example.com/a.crl\n",
            "[CRLDistributionPoint]\nURL = ldap:///CN=a\n", "[Extensions]\n2.5.29.19 = MAMBAf8=\n",
            "[PolicyStatementExtension]\nPolicies = Missing\n",
        ]
    )
    func refused(_ text: String) { #expect(throws: CAError.self) { try Self.read(text) } }

    @Test("the file begins with [Version] and the signature of Windows")
    func version() {
        #expect(throws: CAError.self) { try AuthorityPolicyFile(Array("[Certsrv_Server]\nForceUTF8 = 1\n".utf8)) }
        #expect(throws: CAError.self) { try AuthorityPolicyFile(Array("[Version]\nSignature = \"x\"\n".utf8)) }
    }
}
