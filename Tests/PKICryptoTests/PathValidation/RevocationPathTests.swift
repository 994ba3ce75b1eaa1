import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Revocation in paths")
struct RevocationPathTests {
    private static let moment = SampleHierarchy.time - 90_000

    private func options(_ lists: [CertificateList], _ demanded: PathOptions.Revocation = .all) -> PathOptions {
        var options = PathOptions(time: SampleHierarchy.time)
        options.lists = lists
        options.revocation = demanded
        return options
    }

    /// Compares both verdicts for a leaf below a CA.
    private func expect(
        _ expected: Bool,
        _ judge: PathJudge,
        _ leaf: Certificate,
        _ between: [Certificate],
        _ lists: [CertificateList],
        opensslDiffers: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let report = judge.ours(leaf, between, options: options(lists))
        #expect(report.result.isValid == expected, "\(report.result)", sourceLocation: sourceLocation)
        let openssl = try judge.openssl(leaf, between, lists: lists)
        #expect(openssl == (opensslDiffers ? !expected : expected), "openssl", sourceLocation: sourceLocation)
    }

    @Test("complete lists: good, revoked, on hold, missing, too old, of another key; openssl agrees")
    func complete() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let leaf = try await judge.leaf(under: authority)
        let (root, between) = (try await judge.root.list(), [authority.certificate])
        let entry = RevokedEntry(serialNumber: leaf.serialNumber, date: Self.moment, reason: .keyCompromise)
        try expect(true, judge, leaf, between, [root, try await authority.list()])
        try expect(false, judge, leaf, between, [root, try await authority.list([entry])])
        let hold = RevokedEntry(serialNumber: leaf.serialNumber, date: Self.moment, reason: .certificateHold)
        try expect(false, judge, leaf, between, [root, try await authority.list([hold])])
        try expect(false, judge, leaf, between, [root])
        try expect(false, judge, leaf, between, [root, try await authority.list(nextUpdate: SampleHierarchy.time - 1)])
        let other = try await judge.authority("CA")
        try expect(false, judge, leaf, between, [root, try await other.list()])
        let revokedAuthority = RevokedEntry(serialNumber: authority.certificate.serialNumber, date: Self.moment)
        try expect(false, judge, leaf, between, [try await judge.root.list([revokedAuthority]), try await authority.list()])
        let unknown = CertificateExtension("1.2.3.4", critical: true, value: [5, 0])
        try expect(false, judge, leaf, between, [root, try await authority.list([], [unknown])])

