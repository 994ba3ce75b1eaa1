import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Key blobs that Wine's BCryptExportKey and CryptExportKey wrote, recorded by scripts/wine-vectors, and those of Windows in .NET's tests.
@Suite("Key blobs beside Windows and Wine")
struct WindowsKeyBlobTests {
    /// The SubjectPublicKeyInfo OpenSSL derives from PKCS #8, after it has checked the numbers of an RSA key.
    private static func openSSLPublicKey(_ info: PrivateKeyInfo) throws -> [UInt8] {
        let files = try OpenSSLFiles()
        let der = info.derEncoded
        if info.algorithm.oid == OID.Algorithms.rsaEncryption {
            let check = try files.output("rsa", "-inform", "DER", "-check", "-noout", input: der)
            #expect(String(decoding: check, as: UTF8.self).contains("RSA key ok"))
        }
        return try files.output("pkey", "-inform", "DER", "-pubout", "-outform", "DER", input: der)
    }

    private static func checkRSA(_ key: WindowsVectors.Key) throws {
        let open = try CNGRSAKeyBlob(encoded: Hex.decode(#require(key.blobs["RSAPUBLICBLOB"])))
        let primes = try CNGRSAKeyBlob(encoded: Hex.decode(#require(key.blobs["RSAPRIVATEBLOB"])))
        let full = try CNGRSAKeyBlob(encoded: Hex.decode(#require(key.blobs["RSAFULLPRIVATEBLOB"])))
        let whole = try #require(full.privateKey)
        #expect(whole.publicKey.bits == key.bits)
        for (form, blob) in [("RSAPUBLICBLOB", open), ("RSAPRIVATEBLOB", primes), ("RSAFULLPRIVATEBLOB", full)] {
            #expect(Hex.encode(blob.encoded) == key.blobs[form], "\(form)")
            #expect(blob.publicKey == whole.publicKey)
        }
        #expect(CNGRSAKeyBlob(publicKey: whole.publicKey) == open)
        #expect(CNGRSAKeyBlob(privateKey: whole, primesOnly: true) == primes)
        #expect(CNGRSAKeyBlob(privateKey: whole) == full)
        #expect(try openSSLPublicKey(whole.privateKeyInfo) == whole.publicKey.subjectPublicKeyInfo.derEncoded)
    }

    private static func checkEC(_ key: WindowsVectors.Key) throws {
        let open = try CNGECCKeyBlob(encoded: Hex.decode(#require(key.blobs["ECCPUBLICBLOB"])))
        let secret = try CNGECCKeyBlob(encoded: Hex.decode(#require(key.blobs["ECCPRIVATEBLOB"])))
        let point = secret.subjectPublicKeyInfo.keyBytes
        #expect(secret.usage == (key.algorithm.hasPrefix("ECDSA") ? .ecdsa : .ecdh))
        #expect(Hex.encode(open.encoded) == key.blobs["ECCPUBLICBLOB"])
        #expect(Hex.encode(secret.encoded) == key.blobs["ECCPRIVATEBLOB"])
        #expect(CNGECCKeyBlob(curve: open.curve, usage: open.usage, point: point) == open)
        #expect(CNGECCKeyBlob(curve: open.curve, usage: open.usage, point: point, privateKey: secret.privateKey) == secret)
        let info = try #require(secret.privateKeyInfo)
        #expect(try openSSLPublicKey(info) == open.subjectPublicKeyInfo.derEncoded)
        #expect(try PrivateKey(pkcs8: info.derEncoded).publicKey == open.subjectPublicKeyInfo)
    }

    private static func checkCAPI(_ key: WindowsVectors.Key) throws {
        let open = try CAPIKeyBlob(encoded: Hex.decode(#require(key.blobs["PUBLICKEYBLOB"])))
        let secret = try CAPIKeyBlob(encoded: Hex.decode(#require(key.blobs["PRIVATEKEYBLOB"])))
        let whole = try #require(secret.privateKey)
        #expect(open.usage == secret.usage && open.publicKey == whole.publicKey && whole.publicKey.bits == key.bits)
        #expect(CAPIKeyBlob(publicKey: whole.publicKey, usage: open.usage).encoded.map { Hex.encode($0) } == key.blobs["PUBLICKEYBLOB"])
        #expect(CAPIKeyBlob(privateKey: whole, usage: open.usage).encoded.map { Hex.encode($0) } == key.blobs["PRIVATEKEYBLOB"])
        #expect(try openSSLPublicKey(whole.privateKeyInfo) == whole.publicKey.subjectPublicKeyInfo.derEncoded)
    }

    @Test("Wine's keys are read from its CNG and CAPI blobs, written again the same, and are keys for OpenSSL")
    func wine() throws {
        let wine = try WindowsVectors.wine()
        #expect(wine.keys.count >= 8)
        for key in wine.keys {
            if key.call == "capi-new" {
                try Self.checkCAPI(key)
            } else if key.algorithm == "RSA" {
                try Self.checkRSA(key)
            } else {
                try Self.checkEC(key)
            }
        }
        for entry in wine.publicKeyBlobs {
            let key = try RSAPublicKey(derEncoded: Hex.decode(entry.input))
            #expect(CAPIKeyBlob(publicKey: key).encoded.map { Hex.encode($0) } == entry.blob)
        }
    }

    @Test("Windows' CNG blobs of P-256, P-384, P-521 and RSA are read, written again, and are keys for OpenSSL")
    func cngOfWindows() throws {
        var forms: [String] = []
        for hex in try WindowsVectors.windows().cngBlobs {
            let bytes = try Hex.decode(hex)
            if let blob = try? CNGRSAKeyBlob(encoded: bytes) {
                #expect(blob.encoded == bytes)
                #expect(CNGRSAKeyBlob(publicKey: blob.publicKey).encoded == bytes)
                forms.append("\(blob)")
                continue
            }
            let blob = try CNGECCKeyBlob(encoded: bytes)
            #expect(blob.encoded == bytes)
            forms.append("\(blob) for \(blob.usage)")
            guard let info = blob.privateKeyInfo else { continue }
            #expect(try Self.openSSLPublicKey(info) == blob.subjectPublicKeyInfo.derEncoded)
        }
        #expect(
            forms == [
                "BCRYPT_ECCPUBLIC_BLOB on p256 for ecdh", "BCRYPT_ECCPRIVATE_BLOB on p256 for ecdsa",
                "BCRYPT_ECCPRIVATE_BLOB on p384 for ecdsa",
                "BCRYPT_ECCPRIVATE_BLOB on p521 for ecdsa", "BCRYPT_RSAPUBLIC_BLOB of 2048 bits",
            ]
        )
    }

    @Test("the blobs that Windows' CryptoAPI exports are read and written again, and are a key for OpenSSL")
    func capiOfWindows() throws {
        let blobs = try WindowsVectors.windows().capiBlobs
        let open = try CAPIKeyBlob(encoded: Hex.decode(blobs[0]))
        let secret = try CAPIKeyBlob(encoded: Hex.decode(blobs[1]))
        let whole = try #require(secret.privateKey)
        #expect(open.privateKey == nil && open.publicKey == whole.publicKey)
        #expect(CAPIKeyBlob(publicKey: whole.publicKey).encoded.map { Hex.encode($0) } == blobs[0])
        #expect(CAPIKeyBlob(privateKey: whole).encoded.map { Hex.encode($0) } == blobs[1])
        #expect(try Self.openSSLPublicKey(whole.privateKeyInfo) == whole.publicKey.subjectPublicKeyInfo.derEncoded)
    }
}
