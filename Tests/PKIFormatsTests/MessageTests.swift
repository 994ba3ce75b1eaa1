import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("CMS, CMC and PKCS #8")
struct MessageTests {
    @Test("a certs-only message keeps the order and is read by OpenSSL and certtool")
    func certificatesOnly() throws {
        let certificates = Array(try SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.reversed())
        let message = SignedData.certsOnly(certificates)
        let read = try SignedData(contentInfo: message)
        #expect(read.certificates == certificates)
        #expect(read.contentType == OID.CMS.data)
        #expect(read.content == nil)
        #expect(read.version == 1)
        #expect(read.signers.isEmpty)
        let shown = try runTool(["openssl", "pkcs7", "-inform", "DER", "-print_certs"], input: message)
        #expect(shown.status == 0, "\(shown.errorText)")
        #expect(try PEMDocument.parse(shown.text).map(\.bytes) == certificates)
        let listed = try runTool(["certtool", "--p7-info", "--inder"], input: message)
        #expect(listed.status == 0, "\(listed.errorText)")
    }

    @Test("OpenSSL's messages with one and with two signers are read and written again octet for octet", arguments: [1, 2])
    func openSSLMessages(signers: Int) async throws {
        try await withTemporaryDirectory { directory in
            for number in 0..<signers {
                let made = try runTool(
                    [
                        "openssl", "req", "-x509", "-new", "-nodes", "-newkey", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout",
                        "\(number).key",
                        "-subj", "/CN=signer \(number)", "-out", "\(number).pem",
                    ],
                    directory: directory
                )
                #expect(made.status == 0, "\(made.errorText)")
            }
            for form in [[], ["-keyid"], ["-noattr"], ["-nocerts"]] {
                var arguments = ["openssl", "cms", "-sign", "-nodetach", "-binary", "-outform", "DER"] + form
                for number in 0..<signers { arguments += ["-signer", "\(number).pem", "-inkey", "\(number).key"] }
                let made = try runTool(arguments, input: Array("content".utf8), directory: directory)
                #expect(made.status == 0, "\(made.errorText)")
                let message = try SignedData(contentInfo: made.stdout)
                #expect(message.contentInfo == made.stdout)
                #expect(message.signers.count == signers)
                #expect(message.content == Array("content".utf8))
                #expect(message.certificates.count == (form == ["-nocerts"] ? 0 : signers))
                for signer in message.signers {
                    #expect((signer.signedAttributesBytes == nil) == (form == ["-noattr"]))
                    if case .subjectKeyIdentifier = signer.identifier { #expect(form == ["-keyid"]) } else { #expect(form != ["-keyid"]) }
                    if form == ["-noattr"] { continue }
                    #expect(signer.signedContentType == OID.CMS.data)
                    #expect(signer.signedMessageDigest?.count == 32)
                    #expect(signer.signingTime != nil)
                    #expect(signer.signedAttributesBytes == SignerInfo.encodeSignedAttributes(signer.signedAttributes))
                }
            }
        }
    }

    @Test("a signer's attribute that occurs twice counts as absent")
    func repeatedAttributes() throws {
        let digest = CMSAttribute.messageDigest([1, 2, 3])
        func signer(_ attributes: [CMSAttribute]) -> SignerInfo {
            SignerInfo(
                identifier: .subjectKeyIdentifier([1]),
                digestAlgorithm: .sha256,
                signedAttributes: attributes,
                signatureAlgorithm: .ecdsaWithSHA256,
                signature: []
            )
        }
        #expect(signer([digest]).signedMessageDigest == [1, 2, 3])
        #expect(signer([digest, .messageDigest([4])]).signedMessageDigest == nil)
        #expect(signer([CMSAttribute(digest.oid, values: digest.values + digest.values)]).signedMessageDigest == nil)
        #expect(signer([]).version == 3)
    }

    @Test("a ContentInfo of another type is refused by name")
    func otherContent() {
        let data = ContentInfo(contentType: OID.CMS.data, content: [0x04, 0x00]).derEncoded
        let error = #expect(throws: FormatError.self) { try SignedData(contentInfo: data) }
        #expect(error?.reason == "expected signedData, found data")
        let empty = ContentInfo(contentType: OID.CMS.signedData, content: []).derEncoded
        #expect(throws: FormatError.self) { try SignedData(contentInfo: empty) }
    }

    @Test("pending and failed responses are written and read back")
    func otherStatuses() throws {
        let time = Date(timeIntervalSince1970: 1_795_219_200)
        let pending = CMCStatusInfo(
            status: CMCStatusInfo.pending,
            statusString: "Taken Under Submission",
            otherInfo: .pendInfo(token: Array("17".utf8), time: time)
        )
        let failed = CMCStatusInfo(status: CMCStatusInfo.failed, statusString: "Denied", otherInfo: .failInfo(11))
        for status in [pending, failed] {
            let response = PKIResponse.make(status: status)
            let read = try PKIResponse(derEncoded: response.derEncoded)
            #expect(read.statuses == [status])
            #expect(read.issuedCertificateHash == nil)
            #expect(read.controls.count == 1)
            #expect(read == response)
        }
        let both = PKIResponse.make(status: CMCStatusInfo(status: 0), issuedCertificateHash: [1], encryptedKeyHash: [2])
        #expect(try PKIResponse(derEncoded: both.derEncoded) == both)
        #expect(try PKIResponse(derEncoded: both.derEncoded).encryptedKeyHash == [2])
    }

    @Test(
        "OpenSSL's private keys are read and written again octet for octet",
        arguments: [
            ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"], ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"], ["ED25519"],
        ]
    )
    func privateKeys(key: [String]) throws {
        let pem = try runTool(["openssl", "genpkey", "-algorithm"] + key)
        let made = try runTool(["openssl", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], input: pem.stdout)
        #expect(made.status == 0, "\(made.errorText)")
        let info = try PrivateKeyInfo(derEncoded: made.stdout)
        #expect(info.derEncoded == made.stdout)
        #expect(info.publicKey == nil)
        let second = PrivateKeyInfo(algorithm: info.algorithm, privateKey: info.privateKey, publicKey: [1, 2])
        #expect(try PrivateKeyInfo(derEncoded: second.derEncoded).publicKey == [1, 2])
    }

