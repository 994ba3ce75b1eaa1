import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Paths of DSA keys")
struct DSAPathTests {
    /// NIST's test data in the place where `scripts/setup test` puts it; `nil` when that has not been run.
    private static let data: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let library = root.appending(path: ".build/venv/lib")
        let versions = (try? FileManager.default.contentsOfDirectory(at: library, includingPropertiesForKeys: nil)) ?? []
        return versions.map { $0.appending(path: "site-packages/cryptography_vectors/x509/PKITS_data") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    private static func certificate(_ name: String) throws -> Certificate {
        let folder = try #require(data)
        return try Certificate(derEncoded: Array(try Data(contentsOf: folder.appending(path: "certs/\(name).crt"))))
    }

    @Test("the DSA path of PKITS 4.1.4 is valid with OpenSSLVerifier, though weak, and not without it", .enabled(if: data != nil))
    func signatures() throws {
        let root = try Self.certificate("TrustAnchorRootCertificate")
        let authority = try Self.certificate("DSACACert")
        let leaf = try Self.certificate("ValidDSASignaturesTest4EE")
        var options = PathOptions(time: Date(timeIntervalSince1970: 1_302_825_600))
        func report() -> PathReport {
            PathValidation.validate(leaf: leaf, intermediates: [authority], anchors: [root], options: options)
        }
        #expect(!report().result.isValid)
        options.allowsWeakAlgorithms = true
        #expect(!report().result.isValid)
        options.verifier = OpenSSLVerifier()
        #expect(report().result == .valid([leaf, authority, root]))
        #expect(Set(report().weaknesses.map(\.certificate)) == [0, 1])
        options.allowsWeakAlgorithms = false
        guard case .invalid(_, let rule) = report().result else {
            Issue.record("the path was found valid")
            return
        }
        #expect(rule.hasPrefix("strength: "))
    }
}
