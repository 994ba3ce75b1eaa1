import Foundation
import PKCS11Keys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Keys on a token", .enabled(if: SoftHSM.canFail, "SoftHSM or a C compiler is not installed"))
struct TokenKeyTests {
    private static let message = Array("what a certificate says".utf8)

    /// Asks openssl whether the signature is the key's.
    private func openSSLAccepts(_ signature: [UInt8], _ algorithm: AlgorithmIdentifier, _ key: SubjectPublicKeyInfo) throws -> Bool {
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PUBLIC KEY", key.derEncoded)
        try files.write("message", Self.message)
        try files.write("signature", signature)
        if key.kind == .ed25519 {
            let verify = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pem", "-in", "message", "-sigfile", "signature"]
            return try files.run(verify).status == 0
        }
        let digest = try #require(algorithm.signatureDigest).rawValue
        let padding =
            algorithm.oid == OID.Algorithms.rsassaPSS
            ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"] : []
        return try files.run(["dgst", "-" + digest, "-verify", "key.pem", "-signature", "signature"] + padding + ["message"]).status == 0
    }

    @Test(
        "a key that is made on the token signs with each of its algorithms, as OpenSSL verifies",
        arguments: [("p256", KeySpecification.p256), ("p384", .p384), ("p521", .p521), ("rsa", .rsa(bits: 2_048)), ("ed25519", .ed25519)]
    )
    func kinds(_ name: String, _ specification: KeySpecification) async throws {
        let token = try SharedTokens.token("kinds")
        let place = try SharedTokens.place("kinds", name)
        let made = try await token.makeKey(specification, at: place, use: .sign)
        #expect(made.publicKey.kind == specification.kind)
        let key = try #require(try await token.key(at: place))
        #expect(key.publicKey == made.publicKey)
        for algorithm in key.supportedSignatureAlgorithms {
            let signature = try await PrivateKey(custom: key).sign(Self.message, using: algorithm)
            #expect(try openSSLAccepts(signature, algorithm, key.publicKey), "\(algorithm.name)")
        }
    }

    @Test("a hash value computed piece by piece gets the signature of the whole")
    func digest() async throws {
        let token = try SharedTokens.token("kinds")
        let key = try await token.makeKey(.p384, at: try SharedTokens.place("kinds", "digest"), use: .sign)
        let signature = try await key.sign(digest: Digest.sha384(Self.message), using: .ecdsaWithSHA384)
        #expect(try openSSLAccepts(signature, .ecdsaWithSHA384, key.publicKey))
        await #expect(throws: KeyError.self) { try await key.sign(digest: [1, 2, 3], using: .ecdsaWithSHA384) }
        await #expect(throws: KeyError.self) { try await key.sign(Self.message, using: .rsaWithSHA256) }
    }

    @Test("a new key never leaves the token, as pkcs11-tool sees too", .enabled(if: hasTool("pkcs11-tool"), "OpenSC is not installed"))
    func staysInside() async throws {
        let token = try SharedTokens.token("list")
        let place = try SharedTokens.place("list", "inside")
        let key = try await token.makeKey(.p256, at: place, use: .sign)
        let shown = try await token.keys().filter { $0.uri.object == "inside" }
        #expect(shown.map(\.staysInside) == [true])
        #expect(shown.map(\.publicKey) == [key.publicKey])
        let listing = try SharedTokens.softHSM.get().tool([
            "pkcs11-tool", "--module", SoftHSM.library ?? "", "--token-label", "list", "--login", "--pin", SoftHSM.pin, "--list-objects",
            "--type", "privkey",
        ])
        #expect(listing.contains("label:      inside"), "\(listing)")
        #expect(listing.contains("sensitive, always sensitive, never extractable"), "\(listing)")
    }

