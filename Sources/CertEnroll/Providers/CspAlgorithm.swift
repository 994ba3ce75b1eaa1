public import CAInterface
import PKICrypto
import PKIFormats

/// An algorithm of a provider. Source: "ICspAlgorithm interface".
public final class CspAlgorithm: Hashable {
    private let row: Row

    init(_ row: Row) { self.row = row }

    /// The name of CNG, for example `RSA` or `ECDSA_P256`. Source: "ICspAlgorithm::get_Name".
    public var name: String { row.name }
    /// The name for people. Source: "ICspAlgorithm::get_LongName".
    public var longName: String { row.longName }
    /// The kind of algorithm. Source: "ICspAlgorithm::get_Type".
    public var type: AlgorithmType { row.type }
    /// Its operations. Source: "ICspAlgorithm::get_Operations".
    public var operations: AlgorithmOperationFlags { row.operations }
    /// The shortest key that is made here, in bits; 0 for hashes. Source: "ICspAlgorithm::get_MinLength".
    public var minLength: Int { row.lengths.first }
    /// The longest key, in bits. Source: "ICspAlgorithm::get_MaxLength".
    public var maxLength: Int { row.lengths.last }
    /// The length without a wish, in bits. Source: "ICspAlgorithm::get_DefaultLength".
    public var defaultLength: Int { row.lengths.standard }
    /// The step between two lengths, in bits; 0 when there is one length. Source: "ICspAlgorithm::get_IncrementLength".
    public var incrementLength: Int { row.lengths.step }
    /// Whether this library computes it. Source: "ICspAlgorithm::get_Valid".
    public var valid: Bool { row.isComputed }

    /// The identifier of the algorithm with a key of that length; 0 for the usual one. Source: "ICspAlgorithm::GetAlgorithmOid".
    /// - Throws: `CAError` with 0x80091002 when no identifier stands for that length or variant.
    public func algorithmOid(_ length: Int = 0, _ flags: AlgorithmFlags = .none) throws(CAError) -> ObjectId {
        let wanted = flags.contains(.wrap) ? row.wraps : row.identifiers
        let bits = length == 0 ? defaultLength : length
        guard let found = wanted[bits] ?? wanted[0] else {
            throw CAError(
                .malformed,
                status: .unknownAlgorithm,
                "\(name) has no object identifier for \(bits) bits\(flags.contains(.wrap) ? " that wraps keys" : "")."
            )
        }
        return ObjectId(found)
    }

    /// The identifiers of the algorithm, that of the longest key first.
    var identifiers: [OID] { row.identifiers.sorted { $0.key > $1.key }.map(\.value) }

    /// The kind of key to make of that length; nil when none is made for it.
    func keySpecification(_ length: Int) -> KeySpecification? {
        switch row.key {
        case .rsa:
            let bits = length == 0 ? defaultLength : length
            return (minLength...maxLength).contains(bits) && bits % 8 == 0 ? .rsa(bits: bits) : nil
        case .fixed(let specification): return length == 0 || length == defaultLength ? specification : nil
        case nil: return nil
        }
    }

