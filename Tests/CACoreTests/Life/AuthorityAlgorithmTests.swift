import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Key algorithms of authorities")
struct AuthorityAlgorithmTests {
    static let choices =
        [
            ("rsa-2048", nil), ("rsa-2048", "sha384"), ("rsa-3072", "sha512"), ("rsa-pss-2048", nil), ("rsa-pss-2048", "sha512"),
            ("p256", nil),
            ("p256", "sha512"), ("p384", nil), ("p521", nil), ("ed25519", nil), ("ml-dsa-65", nil), ("ml-dsa-87", nil),
        ] as [(String, String?)]

    /// What OpenSSL 3.0 verifies.
    static let opensslChoices = choices.filter { !$0.0.hasPrefix("ml-dsa") }

    private static func test(_ algorithm: String, _ hash: String?) async throws -> (TestAuthority, Disposition) {
        let test = try await TestAuthority.make()
        let caller = test.caller(test.administrator)
        let root = AuthorityOrder(name: "R CA", parent: .itself, issues: false, keyAlgorithm: algorithm, hash: hash)
        _ = try await test.service.addAuthority(root, for: caller)
        let below = AuthorityOrder(name: "I CA", parent: .authority("R CA"), issues: true, keyAlgorithm: algorithm, hash: hash)
        _ = try await test.service.addAuthority(below, for: caller)
        return (test, try await test.bound(test.alice, to: "I CA").submit(test.submission(test.request(), template: "User")))
    }

    @Test("an authority with each kind of key signs certificates and lists that this library verifies", arguments: choices)
    func ours(_ algorithm: String, _ hash: String?) async throws {
        let (test, issued) = try await Self.test(algorithm, hash)
        let leaf = try Certificate(derEncoded: try #require(issued.certificate))
        let chain = try issued.chain.map { try Certificate(derEncoded: $0) }
        #expect(chain.count == 2)
        #expect(try leaf.isSigned(with: chain[0].subjectPublicKeyInfo))
        #expect(try chain[0].isSigned(with: chain[1].subjectPublicKeyInfo))
        for (certificate, name) in zip(chain, ["I CA", "R CA"]) {
            let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/\(name).crl")).bytes)
            #expect(try list.isSigned(with: certificate.subjectPublicKeyInfo))
            #expect(list.signatureAlgorithm == leaf.signatureAlgorithm)
        }
        // A further key is of the same kind.
        let administrator = try await test.bound(test.administrator, to: "I CA")
        let renewed = try Certificate(derEncoded: try #require(try await administrator.renew(RenewalOrder(newKey: true)).certificate))
        #expect(renewed.subjectPublicKeyInfo.kind == chain[0].subjectPublicKeyInfo.kind)
        #expect(renewed.signatureAlgorithm == leaf.signatureAlgorithm)
    }

    @Test("OpenSSL verifies the chains of both generations with their lists", .enabled(if: hasTool("openssl")), arguments: opensslChoices)
    func openSSL(_ algorithm: String, _ hash: String?) async throws {
        let (test, first) = try await Self.test(algorithm, hash)
        let root = try await test.bound(test.administrator, to: "R CA")
        let bound = try await test.bound(test.administrator, to: "I CA")
        _ = try await root.renew(RenewalOrder(newKey: true))
        _ = try await bound.renew(RenewalOrder(newKey: true))
        let second = try await test.bound(test.alice, to: "I CA").submit(test.submission(test.request(), template: "User"))
        let files = try OpenSSLFiles()
        for (issued, suffix) in [(first, ""), (second, "(1)")] {
            try files.write("leaf.pem", pem: "CERTIFICATE", try #require(issued.certificate))
            try files.write("chain.pem", pem: "CERTIFICATE", issued.chain[0])
            try files.write("root.pem", pem: "CERTIFICATE", issued.chain[1])
            let lists = ["R CA", "I CA"].map { "crl/\($0)\(suffix).crl" }
            var pem = ""
            for path in lists {
                pem += PEMDocument(label: "X509 CRL", bytes: try #require(await test.publisher.published(path)).bytes).text
            }
            try files.write("lists.pem", Array(pem.utf8))
            try files.output(
                "verify",
                "-x509_strict",
                "-crl_check_all",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "chain.pem",
                "-CRLfile",
                "lists.pem",
                "leaf.pem"
            )
        }
        // Who trusts the old root alone accepts what the new one certified, and the other way round.
        let stored = try #require(await test.store.authorities().first { $0.name == "R CA" })
        for (anchor, subject) in [(0, 1), (1, 0)] {
            let cross = try #require(stored.crossCertificates.first { $0.issuer == anchor })
            try files.write("root.pem", pem: "CERTIFICATE", stored.generations[anchor].certificate)
            try files.write("cross.pem", pem: "CERTIFICATE", cross.certificate)
            let issued = subject == 1 ? second : first
            try files.write("leaf.pem", pem: "CERTIFICATE", try #require(issued.certificate))
            try files.write("chain.pem", pem: "CERTIFICATE", cross.certificate, issued.chain[0])
            try files.output("verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "chain.pem", "leaf.pem")
        }
    }

    @Test(
        "a key or hash that does not exist is refused with its field",
        arguments: [("rsa-1024", nil), ("rsa-2050", nil), ("p224", nil), ("p256", "md5"), ("ed25519", "sha256"), ("", nil)]
            as [(String, String?)]
    )
    func refused(_ algorithm: String, _ hash: String?) {
        let fault = #expect(throws: AuthorityKeyChoice.UnknownKeyError.self) { try AuthorityKeyChoice(algorithm, hash: hash) }
        #expect(fault?.field == (hash == nil ? "keyAlgorithm" : "hash"))
    }
}