        let report = judge.ours(leaf, between, options: options([root, try await authority.list([entry])]))
        #expect(report.revocation.map(\.status) == [.revoked(reason: .keyCompromise, date: Self.moment), .good])
        #expect(report.failedCertificate == leaf)
        #expect(judge.ours(leaf, between, options: options([], .available)).result.isValid)
        #expect(!judge.ours(leaf, between, options: options([root, try await authority.list([entry])], .available)).result.isValid)
        #expect(judge.ours(leaf, between, options: options([try await authority.list()], .leaf)).result.isValid)
        #expect(!judge.ours(leaf, between, options: options([root], .leaf)).result.isValid)
    }

    @Test("delta lists revoke and take off hold, and count only on the list they are for; openssl agrees")
    func delta() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let leaf = try await judge.leaf(
            under: authority,
            [FreshestCRL(uris: ["http://a.test/d"]).asExtension()]
        )
        let (root, between) = (try await judge.root.list(), [authority.certificate])
        func delta(_ reason: CRLReason, base: UInt64 = 1) async throws -> CertificateList {
            try await authority.list(
                [RevokedEntry(serialNumber: leaf.serialNumber, date: Self.moment, reason: reason)],
                number: 2,
                [DeltaCRLIndicator(baseNumber: CRLNumber(base)).asExtension(critical: true)]
            )
        }
        let hold = RevokedEntry(serialNumber: leaf.serialNumber, date: Self.moment, reason: .certificateHold)
        try expect(false, judge, leaf, between, [root, try await authority.list(), try await delta(.keyCompromise)])
        try expect(true, judge, leaf, between, [root, try await authority.list([hold]), try await delta(.removeFromCRL)])
        try expect(false, judge, leaf, between, [root, try await authority.list([hold]), try await delta(.removeFromCRL, base: 2)])
        try expect(false, judge, leaf, between, [root, try await delta(.removeFromCRL)])
    }

    @Test("partitions by place, kind of certificate and reason; indirect lists; openssl agrees")
    func partitions() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let (root, between) = (try await judge.root.list(), [authority.certificate])
        func scope(_ value: IssuingDistributionPoint) -> CertificateExtension { value.asExtension(critical: true) }
        let leaf = try await judge.leaf(under: authority, [CRLDistributionPoints(uris: ["http://a.test/1"]).asExtension()])
        let here = try await authority.list([], [scope(IssuingDistributionPoint(fullName: [.uri("http://a.test/1")]))])
        let there = try await authority.list([], [scope(IssuingDistributionPoint(fullName: [.uri("http://a.test/2")]))])
        try expect(true, judge, leaf, between, [root, here])
        try expect(false, judge, leaf, between, [root, there])
        let users = try await authority.list([], [scope(IssuingDistributionPoint(onlyContainsUserCertificates: true))])
        let authorities = try await authority.list([], [scope(IssuingDistributionPoint(onlyContainsCACertificates: true))])
        try expect(true, judge, leaf, between, [root, users])
        try expect(false, judge, leaf, between, [root, authorities])
        let some = try await authority.list([], [scope(IssuingDistributionPoint(onlySomeReasons: [.keyCompromise, .caCompromise]))])
        let rest = try await authority.list(
            [],
            [
                scope(
                    IssuingDistributionPoint(onlySomeReasons: [
                        .affiliationChanged, .superseded, .cessationOfOperation, .certificateHold, .privilegeWithdrawn, .aaCompromise,
                    ])
                )
            ]
        )
        try expect(false, judge, leaf, between, [root, some])
        try expect(true, judge, leaf, between, [root, some, rest])

        // A list of another entity, which the certificate names as the signer.
        let signer = try await judge.authority("List signer")
        let point = DistributionPoint(name: nil, crlIssuer: [.directoryName(signer.certificate.subject)])
        let named = try await judge.leaf(under: authority, [CRLDistributionPoints(points: [point]).asExtension()])
        let entry = RevokedEntry(
            serialNumber: named.serialNumber,
            date: Self.moment,
            extensions: [EntryCertificateIssuer(authority.certificate.subject).asExtension(critical: true)]
        )
        let indirect = scope(IssuingDistributionPoint(isIndirect: true))
        let pool = between + [signer.certificate]
        try expect(true, judge, named, pool, [root, try await signer.list([], [indirect])])
        try expect(false, judge, named, pool, [root, try await signer.list([entry], [indirect])])
        try expect(false, judge, named, pool, [root, try await signer.list()])
        try expect(false, judge, named, between, [root, try await signer.list([], [indirect])])
    }

    @Test("an OCSP response of the issuer or its responder gives the status; an unverified one is ignored")
    func responses() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let leaf = try await judge.leaf(under: authority)
        func response(_ status: RevocationStatus, signer: SampleIdentity) async throws -> OCSPResponse {
            let single = OCSPSingleResponse(
                certID: OCSPCertID(certificate: leaf, issuer: authority.certificate),
                status: status,
                thisUpdate: SampleHierarchy.time - 60,
                nextUpdate: SampleHierarchy.time + 60
            )
            let data = OCSPResponseData(
                responderID: OCSPResponderID(signer.certificate),
                producedAt: SampleHierarchy.time - 60,
                responses: [single]
            )
            return try await data.signed(with: signer.key, certificates: [signer.certificate])
        }
        func verdict(_ response: OCSPResponse) -> PathReport {
            var options = options([], .leaf)
            options.responses = [response]
            return judge.ours(leaf, [authority.certificate], options: options)
        }
        let good = verdict(try await response(.good, signer: authority))
        #expect(good.result.isValid)
        #expect(good.revocation.first?.status == .good)
        #expect(good.revocation.first?.source == .response)
        #expect(!verdict(try await response(.revoked(reason: nil, date: Self.moment), signer: authority)).result.isValid)
        #expect(!verdict(try await response(.unknown, signer: authority)).result.isValid)
        #expect(!verdict(try await response(.good, signer: judge.root)).result.isValid)
    }
}