    @Test(
        "the parameters of OpenSSL's encrypted keys are read and written again",
        arguments: [
            ("aes-128-cbc", "hmacWithSHA1", OID.Algorithms.aes128CBC, DigestAlgorithm.sha1),
            ("aes-256-cbc", "hmacWithSHA256", OID.Algorithms.aes256CBC, .sha256),
            ("aes-192-cbc", "hmacWithSHA512", OID.Algorithms.aes192CBC, .sha512),
            ("des3", "hmacWithSHA1", OID.Algorithms.tripleDESCBC, .sha1),
        ]
    )
    func encryptedKeys(cipher: String, prf: String, expected: OID, digest: DigestAlgorithm) throws {
        let key = try runTool(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
        let made = try runTool(
            ["openssl", "pkcs8", "-topk8", "-v2", cipher, "-v2prf", prf, "-iter", "4321", "-passout", "pass:x", "-outform", "DER"],
            input: key.stdout
        )
        #expect(made.status == 0, "\(made.errorText)")
        let info = try EncryptedPrivateKeyInfo(derEncoded: made.stdout)
        #expect(info.derEncoded == made.stdout)
        let parameters = try PBES2Parameters(info.algorithm)
        guard case .pbkdf2(let derivation) = parameters.derivation else {
            Issue.record("it is not PBKDF2")
            return
        }
        #expect(parameters.encryptionScheme.oid == expected)
        #expect(derivation.digest == digest)
        #expect(derivation.iterations == 4_321)
        #expect(parameters.algorithm == info.algorithm)
        #expect(PBES2Parameters(.pbkdf2(derivation), encryptionScheme: parameters.encryptionScheme).algorithm == info.algorithm)
    }

    @Test("the parameters of scrypt that OpenSSL writes are read and written again")
    func scryptParameters() throws {
        let key = try runTool(["openssl", "genpkey", "-algorithm", "ED25519"])
        let made = try runTool(
            [
                "openssl", "pkcs8", "-topk8", "-scrypt", "-scrypt_N", "512", "-scrypt_r", "4", "-scrypt_p", "3", "-passout", "pass:x",
                "-outform", "DER",
            ],
            input: key.stdout
        )
        #expect(made.status == 0, "\(made.errorText)")
        let info = try EncryptedPrivateKeyInfo(derEncoded: made.stdout)
        let parameters = try PBES2Parameters(info.algorithm)
        guard case .scrypt(let derivation) = parameters.derivation else {
            Issue.record("it is not scrypt")
            return
        }
        #expect((derivation.cost, derivation.blockSize, derivation.parallelism) == (512, 4, 3))
        #expect(PBES2Parameters(.scrypt(derivation), encryptionScheme: parameters.encryptionScheme).algorithm == info.algorithm)
        #expect(throws: FormatError.self) { try PBES2Parameters(AlgorithmIdentifier("1.2.840.113549.1.12.1.3")) }
    }
}