    @Test("a key is never replaced, and a removed one is gone with its public half")
    func destroy() async throws {
        let token = try SharedTokens.token("list")
        let place = try SharedTokens.place("list", "once")
        _ = try await token.makeKey(.p256, at: place, use: .sign)
        let refusal = await #expect(throws: PKCS11Error.self) { try await token.makeKey(.p256, at: place, use: .sign) }
        #expect(refusal?.kind == .keyExists)
        #expect(try await token.destroyKey(at: place))
        #expect(try await token.key(at: place) == nil)
        #expect(try await !token.destroyKey(at: place))
        _ = try await token.makeKey(.p256, at: place, use: .sign)
    }

    @Test(
        "a key that openssl made is written onto the token, where it signs as before and stays",
        arguments: [
            ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
            ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"], ["-algorithm", "ED25519"],
        ]
    )
    func imports(_ options: [String]) async throws {
        let pkcs8 = try OpenSSLFiles().newPKCS8(options)
        let token = try SharedTokens.token("import")
        let place = try SharedTokens.place("import", options.last?.replacing(":", with: "-") ?? "")
        let key = try await token.importKey(pkcs8: pkcs8, at: place, use: .sign)
        #expect(try key.publicKey == PrivateKey(pkcs8: pkcs8).publicKey)
        let algorithm = try #require(key.supportedSignatureAlgorithms.first)
        #expect(try openSSLAccepts(try await key.sign(Self.message, using: algorithm), algorithm, key.publicKey))
        #expect(try await token.keys().filter { $0.uri.object == place.object }.map(\.staysInside) == [true])
    }

    @Test("an RSA key for messages opens what OpenSSL encrypted, by PKCS #1 and OAEP, and changed octets fail")
    func decrypts() async throws {
        let token = try SharedTokens.token("decrypt")
        let key = try await token.makeKey(.rsa(bits: 2_048), at: try SharedTokens.place("decrypt", "exchange"), use: .decrypt)
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PUBLIC KEY", key.publicKey.derEncoded)
        let secret = SecureRandom.bytes(32)
        for (padding, algorithm) in [("pkcs1", RSAEncryption.pkcs1), ("oaep", .oaepSHA1)] {
            let encrypted = try files.output(
                ["pkeyutl", "-encrypt", "-pubin", "-inkey", "key.pem", "-pkeyopt", "rsa_padding_mode:" + padding],
                input: secret
            )
            #expect(try await key.decrypt(encrypted, using: algorithm.algorithm) == secret, "\(padding)")
            var changed = encrypted
            changed[100] ^= 1
            let opened = try? await key.decrypt(changed, using: algorithm.algorithm)
            #expect(opened != secret)
            #expect(token.obstacle == nil, "the sender's mistake is not the token's")
        }
    }

    @Test("a place that names two tokens, or no key, is refused with the way to name one")
    func ambiguous() async throws {
        let twin = await #expect(throws: PKCS11Error.self) { try await SharedTokens.token("twin").probe() }
        #expect(twin?.kind == .ambiguous)
        #expect(twin?.reason.contains("serial number") == true)
        let token = try SharedTokens.token("kinds")
        await #expect(throws: PKCS11Error.self) { try await token.key(at: PKCS11URI("pkcs11:token=kinds")) }
        #expect(try await token.key(at: SharedTokens.place("kinds", "none")) == nil)
    }

    @Test("without a PIN the error says how to give one")
    func withoutPIN() async throws {
        let token = try SharedTokens.token("no-pin", pin: nil)
        let refusal = await #expect(throws: PKCS11Error.self) { try await token.probe() }
        #expect(refusal?.kind == .pin)
        #expect(refusal?.reason.contains("--token-pin-file") == true)
        #expect(token.obstacle?.kind == .pin)
    }

    @Test("many signatures at a time are all right, with few sessions")
    func crowd() async throws {
        let token = try SharedTokens.token("crowd")
        let key = try await token.makeKey(.p256, at: try SharedTokens.place("crowd", "busy"), use: .sign)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let message = Self.message + [UInt8(number)]
                    let signature = try await key.sign(message, using: .ecdsaWithSHA256)
                    return try Signature.isValid(signature, over: message, algorithm: .ecdsaWithSHA256, key: key.publicKey)
                }
            }
            for try await isValid in group { #expect(isValid) }
        }
    }
}
