import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Digest")
struct DigestTests {
    @Test("hash values of “abc” are those of FIPS 180-4 and RFC 1321")
    func knownValues() throws {
        let abc = Array("abc".utf8)
        #expect(Hex.encode(Digest.sha1(abc)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(Hex.encode(Digest.sha256(abc)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            Hex.encode(Digest.sha384(abc))
                == "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        )
        #expect(
            Hex.encode(Digest.sha512(abc))
                == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        )
        #expect(Hex.encode(Digest.of(abc, .md5)) == "900150983cd24fb0d6963f7d28e17f72")
    }

    @Test("each algorithm gives as many octets as it says", arguments: DigestAlgorithm.allCases)
    func lengths(algorithm: DigestAlgorithm) {
        #expect(Digest.of([], algorithm).count == algorithm.byteCount)
    }

    @Test("the key identifier is what OpenSSL writes for subjectKeyIdentifier=hash")
    func keyIdentifier() throws {
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PRIVATE KEY", try PrivateKey(generating: .p256).pkcs8())
        let der = try files.output(
            "req",
            "-x509",
            "-new",
            "-key",
            "key.pem",
            "-subj",
            "/CN=x",
            "-addext",
            "subjectKeyIdentifier=hash",
            "-outform",
            "DER"
        )
        let certificate = try Certificate(derEncoded: der)
        #expect(certificate.subjectKeyIdentifier == certificate.subjectPublicKeyInfo.keyIdentifier)
    }

    @Test("random octets have the length asked for and differ")
    func randomBytes() {
        for count in [0, 1, 7, 8, 9, 16, 33] { #expect(SecureRandom.bytes(count).count == count) }
        #expect(SecureRandom.bytes(-1).isEmpty)
        #expect(SecureRandom.bytes(16) != SecureRandom.bytes(16))
        #expect(Set(SecureRandom.bytes(4096)).count > 200)
    }

    @Test("wiping leaves zeros")
    func wiping() {
        var secret: [UInt8] = [1, 2, 3]
        secret.wipe()
        #expect(secret == [0, 0, 0])
    }
}
