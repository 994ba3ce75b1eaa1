import Crypto
import PKIFormats

import PortableFoundation

/// A cipher that authenticates what it encrypts: AES in GCM mode (RFC 5084).
public enum AuthenticatedCipher: Hashable, Sendable, CaseIterable {
    /// With a key of 128, 192 or 256 bits.
    case aes128GCM, aes192GCM, aes256GCM

    private var oid: OID {
        switch self {
        case .aes128GCM: OID.Algorithms.aes128GCM
        case .aes192GCM: OID.Algorithms.aes192GCM
        case .aes256GCM: OID.Algorithms.aes256GCM
        }
    }

    /// Octets of the key.
    public var keyByteCount: Int {
        switch self {
        case .aes128GCM: 16
        case .aes192GCM: 24
        case .aes256GCM: 32
        }
    }

    /// Reads a cipher and its parameters from an identifier.
    /// - Throws: ``KeyError`` of kind `unsupported` or `unreadable`.
    static func reading(_ algorithm: AlgorithmIdentifier) throws(KeyError) -> (cipher: AuthenticatedCipher, parameters: GCMParameters) {
        guard let cipher = allCases.first(where: { $0.oid == algorithm.oid }) else {
            throw KeyError(.unsupported, "content encrypted and authenticated with \(algorithm.name) (\(algorithm.oid)) is not supported")
        }
        do {
            return (cipher, try GCMParameters(derEncoded: algorithm.parameters ?? []))
        } catch {
            throw KeyError(.unreadable, "the parameters of AES-GCM cannot be read: \(error)")
        }
    }

    /// Encrypts with a fresh nonce and a tag of 16 octets.
    func seal(
        _ plain: [UInt8],
        key: [UInt8],
        additionalData: [UInt8]
    ) throws(KeyError) -> (algorithm: AlgorithmIdentifier, encrypted: [UInt8], tag: [UInt8]) {
        let parameters = GCMParameters(nonce: SecureRandom.bytes(12))
        let box = try Self.box(plain, key, parameters.nonce, additionalData)
        return (AlgorithmIdentifier(oid, parameters: parameters.derEncoded), Array(box.ciphertext), Array(box.tag))
    }

    /// Decrypts and checks the tag, which may have 12 through 16 octets.
    static func open(
        _ encrypted: [UInt8],
        tag: [UInt8],
        key: [UInt8],
        parameters: GCMParameters,
        additionalData: [UInt8]
    ) throws(KeyError) -> [UInt8] {
        guard tag.count == parameters.tagByteCount else {
            throw KeyError(.unreadable, "the tag has \(tag.count) octets, the parameters say \(parameters.tagByteCount)")
        }
        // The library checks only tags of 16 octets. In counter mode, encrypting the ciphertext gives back the content, and encrypting that
        // content gives the tag at full length.
        let plain = Array(try box(encrypted, key, parameters.nonce, []).ciphertext)
        let expected = try box(plain, key, parameters.nonce, additionalData).tag.prefix(tag.count)
        var difference: UInt8 = 0
        for (one, other) in zip(expected, tag) { difference |= one ^ other }
        guard difference == 0 else { throw KeyError(.undecipherable, "the message does not open with this key, or it was changed") }
        return plain
    }

    private static func box(_ octets: [UInt8], _ key: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) throws(KeyError) -> AES.GCM.SealedBox {
        guard let nonce = try? AES.GCM.Nonce(data: nonce) else {
            throw KeyError(.unsupported, "AES-GCM with a nonce of \(nonce.count) octets is not supported; 12 are usual")
        }
        guard let box = try? AES.GCM.seal(octets, using: SymmetricKey(data: key), nonce: nonce, authenticating: data) else {
            throw KeyError(.failed, "AES-GCM failed in the cryptographic library")
        }
        return box
    }
}
