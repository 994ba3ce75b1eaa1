import CertManagement
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import SystemFiles
import Testing

@testable import Store

@Suite("The master keys of cards")
struct CardMasterKeyTests {
    private static let passphrase = Array("keys secret".utf8)

    private func keys(_ directory: String, _ passphrase: [UInt8] = passphrase) -> CardMasterKeyDirectory {
        CardMasterKeyDirectory(directory: directory, passphrase: passphrase, iterations: 1_000)
    }

    @Test("in memory they keep their promises")
    func inMemory() async throws { try await CardMasterKeysSuite.run { InMemoryCardMasterKeys() } }

    @Test("in files they keep their promises")
    func inFiles() async throws {
        let scratch = try ScratchStore()
        try await CardMasterKeysSuite.run { keys(scratch.directory) }
    }

    @Test("each version is a sealed file that only its owner reads, and that another start opens")
    func file() async throws {
        let scratch = try ScratchStore()
        try await keys(scratch.directory).make(version: 1)
        let path = scratch.directory + "/card-master-1.p8"
        var status = stat()
        #expect(stat(path, &status) == 0 && Int(status.st_mode) & 0o777 == 0o600)
        let key = try #require(try await keys(scratch.directory).key(version: 1))
        let sealed = try #require(try SystemCalls.contents(of: path))
        #expect(!Hex.encode(sealed).contains(Hex.encode(key)))
        let opened = try PrivateKeyInfo(derEncoded: try PasswordSealedKey.open(sealed, passphrase: Self.passphrase))
        #expect(opened.algorithm.oid == OID.Algorithms.hmacWithSHA256 && opened.privateKey == key)
        let run = try runTool(["openssl", "asn1parse", "-inform", "DER", "-in", path])
        #expect(run.status == 0 && run.text.contains("PBES2"))
    }

    @Test("a wrong passphrase and a damaged file are refused with the path and a remedy")
    func refused() async throws {
        let scratch = try ScratchStore()
        try await keys(scratch.directory).make(version: 1)
        let wrong = await #expect(throws: StoreError.self) { try await keys(scratch.directory, Array("other".utf8)).key(version: 1) }
        #expect(wrong?.description.contains("card-master-1.p8") == true)
        try DurableFile.write([0x30, 0x00], directory: scratch.directory, name: "card-master-2.p8", mode: 0o600)
        let damaged = await #expect(throws: StoreError.self) { try await keys(scratch.directory).key(version: 2) }
        #expect(damaged?.description.contains("restore the file from a backup") == true)
    }

    @Test("only files with the name of a version count")
    func names() async throws {
        let scratch = try ScratchStore()
        for name in ["card-master-3.p8", "card-master-03.p8", "card-master-0.p8", "card-master-256.p8", "card-master-x.p8", "root-0.p8"] {
            try DurableFile.write([0], directory: scratch.directory, name: name, mode: 0o600)
        }
        #expect(try CardMasterKeyDirectory.versions(in: scratch.directory) == [3])
        try await keys(scratch.directory).make(version: 10)
        #expect(try await keys(scratch.directory).newestVersion() == 10)
    }
}
