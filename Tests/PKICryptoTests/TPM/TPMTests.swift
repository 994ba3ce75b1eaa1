import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("TPM 2.0", .serialized)
struct TPMTests {
    /// A module with an endorsement key, an identity key, and a key that the identity key certified.
    private func module(endorsement: String = "rsa", key: String = "rsa2048") throws -> SoftwareTPM {
        let module = try SoftwareTPM()
        try module.run("tpm2_createek", "-c", "ek.ctx", "-G", endorsement, "-u", "ek.pub")
        try module.run(
            "tpm2_createak",
            "-C",
            "ek.ctx",
            "-c",
            "ak.ctx",
            "-G",
            "rsa",
            "-g",
            "sha256",
            "-s",
            "rsassa",
            "-u",
            "ak.pub",
            "-n",
            "ak.name"
        )
        try module.run("tpm2_createprimary", "-C", "o", "-G", "ecc", "-c", "parent.ctx", "-Q")
        try module.run("tpm2_create", "-C", "parent.ctx", "-G", key, "-u", "key.pub", "-r", "key.priv", "-Q")
        try module.run("tpm2_load", "-C", "parent.ctx", "-u", "key.pub", "-r", "key.priv", "-c", "key.ctx", "-Q")
        try module.run(
            "tpm2_certify",
            "-c",
            "key.ctx",
            "-C",
            "ak.ctx",
            "-g",
            "sha256",
            "-o",
            "statement",
            "-f",
            "plain",
            "-s",
            "signature"
        )
        return module
    }

    /// The attestation as Windows would carry it.
    private func attestation(_ module: SoftwareTPM, publicArea: [UInt8]? = nil) throws -> KeyAttestation {
        let area = try publicArea ?? module.read("key.pub")
        var blob = Array("PCPM".utf8)
        for number in [28, 2, 0, UInt32(area.count), 0, 0] as [UInt32] { blob.append(littleEndian: number) }
        return KeyAttestation(
            platform: 2,
            certification: try module.read("statement"),
            signature: try module.read("signature"),
            keyBlob: blob + area
        )
    }

    @Test(
        "a software TPM gives back the secret that we sealed for its key, and to no other name",
        .enabled(if: SoftwareTPM.isInstalled),
        arguments: ["rsa", "ecc"]
    )
    func credential(_ endorsement: String) async throws {
        let module = try module(endorsement: endorsement)
        let area = try TPMPublicArea(sized: module.read("ek.pub"))
        let identity = try TPMPublicArea(sized: module.read("ak.pub"))
        #expect(try identity.name == module.read("ak.name"))
        let secret = SecureRandom.bytes(32)
        func activate(_ credential: TPMCredential) throws -> [UInt8] {
            // What tpm2-tools keep in one file: a magic, a version, and both parts.
            try module.write("sealed", [0xBA, 0xDC, 0xC0, 0xDE, 0, 0, 0, 1] + credential.blob + credential.encryptedSeed)
            try module.run("tpm2_startauthsession", "--policy-session", "-S", "session.ctx")
            try module.run("tpm2_policysecret", "-S", "session.ctx", "-c", "e", "-Q")
            try module.run(
                "tpm2_activatecredential",
                "-c",
                "ak.ctx",
                "-C",
                "ek.ctx",
                "-i",
                "sealed",
                "-o",
                "opened",
                "-P",
                "session:session.ctx",
                "-Q"
            )
            try module.run("tpm2_flushcontext", "session.ctx")
            return try module.read("opened")
        }
        #expect(try await activate(TPMCredential.sealing(secret, to: area, for: identity.name)) == secret)
        let other = try TPMPublicArea(sized: module.read("key.pub")).name
        let wrong = try await TPMCredential.sealing(secret, to: area, for: other)
        #expect(throws: ContractError.self) { try activate(wrong) }
    }

