import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Lists of partitions")
struct PartitionTests {
    private static let key = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)

    private static func path(_ partition: Int, isDelta: Bool = false) -> String {
        let number = partition == 0 ? "" : "_Partition0000\(partition)"
        return "crl/Chancery Issuing CA\(number)\(isDelta ? "+" : "").crl"
    }

    /// An authority that divides its certificates among `count` lists.
    static func authority(_ count: UInt32 = 3, isExclusive: Bool = false, hasDeltas: Bool = false) async throws -> TestAuthority {
        let test = hasDeltas ? try await DeltaListTests.authority() : try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLMaxPartitions", value: .number(count))
        let flags = ["PARTITIONS"] + (isExclusive ? ["PARTITIONS_EXCLUSIVE"] : [])
        _ = try await administrator.changeConfigurationEntry(node: "CA", entry: "CRLFlags", adding: flags, removing: [])
        return test
    }

    private func list(_ test: TestAuthority, _ partition: Int, isDelta: Bool = false) async throws -> CertificateList {
        try await DeltaListTests.list(test, Self.path(partition, isDelta: isDelta))
    }

    private func partition(of certificate: Certificate, _ test: TestAuthority) async throws -> Int {
        let row = try await test.store.request(serial: certificate.serialHex, of: Self.key.authority)
        return try #require(row?.certificate?.partition)
    }

    private func serials(_ list: CertificateList) -> [String] { list.revoked.map { SerialText.hex(of: $0.serialNumber) } }

    @Test("a certificate names the list of its partition, as its row does, in the octets of that list's point")
    func issued() async throws {
        let test = try await Self.authority()
        var seen: Set<Int> = []
        for _ in 0..<40 {
            let certificate = try await DeltaListTests.issued(test)
            let partition = try await partition(of: certificate, test)
            seen.insert(partition)
            let points = try #require(try certificate.value(of: CRLDistributionPoints.self))
            #expect(points.uris == ["http://pki.example.test/crl/Chancery%20Issuing%20CA_Partition0000\(partition).crl"])
            let list = try await list(test, partition)
            let point = try #require(list.extensions.first { $0.oid == IssuingDistributionPoint.oid })
            #expect(point.critical)
            #expect(try IssuingDistributionPoint(value: point.value).fullName == points.points.first?.fullName)
        }
        #expect(seen == [1, 2, 3])
    }

    @Test("a revocation is on the list of its partition and no other; the lists together are the whole list")
    func union() async throws {
        let test = try await Self.authority()
        let officer = try await test.bound(test.officer)
        var revoked: Set<String> = []
        for _ in 0..<12 {
            let certificate = try await DeltaListTests.issued(test)
            let partition = try await partition(of: certificate, test)
            var before: [Int: CertificateList] = [:]
            for other in 0...3 where other != partition { before[other] = try await list(test, other) }
            _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
            revoked.insert(certificate.serialHex)
            #expect(try await serials(list(test, partition)).contains(certificate.serialHex))
            for (other, former) in before { #expect(try await list(test, other) == former) }
        }
        try await officer.publishRevocationLists()
        let whole = try await list(test, 0)
        #expect(!whole.extensions.contains { $0.oid == IssuingDistributionPoint.oid })
        var union: [String] = []
        for partition in 1...3 { union += try await serials(list(test, partition)) }
        #expect(Set(union) == revoked)
        #expect(union.sorted() == serials(whole).sorted())
    }

    @Test("the exclusive list without a partition has only the certificates from before, and says so")
    func exclusive() async throws {
        let test = try await TestAuthority.make()
        let old = try await DeltaListTests.issued(test)
        let administrator = try await test.bound(test.administrator)
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLMaxPartitions", value: .number(2))
        _ = try await administrator.changeConfigurationEntry(
            node: "CA",
            entry: "CRLFlags",
            adding: ["PARTITIONS", "PARTITIONS_EXCLUSIVE"],
            removing: []
        )
        let new = try await DeltaListTests.issued(test)
        let officer = try await test.bound(test.officer)
        for certificate in [old, new] { _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded) }
        try await officer.publishRevocationLists()
        let rest = try await list(test, 0)
        #expect(serials(rest) == [old.serialHex])
        let point = try #require(try IssuingDistributionPoint.find(in: rest.extensions))
        #expect(point.fullName.contains { $0 == .uri("http://pki.example.test/crl/Chancery%20Issuing%20CA.crl") })
        #expect(try await serials(list(test, partition(of: new, test))) == [new.serialHex])
    }

    @Test("each partition has its own numbers and its own deltas")
    func deltas() async throws {
        let test = try await Self.authority(2, hasDeltas: true)
        let certificate = try await DeltaListTests.issued(test)
        let partition = try await partition(of: certificate, test)
        let before = try await list(test, partition)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .superseded)
        #expect(try await list(test, partition) == before)
        let delta = try await list(test, partition, isDelta: true)
        #expect(serials(delta) == [certificate.serialHex])
        #expect(try IssuingDistributionPoint.find(in: delta.extensions) == IssuingDistributionPoint.find(in: before.extensions))
        #expect(try #require(delta.crlNumber) == #require(before.crlNumber) + 1)
        #expect(try await list(test, 3 - partition, isDelta: true).crlNumber == before.crlNumber)
        #expect(
            try FreshestCRL.find(in: before.extensions)?.uris
                == ["http://pki.example.test/crl/Chancery%20Issuing%20CA_Partition0000\(partition)%2B.crl"]
        )
    }

    @Test("partitions stay on, their number only grows, and old ones keep their lists")
    func grows() async throws {
        let test = try await Self.authority(2)
        let administrator = try await test.bound(test.administrator)
        await #expect(throws: CAError.self) {
            _ = try await administrator.changeConfigurationEntry(node: "CA", entry: "CRLFlags", adding: [], removing: ["PARTITIONS"])
        }
        await #expect(throws: CAError.self) {
            try await administrator.setConfigurationEntry(node: "CA", entry: "CRLMaxPartitions", value: .number(1))
        }
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLMaxPartitions", value: .number(4))
        for partition in 1...4 { #expect(try await list(test, partition).crlNumber != nil) }
    }

    @Test("settings that would leave certificates without a list are refused")
    func refused() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        await #expect(throws: CAError.self) {
            _ = try await administrator.changeConfigurationEntry(node: "CA", entry: "CRLFlags", adding: ["PARTITIONS"], removing: [])
        }
        try await administrator.setConfigurationEntry(node: "CA", entry: "CRLMaxPartitions", value: .number(2))
        try await administrator.setConfigurationEntry(
            node: "CA",
            entry: "CRLPublicationURLs",
            value: .texts(["2:http://pki.example.test/crl/%3%8%9.crl"])
        )
        let error = await #expect(throws: CAError.self) {
            _ = try await administrator.changeConfigurationEntry(node: "CA", entry: "CRLFlags", adding: ["PARTITIONS"], removing: [])
        }
        #expect(error?.message.contains("<CRLPartitionIndex>") == true)
        try await administrator.setConfigurationEntry(
            node: "CA",
            entry: "CRLPublicationURLs",
            value: .texts(["2:http://lists.example.test/%3%8<CRLPartitionIndex>%9.crl"])
        )
        _ = try await administrator.changeConfigurationEntry(node: "CA", entry: "CRLFlags", adding: ["PARTITIONS"], removing: [])
        let certificate = try await DeltaListTests.issued(test)
        let partition = try await partition(of: certificate, test)
        #expect(
            try certificate.value(of: CRLDistributionPoints.self)?.uris
                == ["http://lists.example.test/Chancery%20Issuing%20CA_Partition0000\(partition).crl"]
        )
    }

    @Test("a list names every address that certificates of its partition have, also an earlier public address")
    func moved() async throws {
        let test = try await Self.authority(1)
        let old = try await DeltaListTests.issued(test)
        _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(publicAddress: "http://new.example.test"))
        let new = try await DeltaListTests.issued(test)
        let names = try #require(await IssuingDistributionPoint.find(in: list(test, 1).extensions)).fullName
        for certificate in [old, new] {
            let uri = try #require(try certificate.value(of: CRLDistributionPoints.self)?.uris.first)
            #expect(names.contains(.uri(uri)))
        }
    }

    @Test("the properties of partitions have the partition in the high bits of their index")
    func properties() async throws {
        let test = try await Self.authority(2, hasDeltas: true)
        let alice = try await test.bound(test.alice)
        #expect(try await alice.property(.crlPartitionCount, index: 0) == .long(2))
        for partition in 0...2 {
            let index = partition << 16
            #expect(try await alice.property(.partitionedBaseCRL, index: index) == .binary(list(test, partition).derEncoded))
            #expect(
                try await alice.property(.partitionedDeltaCRL, index: index) == .binary(list(test, partition, isDelta: true).derEncoded)
            )
            #expect(try await alice.property(.partitionedBaseCRLPublishStatus, index: index) == .long(5))
            #expect(try await alice.property(.partitionedDeltaCRLPublishStatus, index: index) == .long(6))
        }
        for index in [3 << 16, 1, -1] {
            let error = await #expect(throws: CAError.self) { try await alice.property(.partitionedBaseCRL, index: index) }
            #expect(error?.status == .invalidArgument)
        }
        #expect(try await alice.property(.deltaCRL, index: -1) == .binary(list(test, 0, isDelta: true).derEncoded))
        #expect(try await alice.property(.deltaCRLPublishStatus, index: 0) == .long(6))
    }

    @Test("without partitions their properties are 0x80070057, and without deltas theirs are empty")
    func noProperties() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        for id in [CAPropertyID.crlPartitionCount, .partitionedBaseCRL, .partitionedDeltaCRLPublishStatus] {
            let error = await #expect(throws: CAError.self) { try await alice.property(id, index: 0) }
            #expect(error?.status == .invalidArgument)
            #expect(error?.code == .malformed)
        }
        #expect(try await alice.property(.deltaCRL, index: 0) == .binary([]))
        #expect(try await alice.property(.deltaCRLPublishStatus, index: 0) == .long(0))
    }

    @Test("the status of a list that is not at its place says so")
    func status() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        #expect(try await alice.property(.baseCRLPublishStatus, index: 0) == .long(5))
        await test.publisher.lose(Self.path(0))
        #expect(try await alice.property(.baseCRLPublishStatus, index: 0) == .long(0x201))
    }

    @Test("an authority with partitions takes no certificate of its own into the records")
    func importing() async throws {
        let test = try await Self.authority(1)
        let other = try await TestAuthority.make()
        let foreign = try await DeltaListTests.issued(other)
        let officer = try await test.bound(test.officer)
        _ = try await officer.importCertificate(foreign.derEncoded, options: [.allowForeign])
        #expect(try await test.store.request(serial: foreign.serialHex, of: Self.key.authority)?.certificate?.partition == 0)
    }
}
