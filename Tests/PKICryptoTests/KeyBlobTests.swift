import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Key blobs of Windows")
struct KeyBlobTests {
    @Test("the CAPI blobs of openssl rsa are read and written again, octet for octet", arguments: [2048, 2056, 4096])
    func capi(bits: Int) throws {
        let files = try OpenSSLFiles()
        let pkcs8 = try files.newPKCS8(["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)"])
        let key = try RSAPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: pkcs8).privateKey)
        let secret = try files.output("rsa", "-inform", "DER", "-outform", "MSBLOB", input: pkcs8)
        let open = try files.output("rsa", "-inform", "DER", "-pubout", "-outform", "MSBLOB", input: pkcs8)
        let blob = try CAPIKeyBlob(encoded: secret)
        #expect(blob.privateKey == key)
        #expect(blob.encoded == secret)
        #expect(CAPIKeyBlob(privateKey: key, usage: blob.usage).encoded == secret)
        let publicBlob = try CAPIKeyBlob(encoded: open)
        #expect(publicBlob.publicKey == key.publicKey && publicBlob.privateKey == nil)
        #expect(CAPIKeyBlob(publicKey: key.publicKey, usage: publicBlob.usage).encoded == open)
        #expect("\(blob)" == "PRIVATEKEYBLOB of \(bits) bits")

        let ours = CAPIKeyBlob(privateKey: key, usage: .signature).encoded ?? []
        let read = try files.output("rsa", "-inform", "MSBLOB", "-pubout", "-outform", "DER", input: ours)
        #expect(read == key.publicKey.subjectPublicKeyInfo.derEncoded)
        let oursPublic = CAPIKeyBlob(publicKey: key.publicKey, usage: .signature).encoded ?? []
        let readPublic = try files.output("rsa", "-pubin", "-inform", "MSBLOB", "-pubout", "-outform", "DER", input: oursPublic)
        #expect(readPublic == key.publicKey.subjectPublicKeyInfo.derEncoded)
        for length in 0..<secret.count { #expect(throws: FormatError.self) { try CAPIKeyBlob(encoded: Array(secret.prefix(length))) } }
        #expect(throws: FormatError.self) { try CAPIKeyBlob(encoded: secret + [0]) }
    }

    static let python = """
        import sys, struct
        from cryptography.hazmat.primitives.asymmetric import ec, rsa
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
        data = sys.stdin.buffer.read()
        def number(octets): return int.from_bytes(octets, 'big')
        if data[:3] == b'RSA':
            bits, e, n, p, q = struct.unpack('<5I', data[4:24])
            parts, place = [], 24
            for count in [e, n, p, q, p, q, p, n]:
                parts.append(number(data[place:place + count])); place += count
            assert place == len(data) and parts[1].bit_length() == bits
            numbers = rsa.RSAPublicNumbers(parts[0], parts[1])
            key = rsa.RSAPrivateNumbers(parts[2], parts[3], parts[7], parts[4], parts[5], parts[6], numbers).private_key().public_key()
        else:
            size = struct.unpack('<I', data[4:8])[0]
            parts = [number(data[8 + i * size:8 + (i + 1) * size]) for i in range(3)]
            assert len(data) == 8 + 3 * size
            curve = {'2': ec.SECP256R1, '4': ec.SECP384R1, '6': ec.SECP521R1}[chr(data[3])]()
            key = ec.EllipticCurvePrivateNumbers(parts[2], ec.EllipticCurvePublicNumbers(parts[0], parts[1], curve)).private_key().public_key()
        sys.stdout.buffer.write(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
        """

    private static var interpreter: String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: ".build/venv/bin/python3").path
    }

    @Test(
        "the numbers in the CNG blobs give Python's cryptography the same key",
        .enabled(if: hasPython),
        arguments: [KeySpecification.p256, .p384, .p521, .rsa(bits: 2048)]
    )
    func cng(specification: KeySpecification) throws {
        let key = try PrivateKey(generating: specification)
        let info = try PrivateKeyInfo(derEncoded: key.pkcs8())
        let blob: [UInt8]
        if case .ec(let curve) = specification.kind {
            let sec1 = try ECPrivateKey(derEncoded: info.privateKey)
            for usage in [CNGECCKeyBlob.Usage.ecdsa, .ecdh] {
                let made = try #require(
                    CNGECCKeyBlob(curve: curve, usage: usage, point: key.publicKey.keyBytes, privateKey: sec1.privateKey)
                )
                #expect(try CNGECCKeyBlob(encoded: made.encoded) == made)
                #expect(made.subjectPublicKeyInfo == key.publicKey)
                #expect(try PrivateKey(pkcs8: #require(made.privateKeyInfo).derEncoded).publicKey == key.publicKey)
                let open = try #require(CNGECCKeyBlob(curve: curve, usage: usage, point: key.publicKey.keyBytes))
                #expect(try CNGECCKeyBlob(encoded: open.encoded) == open && open.privateKeyInfo == nil)
            }
            blob = try #require(CNGECCKeyBlob(curve: curve, point: key.publicKey.keyBytes, privateKey: sec1.privateKey)).encoded
            #expect(throws: FormatError.self) { try CNGECCKeyBlob(encoded: blob + [0]) }
        } else {
            let rsa = try RSAPrivateKey(derEncoded: info.privateKey)
            blob = CNGRSAKeyBlob(privateKey: rsa).encoded
            #expect(try CNGRSAKeyBlob(encoded: blob).privateKey == rsa)
            for other in [CNGRSAKeyBlob(publicKey: rsa.publicKey), CNGRSAKeyBlob(privateKey: rsa, primesOnly: true)] {
                #expect(try CNGRSAKeyBlob(encoded: other.encoded) == other && other.privateKey == nil)
            }
        }
        for length in stride(from: 0, to: blob.count, by: 7) {
            #expect(throws: FormatError.self) { try CNGRSAKeyBlob(encoded: Array(blob.prefix(length))) }
            #expect(throws: FormatError.self) { try CNGECCKeyBlob(encoded: Array(blob.prefix(length))) }
        }
        let read = try runTool([Self.interpreter, "-c", Self.python], input: blob)
        #expect(read.stdout == key.publicKey.derEncoded, "\(read.errorText)")
    }

    private static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: interpreter) }
}
