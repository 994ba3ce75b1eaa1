/// "RSA/Schannel Key BLOBs" of CryptoAPI (wincrypt.h): PUBLICKEYBLOB and PRIVATEKEYBLOB.
///
///     BLOBHEADER { BYTE bType;  BYTE bVersion;  WORD reserved;  ALG_ID aiKeyAlg }
///     RSAPUBKEY  { DWORD magic ("RSA1", "RSA2");  DWORD bitlen;  DWORD pubexp }
///     modulus[bitlen/8]
///     prime1, prime2, exponent1, exponent2, coefficient [bitlen/16 each], privateExponent[bitlen/8]   -- PRIVATEKEYBLOB
///
/// All numbers are little-endian. A description shows no key material.
public struct CAPIKeyBlob: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The purpose of the key (ALG_ID).
    public enum Usage: Int, Hashable, Sendable {
        /// CALG_RSA_SIGN: signatures only (AT_SIGNATURE).
        case signature = 0x2400
        /// CALG_RSA_KEYX: signatures and key exchange (AT_KEYEXCHANGE).
        case keyExchange = 0xA400
    }

    /// The purpose of the key.
    public let usage: Usage
    /// n and e.
    public let publicKey: RSAPublicKey
    /// The whole key; `nil` in a PUBLICKEYBLOB. Secret.
    public let privateKey: RSAPrivateKey?

    private static let longestModulus = 65_536

    /// Creates a PUBLICKEYBLOB.
    public init(publicKey: RSAPublicKey, usage: Usage = .keyExchange) {
        self.usage = usage
        self.publicKey = publicKey
        privateKey = nil
    }

    /// Creates a PRIVATEKEYBLOB.
    public init(privateKey: RSAPrivateKey, usage: Usage = .keyExchange) {
        self.usage = usage
        publicKey = privateKey.publicKey
        self.privateKey = privateKey
    }

    /// Reads a blob; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = KeyBlobReader(encoded, structure: "CAPI key blob")
        let type = try reader.number(1, "bType")
        guard type == 6 || type == 7 else {
            throw reader.fail("bType", "the type \(type) is neither PUBLICKEYBLOB (6) nor PRIVATEKEYBLOB (7)", at: 0)
        }
        guard try reader.number(1, "bVersion") == 2 else { throw reader.fail("bVersion", "the version is not 2", at: 1) }
        _ = try reader.number(2, "reserved")
        let algorithm = try reader.number(4, "aiKeyAlg")
        guard let usage = Usage(rawValue: algorithm) else {
            throw reader.fail("aiKeyAlg", "the algorithm \(algorithm) is not RSA (0x2400, 0xA400)", at: 4)
        }
        self.usage = usage
        let magic = try reader.octets(4, "magic")
        guard magic == Array((type == 7 ? "RSA2" : "RSA1").utf8) else {
            throw reader.fail("magic", "the magic does not fit the type", at: 8)
        }
        let bits = try reader.number(4, "bitlen")
        guard (1...Self.longestModulus).contains(bits) else { throw reader.fail("bitlen", "a modulus of \(bits) bits is refused", at: 12) }
        let exponent = try reader.octets(4, "pubexp")
        func littleEndian(_ octets: [UInt8]) -> [UInt8] { Array(octets.reversed()).withoutLeadingZeros }
        let (whole, half) = ((bits + 7) / 8, (bits + 15) / 16)
        publicKey = RSAPublicKey(
            modulus: littleEndian(try reader.octets(whole, "modulus")),
            publicExponent: littleEndian(exponent)
        )
        if type == 7 {
            let prime1 = try reader.octets(half, "prime1"), prime2 = try reader.octets(half, "prime2")
            let exponent1 = try reader.octets(half, "exponent1"), exponent2 = try reader.octets(half, "exponent2")
            let coefficient = try reader.octets(half, "coefficient")
            privateKey = RSAPrivateKey(
                publicKey: publicKey,
                privateExponent: littleEndian(try reader.octets(whole, "privateExponent")),
                prime1: littleEndian(prime1),
                prime2: littleEndian(prime2),
                exponent1: littleEndian(exponent1),
                exponent2: littleEndian(exponent2),
                coefficient: littleEndian(coefficient)
            )
        } else {
            privateKey = nil
        }
        try reader.finish()
    }

    /// The blob; `nil` for a key whose public exponent has more than 32 bits, or whose primes have different lengths: the form has
    /// no room for them.
    public var encoded: [UInt8]? {
        let bits = publicKey.bits
        let (whole, half) = ((bits + 7) / 8, (bits + 15) / 16)
        guard publicKey.publicExponent.count <= 4 else { return nil }
        var blob: [UInt8] = [privateKey == nil ? 6 : 7, 2, 0, 0]
        blob.appendLittleEndian(usage.rawValue)
        blob += Array((privateKey == nil ? "RSA1" : "RSA2").utf8)
        blob.appendLittleEndian(bits)
        blob += publicKey.publicExponent.filled(to: 4).reversed()
        blob += publicKey.modulus.filled(to: whole).reversed()
        guard let privateKey else { return blob }
        guard privateKey.otherPrimes.isEmpty else { return nil }
        let halves = [privateKey.prime1, privateKey.prime2, privateKey.exponent1, privateKey.exponent2, privateKey.coefficient]
        guard halves.allSatisfy({ $0.count <= half }), privateKey.privateExponent.count <= whole else { return nil }
        for number in halves { blob += number.filled(to: half).reversed() }
        return blob + privateKey.privateExponent.filled(to: whole).reversed()
    }

    /// For example `PRIVATEKEYBLOB of 2048 bits`.
    public var description: String { (privateKey == nil ? "PUBLICKEYBLOB" : "PRIVATEKEYBLOB") + " of \(publicKey.bits) bits" }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}
