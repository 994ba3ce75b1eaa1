import CAInterface
public import CertCli
import PKICrypto

/// A property that is a SHA-1 hash; the classes derived from it name it.
public class CertPropertyHash: CertProperty {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the octets are not in the encoding or not 20.
    public func initialize(_ encoding: EncodingType, hash: [UInt8]) throws { try initialize(try encoding.decode(hash)) }

    override func check(_ value: [UInt8]) throws {
        guard value.count == 20 else {
            throw CAError(.malformed, status: .invalidData, "A SHA-1 hash has 20 octets, this has \(value.count).")
        }
    }
}

/// 3: the thumbprint. It is computed from the certificate, so it cannot be set beside one. Source: "ICertPropertySHA1Hash interface".
public final class CertPropertySHA1Hash: CertPropertyHash {
    override class var number: CertEnrollPropertyID? { .sha1Hash }

    /// The thumbprint. Source: "ICertPropertySHA1Hash::get_SHA1Hash".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func sha1Hash(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try value(for: "sha1Hash")) }
}

/// 64: the thumbprint of the certificate that renewed this one; on a certificate that waits, of the one that it renews. Source:
/// "ICertPropertyRenewal interface".
public final class CertPropertyRenewal: CertPropertyHash {
    override class var number: CertEnrollPropertyID? { .renewal }

    /// Takes the thumbprint of a certificate of the store. Source: "ICertPropertyRenewal::InitializeFromCertificateHash".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 when the certificate is not in the store.
    public func initializeFromCertificateHash(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws {
        try initialize(Digest.sha1(try find(certificate, encoding, machineContext).certificate))
    }

    /// The thumbprint. Source: "ICertPropertyRenewal::get_Renewal".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func renewal(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try value(for: "renewal")) }
}

/// 65: the hash of the private key that was sent for archiving. Source: "ICertPropertyArchivedKeyHash interface".
public final class CertPropertyArchivedKeyHash: CertPropertyHash {
    override class var number: CertEnrollPropertyID? { .archivedKeyHash }

    /// The hash. Source: "ICertPropertyArchivedKeyHash::get_ArchivedKeyHash".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func archivedKeyHash(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try value(for: "archivedKeyHash"))
    }
}
