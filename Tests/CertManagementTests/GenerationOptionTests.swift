import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Generation options")
struct GenerationOptionTests {
    private func option(_ isSmartcard: Bool = false, _ change: (inout CertificateTemplate) -> Void) async throws -> GenerationOption {
        let authority = try await TestAuthority.make()
        try await authority.changeTemplate("ClientAuth", change)
        let template = try #require(try await authority.store.template(named: "ClientAuth"))
        return GenerationOption(entry: .init(template: "ClientAuth", friendlyName: ""), isSmartcard: isSmartcard, template: template)
    }

    @Test(
        "the key algorithm and its size are those of the certificate template",
        arguments: [
            (nil, "RSA", 3072), ("RSA", "RSA", 3072), ("ECDSA_P256", "ECDSA_P256", 256), ("ECDSA_P384", "ECDSA_P384", 384),
            ("ECDSA_P521", "ECDSA_P521", 521), ("ECDH_P256", "ECDH_P256", 256), ("ECDH_P384", "ECDH_P384", 384),
        ] as [(String?, String, Int)]
    )
    func algorithms(word: String?, name: String, size: Int) async throws {
        let option = try await option {
            $0.schemaVersion = 4
            $0.minimumKeySize = 3072
            $0.asymmetricAlgorithm = word
        }
        #expect(option.keyAlgorithmName == name && option.keySize == size)
    }

    @Test(
        "the hash is the template's, and SHA-256 where it names none, also where it takes SHA-1",
        arguments: [nil, "SHA256", "SHA384", "SHA512"]
    )
    func hashes(word: String?) async throws {
        let option = try await option {
            $0.schemaVersion = 4
            $0.hashAlgorithm = word
            $0.acceptsSHA1ProofOfPossession = true
        }
        #expect(option.hashAlgorithmName == word ?? "SHA256")
    }

    @Test("the providers are the template's in its order; a card has its own")
    func providers() async throws {
        let change: (inout CertificateTemplate) -> Void = { $0.keyProviders = ["Microsoft Platform Crypto Provider", "Other"] }
        #expect(try await option(false, change).keyStorageProviderNames == ["Microsoft Platform Crypto Provider", "Other"])
        #expect(try await option(true, change).keyStorageProviderNames == ["Microsoft Smart Card Key Storage Provider"])
        #expect(try await option { $0.keyProviders = [] }.keyStorageProviderNames == ["Microsoft Software Key Storage Provider"])
    }

    @Test("exportability, protection and usages are numbers")
    func numbers() async throws {
        let strict = try await option {
            $0.privateKeyFlags = [.strongKeyProtectionRequired]
            $0.keyUsage = [.digitalSignature, .keyEncipherment, .keyAgreement]
        }
        #expect(strict.exportable == 0 && strict.keyProtectionLevel == 1 && strict.keyUsages == 7)
        let loose = try await option {
            $0.schemaVersion = 4
            $0.privateKeyFlags = [.exportableKey]
            $0.providerKeyUsage = 0xFF_FFFF
        }
        #expect(loose.exportable == 1 && loose.keyProtectionLevel == 0 && loose.keyUsages == 16_777_215)
    }

    @Test(
        "a key below 2048 bits and a proof with SHA-1 are refused in the Error",
        .enabled(if: hasTool("openssl")),
        arguments: [("rsa:1024", "sha256", HRESULT.certsrvKeyLength), ("rsa:2048", "sha1", HRESULT.certsrvWeakSignatureOrKey)]
    )
    func weak(key: String, hash: String, status: HRESULT) async throws {
        let authority = try await TestAuthority.make()
        try await authority.changeTemplate("ClientAuth") {
            $0.access.entries.append(.init(trustee: authority.agent.sid, rights: [.read, .enroll]))
        }
        let grant = AgentGrant(agent: authority.agent.id, template: "ClientAuth", subjects: .authenticatedUsers)
        try await authority.store.commit([.agentGranted(grant)], expecting: .nothing)
        let test = try await TestManagement.make(authority: authority)
        try await test.changeProfileTemplate { $0.certificates = [.init(template: "ClientAuth", friendlyName: "")] }
        let csr = try await withTemporaryDirectory { directory in
            let line = "openssl req -new -newkey \(key) -\(hash) -nodes -keyout key -subj / -outform DER -out csr"
            let run = try runTool(line.split(separator: " ").map(String.init), directory: directory)
            try #require(run.status == 0, "\(run.errorText)")
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory + "/csr")))
        }
        let id = try await test.enroll(authority.alice).request.id
        let results = try await test.management(authority.alice).submitCertificateRequests([csr], to: id)
        let failure = ServerKeyBench.failure(results?.first)
        #expect(failure?.disposition == .denied && failure?.status == status, "\(String(describing: failure))")
    }
}
