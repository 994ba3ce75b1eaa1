import CAInterface
public import CertCli
import PKICrypto
public import PKIFormats

/// 1.3.6.1.4.1.311.21.13: a private key that the CA shall archive, encrypted for its exchange certificate. Source:
/// "IX509AttributeArchiveKey interface".
public final class X509AttributeArchiveKey: KnownX509Attribute<ArchivedKey> {
    /// Encrypts a key.
    /// - Parameters:
    ///   - keyBlob: the private key in the form that the CA archives.
    ///   - encoding: of the CA's exchange certificate.
    ///   - algorithm: the cipher: AES with 256, 192 or 128 bits; AES-256 when nil, where Windows takes triple DES.
    ///   - encryptionStrength: without effect, as documented.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8009310B when the certificate cannot be read, 0x80091002 for another cipher,
    ///   0x80090029 when the certificate's key cannot encrypt.
    public func initializeEncode(
        _ keyBlob: [UInt8],
        encoding: EncodingType,
        caExchangeCertificate: [UInt8],
        algorithm: ObjectId? = nil,
        encryptionStrength: Int = 0
    ) async throws {
        guard !isInitialized else { throw CAError.alreadyInitialized("The attribute") }
        let cipher = try Self.cipher(algorithm)
        let recipient = try Self.recipient(try encoding.decode(caExchangeCertificate))
        let sealed: EnvelopedData
        do {
            sealed = try await EnvelopedData.sealing(keyBlob, for: [recipient], cipher: cipher)
        } catch {
            throw CAError(.internal, status: .nteNotSupported, "The key cannot be encrypted for the exchange certificate: \(error).", cause: error)
        }
        let message = ContentInfo(contentType: OID.CMS.envelopedData, content: sealed.derEncoded).derEncoded
        try initialize(with: (ArchivedKey.oid, message))
    }

    /// The encrypted key: the whole message. Source: "IX509AttributeArchiveKey::get_EncryptedKeyBlob".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func encryptedKeyBlob(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try known(for: "encryptedKeyBlob").derEncoded)
    }

    /// The cipher. Source: "IX509AttributeArchiveKey::get_EncryptionAlgorithm".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x8009310B when the message cannot be read.
    public var encryptionAlgorithm: ObjectId {
        get throws {
            do {
                let enveloped = try EnvelopedData(derEncoded: try known(for: "encryptionAlgorithm").envelopedData)
                return ObjectId(enveloped.encryptedContentInfo.algorithm.oid)
            } catch let error as FormatError {
                throw CAError.unreadable("The encrypted key", error)
            }
        }
    }

    /// Always 0, as documented. Source: "IX509AttributeArchiveKey::get_EncryptionStrength".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var encryptionStrength: Int {
        get throws {
            _ = try known(for: "encryptionStrength")
            return 0
        }
    }

    private static func cipher(_ algorithm: ObjectId?) throws -> ContentCipher {
        guard let algorithm else { return .aes256CBC }
        switch try algorithm.oid {
        case OID.Algorithms.aes256CBC: return .aes256CBC
        case OID.Algorithms.aes192CBC: return .aes192CBC
        case OID.Algorithms.aes128CBC: return .aes128CBC
        default:
            throw CAError(
                .malformed,
                status: .unknownAlgorithm,
                "Keys are not encrypted with \(try algorithm.oid.nameOrDotted). Use AES with 256, 192 or 128 bits."
            )
        }
    }

    // CAs of Windows read this kind of RSA encryption only.
    private static func recipient(_ certificate: [UInt8]) throws -> CMSRecipient {
        let exchange: Certificate
        do {
            exchange = try Certificate(derEncoded: certificate)
        } catch {
            throw CAError.unreadable("The exchange certificate", error)
        }
        do {
            return try CMSRecipient.certificate(exchange, rsa: .pkcs1)
        } catch {
            throw CAError(.unacceptable, status: .nteNotSupported, "The exchange certificate's key cannot encrypt: \(error).", cause: error)
        }
    }
}
