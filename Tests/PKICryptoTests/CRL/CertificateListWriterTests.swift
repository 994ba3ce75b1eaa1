import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import PKICrypto

@Suite("revocation lists are streamed")
struct CertificateListWriterTests {
    private let time = Date(timeIntervalSince1970: 1_795_219_200)

    /// Entries that exist only while they are looked at.
    private struct Source: Sequence {
        let count: Int
        let time: Date

        func makeIterator() -> AnyIterator<RevokedEntry> {
            var number = 0
            return AnyIterator {
                guard number < count else { return nil }
                number += 1
                return RevokedEntry(
                    serialNumber: [0x4A, UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)],
                    date: time,
                    reason: .keyCompromise
                )
            }
        }
    }

    /// A sequence that differs each time it is walked.
    private final class Changing: Sequence {
        private var round: UInt8 = 0

        func makeIterator() -> AnyIterator<RevokedEntry> {
            round += 1
            return AnyIterator(CollectionOfOne(RevokedEntry(serialNumber: [round], date: Date(timeIntervalSince1970: 0))).makeIterator())
        }
    }

    private func header(_ key: PrivateKey, _ issuer: DistinguishedName) -> TBSCertificateList {
        TBSCertificateList(
            signatureAlgorithm: key.defaultSignatureAlgorithm,
            issuer: issuer,
            thisUpdate: time,
            nextUpdate: time + 604_800,
            extensions: [CRLNumber(9).asExtension()]
        )
    }

    @Test(
        "a streamed list is the one written in one piece, and OpenSSL verifies it",
        arguments: [KeySpecification.p256, .p384, .p521, .rsa(bits: 2048)]
    )
    func streamed(specification: KeySpecification) async throws {
        let key = try PrivateKey(generating: specification)
        let name = DistinguishedName.of([(.organization, "Example"), (.commonName, "Streaming CA")])
        let ca = try await SampleIdentity.selfSigned(
            subject: name,
            key: key,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: nil, pathLength: nil),
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.rootNotAfter
        )
        let source = Source(count: 5_000, time: time)
        var bytes: [UInt8] = []
        var pieces = 0
        let summary = try await CertificateListWriter(header: header(key, name), key: key).write(source) { piece in
            bytes += piece
            pieces += 1
        }
        #expect(summary.entryCount == 5_000 && summary.byteCount == bytes.count)
        #expect(pieces > 3)
        let list = try CertificateList(derEncoded: bytes)
        var whole = header(key, name)
        whole.revoked = Array(source)
        #expect(list.tbsBytes == whole.derEncoded())
        #expect(try list.isSigned(with: key.publicKey))
        #expect(try CertificateListScanner(bytes).isSigned(with: key.publicKey))
        #expect(try !CertificateListScanner(bytes).isSigned(with: try PrivateKey(generating: .p256).publicKey))
        let files = try OpenSSLFiles()
        try files.write("list.crl", bytes)
        try files.write("ca.pem", pem: "CERTIFICATE", ca.certificate.derEncoded)
        let judged = try files.run("crl", "-inform", "DER", "-in", "list.crl", "-CAfile", "ca.pem", "-noout", "-crlnumber")
        #expect(judged.errorText.contains("verify OK"), "\(judged.errorText)")
        #expect(judged.text == "crlNumber=0x09\n")
    }

    @Test("a list without entries is streamed as it is written in one piece")
    func empty() async throws {
        let key = try PrivateKey(generating: .p256)
        var bytes: [UInt8] = []
        try await CertificateListWriter(header: header(key, .empty), key: key).write([]) { bytes += $0 }
        #expect(try CertificateList(derEncoded: bytes).tbsBytes == header(key, .empty).derEncoded())
    }

    @Test("entries that change between the walks, and keys that need the whole list, are refused")
    func refused() async throws {
        let key = try PrivateKey(generating: .p256)
        let error = await #expect(throws: KeyError.self) {
            try await CertificateListWriter(header: header(key, .empty), key: key).write(Changing()) { _ in }
        }
        #expect(error?.kind == .failed)
        let edwards = try PrivateKey(generating: .ed25519)
        let other = await #expect(throws: KeyError.self) {
            try await CertificateListWriter(header: header(edwards, .empty), key: edwards).write([]) { _ in }
        }
        #expect(other?.kind == .algorithmMismatch)
    }

    @Test("content hashed piece by piece is signed and verified like the whole", arguments: SignatureTests.keys)
    func digests(specification: KeySpecification) async throws {
        let key = try PrivateKey(generating: specification)
        let message = [UInt8](repeating: 0x61, count: 100_000)
        for algorithm in key.supportedSignatureAlgorithms {
            guard !algorithm.hashesOnItsOwn, let function = algorithm.signatureDigest else { continue }
            var digest = IncrementalDigest(function)
            for start in stride(from: 0, to: message.count, by: 7_777) {
                digest.update(Array(message[start..<min(start + 7_777, message.count)]))
            }
            #expect(digest.value == Digest.of(message, function))
            let signature = try await key.sign(digest, using: algorithm)
            #expect(try Signature.isValid(signature, over: message, algorithm: algorithm, key: key.publicKey))
            #expect(try Signature.isValid(signature, over: digest, algorithm: algorithm, key: key.publicKey))
            digest.update([0])
            #expect(try !Signature.isValid(signature, over: digest, algorithm: algorithm, key: key.publicKey))
        }
    }
}
