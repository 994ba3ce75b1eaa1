import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Runs the code of the articles of PKIFormats and PKICrypto. The articles print the code between the marks.
@Suite("articles")
struct ArticleTests {
    /// Reading a strange certificate
    private func strange(_ file: [UInt8]) throws -> [String] {
        let der = try EncodedInput.bytes(from: file, acceptedLabels: PEMDocument.Labels.certificate)
        let certificate = try Certificate(derEncoded: der)

        var lines = [
            "subject \(certificate.subject.rfc4514)",
            "issuer \(certificate.issuer.rfc4514)",
            "serial number \(certificate.serialHex)",
            "signed with \(certificate.signatureAlgorithm.name)",
        ]

        for one in certificate.extensions {
            do {
                let value = try KnownExtensions.decode(one)
                lines.append("\(one.oid.nameOrDotted): \(value.map { "\($0)" } ?? "unknown, \(one.value.count) octets")")
            } catch {
                lines.append("\(one.oid.nameOrDotted): \(error)")
            }
        }

        let names = try certificate.value(of: SubjectAlternativeName.self)?.names ?? []
        lines += names.map(\.description)
        return lines
    }

    /// Renew a certificate with a CMC request
    private func renewal(of certificate: Certificate, oldKey: PrivateKey) async throws -> [UInt8] {
        let newKey = try PrivateKey(generating: .p384)
        let info = CertificationRequestInfo(subject: certificate.subject, subjectPublicKeyInfo: newKey.publicKey).derEncoded()
        let request = CertificationRequestInfo.assemble(
            info: info,
            algorithm: newKey.defaultSignatureAlgorithm,
            signature: try await newKey.sign(info)
        )

        let nonce = SecureRandom.bytes(16)
        let pairs = RegistrationPairs([EnrollmentNameValuePair(name: "CertificateTemplate", value: "WebServer")])
        let controls = [
            TransactionID(4711).control(bodyPartID: 2),
            SenderNonce(nonce).control(bodyPartID: 3),
            pairs.information.control(bodyPartID: 4),
        ]
        let message = PKIData(
            controls: controls,
            requests: [.certificationRequest(bodyPartID: 1, try CertificationRequest(derEncoded: request))]
        )

        let renewal = try await CMSSigner.sign(
            content: message.derEncoded,
            contentType: OID.CMC.pkiData,
            certificate: certificate,
            key: oldKey,
            certificates: [certificate.derEncoded]
        )
        return renewal
    }

    /// Write a revocation list
    private func list(
        issuer: Certificate,
        issuerKey: PrivateKey,
        entries: [RevokedEntry],
        now: Date,
        path: String
    ) async throws -> RevokedEntry? {
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        let header = TBSCertificateList(
            signatureAlgorithm: issuerKey.defaultSignatureAlgorithm,
            issuer: issuer.subject,
            thisUpdate: now,
            nextUpdate: now + 7 * 86_400,
            extensions: [CRLNumber(42).asExtension()]
        )

        var written = 0
        let summary = try await CertificateListWriter(header: header, key: issuerKey).write(entries) { piece in
            try file.write(contentsOf: piece)
            written += piece.count
        }
        #expect(summary.byteCount == written)

        let list = try CertificateListScanner(mapping: path)
        guard try list.isSigned(with: issuer.subjectPublicKeyInfo) else { return nil }
        let entry = try list.entry(serialNumber: [0x01, 0x02])
        return entry
    }

    @Test("the article's code shows a certificate nobody has seen before")
    func certificate() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let text = PEMDocument(label: "CERTIFICATE", bytes: hierarchy.issuing.certificate.derEncoded).text
        let lines = try strange(Array("A certificate:\n\n\(text)".utf8))
        #expect(lines.contains("subject \(hierarchy.issuing.certificate.subject.rfc4514)"))
        #expect(lines.count > 6)
    }

    @Test("the article's CMC request verifies and holds what it says; its revocation list is found and searched")
    func requestAndList() async throws {
        let key = try PrivateKey(generating: .p256)
        let name = DistinguishedName.of([(.organization, "Example"), (.commonName, "Old")])
        let own = try await SampleIdentity.selfSigned(
            subject: name,
            key: key,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: nil, pathLength: nil),
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.rootNotAfter
        )
        let certificate = own.certificate
        let message = try SignedData(contentInfo: try await renewal(of: certificate, oldKey: key))
        let signer = try #require(message.signers.first)
        #expect(try message.verifySigner(signer, certificate: certificate))
        let data = try PKIData(derEncoded: try #require(message.content))
        #expect(try data.controls.value(of: TransactionID.self) == TransactionID(4711))
        #expect(data.requests.count == 1 && data.duplicateBodyPartID == nil)

        try await withTemporaryDirectory { directory in
            let entry = RevokedEntry(serialNumber: [1, 2], date: SampleHierarchy.time, reason: .keyCompromise)
            let found = try await list(
                issuer: certificate,
                issuerKey: key,
                entries: [entry],
                now: SampleHierarchy.time,
                path: directory + "/list.crl"
            )
            #expect(found?.reason == .keyCompromise)
        }
    }

    @Test("the articles print the code that these tests run")
    func printed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let source = squeezed(try String(contentsOf: URL(filePath: #filePath), encoding: .utf8))
        var blocks = 0
        for article in ["PKIFormats/PKIFormats.docc/ReadingAStrangeCertificate.md", "PKICrypto/PKICrypto.docc/WritingRequestsAndLists.md"] {
            let text = try String(contentsOf: root.appending(path: "Sources/" + article), encoding: .utf8)
            for block in text.components(separatedBy: "```swift\n").dropFirst() {
                let code = block.components(separatedBy: "```")[0]
                blocks += 1
                #expect(source.contains(squeezed(code)), "\(article) prints code that is not run:\n\(code)")
            }
        }
        #expect(blocks == 10)
    }

    /// The text without regard to indentation and line breaks.
    private func squeezed(_ text: String) -> String { text.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }
}
