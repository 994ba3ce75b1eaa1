import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("KEYGEN requests")
struct KeygenRequestTests {
    private static let number = AuthorityNumber(rawValue: 2)

    /// A request that openssl made, as the text that it writes, and its key's file.
    private func made(_ files: OpenSSLFiles, challenge: String, digest: String = "sha256") throws -> [UInt8] {
        try files.output("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem")
        try files.output("spkac", "-key", "key.pem", "-challenge", challenge, "-digest", digest, "-out", "request.spkac")
        return try RequestText(files.read("request.spkac")).bytes
    }

    @Test("a KEYGEN request that openssl made is issued to its key with the directory's names", .enabled(if: hasTool("openssl")))
    func issued() async throws {
        let files = try OpenSSLFiles()
        let bytes = try made(files, challenge: "Hello")
        let test = try await TestAuthority.make()
        let attributes = ["Challenge": "Hello", "CommonName": "Administrator"]
        let answer = try await test.bound(test.alice).submit(test.submission(bytes, template: "User", attributes: attributes))
        let certificate = try Certificate(derEncoded: try #require(answer.certificate, "\(answer.message)"))
        #expect(certificate.subject.commonName == "Alice Example")
        let row = try #require(await test.store.request(answer.requestID, of: Self.number))
        #expect(row.requestType == 0x200)
        try files.write("certificate.pem", pem: "CERTIFICATE", certificate.derEncoded)
        let certified = try files.output("x509", "-in", "certificate.pem", "-noout", "-pubkey")
        #expect(certified == (try files.output("pkey", "-in", "key.pem", "-pubout")))
    }

    @Test("a KEYGEN request's subject is what its attributes name, where the template takes request names")
    func subject() async throws {
        let test = try await TestAuthority.make()
        let request = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "")
        let attributes = [
            "CN": "www.example.test", "Org-Unit": "Web", "O": "Example", "Country": "NL", "DC": "example", "SAN": "dns=admin.example.test",
        ]
        let answer = try await test.bound(test.administrator).submit(
            test.submission(request.derEncoded, template: "WebServer", attributes: attributes)
        )
        let certificate = try Certificate(derEncoded: try #require(answer.certificate, "\(answer.message)"))
        #expect(certificate.subject.rfc4514 == "CN=www.example.test,OU=Web,O=Example,C=NL,DC=example")
        #expect(certificate.subjectAlternativeNames.isEmpty)
        #expect(answer.message.contains("The request attribute SAN was ignored."))
    }

    @Test("a KEYGEN request without names is 0x80094001 where the template takes them from requests")
    func nameless() async throws {
        let test = try await TestAuthority.make()
        let request = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "")
        let answer = try await test.bound(test.administrator).submit(test.submission(request.derEncoded, template: "WebServer"))
        #expect(answer.status == .certsrvBadRequestSubject)
    }

    @Test("another challenge than the signed one, in any letter, is an error with a row", arguments: ["hello", "", "Hello "])
    func challenge(_ text: String) async throws {
        let test = try await TestAuthority.make()
        let request = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "Hello !")
        let attributes = text.isEmpty ? [:] : ["Challenge": text]
        let answer = try await test.bound(test.alice).submit(test.submission(request.derEncoded, template: "User", attributes: attributes))
        #expect(answer.code == .error)
        #expect(answer.status == .invalidData)
        #expect(answer.reason?.rule == "ChallengeIsTheRequests")
        #expect(answer.message.hasPrefix("Error Verifying Request Signature or Signing Certificate"))
        #expect(try await test.store.request(answer.requestID, of: Self.number)?.disposition == .error)
    }

    @Test(
        "a KEYGEN request with a false signature is an error, and one signed with MD5 or SHA-1 is denied",
        .enabled(if: hasTool("openssl"))
    )
    func signature() async throws {
        let test = try await TestAuthority.make()
        let one = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "")
        let other = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "")
        let mixed = SignedPublicKeyAndChallenge.assemble(
            body: one.bodyBytes,
            algorithm: one.signatureAlgorithm,
            signature: other.signature
        )
        let alice = try await test.bound(test.alice)
        #expect(try await alice.submit(test.submission(mixed, template: "User")).status == .badSignature)
        for digest in ["md5", "sha1"] {
            let bytes = try made(OpenSSLFiles(), challenge: "x", digest: digest)
            let answer = try await alice.submit(test.submission(bytes, template: "User", attributes: ["Challenge": "x"]))
            #expect(answer.status == .certsrvWeakSignatureOrKey, "\(digest)")
        }
    }

    @Test("every truncation of a KEYGEN request is refused without a row")
    func truncated() async throws {
        let bytes = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "c").derEncoded
        for length in 0..<bytes.count {
            let error = #expect(throws: CAError.self) { try ReceivedRequest(Submission(bytes: Array(bytes.prefix(length)))) }
            #expect(error?.code == .malformed)
        }
        #expect(throws: CAError.self) { try ReceivedRequest(Submission(bytes: bytes + [0])) }
    }
}
