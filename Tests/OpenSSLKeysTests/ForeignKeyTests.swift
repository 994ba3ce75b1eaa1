import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// The vectors of the Python package `cryptography-vectors`, which `scripts/setup test` installs.
enum ForeignVectors {
    /// The path of a folder among them; `nil` when the package is missing.
    static func folder(_ name: String) -> String? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let libraries = root.appending(path: ".build/venv/lib").path
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []
        let paths = versions.map { "\(libraries)/\($0)/site-packages/cryptography_vectors/\(name)" }
        return paths.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The Python of the environment that contains the judges.
    static var python: String? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: ".build/venv/bin/python3").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    static func files(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder), !isFolder.boolValue else {
                return nil
            }
            return (name, Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
        }
    }
}

@Suite("Private keys of other programs")
struct ForeignKeyTests {
    static let passwords = [
        "123456", "a123456", "password", "foobar", "baz", "PolarSSLTest", "hunter2", "hunter42", "Red Hat Enterprise Linux 7.4",
    ]

    @Test(
        "every PEM key of the cryptography vectors that openssl opens is opened here with the same content",
        .enabled(if: ForeignVectors.folder("asymmetric") != nil),
        arguments: ["PKCS8", "Traditional_OpenSSL_Serialization"]
    )
    func vectors(folder: String) throws {
        let path = try #require(ForeignVectors.folder("asymmetric/" + folder))
        var (opened, encrypted) = (0, 0)
        for (name, bytes) in try ForeignVectors.files(path) where name.hasSuffix(".pem") {
            // OpenSSL does not look at the version of the structure inside.
            if name.contains("invalid-version") || name.contains("wrong-version") { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            let isEncrypted = text.contains("ENCRYPTED")
            for password in isEncrypted ? Self.passwords : ["-"] {
                let theirs = try runTool(
                    ["openssl", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-passin", "pass:\(password)"]
                        + LegacySealedKeyTests.providers,
                    input: bytes
                )
                guard theirs.status == 0, let expected = try? PrivateKeyInfo(derEncoded: theirs.stdout) else {
                    if isEncrypted {
                        #expect(throws: KeyError.self, "\(name)") {
                            try PrivateKey.pkcs8(fromPEM: text, passphrase: Array(password.utf8), legacy: Legacy())
                        }
                    }
                    continue
                }
                // OpenSSL writes DSA keys and keys of explicit curves again; nothing here reads their structures.
                guard [OID.Algorithms.rsaEncryption, OID.Algorithms.ecPublicKey, OID.Algorithms.ed25519].contains(expected.algorithm.oid)
                else { continue }
                let ours = try PrivateKey.pkcs8(fromPEM: text, passphrase: Array(password.utf8), legacy: Legacy())
                let info = try PrivateKeyInfo(derEncoded: ours)
                if info.algorithm.oid == OID.Algorithms.ecPublicKey {
                    #expect(
                        try ECPrivateKey(derEncoded: info.privateKey).privateKey
                            == ECPrivateKey(derEncoded: expected.privateKey).privateKey,
                        "\(name)"
                    )
                } else {
                    #expect(info.privateKey == expected.privateKey, "\(name)")
                }
                opened += 1
                if isEncrypted { encrypted += 1 }
                break
            }
        }
        print("\(folder): \(opened) keys as openssl reads them, \(encrypted) of them encrypted")
        #expect(encrypted >= (folder == "PKCS8" ? 20 : 2))
    }
}
