import SystemFiles
import Foundation
import PKICrypto
import Synchronization
import Testing

@testable import Store

@Suite("changing the passphrases of sealed keys")
struct KeyResealTests {
    private static let (former, new) = (Array("former".utf8), Array("new".utf8))
    private static let names = ["issuing-0.p8", "root-0.p8", "tls-1.p8"]

    private struct Killed: Error {}

    /// A directory with three keys under one passphrase, which is kept beside them.
    private func directory(_ scratch: ScratchStore) throws -> (path: String, keys: [String: [UInt8]]) {
        let path = scratch.directory + "/keys"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var keys: [String: [UInt8]] = [:]
        for name in Self.names {
            let key = try PrivateKey(generating: .p256).pkcs8()
            keys[name] = key
            try DurableFile.write(
                try PasswordSealedKey.seal(pkcs8: key, passphrase: Self.former, iterations: 1_000),
                directory: path,
                name: name,
                mode: 0o600
            )
        }
        try DurableFile.write(Self.former + [0x0A], directory: path, name: "passphrase", mode: 0o600)
        return (path, keys)
    }

    private func reseal(_ path: String, _ step: @escaping @Sendable (String) throws -> Void) throws {
        try KeyReseal(directory: path, step: step).run(
            Self.names.map { KeyReseal.Key(file: $0, former: Self.former, new: Self.new, iterations: 1_000) },
            files: [("passphrase", nil), ("root-passphrase", Self.new)]
        )
    }

    /// The passphrase under which every key opens with its former content.
    private func passphrase(_ path: String, _ keys: [String: [UInt8]]) throws -> [UInt8] {
        let found = try [Self.former, Self.new].filter { passphrase in
            try keys.allSatisfy { name, key in
                let sealed = try #require(FileManager.default.contents(atPath: path + "/" + name))
                return (try? PasswordSealedKey.open([UInt8](sealed), passphrase: passphrase)) == key
            }
        }
        return try #require(found.count == 1 ? found.first : nil)
    }

    @Test("after a kill at any step all keys open under the former or all under the new passphrase")
    func killed() throws {
        var steps = 0
        var results: [[UInt8]] = []
        while true {
            let scratch = try ScratchStore()
            let (path, keys) = try directory(scratch)
            let counter = Counter()
            let stopAt = steps
            do {
                try reseal(path) { _ in if counter.next() == stopAt { throw Killed() } }
            } catch is Killed {
                // Twice, because the completion may also be killed and run again.
                try? KeyReseal(directory: path) { _ in throw Killed() }.complete()
                try KeyReseal(directory: path).complete()
                let passphrase = try passphrase(path, keys)
                results.append(passphrase)
                let isNew = passphrase == Self.new
                let expected = (Self.names + [isNew ? "root-passphrase" : "passphrase"]).sorted()
                #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == expected)
                steps += 1
                continue
            }
            #expect(try passphrase(path, keys) == Self.new)
            break
        }
        // Opened, four staged, decided, four placed, one removed, flushed.
        #expect(steps == 12)
        #expect(results == Array(repeating: Self.former, count: 5) + Array(repeating: Self.new, count: 7))
    }

    @Test("a wrong passphrase changes nothing")
    func wrong() throws {
        let scratch = try ScratchStore()
        let (path, keys) = try directory(scratch)
        let error = #expect(throws: StoreError.self) {
            try KeyReseal(directory: path).run(
                [
                    KeyReseal.Key(file: "issuing-0.p8", former: Self.former, new: Self.new, iterations: 1_000),
                    KeyReseal.Key(file: "root-0.p8", former: Self.new, new: Self.new, iterations: 1_000),
                ],
                files: [("passphrase", nil)]
            )
        }
        #expect(error?.description.contains("root-0.p8") == true)
        #expect(try passphrase(path, keys) == Self.former)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == (Self.names + ["passphrase"]).sorted())
    }

    @Test("the next process to lock a data directory completes a change that a kill interrupted")
    func completedWithTheLock() throws {
        let scratch = try ScratchStore()
        let (path, keys) = try directory(scratch)
        #expect(throws: Killed.self) { try reseal(path) { if $0 == "decided" { throw Killed() } } }
        let lock = try DataDirectory(path: scratch.directory)
        #expect(try passphrase(path, keys) == Self.new)
        withExtendedLifetime(lock) {}
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        /// 0, 1, 2, …
        func next() -> Int {
            count.withLock { count in
                defer { count += 1 }
                return count
            }
        }
    }
}
