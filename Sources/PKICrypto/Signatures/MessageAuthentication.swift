import Crypto
import PKIFormats

import PortableFoundation

/// HMAC (RFC 2104) under every hash, and the comparison of MACs: for CMS, CMC, CRMF and PKCS #12.
enum MessageAuthentication {
    /// HMAC (RFC 2104) over `message`.
    /// - Throws: ``UnsupportedAlgorithmError`` when `algorithm` is not HMAC with SHA-1, SHA-256, SHA-384 or SHA-512.
    static func code(_ message: [UInt8], key: [UInt8], algorithm: AlgorithmIdentifier) throws(UnsupportedAlgorithmError) -> [UInt8] {
        guard let digest = digest(of: algorithm) else {
            throw UnsupportedAlgorithmError(algorithm, "the MAC \(algorithm.name) (\(algorithm.oid)) is not supported")
        }
        return code(message, key: key, digest: digest)
    }

    /// HMAC over `message`.
    static func code(_ message: [UInt8], key: [UInt8], digest: DigestAlgorithm) -> [UInt8] {
        let key = SymmetricKey(data: key)
        return switch digest {
        case .md5: HMAC<Insecure.MD5>.authenticationCode(for: message, using: key).withUnsafeBytes { Array($0) }
        case .sha1: HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key).withUnsafeBytes { Array($0) }
        case .sha256: HMAC<SHA256>.authenticationCode(for: message, using: key).withUnsafeBytes { Array($0) }
        case .sha384: HMAC<SHA384>.authenticationCode(for: message, using: key).withUnsafeBytes { Array($0) }
        case .sha512: HMAC<SHA512>.authenticationCode(for: message, using: key).withUnsafeBytes { Array($0) }
        }
    }

    /// Compares in a time that does not depend on how many octets agree.
    static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The identifier of HMAC with `digest`, without parameters.
    static func algorithm(_ digest: DigestAlgorithm) -> AlgorithmIdentifier {
        AlgorithmIdentifier(algorithms.first { $0.1 == digest }?.0 ?? OID.Algorithms.hmacWithSHA256)
    }

    private static func digest(of algorithm: AlgorithmIdentifier) -> DigestAlgorithm? {
        guard algorithm.parameters == nil || algorithm.parameters == [0x05, 0x00] else { return nil }
        return algorithms.first { $0.0 == algorithm.oid }?.1
    }

    private static let algorithms: [(OID, DigestAlgorithm)] = [
        (OID.Algorithms.hmacWithSHA256, .sha256), (OID.Algorithms.hmacWithSHA384, .sha384), (OID.Algorithms.hmacWithSHA512, .sha512),
        (OID.Algorithms.hmacWithSHA1, .sha1), (OID.CRMF.hmacSHA1, .sha1),
    ]
}
