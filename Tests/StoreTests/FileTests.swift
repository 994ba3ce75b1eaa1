import CACore
import CAInterface
import PortableFoundation
import PKICrypto
import PKITesting
import Testing

@testable import Store

import SystemFiles

@Suite("files of a data directory")
struct FileTests {
    private static let passphrases: [StoredKeyPurpose: [UInt8]] = [
        .root: Array("root secret".utf8), .issuing: Array("issuing secret".utf8),
    ]

    private func keys(_ directory: String, _ passphrases: [StoredKeyPurpose: [UInt8]] = FileTests.passphrases) throws -> SealedKeyDirectory
    {
        try SealedKeyDirectory(directory: directory, passphrases: passphrases, iterations: 1000) { try PrivateKey(pkcs8: $0) }
    }

    private func permissions(_ path: String) throws -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StoreError("no \(path)") }
        return Int(status.st_mode) & 0o777
    }

    @Test("a saved key can be read back, only its owner may read the file, and OpenSSL can open it")
    func savedKey() async throws {
        let scratch = try ScratchStore()
        let store = try keys(scratch.directory + "/keys")
        let key = try PrivateKey(generating: .p256)
        try await store.save(pkcs8: try key.pkcs8(), named: "issuing-0", purpose: .issuing)
        #expect(try await store.key(named: "issuing-0", purpose: .issuing)?.publicKey == key.publicKey)
        #expect(try await store.key(named: "absent", purpose: .issuing) == nil)
        #expect(try permissions(scratch.directory + "/keys/issuing-0.p8") == 0o600)
        #expect(try permissions(scratch.directory + "/keys") == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.directory + "/keys") == ["issuing-0.p8"])
        let run = try runTool(
            [
                "openssl", "pkcs8", "-inform", "DER", "-in", scratch.directory + "/keys/issuing-0.p8", "-passin", "pass:issuing secret",
                "-topk8", "-nocrypt",
            ])
        #expect(run.status == 0)
    }

    @Test("an existing key is never replaced")
    func neverReplaced() async throws {
        let scratch = try ScratchStore()
        let store = try keys(scratch.directory + "/keys")
        let first = try PrivateKey(generating: .p256)
        try await store.save(pkcs8: try first.pkcs8(), named: "root-0", purpose: .root)
        let second = try PrivateKey(generating: .p256).pkcs8()
        let error = await #expect(throws: StoreError.self) { try await store.save(pkcs8: second, named: "root-0", purpose: .root) }
        #expect(error?.description.contains("never replaced") == true)
        #expect(try await store.key(named: "root-0", purpose: .root)?.publicKey == first.publicKey)
    }

    @Test("a wrong passphrase, another purpose's, none and a damaged file differ from an absent key")
    func unopenable() async throws {
        let scratch = try ScratchStore()
        let directory = scratch.directory + "/keys"
        let store = try keys(directory)
        try await store.save(pkcs8: try PrivateKey(generating: .p256).pkcs8(), named: "root-0", purpose: .root)
        let wrong = try keys(directory, [.root: Array("guess".utf8)])
        let error = await #expect(throws: StoreError.self) { try await wrong.key(named: "root-0", purpose: .root) }
        #expect(error?.description.contains("passphrase") == true && error?.description.contains("guess") == false)
        await #expect(throws: StoreError.self) { try await store.key(named: "root-0", purpose: .issuing) }
        let missing = await #expect(throws: StoreError.self) { try await wrong.key(named: "root-0", purpose: .issuing) }
        #expect(missing?.description.contains("no passphrase") == true)
        try Data([0x30, 0x03, 0x02, 0x01]).write(to: URL(filePath: directory + "/root-0.p8"))
        await #expect(throws: StoreError.self) { try await store.key(named: "root-0", purpose: .root) }
    }

    @Test("a name that could leave the directory or hide in it is refused", arguments: ["../x", "a/b", "", ".hidden", "a\0b", "ü"])
    func names(_ name: String) async throws {
        let scratch = try ScratchStore()
        let store = try keys(scratch.directory + "/keys")
        await #expect(throws: StoreError.self) { try await store.key(named: name, purpose: .root) }
        await #expect(throws: StoreError.self) { try await store.save(pkcs8: [0x30], named: name, purpose: .root) }
    }

    @Test("an object is read as written, a damaged one counts as absent, and a sweep keeps the named ones")
    func objects() async throws {
        let scratch = try ScratchStore()
        let place = scratch.directory + "/objects"
        let store = try ObjectDirectory(directory: place)
        let (first, second) = (ObjectID(of: [1, 2, 3]), ObjectID(of: [4]))
        #expect(try await store.object(first) == nil)
        try await store.put([1, 2, 3], as: first)
        try await store.put([1, 2, 3], as: first)
        try await store.put([4], as: second)
        #expect(try await store.object(first) == [1, 2, 3])
        #expect(try permissions(place) == 0o700)
        #expect(try permissions(place + "/" + first.rawValue) == 0o600)
        try Data([9]).write(to: URL(filePath: place + "/" + first.rawValue))
        #expect(try await store.object(first) == nil)
        try await store.put([1, 2, 3], as: first)
        #expect(try await store.object(first) == [1, 2, 3])
        try Data([1]).write(to: URL(filePath: place + "/notes.txt"))
        try await store.sweep(keeping: [first])
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: place)) == [first.rawValue, "notes.txt"])
        try await store.remove(first)
        try await store.remove(first)
        #expect(try await store.object(first) == nil)
        await #expect(throws: StoreError.self) { try await store.object(ObjectID(rawValue: "../chancery.sqlite")) }
    }

    @Test("only published objects can be read, at once and after a restart")
    func publication() async throws {
        let scratch = try ScratchStore()
        let place = scratch.directory + "/published"
        let store = try PublicationDirectory(directory: place)
        let list = PublishedObject(
            path: "crl/Chancery Issuing CA.crl",
            bytes: [0x30, 0x01, 0x00],
            mediaType: "application/pkix-crl",
            modified: SampleHierarchy.time
        )
        try await store.publish(list)
        #expect(try await store.published(list.path) == list)
        let newer = PublishedObject(
            path: list.path,
            bytes: [0x30, 0x02, 0x00, 0x00],
            mediaType: list.mediaType,
            modified: SampleHierarchy.time + 60
        )
        try await store.publish(newer)
        #expect(try await store.isIntact(list.path))
        try Data([0x30]).write(to: URL(filePath: place + "/" + list.path))
        #expect(try await !store.isIntact(list.path), "cut")
        try FileManager.default.removeItem(atPath: place + "/" + list.path)
        #expect(try await !store.isIntact(list.path), "deleted")
        try await store.publish(newer)
        #expect(try await store.isIntact(list.path))
        // A half-written file of a killed process, and an unrelated file.
        try Data([1]).write(to: URL(filePath: place + "/crl/.x.crl.1-1.new"))
        try Data([1]).write(to: URL(filePath: place + "/crl/readme.txt"))
        let again = try PublicationDirectory(directory: place)
        #expect(try await again.published(list.path) == newer)
        #expect(try await again.published("crl/.x.crl.1-1.new") == nil)
        #expect(try await again.published("crl/readme.txt") == nil)
        #expect(try permissions(place + "/" + list.path) == 0o644)
        for folder in ["", "/crl", "/aia"] { #expect(try permissions(place + folder) == 0o755) }
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: place + "/crl")) == ["Chancery Issuing CA.crl", "readme.txt"])
    }

    @Test(
        "a path other than a CRL's or a CA certificate's is not published",
        arguments: ["crl/../x.crl", "x.crl", "crl/.crl", "crl/x.cer", "crl/a/b.crl", "/etc/x.crl", "crl/"]
    )
    func publicationPaths(_ path: String) async throws {
        let scratch = try ScratchStore()
        let store = try PublicationDirectory(directory: scratch.directory + "/published")
        let object = PublishedObject(path: path, bytes: [1], mediaType: "application/pkix-crl", modified: SampleHierarchy.time)
        await #expect(throws: StoreError.self) { try await store.publish(object) }
    }

    @Test("readers see the old or the new object, never a mixture")
    func publicationIsWhole() async throws {
        let scratch = try ScratchStore()
        let store = try PublicationDirectory(directory: scratch.directory + "/published")
        @Sendable func object(_ octet: UInt8) -> PublishedObject {
            PublishedObject(
                path: "crl/x.crl",
                bytes: [UInt8](repeating: octet, count: 50_000),
                mediaType: "application/pkix-crl",
                modified: SampleHierarchy.time
            )
        }
        try await store.publish(object(0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for octet in UInt8(1)...8 { group.addTask { try await store.publish(object(octet)) } }
            group.addTask {
                for _ in 0..<50 {
                    let bytes = Array(try Data(contentsOf: URL(filePath: scratch.directory + "/published/crl/x.crl")))
                    #expect(bytes.count == 50_000 && Set(bytes).count == 1)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a data directory is closed to others and held by one process, which the second process names")
    func lock() throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/data"
        var first: DataDirectory? = try DataDirectory(path: path)
        #expect(try permissions(path) == 0o700)
        let error = #expect(throws: StoreError.self) { try DataDirectory(path: path) }
        #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        #expect(first?.databasePath == path + "/chancery.sqlite")
        first = nil
        _ = try DataDirectory(path: path)
    }

    @Test("only its owner may read the database, including the journal")
    func databaseMode() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        _ = try await store.nextRelativeID()
        for suffix in ["", "-wal", "-shm"] { #expect(try permissions(scratch.path + suffix) == 0o600) }
    }

    @Test("a file that is not a database, and an absent directory, are refused with a sentence")
    func unusable() async throws {
        let scratch = try ScratchStore()
        try Data("this is not a database, but long enough to be taken for one by its size: \(String(repeating: "x", count: 4096))".utf8)
            .write(to: URL(filePath: scratch.path))
        await #expect(throws: (any Error).self) { try await scratch.open() }
        let error = await #expect(throws: FileError.self) {
            try await SQLiteStore(path: scratch.directory + "/absent/x.sqlite", logger: ScratchStore.logger)
        }
        #expect(error?.description.contains("absent/x.sqlite") == true)
    }
}
