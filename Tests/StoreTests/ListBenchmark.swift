import CAInterface
import Foundation
import GRDB
import Logging
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore
@testable import Store

/// How many revoked certificates the benchmark of lists fills; nil leaves it out.
private let benchmarkRows = ProcessInfo.processInfo.environment["CHANCERY_LIST_ROWS"].flatMap { Int($0) }

/// `scripts/bench-lists` runs it on a release build and prints what docs/performance.md has.
@Suite("What a revocation list costs", .enabled(if: benchmarkRows != nil), .serialized)
struct ListBenchmark {
    private static let number = AuthorityNumber(rawValue: 2)
    private static let key = AuthorityKeyID(authority: number, index: 0)

    /// A store with the authorities of a first start.
    private struct Installation {
        let store: SQLiteStore
        let service: CertificationService
        let objects: ObjectDirectory
        let directory: String
        /// Removes the directory with itself.
        let scratch: ScratchStore
    }

    private static func make() async throws -> Installation {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        let (keys, logger) = (InMemoryKeyStore(), Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        let objects = try ObjectDirectory(directory: scratch.directory + "/objects")
        let publisher = try PublicationDirectory(directory: scratch.directory + "/published")
        let ring = KeyRing(keys: keys, store: store)
        let foundation = FirstStartAuthorities(store: store, keys: ring, objects: objects, publisher: publisher, logger: logger)
        try await foundation.completeFirstStart(
            plan: FirstStartPlan(
                organization: "Example",
                dnsName: "pki.example.test",
                publicAddress: "http://pki.example.test",
                domain: (1, 2, 3),
                managementAgent: nil,
                singleOperator: false
            )
        )
        let service = CertificationService(
            store: store,
            directory: InMemoryDirectory(domain: (1, 2, 3)),
            keys: ring,
            objects: objects,
            publisher: publisher,
            logger: logger
        )
        return Installation(store: store, service: service, objects: objects, directory: scratch.directory, scratch: scratch)
    }

    /// Revoked rows with their lines of the journal, from one request id on; of a partition, by the id.
    private static func fill(_ installation: Installation, _ ids: Range<Int>, partitions: Int = 0) async throws {
        let base = RequestColumns.key(RequestID(0), of: number)
        let now = Date().storedMilliseconds
        let partition = partitions == 0 ? "0" : "1 + n % \(partitions)"
        try await installation.store.managementWrite { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE number (n INTEGER PRIMARY KEY);
                    WITH RECURSIVE one (n) AS (SELECT \(ids.lowerBound) UNION ALL SELECT n + 1 FROM one WHERE n + 1 < \(ids.upperBound))
                    INSERT INTO number SELECT n FROM one;
                    INSERT INTO revocation_journal (authority, key_idx, shard, request, revision, serial, reason, at)
                    SELECT 2, 0, \(partition), \(base) + n, 1, printf('01%08x%06x%016x', 1800000000 + n / 50, n, (n * 2654435761) & 0x7FFFFFFFFFFFFFFF), 1, \(now) FROM number;
                    INSERT INTO request (key, authority, revision, disposition, status, message, request_type, request_flags, submitted, resolved,
                        revoked, revoked_effective, revoked_reason, requester_name, requester, caller_name, caller, door, remote_address, correlation,
                        serial, generation, not_before, not_after, enrollment_flags, general_flags, private_key_flags, template_identifier,
                        raw_attributes, attributes, raw_name, raw_request, certificate, crl_partition)
                    SELECT \(base) + n, 2, 1, 21, 0, x'', 0, 0, \(now), \(now), \(now) - 1000, \(now) - 1000, 1, 'u', zeroblob(16), 'u', zeroblob(16), 'api',
                        '', zeroblob(16), printf('01%08x%06x%016x', 1800000000 + n / 50, n, (n * 2654435761) & 0x7FFFFFFFFFFFFFFF), 0, \(now), \(now) + 31536000000, 0, 0, 0, '',
                        x'', x'', x'', x'', zeroblob(16), \(partition) FROM number;
                    DROP TABLE number;
                    """
            )
        }
    }

    private static func seconds(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        let elapsed = start.duration(to: .now).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// The most memory that the process has had, in MB.
    private static var peak: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1_000
    }

    /// Forgets the most memory so far.
    private static func resetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }

    private static func order(_ installation: Installation, isDelta: Bool = false) async throws -> (
        RevocationListSigning, RevocationListSigning.Order, Signer
    ) {
        let snapshot = try await installation.service.snapshots.current()
        let known = try #require(snapshot.authorities.last)
        let generation = try #require(known.newest)
        let signing = RevocationListSigning(
            store: installation.store,
            objects: installation.objects,
            clock: { Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)) },
            clockSkewSeconds: 600
        )
        let order = RevocationListSigning.Order(
            authority: known.stored,
            generation: generation,
            part: RevocationListPart(key: generation.key),
            isDelta: isDelta,
            isOnDemand: false,
            now: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)),
            until: nil,
            needsLease: false,
            isStillWanted: { _ in true }
        )
        return (signing, order, try #require(installation.service.keys.signer(of: generation.key)))
    }

    @Test("a list from nothing, and from the one before it")
    func whole() async throws {
        let count = try #require(benchmarkRows)
        let installation = try await Self.make()
        try await Self.fill(installation, 10..<count + 10)
        let (signing, order, signer) = try await Self.order(installation)
        Self.resetPeak()
        let before = Self.peak
        let nothing = try await Self.seconds { _ = try await signing.sign(order, signer: signer) }
        let memory = Self.peak - before
        _ = try await signing.sign(order, signer: signer)
        var again: [Double] = []
        for _ in 0..<3 { again.append(try await Self.seconds { _ = try await signing.sign(order, signer: signer) }) }
        let list = try #require(await installation.store.revocationLists(of: Self.key, limit: 1).first)
        #expect(list.count == count)
        let bytes = try #require(await installation.objects.object(list.object))
        var flushed: [Double] = []
        for index in 0..<3 {
            flushed.append(
                try await Self.seconds {
                    _ = Digest.sha256(bytes)
                    try bytes.withUnsafeBytes { buffer in
                        let file = try FileHandle(forWritingTo: Self.newFile(installation.directory + "/flush-\(index)"))
                        try file.write(contentsOf: Data(buffer))
                        try file.synchronize()
                    }
                }
            )
        }
        let peer = try await Self.openSSL(installation.directory, count)
        print(
            "list of \(count) from nothing: \(nothing) s, \(memory) MB more; openssl ca -gencrl: \(peer) s; ratio \(nothing / peer) (at most 0.1)"
        )
        print(
            "list of \(count) from the former one: \(Self.median(again)) s; hashing and flushing \(bytes.count) octets: \(Self.median(flushed)) s; ratio \(Self.median(again) / Self.median(flushed)) (at most 2)"
        )
    }

    private static func newFile(_ path: String) -> URL {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        return URL(filePath: path)
    }

    /// The time of OpenSSL for as many revoked certificates in its index.
    private static func openSSL(_ directory: String, _ count: Int) async throws -> Double {
        let folder = directory + "/openssl"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var index = ""
        index.reserveCapacity(count * 90)
        for number in 0..<count {
            let serial = String(0x1_0000_0000_0000 + number, radix: 16, uppercase: true)
            index += "R\t301231235959Z\t260101000000Z,keyCompromise\t0\(serial)0\tunknown\t/CN=\(number)\n"
        }
        try index.write(toFile: folder + "/index.txt", atomically: false, encoding: .utf8)
        try "unique_subject = no\n".write(toFile: folder + "/index.txt.attr", atomically: false, encoding: .utf8)
        try "01\n".write(toFile: folder + "/crlnumber", atomically: false, encoding: .utf8)
        try """
        [ca]
        default_ca = own
        [own]
        database = index.txt
        crlnumber = crlnumber
        default_md = sha256
        default_crl_days = 7
        certificate = ca.pem
        private_key = ca.key
        """.write(toFile: folder + "/ca.cnf", atomically: false, encoding: .utf8)
        let made = try runTool(
            [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Peer",
                "-days", "30",
            ],
            directory: folder
        )
        try #require(made.status == 0)
        return try await seconds {
            let result = try runTool(["openssl", "ca", "-gencrl", "-config", "ca.cnf", "-out", "list.pem"], directory: folder)
            try #require(result.status == 0, "\(result.errorText)")
        }
    }

    /// The median time of a revocation's line and the publication that it brings.
    private static func publication(_ count: Int, partitions: Int) async throws -> Double {
        let installation = try await make()
        var authority = try #require(await installation.store.authorities().last)
        authority.settings.configuration =
            partitions == 0
            ? ["CA\\CRLDeltaPeriod": .text("Hours"), "CA\\CRLDeltaPeriodUnits": .number(1)]
            : ["CA\\CRLMaxPartitions": .number(UInt32(partitions)), "CA\\CRLFlags": .number(0x40_0002)]
        authority.revision += 1
        try await installation.store.commit([.authorityUpdated(authority)], expecting: .nothing)
        try await fill(installation, 10..<count + 10, partitions: partitions)
        try await installation.service.revocationLists.publish(of: number)
        try await installation.service.revocationLists.publish(of: number)
        var times: [Double] = []
        for round in 0..<15 {
            let id = count + 100 + round * max(partitions, 1)
            try await fill(installation, id..<id + 1, partitions: partitions)
            let partition = partitions == 0 ? 0 : 1 + id % partitions
            times.append(
                try await seconds { try await installation.service.revocationLists.publishRevocation(of: number, partitions: [partition]) }
            )
        }
        return median(times)
    }

    @Test("one revocation costs at most three times as much with many revoked, as delta and as shard")
    func changes() async throws {
        let count = try #require(benchmarkRows)
        for (name, few, many) in [("delta", 0, 0), ("shard of a thousand", 1, max(1, count / 1_000))] {
            let small = try await Self.publication(1_000, partitions: few)
            let large = try await Self.publication(count, partitions: many)
            print("one revocation, \(name): \(large) s with \(count) revoked, \(small) s with 1000; ratio \(large / small) (at most 3)")
        }
    }
}
