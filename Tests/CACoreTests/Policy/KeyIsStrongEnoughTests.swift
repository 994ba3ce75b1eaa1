import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Policy: the key is strong enough")
struct KeyIsStrongEnoughTests {
    /// A request whose key nobody has: only the size matters here.
    private func question(spki: SubjectPublicKeyInfo, template: String = "User", change: (inout SampleQuestion) -> Void = { _ in })
        async throws -> Question
    {
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: spki, attributes: []).derEncoded()
        let bytes = CertificationRequestInfo.assemble(info: info, algorithm: .rsaWithSHA256, signature: [UInt8](repeating: 1, count: 256))
        var sample = try await SampleQuestion(template: template, request: bytes)
        change(&sample)
        return try sample.question()
    }

    private func rsa(bits: Int, exponent: [UInt8] = [1, 0, 1]) -> SubjectPublicKeyInfo {
        var modulus = [UInt8](repeating: 0xFF, count: bits / 8)
        modulus[0] = 0x80
        var writer = DERWriter()
        writer.writeSequence { writer in
            writer.writeInteger(unsigned: modulus)
            writer.writeInteger(unsigned: exponent)
        }
        return SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: writer.bytes)
    }

    @Test("RSA from 2048 to 16384 bits passes", arguments: [2048, 3072, 4096, 16_384])
    func accepted(bits: Int) async throws {
        #expect(KeyIsStrongEnough().judge(try await question(spki: rsa(bits: bits))) == .allow)
    }

    @Test("RSA that is too short or too long is 0x80094811 with its size", arguments: [512, 1024, 2040, 16_392, 32_768])
    func refused(bits: Int) async throws {
        let denial = try #require(KeyIsStrongEnough().judge(try await question(spki: rsa(bits: bits))).denial)
        #expect(denial.status == .certsrvKeyLength)
        #expect(denial.reason.rule == "KeyIsStrongEnough")
        #expect(denial.reason.field == "subjectPublicKeyInfo")
        #expect(denial.reason.value == "RSA \(bits)")
        #expect(denial.reason.remedy.contains("bits"))
    }

    @Test("a template may require a longer RSA key")
    func template() async throws {
        let question = try await question(spki: rsa(bits: 2048)) { $0.template.minimumKeySize = 4096 }
        #expect(KeyIsStrongEnough().judge(question).denial?.text.contains("4096") == true)
    }

    @Test(
        "a template may name the only key algorithm that is certified",
        arguments: [
            ("RSA", "RSA key"), ("ECDSA_P256", "P-256 key"), ("ECDH_P256", "P-256 key"), ("ECDSA_P384", ""), ("ECDH_P521", ""),
        ]
    )
    func algorithm(wanted: String, accepted: String) async throws {
        let rsa = try await question(spki: rsa(bits: 2048)) { $0.template.asymmetricAlgorithm = wanted }
        #expect(KeyIsStrongEnough().judge(rsa).denial?.status == (accepted == "RSA key" ? nil : .certsrvKeyLength))
        var sample = try await SampleQuestion()
        sample.template.asymmetricAlgorithm = wanted
        let elliptic = KeyIsStrongEnough().judge(try sample.question()).denial
        #expect(elliptic?.status == (accepted == "P-256 key" ? nil : .certsrvKeyLength))
    }

    @Test("an even public exponent, and the exponent 1, are refused", arguments: [[UInt8(1)], [2], [1, 0, 0]])
    func exponent(_ exponent: [UInt8]) async throws {
        #expect(
            KeyIsStrongEnough().judge(try await question(spki: rsa(bits: 2048, exponent: exponent))).denial?.status == .certsrvKeyLength
        )
    }

    @Test("P-256 passes, and is refused where the template asks for a larger curve")
    func curves() async throws {
        var sample = try await SampleQuestion()
        #expect(KeyIsStrongEnough().judge(try sample.question()) == .allow)
        sample.template.minimumCurveBits = 384
        #expect(KeyIsStrongEnough().judge(try sample.question()).denial?.reason.value == "EC 256")
    }

    @Test("a key of an unknown algorithm is refused")
    func unknown() async throws {
        let spki = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.x25519), keyBytes: [UInt8](repeating: 9, count: 32))
        #expect(KeyIsStrongEnough().judge(try await question(spki: spki)).denial?.status == .certsrvKeyLength)
    }

    @Test("an even modulus is given as the reason, not the proof that cannot be verified with it")
    func modulus() async throws {
        let sample = try await SampleQuestion(template: "WebServer", request: RequestVectors.request("rsa-even-modulus"))
        let denial = try #require(KeyIsStrongEnough().judge(try sample.question()).denial)
        #expect(denial.reason.value == "RSA modulus")
        #expect(denial.text.contains("is even"))
    }

    @Test("an exponent longer than 33 bits is refused with its length", arguments: [[UInt8(2), 0, 0, 0, 1], [1, 0, 0, 0, 0, 1]])
    func longExponent(_ exponent: [UInt8]) async throws {
        let denial = KeyIsStrongEnough().judge(try await question(spki: rsa(bits: 2048, exponent: exponent))).denial
        #expect(denial?.text.contains("longer than 33 bits") == true)
    }

    @Test(
        "a curve that is not certified is named, and explicit parameters are given as the reason",
        arguments: [
            ("brainpoolP256r1", "brainpoolP256r1", "brainpoolP256r1"),
            ("explicit-curve", "explicit parameters over a prime field of 256 bits, that of P-256", "certificates name their curves"),
        ]
    )
    func curveNames(_ file: String, _ value: String, _ text: String) async throws {
        let sample = try await SampleQuestion(template: "WebServer", request: RequestVectors.request(file))
        let denial = try #require(KeyIsStrongEnough().judge(try sample.question()).denial)
        #expect(denial.reason.value == value)
        #expect(denial.text.contains(text))
        #expect(!denial.reason.remedy.isEmpty)
    }

    @Test("a key without a curve, and one on the curve of its issuer, are refused in words", arguments: [nil, [UInt8(5), 0], [4, 1, 1]])
    func noCurve(_ parameters: [UInt8]?) async throws {
        let point = try PrivateKey(generating: .p256).publicKey.keyBytes
        let spki = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.ecPublicKey, parameters: parameters), keyBytes: point)
        let denial = try #require(KeyIsStrongEnough().judge(try await question(spki: spki)).denial)
        #expect(denial.text.contains("EC key"))
    }

    @Test(
        "a point that is off its curve, hybrid, absent or truncated is given as the reason",
        arguments: ["beside", "hybrid", "none", "half"]
    )
    func points(_ kind: String) async throws {
        var point = try PrivateKey(generating: .p256).publicKey.keyBytes
        switch kind {
        case "beside": point[64] ^= 1
        case "hybrid": point[0] = 0x06 | point[64] & 1
        case "none": point = [0]
        default: point = Array(point.prefix(33))
        }
        let info = CertificationRequestInfo(
            subject: .empty,
            subjectPublicKeyInfo: SubjectPublicKeyInfo(algorithm: .ecPublicKey(.p256), keyBytes: point),
            attributes: []
        )
        let bytes = CertificationRequestInfo.assemble(
            info: info.derEncoded(),
            algorithm: .ecdsaWithSHA256,
            signature: [0x30, 6, 2, 1, 1, 2, 1, 1]
        )
        let sample = try await SampleQuestion(request: bytes)
        #expect(KeyIsStrongEnough().judge(try sample.question()).denial?.reason.value == "EC point")
    }

    @Test(
        "octets that are not a key of their algorithm are given as the reason",
        arguments: [OID.Algorithms.rsaEncryption, OID.Algorithms.ed25519]
    )
    func damaged(_ algorithm: OID) async throws {
        let spki = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(algorithm), keyBytes: [1, 2, 3])
        #expect(KeyIsStrongEnough().judge(try await question(spki: spki)).denial?.text.contains("are not a key of the algorithm") == true)
    }

    @Test("a key for RSA-PSS with unreadable parameters is refused")
    func unreadablePSS() async throws {
        let algorithm = AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: [5, 0])
        let spki = SubjectPublicKeyInfo(algorithm: algorithm, keyBytes: rsa(bits: 2048).keyBytes)
        #expect(KeyIsStrongEnough().judge(try await question(spki: spki)).denial?.reason.value == "parameters")
    }

    @Test("an RSA-PSS key is refused for a template that only enciphers keys")
    func onlyEnciphering() async throws {
        let spki = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.rsassaPSS), keyBytes: rsa(bits: 2048).keyBytes)
        let question = try await question(spki: spki) { $0.template.keyUsage = [.keyEncipherment] }
        #expect(KeyIsStrongEnough().judge(question).denial?.text.contains("cannot do anything") == true)
    }

    @Test("an elliptic key gets key agreement for key encipherment, RSA never does, the others sign only")
    func usage() {
        let wanted: KeyUsage = [.digitalSignature, .keyEncipherment, .dataEncipherment]
        #expect(wanted.possible(with: .elliptic) == [.digitalSignature, .keyAgreement])
        #expect(wanted.possible(with: .rsa) == wanted)
        #expect(KeyUsage([.digitalSignature, .keyAgreement]).possible(with: .rsa) == [.digitalSignature])
        #expect(wanted.possible(with: .signingOnly) == [.digitalSignature])
        #expect(KeyUsage([.digitalSignature, .encipherOnly]).possible(with: .elliptic) == [.digitalSignature])
    }

    @Test("keys of Ed25519, ML-DSA and RSA-PSS sign only")
    func classes() {
        for kind in [KeyKind.ed25519, .mlDSA65, .mlDSA87] {
            #expect(CertificateProfile.KeyClass(kind, algorithm: OID.Algorithms.ed25519) == .signingOnly)
        }
        #expect(CertificateProfile.KeyClass(.rsa(bits: 2048), algorithm: OID.Algorithms.rsassaPSS) == .signingOnly)
        #expect(CertificateProfile.KeyClass(.rsa(bits: 2048), algorithm: OID.Algorithms.rsaEncryption) == .rsa)
    }
}
