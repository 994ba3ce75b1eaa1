package import CACore
package import PKICrypto
package import PKIFormats
import Synchronization

/// Tokens in memory, which a test takes away and brings back.
package final class InMemoryTokens: TokenKeySource {
    private struct State {
        var keys: [PKCS11URI: PrivateKey] = [:]
        var failure: TokenKeyError?
        var signsWrongly = false
        var obstacle: TokenKeyError?
        var signatures = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// The token fails from now on; nil brings it back.
    package func fail(_ error: TokenKeyError?) { state.withLock { $0.failure = error } }
    package func setWrongSignatures(_ areWrong: Bool) { state.withLock { $0.signsWrongly = areWrong } }
    /// Puts another key in the place of the present one, or none.
    package func replace(_ place: PKCS11URI, by key: PrivateKey?) { state.withLock { $0.keys[place] = key } }
    /// The labels of all keys.
    package var labels: [String] { state.withLock { $0.keys.keys.compactMap(\.object).sorted() } }
    /// How often a key was asked to sign.
    package var signatures: Int { state.withLock { $0.signatures } }

    package func key(at place: PKCS11URI) async throws(TokenKeyError) -> (any DigestSigningKey)? {
        try answer()
        return state.withLock { $0.keys[place.withoutQuery] }.map { TokenKeyInMemory(tokens: self, key: $0) }
    }

    package func makeKey(_ specification: KeySpecification, at place: PKCS11URI, decrypts: Bool) async throws(TokenKeyError)
        -> any DigestSigningKey
    {
        try answer()
        guard let key = try? PrivateKey(generating: specification) else { throw TokenKeyError("no such key", shown: "no such key") }
        state.withLock { $0.keys[place.withoutQuery] = key }
        return TokenKeyInMemory(tokens: self, key: key)
    }

    package func importKey(pkcs8: [UInt8], at place: PKCS11URI) async throws(TokenKeyError) -> any DigestSigningKey {
        try answer()
        guard let key = try? PrivateKey(pkcs8: pkcs8) else { throw TokenKeyError("no such key", shown: "no such key") }
        state.withLock { $0.keys[place.withoutQuery] = key }
        return TokenKeyInMemory(tokens: self, key: key)
    }

    package func probe(_ place: PKCS11URI) async throws(TokenKeyError) { try answer() }

    package func obstacle(of place: PKCS11URI) -> TokenKeyError? { state.withLock { $0.obstacle } }

    fileprivate func answer() throws(TokenKeyError) {
        let failure = state.withLock { state in
            state.obstacle = state.failure
            return state.failure
        }
        if let failure { throw failure }
    }

    fileprivate func signed(_ signature: [UInt8]) -> [UInt8] {
        state.withLock { state in
            state.signatures += 1
            guard state.signsWrongly, let last = signature.indices.last else { return signature }
            var wrong = signature
            wrong[last] ^= 1
            return wrong
        }
    }
}

private struct TokenKeyInMemory: DigestSigningKey {
    let tokens: InMemoryTokens
    let key: PrivateKey
    var publicKey: SubjectPublicKeyInfo { key.publicKey }
    var supportedSignatureAlgorithms: [AlgorithmIdentifier] { key.supportedSignatureAlgorithms }

    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try tokens.answer()
        return tokens.signed(try await key.sign(message, using: algorithm))
    }

    func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        throw KeyError(.algorithmMismatch, "this token signs whole messages")
    }

    func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try tokens.answer()
        return try await key.decrypt(encrypted, using: algorithm)
    }
}
