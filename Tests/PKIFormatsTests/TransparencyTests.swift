import PKIFormats
import PKITesting
import Testing

@Suite("certificate transparency")
struct TransparencyTests {
    /// Prints cryptography's reading of a certificate's timestamps.
    private static let reader = """
        import sys
        from cryptography import x509
        cert = x509.load_der_x509_certificate(bytes.fromhex(sys.stdin.read()))
        scts = cert.extensions.get_extension_for_class(x509.PrecertificateSignedCertificateTimestamps).value
        for s in scts:
            ms = int(s.timestamp.replace(tzinfo=__import__('datetime').timezone.utc).timestamp() * 1000 + 0.5)
            print(s.version.value, s.log_id.hex(), ms, s.signature_hash_algorithm.name, s.signature_algorithm.name.lower(),
                  s.signature.hex(), s.extension_bytes.hex())
        """

    private static func lines(_ list: SignedCertificateTimestampList) -> [String] {
        list.timestamps.map { item in
            let names = "\(item.hashName) \(item.signatureName)"
            return "0 \(Hex.encode(item.logID)) \(item.timestamp) \(names) \(Hex.encode(item.signature)) \(Hex.encode(item.extensions))"
        }
    }

    @Test(
        "the timestamps of certificates from public logs are read as cryptography reads them",
        .enabled(if: PythonJudge.isInstalled),
        arguments: ["badssl-sct.pem", "cryptography-scts.pem"]
    )
    func publicCertificates(name: String) throws {
        let pem = try PythonJudge.run(
            "import cryptography_vectors as v; print(v.open_vector_file('x509/\(name)', 'rb').read().decode())"
        )
        let certificate = try Certificate(derEncoded: try #require(PEMDocument.parse(pem).first).bytes)
        let list = try #require(try certificate.value(of: SignedCertificateTimestampList.self))
        #expect(!list.timestamps.isEmpty)
        #expect(list.value == certificate.extension(SignedCertificateTimestampList.oid)?.value)
        let read = try PythonJudge.run(Self.reader, input: Hex.encode(certificate.derEncoded))
        #expect(read.split(separator: "\n").map { $0.trimmingSuffix() } == Self.lines(list).map { $0.trimmingSuffix() })
        for item in list.timestamps { #expect(item.hashName == "sha256" && item.signatureName == "ecdsa") }
        for item in certificate.extensions {
            let value = try KnownExtensions.decode(item)
            if let value { #expect(value.value == item.value, "\(item.oid.nameOrDotted)") }
        }
    }

    @Test("our list is read by OpenSSL and, in a certificate, by cryptography", .enabled(if: PythonJudge.isInstalled))
    func ours() throws {
        let list = SignedCertificateTimestampList([
            SignedCertificateTimestamp(logID: [UInt8](repeating: 0xA1, count: 32), timestamp: 1_700_000_000_123, signature: [0x30, 0]),
            SignedCertificateTimestamp(
                logID: [UInt8](repeating: 0xB2, count: 32),
                timestamp: 1_700_000_000_456,
                extensions: [1, 2, 3],
                hashAlgorithm: 4,
                signatureAlgorithm: 1,
                signature: [UInt8](repeating: 9, count: 256)
            ),
        ])
        #expect(try SignedCertificateTimestampList(value: list.value) == list)
        let key = try SubjectPublicKeyInfo(
            derEncoded: Hex.decode("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        )
        let tbs = TBSCertificate(
            serialNumber: [1],
            signatureAlgorithm: .ed25519,
            issuer: .of([(OID.commonName, "log")]),
            notBefore: list.timestamps[0].date,
            notAfter: list.timestamps[0].date,
            subject: .of([(OID.commonName, "log")]),
            subjectPublicKeyInfo: key,
            extensions: [list.asExtension(), OCSPNoCheck().asExtension()]
        )
        let der = TBSCertificate.assemble(tbs: tbs.derEncoded(), algorithm: .ed25519, signature: [UInt8](repeating: 0, count: 64))
        let shown = try runTool(["openssl", "x509", "-inform", "DER", "-noout", "-text"], input: der)
        #expect(shown.text.contains("Log ID    : A1:A1:"))
        #expect(shown.text.contains("Nov 14 22:13:20.123 2023 GMT"))
        #expect(shown.text.contains("Extensions: 01:02:03"))
        let read = try PythonJudge.run(Self.reader, input: Hex.encode(der))
        #expect(read.split(separator: "\n").map { $0.trimmingSuffix() } == Self.lines(list).map { $0.trimmingSuffix() })
    }

    @Test("an entry of another version is kept but ignored; the list in OCSP has the same form")
    func otherVersions() throws {
        let inner = try Hex.decode("00 09 00 03 07 AA BB 00 02 01 00")
        let list = try SignedCertificateTimestampList(encoded: inner)
        #expect(list.entries == [.unknown([7, 0xAA, 0xBB]), .unknown([1, 0])])
        #expect(list.timestamps.isEmpty)
        #expect(list.encoded == inner)
        #expect(try OCSPSignedCertificateTimestamps(value: list.value).list == list)
    }

    @Test("a timestamp cut off at any octet is refused")
    func truncated() throws {
        let whole = SignedCertificateTimestamp(logID: [1], timestamp: 5, extensions: [1], signature: [2, 3]).encoded
        #expect(try SignedCertificateTimestamp(encoded: whole).signature == [2, 3])
        for length in 0..<whole.count {
            #expect(throws: FormatError.self) { try SignedCertificateTimestamp(encoded: Array(whole.prefix(length))) }
        }
        #expect(throws: FormatError.self) { try SignedCertificateTimestamp(encoded: whole + [0]) }
        let large = SignedCertificateTimestamp(logID: [], timestamp: .max, signature: [UInt8](repeating: 1, count: 70_000))
        #expect(large.signature.count == 65_535)
        #expect(SignedCertificateTimestampList([large, large]).entries.isEmpty)
    }
}

extension Substring {
    fileprivate func trimmingSuffix() -> String { String(self).trimmingSuffix() }
}

extension String {
    fileprivate func trimmingSuffix() -> String { last == " " ? String(dropLast()) : self }
}
