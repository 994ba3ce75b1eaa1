import PKICrypto
import PKIFormats
import Synchronization

/// The key of an authority on a token. It exists as long as the authority does, and looks for the token when it is asked, so that a token which comes
/// back needs no restart.
final class TokenKey: DigestSigningKey {
    let place: PKCS11URI
    let publicKey: SubjectPublicKeyInfo
    let supportedSignatureAlgorithms: [AlgorithmIdentifier]
    private let tokens: any TokenKeySource
    private let opened = Mutex<(any DigestSigningKey)?>(nil)

    init(_ key: AuthorityKey, at place: PKCS11URI, tokens: any TokenKeySource) throws {
        self.place = place
        self.tokens = tokens
        publicKey = try SubjectPublicKeyInfo(derEncoded: key.publicKey)
        supportedSignatureAlgorithms = [try AlgorithmIdentifier(derEncoded: key.signatureAlgorithm)]
    }

    /// Makes sure, as far as one can, that the token will sign: asked before an intent is written, so that a token which is away for a month leaves
    /// none. While the token answers, this costs nothing.
    func prepare() async throws {
        if tokens.obstacle(of: place) != nil { try await tokens.probe(place) }
        _ = try await open()
    }

    /// Looks for the key, once.
    /// - Throws: `TokenKeyError` also when the token has another key or none.
    func open() async throws -> any DigestSigningKey {
        if let key = opened.withLock({ $0 }) { return key }
        guard let found = try await tokens.key(at: place) else {
            throw TokenKeyError("the token is there, and has no key \(place)", shown: "its token has no such key")
        }
        guard found.publicKey == publicKey else {
            throw TokenKeyError("the key \(place) on the token is another one than the authority's", shown: "its token has another key")
        }
        opened.withLock { $0 = found }
        return found
    }

    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        let signature = try await open().sign(message, using: algorithm)
        // A device may fail in ways that nobody sees before a client does.
        guard (try? Signature.isValid(signature, over: message, algorithm: algorithm, key: publicKey)) == true else {
            throw TokenKeyError("the token gave a signature by \(place) that is not valid", shown: "its token signs wrongly")
        }
        return signature
    }

    /// Signs the hash value of a long list.
    func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try await open().sign(digest: digest, using: algorithm)
    }
}
