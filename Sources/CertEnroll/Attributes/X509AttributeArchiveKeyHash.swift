public import CertCli
import PKICrypto
public import PKIFormats

/// 1.3.6.1.4.1.311.21.21: the hash of an encrypted private key that is sent for archiving. Source: "IX509AttributeArchiveKeyHash interface".
public final class X509AttributeArchiveKeyHash: KnownX509Attribute<EncryptedKeyHash> {
    /// The SHA-1 of the encrypted key, as the page has it; ``initializeEncode(_:digest:)`` takes another digest.
    /// - Parameter encryptedKeyBlob: the value of ``X509AttributeArchiveKey``.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the data is not in the encoding.
    public func initializeEncodeFromEncryptedKeyBlob(_ encoding: EncodingType, encryptedKeyBlob: [UInt8]) throws {
        try initialize(encoding: EncryptedKeyHash(Digest.sha1(try encoding.decode(encryptedKeyBlob))))
    }

    /// The hash of the encrypted key by the digest of the request's signature, as today's clients send it. Not a documented member.
    public func initializeEncode(_ encryptedKeyBlob: [UInt8], digest: DigestAlgorithm) throws {
        try initialize(encoding: EncryptedKeyHash(Digest.of(encryptedKeyBlob, digest)))
    }

    /// The hash. Source: "IX509AttributeArchiveKeyHash::get_EncryptedKeyHashBlob".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func encryptedKeyHashBlob(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try known(for: "encryptedKeyHashBlob").bytes)
    }
}
