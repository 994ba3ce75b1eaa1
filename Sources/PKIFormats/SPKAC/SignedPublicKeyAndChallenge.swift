/// The request that the `<keygen>` element of HTML made and `openssl spkac` makes (HTML 5.2 §4.10.6, Netscape's SPKAC)
///
///     SignedPublicKeyAndChallenge ::= SEQUENCE {
///         publicKeyAndChallenge  PublicKeyAndChallenge,
///         signatureAlgorithm     AlgorithmIdentifier,
///         signature              BIT STRING }
///     PublicKeyAndChallenge ::= SEQUENCE { spki SubjectPublicKeyInfo, challenge IA5String }
///
/// It proves possession of the key and names nobody: the subject of a KEYGEN request comes from attributes beside it.
public struct SignedPublicKeyAndChallenge: Sendable {
    /// The whole structure.
    public let derEncoded: [UInt8]

    /// The PublicKeyAndChallenge: the bytes that the signature covers.
    public let bodyBytes: [UInt8]

    /// The key to be certified.
    public let subjectPublicKeyInfo: SubjectPublicKeyInfo

    /// The text by which the server recognizes its own page; often empty.
    public let challenge: String

    /// The algorithm of the proof of possession, MD5 with RSA in all old browsers.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]

    /// Reads the DER; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var outer = try DERElement(parsing: derEncoded, structure: "SignedPublicKeyAndChallenge").fields()
        let body = try outer.next("publicKeyAndChallenge")
        signatureAlgorithm = try AlgorithmIdentifier(outer.next("signatureAlgorithm"))
        signature = try outer.next("signature").octetAlignedBitString()
        try outer.finish()
        var fields = try body.fields(of: "PublicKeyAndChallenge")
        subjectPublicKeyInfo = try SubjectPublicKeyInfo(fields.next("spki"))
        challenge = try fields.next("challenge").ia5String()
        try fields.finish()
        bodyBytes = body.encoded
        self.derEncoded = derEncoded
    }

    /// Reads the text form: base64, alone as a browser posts it, or after `SPKAC=` as `openssl spkac` writes it. Lines may be broken
    /// anywhere, and a file of settings may have lines with other keys around it.
    public init(text: String) throws(FormatError) {
        try self.init(derEncoded: Base64.decode(Self.base64(in: text)))
    }

    /// The text form of `openssl spkac`: `SPKAC=` and base64 on one line, ended by a line feed.
    public var text: String { "SPKAC=" + Base64.encode(derEncoded) + "\n" }

    /// The DER of the PublicKeyAndChallenge, to be signed; `nil` when the challenge is not ASCII or contains a zero octet.
    public static func body(subjectPublicKeyInfo: SubjectPublicKeyInfo, challenge: String) -> [UInt8]? {
        guard challenge.utf8.allSatisfy({ $0 > 0 && $0 < 0x80 }) else { return nil }
        return DERWriter.encode(capacity: 512) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(subjectPublicKeyInfo.derEncoded)
                writer.writeIA5String(challenge)
            }
        }
    }

    /// The DER made from the signed part, the algorithm and the signature.
    public static func assemble(body: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        SignedStructure.assemble(body: body, algorithm: algorithm, signature: signature)
    }

    private static func base64(in text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmed }
        guard let start = lines.firstIndex(where: { $0.uppercased().hasPrefix("SPKAC") && $0.dropFirst(5).trimmed.hasPrefix("=") }) else {
            return text
        }
        var value = String(lines[start].dropFirst(5).trimmed.dropFirst())
        // A long value continues on lines that are base64 and not settings: a setting has its = before the end.
        for line in lines[(start + 1)...] {
            guard let equals = line.firstIndex(of: "=") else {
                value += line
                continue
            }
            guard line[equals...].allSatisfy({ $0 == "=" }) else { break }
            value += line
        }
        return value
    }
}

extension SignedPublicKeyAndChallenge: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

extension Substring {
    /// Without spaces and tabs at either end.
    fileprivate var trimmed: Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
