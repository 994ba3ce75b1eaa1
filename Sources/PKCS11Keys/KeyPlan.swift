import PKICrypto
import PKIFormats

/// The attributes of keys that are made or written.
struct KeyPlan {
    let mechanism: UInt
    let publicAttributes: [ObjectAttribute]

    /// A key to be made.
    init(_ specification: KeySpecification) throws {
        switch specification {
        case .rsa(let bits):
            guard KeySpecification.rsaBits.contains(bits), bits % 8 == 0 else {
                throw PKCS11Error(.refused, "an RSA key of \(bits) bits is refused; use 2048 through 16384 bits, a multiple of 8")
            }
            mechanism = CKM.rsaKeyPairGeneration
            publicAttributes = [
                ObjectAttribute(CKA.modulusBits, number: UInt(bits)), ObjectAttribute(CKA.publicExponent, [0x01, 0x00, 0x01]),
            ]
        case .p256, .p384, .p521:
            guard case .ec(let curve) = specification.kind else { throw Self.unknown(specification.kind) }
            mechanism = CKM.ecKeyPairGeneration
            publicAttributes = [ObjectAttribute(CKA.ecParameters, Self.parameters(of: curve))]
        case .ed25519:
            mechanism = CKM.edwardsKeyPairGeneration
            publicAttributes = [ObjectAttribute(CKA.ecParameters, Self.ed25519)]
        case .mlDSA65, .mlDSA87: throw Self.unknown(specification.kind)
        }
    }

    private static func unknown(_ kind: KeyKind) -> PKCS11Error {
        PKCS11Error(.refused, "tokens have no \(kind.algorithmName) keys here; use RSA, P-256, P-384, P-521 or Ed25519")
    }

    private static func parameters(of curve: NamedCurve) -> [UInt8] { AlgorithmIdentifier.ecPublicKey(curve).parameters ?? [] }

    /// The curve as an object identifier (RFC 8410), which modules take besides its name.
    private static let ed25519 = DERWriter.encode { $0.writeOID(OID.Algorithms.ed25519) }

    /// CKA_EC_POINT is an OCTET STRING around the point; some modules give the point alone.
    static func point(in value: [UInt8], byteCount: Int) -> [UInt8]? {
        if value.count == byteCount, byteCount == 32 || value.first == 0x04 { return value }
        let wrapped = DERWriter.encode { $0.writeOctetString(Array(value.suffix(byteCount))) }
        return wrapped == value ? Array(value.suffix(byteCount)) : nil
    }

    /// The public half of a key that is written.
    static func publicAttributes(of key: SubjectPublicKeyInfo) throws -> [ObjectAttribute] {
        switch key.kind {
        case .rsa:
            guard let (modulus, exponent) = key.rsaComponents else { throw unknown(key.kind) }
            return [
                ObjectAttribute(CKA.keyType, number: CKK.rsa), ObjectAttribute(CKA.modulus, modulus),
                ObjectAttribute(CKA.publicExponent, exponent),
            ]
        case .ec(let curve) where NamedCurve.nist.contains(curve):
            return [
                ObjectAttribute(CKA.keyType, number: CKK.ec), ObjectAttribute(CKA.ecParameters, parameters(of: curve)),
                ObjectAttribute(CKA.ecPoint, DERWriter.encode { $0.writeOctetString(key.keyBytes) }),
            ]
        case .ed25519:
            return [
                ObjectAttribute(CKA.keyType, number: CKK.ecEdwards), ObjectAttribute(CKA.ecParameters, ed25519),
                ObjectAttribute(CKA.ecPoint, DERWriter.encode { $0.writeOctetString(key.keyBytes) }),
            ]
        default: throw unknown(key.kind)
        }
    }

    /// The private half of a key that is written.
    static func secretAttributes(of pkcs8: [UInt8]) throws -> [ObjectAttribute] {
        do {
            let info = try PrivateKeyInfo(derEncoded: pkcs8)
            switch info.algorithm.oid {
            case OID.Algorithms.rsaEncryption:
                let key = try RSAPrivateKey(derEncoded: info.privateKey)
                guard key.otherPrimes.isEmpty else { throw PKCS11Error(.refused, "tokens have no RSA keys of more than two primes") }
                return [
                    ObjectAttribute(CKA.keyType, number: CKK.rsa), ObjectAttribute(CKA.modulus, key.publicKey.modulus),
                    ObjectAttribute(CKA.publicExponent, key.publicKey.publicExponent),
                    ObjectAttribute(CKA.privateExponent, key.privateExponent), ObjectAttribute(CKA.prime1, key.prime1),
                    ObjectAttribute(CKA.prime2, key.prime2), ObjectAttribute(CKA.exponent1, key.exponent1),
                    ObjectAttribute(CKA.exponent2, key.exponent2), ObjectAttribute(CKA.coefficient, key.coefficient),
                ]
            case OID.Algorithms.ecPublicKey:
                return [
                    ObjectAttribute(CKA.keyType, number: CKK.ec), ObjectAttribute(CKA.ecParameters, info.algorithm.parameters ?? []),
                    ObjectAttribute(CKA.value, try ECPrivateKey(derEncoded: info.privateKey).privateKey),
                ]
            case OID.Algorithms.ed25519:
                // RFC 8410 §7: an OCTET STRING in the OCTET STRING.
                guard info.privateKey.count == 34, Array(info.privateKey.prefix(2)) == [0x04, 0x20] else {
                    throw PKCS11Error(.refused, "the Ed25519 key is damaged")
                }
                return [
                    ObjectAttribute(CKA.keyType, number: CKK.ecEdwards), ObjectAttribute(CKA.ecParameters, ed25519),
                    ObjectAttribute(CKA.value, Array(info.privateKey.suffix(32))),
                ]
            default: throw PKCS11Error(.refused, "tokens have no \(info.algorithm.name) keys here; use RSA, P-256, P-384, P-521 or Ed25519")
            }
        } catch let error as FormatError {
            throw PKCS11Error(.refused, "the key cannot be read: \(error)")
        }
    }
}

extension NamedCurve {
    /// Octets of a coordinate.
    var byteCount: Int { (bits + 7) / 8 }
}
