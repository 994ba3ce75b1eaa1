import COpenSSL
package import PKICrypto
package import PKIFormats

/// A private key that does the arithmetic only, as a smart card does: it neither hashes nor pads what it is given.
///
/// Everything else of this project signs through ``PrivateKey``, which takes messages. This is for code that stands in for a card.
package struct BareKey: Sendable {
    private let handle: PKeyHandle

    /// The public half.
    package let publicKey: SubjectPublicKeyInfo

    /// Reads a PKCS #8 PrivateKeyInfo that is not encrypted.
    package init(pkcs8: [UInt8]) throws(KeyError) {
        do {
            handle = try PKeyHandle.reading(pkcs8: pkcs8)
            publicKey = try SubjectPublicKeyInfo(derEncoded: try handle.publicKeyDER())
        } catch {
            throw KeyError(.unreadable, "the private key cannot be read (\(error))")
        }
    }

    /// The PrivateKeyInfo, unencrypted, with the public half in it.
    package func pkcs8() throws(KeyError) -> [UInt8] { try handle.pkcs8() }

    /// The RSA private operation: `block` to the power of the private exponent.
    /// - Parameter block: as long as the modulus, and a smaller number.
    package func power(_ block: [UInt8]) throws(KeyError) -> [UInt8] {
        guard handle.isRSA, block.count * 8 == handle.bits else {
            throw KeyError(.refused, "a block of \(block.count) octets is not as long as the modulus")
        }
        return try compute("raising a block to the private exponent", EVP_PKEY_decrypt_init) { context, output, length in
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) > 0 && EVP_PKEY_decrypt(context, output, &length, block, block.count) > 0
        }
    }

    /// ECDSA over a hash value of any length.
    /// - Returns: ECDSA-Sig-Value (RFC 3279 §2.2.3).
    package func sign(digest: [UInt8]) throws(KeyError) -> [UInt8] {
        guard case .ec = publicKey.kind else { throw KeyError(.refused, "the key is not an EC key") }
        return try compute("signing", EVP_PKEY_sign_init) { context, output, length in
            EVP_PKEY_sign(context, output, &length, digest, digest.count) > 0
        }
    }

    /// The x-coordinate of ECDH.
    /// - Parameter point: a point of the key's curve, uncompressed (SEC 1 §2.3.3).
    package func agree(point: [UInt8]) throws(KeyError) -> [UInt8] {
        guard case .ec = publicKey.kind else { throw KeyError(.refused, "the key is not an EC key") }
        let other: PKeyHandle
        do {
            other = try PKeyHandle.reading(publicKey: SubjectPublicKeyInfo(algorithm: publicKey.algorithm, keyBytes: point).derEncoded)
        } catch {
            throw KeyError(.refused, "the octets are not a point of the key's curve")
        }
        return try compute("agreeing on a secret", EVP_PKEY_derive_init) { context, output, length in
            EVP_PKEY_derive_set_peer(context, other.pointer) > 0 && EVP_PKEY_derive(context, output, &length) > 0
        }
    }

    /// Runs one operation of libcrypto twice: for the length of its output, then for the output.
    private func compute(
        _ action: String,
        _ begin: (OpaquePointer?) -> Int32,
        _ operation: (OpaquePointer, UnsafeMutablePointer<UInt8>?, inout Int) -> Bool
    ) throws(KeyError) -> [UInt8] {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.pointer, nil) else {
            throw KeyError(.failed, "\(OpenSSLError("making a key context"))")
        }
        defer { EVP_PKEY_CTX_free(context) }
        var length = 0
        guard begin(context) > 0, operation(context, nil, &length) else { throw KeyError(.failed, "\(OpenSSLError(action))") }
        var isDone = false
        let result = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            isDone = operation(context, buffer.baseAddress, &length)
            count = isDone ? min(length, buffer.count) : 0
        }
        guard isDone else { throw KeyError(.failed, "\(OpenSSLError(action))") }
        return result
    }
}

extension BareKey {
    /// An EC key from its secret number (SEC 1 §3.2.1), big-endian.
    package init(scalar: [UInt8], curve: NamedCurve) throws(KeyError) {
        let inner = DERWriter.encode(capacity: scalar.count + 16) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(1)
                writer.writeOctetString(scalar)
            }
        }
        try self.init(pkcs8: PrivateKeyInfo(algorithm: .ecPublicKey(curve), privateKey: inner).derEncoded)
        try check()
    }

    /// An RSA key with the public exponent 65537 from its two primes, big-endian.
    package init(primes p: [UInt8], _ q: [UInt8]) throws(KeyError) {
        guard let numbers = Self.numbers(p, q) else { throw KeyError(.unreadable, "the two numbers are not the primes of an RSA key") }
        let inner = DERWriter.encode(capacity: 1024) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(0)
                for number in numbers { writer.writeInteger(unsigned: number) }
            }
        }
        try self.init(pkcs8: PrivateKeyInfo(algorithm: .rsaEncryption, privateKey: inner).derEncoded)
        try check()
    }

    /// Finds numbers that have the form of a key and are none: a secret number of 0 or above the order, factors that are not prime.
    private func check() throws(KeyError) {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.pointer, nil) else {
            throw KeyError(.failed, "\(OpenSSLError("making a key context"))")
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_check(context) == 1 else { throw KeyError(.unreadable, "\(OpenSSLError("checking the key"))") }
    }

    /// The eight numbers of RSAPrivateKey (RFC 8017 appendix A.1.2) after the version.
    private static func numbers(_ p: [UInt8], _ q: [UInt8]) -> [[UInt8]]? {
        guard let context = BN_CTX_new(), (64...1024).contains(p.count), (64...1024).contains(q.count) else { return nil }
        defer { BN_CTX_free(context) }
        BN_CTX_start(context)
        defer { BN_CTX_end(context) }
        let all = (0..<10).compactMap { _ in BN_CTX_get(context) }
        guard all.count == 10 else { return nil }
        let (prime1, prime2, n, e, d) = (all[0], all[1], all[2], all[3], all[4])
        let (exponent1, exponent2, coefficient, less1, less2) = (all[5], all[6], all[7], all[8], all[9])
        guard BN_bin2bn(p, Int32(p.count), prime1) != nil, BN_bin2bn(q, Int32(q.count), prime2) != nil, BN_set_word(e, 65_537) == 1,
            BN_is_odd(prime1) == 1, BN_is_odd(prime2) == 1, BN_mul(n, prime1, prime2, context) == 1,
            BN_sub(less1, prime1, BN_value_one()) == 1, BN_sub(less2, prime2, BN_value_one()) == 1,
            BN_mul(d, less1, less2, context) == 1, BN_mod_inverse(d, e, d, context) != nil,
            BN_div(nil, exponent1, d, less1, context) == 1, BN_div(nil, exponent2, d, less2, context) == 1,
            BN_mod_inverse(coefficient, prime2, prime1, context) != nil
        else {
            ERR_clear_error()
            return nil
        }
        return [n, e, d, prime1, prime2, exponent1, exponent2, coefficient].map { number in
            let count = Int(BN_num_bits(number) + 7) / 8
            return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                filled = buffer.baseAddress.map { Int(BN_bn2bin(number, $0)) } ?? 0
            }
        }
    }
}
