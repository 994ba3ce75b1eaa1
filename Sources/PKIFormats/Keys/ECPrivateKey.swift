/// RFC 5915 §3 (SEC 1 appendix C.4)
///
///     ECPrivateKey ::= SEQUENCE {
///         version     INTEGER { ecPrivkeyVer1(1) },
///         privateKey  OCTET STRING,
///         parameters  [0] ECParameters OPTIONAL,
///         publicKey   [1] BIT STRING OPTIONAL }
///
/// A description shows no key material.
public struct ECPrivateKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The private number, big-endian, as long as the order of the curve. Secret.
    public let privateKey: [UInt8]
    /// The curve as DER: an object identifier, or written out in full; `nil` when it is given elsewhere.
    public let parameters: [UInt8]?
    /// The point, uncompressed (04 x y) or compressed; `nil` when absent.
    public let publicKey: [UInt8]?

    public init(privateKey: [UInt8], curve: NamedCurve? = nil, publicKey: [UInt8]? = nil) {
        self.privateKey = privateKey
        self.publicKey = publicKey
        parameters = curve.flatMap { AlgorithmIdentifier.ecPublicKey($0).parameters }
    }

    /// Reads the DER of a key; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "ECPrivateKey").fields()
        let version = try fields.next("version")
        guard try version.integer() == 1 else { throw version.fail("the version is not 1") }
        privateKey = try fields.next("privateKey").octetString()
        parameters = try fields.optional(context: 0, "parameters")?.explicitContent(0).encoded
        publicKey = try fields.optional(context: 1, "publicKey")?.explicitContent(1).octetAlignedBitString()
        try fields.finish()
    }

    /// The DER of the key.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: privateKey.count * 3 + 48) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(1)
                writer.writeOctetString(privateKey)
                if let parameters { writer.writeExplicit(0) { $0.writeRaw(parameters) } }
                if let publicKey { writer.writeExplicit(1) { $0.writeBitString(publicKey) } }
            }
        }
    }

    /// The curve; `nil` when it is not named, or not in the list.
    public var curve: NamedCurve? {
        guard let parameters, let oid = try? DERElement(parsing: parameters, structure: "ECParameters").oid() else { return nil }
        return NamedCurve(oid: oid)
    }

    /// The key as PKCS #8, which has the curve outside the key.
    /// - Parameter outer: the curve as DER when the key does not name it, for example from a block `EC PARAMETERS` before it.
    /// - Returns: `nil` when the curve is named nowhere.
    public func privateKeyInfo(parameters outer: [UInt8]? = nil) -> PrivateKeyInfo? {
        guard let curve = parameters ?? outer else { return nil }
        let algorithm = AlgorithmIdentifier(OID.Algorithms.ecPublicKey, parameters: curve)
        return PrivateKeyInfo(algorithm: algorithm, privateKey: ECPrivateKey(privateKey: privateKey, publicKey: publicKey).derEncoded)
    }

    /// For example `EC private key on p256`.
    public var description: String { "EC private key" + (curve.map { " on \($0.rawValue)" } ?? "") }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}