    public static func == (left: CspAlgorithm, right: CspAlgorithm) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension CspAlgorithm {
    /// The facts of an algorithm.
    struct Row: Sendable {
        enum Key: Sendable { case rsa, fixed(KeySpecification) }

        let name: String
        let longName: String
        let type: AlgorithmType
        let operations: AlgorithmOperationFlags
        /// In bits.
        let lengths: (first: Int, last: Int, standard: Int, step: Int)
        /// By length in bits; 0 for every length.
        let identifiers: [Int: OID]
        var wraps: [Int: OID] = [:]
        var key: Key?
        var isComputed = true
    }

    /// The algorithms of CNG's and CryptoAPI's providers that appear in requests. What is not computed here is listed and not valid.
    static let table: [Row] = [
        Row(
            name: "RSA",
            longName: "RSA",
            type: .asymmetricEncryptionInterface,
            operations: [.asymmetricEncryptionOperation, .signatureOperation],
            lengths: (2048, 16384, 2048, 8),
            identifiers: [0: OID.Algorithms.rsaEncryption],
            key: .rsa
        ),
        elliptic("ECDSA_P256", 256, .p256, OID.Algorithms.p256),
        elliptic("ECDSA_P384", 384, .p384, OID.Algorithms.p384),
        elliptic("ECDSA_P521", 521, .p521, OID.Algorithms.p521),
        agreement("ECDH_P256", 256, .p256, OID.Algorithms.p256),
        agreement("ECDH_P384", 384, .p384, OID.Algorithms.p384),
        agreement("ECDH_P521", 521, .p521, OID.Algorithms.p521),
        Row(
            name: "DSA",
            longName: "Digital Signature Algorithm",
            type: .signatureInterface,
            operations: .signatureOperation,
            lengths: (1024, 3072, 2048, 64),
            identifiers: [0: OID.Algorithms.dsa],
            isComputed: false
        ),
        hash("SHA1", OID.Algorithms.sha1),
        hash("SHA256", OID.Algorithms.sha256),
        hash("SHA384", OID.Algorithms.sha384),
        hash("SHA512", OID.Algorithms.sha512),
        Row(
            name: "AES",
            longName: "Advanced Encryption Standard (AES)",
            type: .cipherInterface,
            operations: .cipherOperation,
            lengths: (128, 256, 128, 64),
            identifiers: [128: OID.Algorithms.aes128CBC, 192: OID.Algorithms.aes192CBC, 256: OID.Algorithms.aes256CBC],
            wraps: [128: "2.16.840.1.101.3.4.1.5", 192: "2.16.840.1.101.3.4.1.25", 256: "2.16.840.1.101.3.4.1.45"]
        ),
        Row(
            name: "3DES",
            longName: "Triple DES",
            type: .cipherInterface,
            operations: .cipherOperation,
            lengths: (192, 192, 192, 0),
            identifiers: [0: OID.Algorithms.tripleDESCBC],
            wraps: [0: "1.2.840.113549.1.9.16.3.6"]
        ),
    ]

    private static func elliptic(_ name: String, _ bits: Int, _ key: KeySpecification, _ curve: OID) -> Row {
        Row(
            name: name,
            longName: name,
            type: .signatureInterface,
            operations: .signatureOperation,
            lengths: (bits, bits, bits, 0),
            identifiers: [0: curve],
            key: .fixed(key)
        )
    }

    /// A key for agreement is one of the same curve; it signs its request too, as Windows' does.
    private static func agreement(_ name: String, _ bits: Int, _ key: KeySpecification, _ curve: OID) -> Row {
        Row(
            name: name,
            longName: name,
            type: .secretAgreementInterface,
            operations: [.secretAgreementOperation, .signatureOperation],
            lengths: (bits, bits, bits, 0),
            identifiers: [0: curve],
            key: .fixed(key)
        )
    }

    private static func hash(_ name: String, _ oid: OID) -> Row {
        Row(name: name, longName: name, type: .hashInterface, operations: .hashOperation, lengths: (0, 0, 0, 0), identifiers: [0: oid])
    }

    /// The algorithm by its CNG name, in any case; `ECDSA` and `ECDH` alone mean the curve of 256 bits.
    static func named(_ name: String) -> CspAlgorithm? {
        let wanted = name.uppercased()
        let whole = ["ECDSA", "ECDH"].contains(wanted) ? wanted + "_P256" : wanted
        return table.first { $0.name == whole }.map(CspAlgorithm.init)
    }

    /// The algorithm that makes keys with that public key algorithm or curve.
    static func of(_ oid: OID) -> CspAlgorithm? {
        if oid == OID.Algorithms.ecPublicKey { return named("ECDSA_P256") }
        return table.first { $0.key != nil && $0.identifiers.values.contains(oid) }.map(CspAlgorithm.init)
    }
}
