import PKIFormats

/// Finds out what some bytes are, by trying the decoders in a fixed order. Where none fits, the one that came furthest says why.
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

    /// The strict shapes first, so that a loose one does not claim what it only happens to fit.
    static let candidates: [Candidate] = [
        Candidate("Certificate", labels: PEMDocument.Labels.certificate, DumpedStructure.certificate),
        Candidate("CertificationRequest", labels: PEMDocument.Labels.certificateRequest, DumpedStructure.certificationRequest),
        Candidate("CertificateList", labels: PEMDocument.Labels.revocationList, DumpedStructure.certificateList),
        Candidate("ContentInfo", labels: PEMDocument.Labels.message, DumpedStructure.message),
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
        var best: (error: FormatError, score: Int)?
        for candidate in candidates {
            do throws(FormatError) {
                var structure = try candidate.read(source.bytes, context)
                if let label = source.label, !candidate.labels.isEmpty, !candidate.labels.contains(label), !isAccepted(label, candidate) {
                    structure.warn("label", "the block is called \(label) and holds a \(candidate.structure)")
                }
                return structure
            } catch {
                // The block's label says what was meant; otherwise whoever read furthest probably knew best.
                let isNamed = source.label.map { candidate.labels.contains($0) } ?? false
                let score = isNamed ? Int.max : error.offset ?? 0
                if best.map({ score > $0.score }) ?? true { best = (error, score) }
            }
        }
        return try unknown(source, best?.error)
    }

    /// Whole ASN.1 that is none of the known structures is shown as it is; anything else is an error.
    private static func unknown(_ source: DumpSource, _ error: FormatError?) throws(FormatError) -> DumpedStructure {
        let isNamed = source.label.map { label in candidates.contains { $0.labels.contains(label) } } ?? false
        let failure = error ?? FormatError(structure: "input", offset: 0, reason: "it is no structure this program knows")
        let node = try ASN1Node(source.bytes, at: 0)
        try node.checkWhole()
        guard node.end == source.bytes.count, !isNamed, !looksKnown(failure, in: source.bytes) else { throw failure }
        var structure = DumpedStructure(
            "asn1",
            ["type": .string(node.typeName), "size": .number(source.bytes.count), "decoded": DecodedValue.json(source.bytes, .any)],
            bytes: source.bytes, grammar: .any)
        structure.warn("unknown-structure", "it is whole ASN.1, but none of the structures this program knows; nearest: \(failure)")
        return structure
    }

    /// A decoder that got through half of the bytes has met its structure, only a damaged one.
    private static func looksKnown(_ error: FormatError, in bytes: [UInt8]) -> Bool {
        error.offset.map { $0 > 40 || $0 * 4 > bytes.count } ?? false
    }

    /// certreq and others put messages under the label of certificates.
    private static func isAccepted(_ label: String, _ candidate: Candidate) -> Bool {
        candidate.structure == "ContentInfo" && (label == "CERTIFICATE" || label.hasSuffix("REQUEST"))
            || candidate.structure == "CertReqMessages"
    }
}