    @Test(
        "what a software TPM certified is judged against the key of a request",
        .enabled(if: SoftwareTPM.isInstalled),
        arguments: ["rsa2048", "ecc256"]
    )
    func certified(_ type: String) throws {
        let module = try module(key: type)
        let key = try TPMPublicArea(sized: module.read("key.pub"))
        let identity = try TPMPublicArea(sized: module.read("ak.pub"))
        let attestation = try attestation(module)
        #expect(try attestation.verify(certifies: key.key, by: identity.key) == key)
        func kind(_ body: () throws(KeyAttestationError) -> Void) -> KeyAttestationError.Kind? {
            do throws(KeyAttestationError) {
                try body()
                return nil
            } catch {
                return error.kind
            }
        }
        #expect(kind { () throws(KeyAttestationError) in try attestation.verify(certifies: identity.key, by: identity.key) } == .otherKey)
        #expect(kind { () throws(KeyAttestationError) in try attestation.verify(certifies: key.key, by: key.key) } == .notSigned)
        let swapped = try self.attestation(module, publicArea: module.read("ak.pub"))
        #expect(kind { () throws(KeyAttestationError) in try swapped.verify(certifies: identity.key, by: identity.key) } == .otherKey)
        let damaged = KeyAttestation(platform: 2, certification: [0xFF], signature: attestation.signature, keyBlob: attestation.keyBlob)
        #expect(kind { () throws(KeyAttestationError) in try damaged.verify(certifies: key.key, by: identity.key) } == .unreadable)
        let older = KeyAttestation(
            platform: 1,
            certification: attestation.certification,
            signature: attestation.signature,
            keyBlob: attestation.keyBlob
        )
        #expect(kind { () throws(KeyAttestationError) in try older.verify(certifies: key.key, by: identity.key) } == .unreadable)
    }

    @Test("a key that was made outside its module does not count, although the module certified it", .enabled(if: SoftwareTPM.isInstalled))
    func imported() throws {
        let module = try module()
        let files = try OpenSSLFiles()
        try files.output("genrsa", "-out", "outside.pem", "2048")
        try module.write("outside.pem", files.read("outside.pem"))
        try module.run("tpm2_import", "-C", "parent.ctx", "-G", "rsa", "-i", "outside.pem", "-u", "key.pub", "-r", "key.priv", "-Q")
        try module.run("tpm2_load", "-C", "parent.ctx", "-u", "key.pub", "-r", "key.priv", "-c", "key.ctx", "-Q")
        try module.run(
            "tpm2_certify",
            "-c",
            "key.ctx",
            "-C",
            "ak.ctx",
            "-g",
            "sha256",
            "-o",
            "statement",
            "-f",
            "plain",
            "-s",
            "signature"
        )
        let key = try TPMPublicArea(sized: module.read("key.pub"))
        let identity = try TPMPublicArea(sized: module.read("ak.pub"))
        let attestation = try attestation(module)
        let error = #expect(throws: KeyAttestationError.self) { try attestation.verify(certifies: key.key, by: identity.key) }
        #expect(error?.kind == .notFixed)
    }

    @Test("a Windows virtual smart card certified the key of its request")
    func windows() throws {
        let message = try #require(try WindowsVectors.windows().messages.first { $0.name == "attested" })
        guard case .certificationRequest(let request) = try EnrollmentMessage(derEncoded: message.bytes).onlyRequest.content else {
            Issue.record("the message holds no PKCS #10")
            return
        }
        let statement = try #require(try AttestationStatement.find(in: request.attributes).first).statement()
        let attestation = try KeyAttestation(encoded: statement.keyAttestation)
        let area = try PlatformKeyBlob(encoded: attestation.keyBlob).publicArea
        #expect(area.key == request.subjectPublicKeyInfo)
        #expect(try TPMCertification(encoded: attestation.certification).name == area.name)
        #expect(area.attributes.isSuperset(of: [.fixedTPM, .fixedParent, .sensitiveDataOrigin]))
    }

    @Test("every truncation of what a TPM writes is refused", .enabled(if: SoftwareTPM.isInstalled))
    func truncations() throws {
        let module = try module()
        for name in ["ek.pub", "key.pub"] {
            let whole = try module.read(name)
            for count in 0..<whole.count { #expect(throws: FormatError.self) { try TPMPublicArea(sized: Array(whole.prefix(count))) } }
            #expect(throws: FormatError.self) { try TPMPublicArea(sized: whole + [0]) }
        }
        let statement = try module.read("statement")
        for count in 0..<statement.count {
            #expect(throws: FormatError.self) { try TPMCertification(encoded: Array(statement.prefix(count))) }
        }
    }

    @Test("an identity key is no endorsement key, and a secret longer than the hash is refused", .enabled(if: SoftwareTPM.isInstalled))
    func refused() async throws {
        let module = try module()
        let endorsement = try TPMPublicArea(sized: module.read("ek.pub"))
        let identity = try TPMPublicArea(sized: module.read("ak.pub"))
        await #expect(throws: KeyError.self) { try await TPMCredential.sealing([1], to: identity, for: identity.name) }
        for secret in [[], [UInt8](repeating: 1, count: 33)] as [[UInt8]] {
            await #expect(throws: KeyError.self) { try await TPMCredential.sealing(secret, to: endorsement, for: identity.name) }
        }
    }
}
