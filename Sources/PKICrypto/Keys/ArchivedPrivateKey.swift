package import PKIFormats

/// A private key in the form in which clients send it to be archived: a blob of CryptoAPI or of CNG. A description shows no key material.
///
/// Source: MS-WCCE, "Private Key BLOB" (2.2.2.9 and what it refers to). The document says that the headers of CNG's RSA blobs are big-endian and the numbers of its
/// EC blobs little-endian, where Windows has them the other way round: both are read, and Windows' form is kept.
package struct ArchivedPrivateKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The DER of the PrivateKeyInfo. Secret.
    package private(set) var pkcs8: [UInt8]
    /// The blob as it is archived. Secret.
    package private(set) var blob: [UInt8]

    /// Reads a blob and checks that it is the private half of `publicKey`.
    /// - Throws: `KeyError` of kind `unreadable` for what is no such blob, `refused` for another key.
    package init(blob: [UInt8], of publicKey: SubjectPublicKeyInfo) throws(KeyError) {
        var info: PrivateKeyInfo
        switch publicKey.kind {
        case .rsa: (info, self.blob) = (try Self.rsa(blob), blob)
        case .ec: (info, self.blob) = try Self.curve(blob, of: publicKey)
        default: throw KeyError(.unsupported, "a \(publicKey.kind.algorithmName) key has no form in which it is archived")
        }
        pkcs8 = info.derEncoded
        let key: PrivateKey
        do throws(KeyError) {
            key = try PrivateKey(pkcs8: pkcs8)
        } catch {
            throw KeyError(.unreadable, "the numbers of the private key do not belong together")
        }
        guard key.publicKey.kind == publicKey.kind, key.publicKey.keyBytes == publicKey.keyBytes else { throw Self.otherKey }
    }

    /// Overwrites the key.
    package mutating func wipe() {
        pkcs8.wipe()
        blob.wipe()
    }

    package var description: String { "private key to be archived" }
    package var debugDescription: String { description }

    private static let otherKey = KeyError(.refused, "the private key belongs to another public key")
    private static let unreadable = KeyError(.unreadable, "the private key is in none of the forms of CryptoAPI and CNG")

    private static func rsa(_ blob: [UInt8]) throws(KeyError) -> PrivateKeyInfo {
        if let key = (try? CAPIKeyBlob(encoded: blob))?.privateKey { return key.privateKeyInfo }
        guard let found = (try? CNGRSAKeyBlob(encoded: blob)) ?? (try? CNGRSAKeyBlob(encoded: swappingHeader(of: blob))) else {
            throw unreadable
        }
        switch found.content {
        case .full(let key): return key.privateKeyInfo
        case .primes(let first, let second):
            guard let key = RSAPrivateKey(publicKey: found.publicKey, primes: first, second) else { throw otherKey }
            return key.privateKeyInfo
        case .publicKey: throw unreadable
        }
    }

    /// The five numbers after the magic, in the other order of octets.
    private static func swappingHeader(of blob: [UInt8]) -> [UInt8] {
        guard blob.count >= 24 else { return [] }
        var swapped = blob
        for start in stride(from: 4, to: 24, by: 4) { swapped.replaceSubrange(start..<start + 4, with: blob[start..<start + 4].reversed()) }
        return swapped
    }

    private static func curve(_ blob: [UInt8], of publicKey: SubjectPublicKeyInfo) throws(KeyError) -> (PrivateKeyInfo, [UInt8]) {
        guard let found = try? CNGECCKeyBlob(encoded: blob), let number = found.privateKey else { throw unreadable }
        for isReversed in [false, true] {
            func part(_ octets: [UInt8]) -> [UInt8] { isReversed ? octets.reversed() : octets }
            let point = [4] + part(found.x) + part(found.y)
            guard point == publicKey.keyBytes,
                let read = CNGECCKeyBlob(curve: found.curve, usage: found.usage, point: point, privateKey: part(number)),
                let info = read.privateKeyInfo
            else { continue }
            return (info, read.encoded)
        }
        throw otherKey
    }
}
