package import PKICrypto

/// Answers the challenge of a card: one block, encrypted under the admin key.
///
/// Source: "CardAuthenticateChallenge function"; the direction, encryption, is chosen, because the published pair fits both.
package struct CardCipher: Sendable {
    private let legacy: any LegacyCiphers

    /// - Parameter legacy: computes triple DES, which nothing else here needs.
    package init(legacy: any LegacyCiphers) { self.legacy = legacy }

    /// - Parameters:
    ///     - challenge: one block of the algorithm.
    ///     - key: of the algorithm's length; of triple DES also 16 octets, where the third part is the first.
    /// - Throws: `KeyError` when the system's library does not have the cipher.
    package func response(to challenge: [UInt8], key: [UInt8], algorithm: AdminKeyAlgorithm) throws(KeyError) -> [UInt8] {
        let cipher: ContentCipher =
            switch algorithm {
            case .tripleDES: .legacy(.tripleDESCBC)
            case .aes128: .aes128CBC
            case .aes192: .aes192CBC
            case .aes256: .aes256CBC
            }
        // The first block of CBC under a vector of zeros is the block by itself; the second one is padding.
        let zeros = [UInt8](repeating: 0, count: algorithm.blockLength)
        let blocks = try ContentEncryption.encrypt(challenge, key: key, algorithm: cipher.algorithm(vector: zeros), legacy: legacy)
        return Array(blocks.prefix(algorithm.blockLength))
    }
}
