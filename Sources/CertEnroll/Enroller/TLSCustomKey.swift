import NIOCore
import NIOSSL
import PKICrypto
import PKIFormats

/// A key that stays where it is, as NIOSSL asks it for signatures.
struct TLSCustomKey: NIOSSLCustomPrivateKey, Hashable {
    private let key: PrivateKey
    private let algorithms: [UInt16: AlgorithmIdentifier]
    let signatureAlgorithms: [SignatureAlgorithm]

    init(_ key: PrivateKey) {
        self.key = key
        let supported = Set(key.supportedSignatureAlgorithms)
        let offered = Self.table.filter { supported.contains($0.1) }
        algorithms = Dictionary(uniqueKeysWithValues: offered.map { ($0.0.rawValue, $0.1) })
        signatureAlgorithms = offered.map(\.0)
    }

    /// The signature schemes of TLS and the algorithms of certificates that compute the same. Source: RFC 8446 §4.2.3.
    private static let table: [(SignatureAlgorithm, AlgorithmIdentifier)] = [
        (.ecdsaSecp256R1Sha256, .ecdsaWithSHA256),
        (.ecdsaSecp384R1Sha384, .ecdsaWithSHA384),
        (.ecdsaSecp521R1Sha512, .ecdsaWithSHA512),
        (.rsaPssRsaeSha256, .rsaPSSWithSHA256),
        (.rsaPssRsaeSha384, .rsaPSSWithSHA384),
        (.rsaPssRsaeSha512, .rsaPSSWithSHA512),
        (.rsaPkcs1Sha256, .rsaWithSHA256),
        (.rsaPkcs1Sha384, .rsaWithSHA384),
        (.rsaPkcs1Sha512, .rsaWithSHA512),
        (.ed25519, .ed25519),
    ]

    func sign(channel: any Channel, algorithm: SignatureAlgorithm, data: ByteBuffer) -> EventLoopFuture<ByteBuffer> {
        guard let identifier = algorithms[algorithm.rawValue] else {
            return channel.eventLoop.makeFailedFuture(
                KeyError(.algorithmMismatch, "the key does not sign with the TLS scheme \(algorithm.rawValue)")
            )
        }
        let promise = channel.eventLoop.makePromise(of: ByteBuffer.self)
        promise.completeWithTask { ByteBuffer(bytes: try await key.sign(Array(buffer: data), using: identifier)) }
        return promise.futureResult
    }

    /// RSA key exchange belongs to cipher suites that are not offered.
    func decrypt(channel: any Channel, data: ByteBuffer) -> EventLoopFuture<ByteBuffer> {
        channel.eventLoop.makeFailedFuture(KeyError(.unsupported, "TLS decrypts nothing with this key"))
    }

    static func == (left: TLSCustomKey, right: TLSCustomKey) -> Bool { left.key.publicKey == right.key.publicKey }

    func hash(into hasher: inout Hasher) { hasher.combine(key.publicKey) }
}
