import PKIFormats

/// Recognizes a structure by trying the decoders in a fixed order. If none accepts the bytes, the decoder of the most similar structure
/// explains why.
enum Recognition {
    typealias Reader = @Sendable ([UInt8], DumpContext) throws(FormatError) -> DumpedStructure

    /// A kind of structure and its reader.
    struct Candidate: Sendable {
        let structure: String
        let labels: [String]
        let read: Reader

        init(_ structure: String, labels: [String] = [], _ read: @escaping Reader) {
            self.structure = structure
            self.labels = labels
            self.read = read
        }
    }

    /// The strict shapes come first, so that a loose one does not claim bytes that fit it by accident.
    static let candidates: [Candidate] = [
        Candidate("Certificate", labels: PEMDocument.Labels.certificate, DumpedStructure.certificate),
        Candidate("TrustedCertificate", labels: ["TRUSTED CERTIFICATE"], DumpedStructure.trustedCertificate),
        Candidate("CertificationRequest", labels: PEMDocument.Labels.certificateRequest, DumpedStructure.certificationRequest),
        Candidate("CertificateList", labels: PEMDocument.Labels.revocationList, DumpedStructure.certificateList),
        Candidate("AttributeCertificate", labels: PEMDocument.Labels.attributeCertificate, DumpedStructure.attributeCertificate),
        Candidate("SignedPublicKeyAndChallenge", DumpedStructure.signedPublicKeyAndChallenge),
        Candidate("ContentInfo", labels: PEMDocument.Labels.message, DumpedStructure.message),
        Candidate("PFX", labels: PEMDocument.Labels.personalInformation, DumpedStructure.pfx),
        Candidate("PrivateKeyInfo", labels: PEMDocument.Labels.privateKey, DumpedStructure.privateKey),
        Candidate("EncryptedPrivateKeyInfo", labels: PEMDocument.Labels.encryptedPrivateKey, DumpedStructure.encryptedPrivateKey),
        Candidate("SubjectPublicKeyInfo", labels: PEMDocument.Labels.publicKey, DumpedStructure.publicKey),
        Candidate("RSAPrivateKey", labels: PEMDocument.Labels.rsaPrivateKey, DumpedStructure.rsaPrivateKey),
        Candidate("ECPrivateKey", labels: PEMDocument.Labels.ecPrivateKey, DumpedStructure.ecPrivateKey),
        Candidate("RSAPublicKey", labels: PEMDocument.Labels.rsaPublicKey, DumpedStructure.rsaPublicKey),
        Candidate("ECParameters", labels: PEMDocument.Labels.ecParameters, DumpedStructure.ecParameters),
        Candidate("OCSPResponse", labels: ["OCSP RESPONSE"], DumpedStructure.ocspResponse),
        Candidate("OCSPRequest", labels: ["OCSP REQUEST"], DumpedStructure.ocspRequest),
        Candidate("PKIData", DumpedStructure.pkiData),
        Candidate("PKIResponse", DumpedStructure.pkiResponse),
        Candidate("CertReqMessages", DumpedStructure.certReqMessages),
        Candidate("CertReqMsg", DumpedStructure.certReqMsg),
    ]

    static func read(_ source: DumpSource, _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        if let document = source.document, let key = DumpedStructure.encryptedPEM(document, context) { return key }
        if let blob = try DumpedStructure.keyBlob(source.bytes) { return blob }
        let guess = guess(source)
        var failure: FormatError?
        for candidate in candidates {
            do throws(FormatError) {
                var structure = try candidate.read(source.bytes, context)
                if let label = source.label, !candidate.labels.isEmpty, !candidate.labels.contains(label), !isAccepted(label, candidate) {
                    structure.warn("label", "the block is labeled \(label) but contains a \(candidate.structure)")
                }
                return structure
            } catch {
                if candidate.structure == guess { failure = error }
            }
        }
        if let cut = Remains(of: source.bytes, guess: guess) { throw cut.error }
        if let failure { throw failure }
        return try unknown(source)
    }

    /// The block's label says what was intended. Without a label, the shape decides.
    static func guess(_ source: DumpSource) -> String? {
        let named = candidates.first { candidate in source.label.map { candidate.labels.contains($0) } ?? false }?.structure
        return named ?? Shape.structure(of: source.bytes)
    }

    /// Complete ASN.1 of an unknown structure is shown unchanged.
    private static func unknown(_ source: DumpSource) throws(FormatError) -> DumpedStructure {
        let node = try ASN1Node(source.bytes, at: 0)
        try node.checkWhole()
        guard node.end == source.bytes.count else {
            throw FormatError(
                structure: "input",
                offset: node.end,
                reason: "\(source.bytes.count - node.end) octets follow the first element"
            )
        }
        var structure = DumpedStructure(
            "asn1",
            ["type": .string(node.typeName), "size": .int(source.bytes.count), "decoded": DecodedValue.json(source.bytes, .any)],
            bytes: source.bytes,
            grammar: .any
        )
        structure.warn("unknown-structure", "it is complete ASN.1, but not a structure that this program knows")
        return structure
    }

    /// certreq and other programs label messages as certificates.
    private static func isAccepted(_ label: String, _ candidate: Candidate) -> Bool {
        candidate.structure == "ContentInfo" && (label == "CERTIFICATE" || label.hasSuffix("REQUEST"))
            || candidate.structure == "CertReqMessages"
    }
}
