import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("OpenSSLCurveKey")
struct OpenSSLCurveKeyTests {
    private static let message = Array("message".utf8)

    @Test("every algorithm it offers gives a signature that OpenSSL accepts, and no other", arguments: OpenSSLCurveKey.curves)
    func signs(curve: NamedCurve) async throws {
        let key = try OpenSSLCurveKey.generate(on: curve)
        #expect(key.publicKey.kind == .ec(curve: curve))
        for algorithm in key.supportedSignatureAlgorithms {
            let signature = try await key.sign(Self.message, using: algorithm)
            #expect(try OpenSSLVerifier().isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
            #expect(try !OpenSSLVerifier().isValid(signature, over: Self.message + [0], algorithm: algorithm, key: key.publicKey))
        }
        await #expect(throws: KeyError.self) { try await key.sign(Self.message, using: .rsaWithSHA256) }
    }

    @Test("a key is read back from PKCS #8, and the program openssl reads it too", arguments: OpenSSLCurveKey.curves)
    func readBack(curve: NamedCurve) async throws {
        let key = try OpenSSLCurveKey.generate(on: curve)
        let pkcs8 = try key.pkcs8()
        #expect(try OpenSSLCurveKey(pkcs8: pkcs8).publicKey == key.publicKey)
        let files = try OpenSSLFiles()
        try files.write("key.der", pkcs8)
        let text = try files.output("pkey", "-inform", "DER", "-in", "key.der", "-noout", "-text")
        #expect(String(decoding: text, as: UTF8.self).contains("ASN1 OID: \(curve.displayName)"))
    }

    @Test("keys of other kinds are refused")
    func others() throws {
        for specification in [KeySpecification.p256, .rsa(bits: 2048), .ed25519] {
            let pkcs8 = try PrivateKey(generating: specification).pkcs8()
            #expect(throws: KeyError.self) { try OpenSSLCurveKey(pkcs8: pkcs8) }
        }
        #expect(throws: KeyError.self) { try OpenSSLCurveKey.generate(on: .p256) }
    }
}
