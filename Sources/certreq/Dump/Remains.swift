import PKIFormats

/// Describes truncated bytes: the structure that they begin, and the field in which they end.
struct Remains {
    let error: FormatError

    /// `nil` when the bytes are complete, even if they have other faults.
    init?(of bytes: [UInt8], guess: String?) {
        let fault: FormatError
        do throws(FormatError) {
            try ASN1Node(bytes, at: 0).checkWhole()
            return nil
        } catch {
            fault = error
        }
        guard let root = try? ASN1Node(bytes, at: 0, isLenient: true) else {
            self.error = fault
            return
        }
        let grammar = guess.flatMap { Self.grammars[$0] } ?? .any
        var node = Annotation(memberLimit: nil).node(root, grammar, label: "", definedBy: nil, depth: 0)
        var path: [String] = []
        while let last = node.children.last {
            node = last
            if !last.label.isEmpty { path.append(last.label) }
        }
        // A wrong length inside does not mean that the file ends too early; then the fault itself says more.
        let isCut = fault.reason.contains("octets follow") || fault.reason.contains("cut off") || fault.reason.contains("missing")
        guard isCut, let offset = node.offset else {
            self.error = FormatError(structure: guess ?? fault.structure, offset: fault.offset, reason: fault.reason)
            return
        }
        self.error = FormatError(
            structure: guess ?? "ASN.1 element",
            field: path.joined(separator: "."),
            offset: offset,
            reason: "the bytes end at \(bytes.count), inside this element (\(fault.reason))"
        )
    }

    static let grammars: [String: Grammar] = [
        "Certificate": .certificate, "CertificationRequest": .certificationRequest, "CertificateList": .certificateList,
        "SignedPublicKeyAndChallenge": .signedPublicKeyAndChallenge, "ContentInfo": .contentInfo, "PrivateKeyInfo": .privateKeyInfo,
        "EncryptedPrivateKeyInfo": .encryptedPrivateKeyInfo, "SubjectPublicKeyInfo": .publicKey, "RSAPrivateKey": .rsaPrivateKey,
        "RSAPublicKey": .rsaPublicKey, "ECPrivateKey": .ecPrivateKey, "OCSPResponse": .ocspResponse, "OCSPRequest": .ocspRequest,
        "PFX": .pfx, "AttributeCertificate": .attributeCertificate,
    ]
}
