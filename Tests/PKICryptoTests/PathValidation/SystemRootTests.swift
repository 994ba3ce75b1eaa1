import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The roots of the system", .enabled(if: SystemRoots.isThere))
struct SystemRootTests {
    @Test("every root of the system keeps its octets, is its own anchor, and has openssl's verdict")
    func roots() throws {
        let documents = try SystemRoots.documents()
        try #require(documents.count > 50)
        let roots = try documents.map { try Certificate(derEncoded: $0.bytes) }
        let files = try OpenSSLFiles()
        var names: [String] = []
        for (index, root) in roots.enumerated() {
            // Written from the values that were read, and not from the octets that were kept.
            let body = TBSCertificate(
                serialNumber: root.serialNumber,
                signatureAlgorithm: root.innerSignatureAlgorithm,
                issuer: root.issuer,
                notBefore: root.notBefore,
                notAfter: root.notAfter,
                subject: root.subject,
                subjectPublicKeyInfo: root.subjectPublicKeyInfo,
                extensions: root.extensions
            ).derEncoded()
            let written = TBSCertificate.assemble(tbs: body, algorithm: root.signatureAlgorithm, signature: root.signature)
            // One root writes a time before 2050 as GeneralizedTime, which RFC 5280 §4.1.2.5 forbids.
            let isOdd = root.version < 3 || root.subject.commonName == "Certum Trusted Network CA 2"
            #expect((written == documents[index].bytes) == !isOdd, "\(root.subject)")
            try files.write("\(index).pem", pem: "CERTIFICATE", root.derEncoded)
            names.append("\(index).pem")
        }
        // One process checks all roots and prints one line for each. Without -partial_chain it takes another root of the same name and key
        // as the issuer, and so refuses the newer of two.
        let moment = "\(Int(SampleHierarchy.time.timeIntervalSince1970))"
        let result = try runTool(
            ["openssl", "verify", "-partial_chain", "-attime", moment, "-CAfile", SystemRoots.bundle] + names,
            directory: files.directory
        )
        let accepted = Set(result.text.split(separator: "\n").filter { $0.hasSuffix(": OK") }.map { String($0.dropLast(4)) })
        for (index, root) in roots.enumerated() {
            let ours = PathValidation.validate(leaf: root, intermediates: [], anchors: roots, at: SampleHierarchy.time)
            #expect(ours.isValid == accepted.contains("\(index).pem"), "\(root.subject): \(ours)")
            // A root signs itself, whatever the rules for anchors are.
            #expect((try? root.isSigned(with: root.subjectPublicKeyInfo)) == true, "\(root.subject)")
        }
    }
}
