import CACore
import CAInterface
import Foundation
import GRDB
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("archives of a backup")
struct TapeTests {
    @Test("tar lists and unpacks a backup, byte for byte")
    func readByTar() throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        let (empty, odd, even) = ([UInt8](), SecureRandom.bytes(513), SecureRandom.bytes(3 << 20))
        try Data(even).write(to: URL(filePath: scratch.directory + "/even"))
        var tape = try TapeWriter(path: path, modified: Date(timeIntervalSince1970: 1_795_219_200))
        try tape.add(empty, as: "root.pem")
        try tape.add(odd, as: "keys/a b.p8")
        try tape.add(file: scratch.directory + "/even", as: "chancery.sqlite")
        #expect(try tape.add(file: scratch.directory + "/absent", as: "tls.json") == false)
        let sha256 = Hex.encode(try tape.finish())
        let entries = tape.entries

        #expect(try runTool(["sha256sum", path]).text.hasPrefix(sha256))
        let listed = try runTool(["tar", "--list", "--file", path])
        #expect(listed.status == 0 && listed.errorText.isEmpty)
        #expect(listed.text == "root.pem\nkeys/a b.p8\nchancery.sqlite\n")
        let out = scratch.directory + "/out"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        #expect(try runTool(["tar", "--extract", "--file", path, "--directory", out]).status == 0)
        for (name, content) in [("root.pem", empty), ("keys/a b.p8", odd), ("chancery.sqlite", even)] {
            #expect(FileManager.default.contents(atPath: out + "/" + name) == Data(content))
        }
        let own = scratch.directory + "/own"
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        #expect(try TapeReader.unpack(path, into: own) == entries)
        #expect(FileManager.default.contents(atPath: own + "/chancery.sqlite") == Data(even))
    }

    @Test(
        "a size beyond eight GiB is written as GNU tar writes it, and read back",
        arguments: [0, 1, 511, 8 << 30, (8 << 30) - 1, 1 << 45]
    )
    func sizes(_ size: Int) throws {
        let header = TapeHeader(name: "chancery.sqlite", size: size, modified: 1_795_219_200)
        #expect(try TapeHeader.read(try header.encoded()) == header)
        #expect((size + TapeHeader.padding(size)) % 512 == 0)
    }

    @Test(
        "an archive that would write outside its directory is refused",
        arguments: ["../chancery.sqlite", "/etc/passwd", "keys/../../x.p8", "keys/.p8", "other", "keys/a/b.p8", "keys/x.pem", "objects/"]
    )
    func foreign(_ name: String) throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        try tape.add([1], as: name)
        _ = try tape.finish()
        let out = scratch.directory + "/out"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        #expect(throws: StoreError.self) { try TapeReader.unpack(path, into: out) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: out).isEmpty)
    }

    @Test("a file that is not a database is called damaged, even though the manifest names it", arguments: [0, 8192])
    func noDatabase(_ size: Int) async throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        try tape.add([UInt8](repeating: 0x58, count: size), as: BackupLayout.database)
        try tape.add(Array(try JSONEncoder().encode(Backup.Manifest(made: 1, files: tape.entries))), as: BackupLayout.manifest)
        _ = try tape.finish()
        let error = await #expect(throws: (any Error).self) {
            let restoration = try await Restoration.unpack(path, into: scratch.directory + "/restored")
            defer { restoration.discard() }
            try await restoration.raiseNothing(requestIDsAbove: nil, now: Date())
        }
        #expect(error is StoreError && "\(error.map { "\($0)" } ?? "")".contains("damaged"), "\(String(describing: error))")
    }

    @Test("the list of a key that the backup does not have stays published where it was")
    func laterKey() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        try await store.commit([.revocationListSigned(sample.revocationList(2)), .audited(sample.audit())], expecting: .nothing)
        try await store.close()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        // The file alone may lack what is in the write-ahead log.
        try await DatabaseQueue(path: scratch.path).vacuum(into: scratch.directory + "/copy")
        try tape.add(Array(try Data(contentsOf: URL(filePath: scratch.directory + "/copy"))), as: BackupLayout.database)
        try tape.add(Array(try JSONEncoder().encode(Backup.Manifest(made: 1, files: tape.entries))), as: BackupLayout.manifest)
        _ = try tape.finish()
        let later = try await StoreRestoredTests.published(SampleRecords.make(), number: 7, revoked: [])
        let name = sample.authority.name + "(1).crl"
        let restoration = try await Restoration.unpack(path, into: scratch.directory + "/restored")
        _ = try await restoration.raise(
            above: [
                StoreRestoredTests.published(sample, number: 40, revoked: []),
                Restoration.PublishedList(origin: "http://pki.example/crl/" + PercentEncoding.encode(name), bytes: later.bytes),
            ],
            requestIDGap: 10,
            requestIDsAbove: nil,
            losesLaterKeys: true,
            now: SampleDocuments.time
        )
        try await restoration.finish()
        let published = try PublicationDirectory(directory: scratch.directory + "/restored/published")
        #expect(try await published.published("crl/" + name)?.bytes == later.bytes)
    }

    @Test("a restore is refused while another one works beside the directory")
    func leftovers() async throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        try tape.add([1], as: BackupLayout.database)
        try tape.add(Array(try JSONEncoder().encode(Backup.Manifest(made: 1, files: tape.entries))), as: BackupLayout.manifest)
        _ = try tape.finish()
        let target = scratch.directory + "/restored"
        let killed = target + ".restoring-1"
        for folder in [killed, scratch.directory + "/restored2.restoring-1"] {
            try FileManager.default.createDirectory(atPath: folder + "/keys", withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: folder + "/.restoring"))
        }
        #expect(Restoration.leftovers(of: target + "/").map { URL(filePath: $0).lastPathComponent } == ["restored.restoring-1"])
        let other = try StagingLock(killed)
        let error = await #expect(throws: StoreError.self) { _ = try await Restoration.unpack(path, into: target) }
        #expect(error.map { "\($0)" }?.contains("another restore") == true)
        withExtendedLifetime(other) {}
        #expect(FileManager.default.fileExists(atPath: killed))
    }

    @Test("the next restore removes the directory of a killed one")
    func leftoverGoes() async throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        try tape.add([1], as: BackupLayout.database)
        try tape.add(Array(try JSONEncoder().encode(Backup.Manifest(made: 1, files: tape.entries))), as: BackupLayout.manifest)
        _ = try tape.finish()
        let killed = scratch.directory + "/restored.restoring-1"
        try FileManager.default.createDirectory(atPath: killed + "/keys", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: killed + "/.restoring"))
        let restoration = try await Restoration.unpack(path, into: scratch.directory + "/restored")
        #expect(!FileManager.default.fileExists(atPath: killed))
        restoration.discard()
    }

    @Test("a restore removes nothing that no restore has made, whatever its name")
    func strangersStay() async throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        try tape.add([1], as: BackupLayout.database)
        try tape.add(Array(try JSONEncoder().encode(Backup.Manifest(made: 1, files: tape.entries))), as: BackupLayout.manifest)
        _ = try tape.finish()
        let target = scratch.directory + "/restored"
        // A data directory, a directory of notes with the mark, a file, and a link to a marked directory.
        try FileManager.default.createDirectory(atPath: target + ".restoring-2/keys", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: target + ".restoring-notes", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: target + ".restoring-notes/.restoring"))
        try Data().write(to: URL(filePath: target + ".restoring-3"))
        try FileManager.default.createSymbolicLink(atPath: target + ".restoring-4", withDestinationPath: target + ".restoring-notes")
        #expect(Restoration.leftovers(of: target) == [])
        let restoration = try await Restoration.unpack(path, into: target)
        try await restoration.finish()
        for name in ["2/keys", "notes/.restoring", "3", "4"] {
            #expect(FileManager.default.fileExists(atPath: target + ".restoring-" + name), "\(name)")
        }
        #expect(!FileManager.default.fileExists(atPath: target + "/.restoring"))
        #expect(FileManager.default.fileExists(atPath: target + "/" + BackupLayout.database))
    }

    @Test("links, damaged headers and archives that end too early are refused")
    func damaged() throws {
        let scratch = try ScratchStore()
        let path = scratch.directory + "/a.tar"
        var tape = try TapeWriter(path: path, modified: Date())
        try tape.add(SecureRandom.bytes(5_000), as: "chancery.sqlite")
        _ = try tape.finish()
        let good = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        func refuses(_ bytes: [UInt8]) throws {
            let folder = scratch.directory + "/" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: StoreError.self) { try TapeReader.unpack(path, into: folder) }
        }
        var flipped = good
        flipped[3] ^= 1
        try refuses(flipped)
        try refuses(Array(good.prefix(4_000)))
        try refuses(Array(good.prefix(512 * 11)))
        var link = good
        link[156] = UInt8(ascii: "2")
        link[148 + 5] = good[148 + 5] + 2
        try refuses(link)
    }
}
