import JWTKit
import PKIFormats

/// The keys of an issuer by which tokens are verified, from its JSON Web Key Set (RFC 7517). Keys of other kinds and for other uses are left out.
struct TokenKeySet: Sendable {
    /// The most octets of a key set, and the most keys that are read from it.
    static let largest = 256 << 10
    static let mostKeys = 100

    private struct Key: Sendable {
        let identifier: String?
        let algorithm: WebToken.Algorithm
        let verifier: any JWTAlgorithm
    }

    private let keys: [Key]

    /// - Throws: `TokenRefusal.keysUnavailable` when it is no key set, or has no key for RS256 and ES256.
    init(json: [UInt8]) async throws(TokenRefusal) {
        guard json.count <= Self.largest else { throw .keysUnavailable("the key set has more than \(Self.largest) octets") }
        guard case .object(let document)? = try? JSONValue(parsing: json, mostValues: 20_000), case .array(let listed)? = document["keys"]
        else {
            throw .keysUnavailable("it is not a JSON Web Key Set")
        }
        var keys: [Key] = []
        for case .object(let members) in listed.prefix(Self.mostKeys) {
            if let key = await Self.key(members) { keys.append(key) }
        }
        guard !keys.isEmpty else { throw .keysUnavailable("the key set has no signature key for RS256 or ES256") }
        self.keys = keys
    }

    /// The verifier for a token: the key that it names; for a token that names none, the only key of that algorithm.
    func verifier(_ algorithm: WebToken.Algorithm, identifier: String?) -> (any JWTAlgorithm)? {
        let fitting = keys.filter { $0.algorithm == algorithm && (identifier == nil || $0.identifier == identifier) }
        return fitting.count == 1 ? fitting[0].verifier : nil
    }

    private static func key(_ members: JSONMembers) async -> Key? {
        func text(_ name: String) -> String? {
            guard case .string(let text) = members[name] else { return nil }
            return text
        }
        if let use = members["use"], use != "sig" { return nil }
        let collection = JWTKeyCollection()
        let algorithm: WebToken.Algorithm
        do {
            switch text("kty") {
            case "RSA":
                guard let modulus = text("n"), let exponent = text("e") else { return nil }
                algorithm = .rs256
                await collection.add(rsa: try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent), digestAlgorithm: .sha256)
            case "EC":
                guard text("crv") == "P-256", let x = text("x"), let y = text("y") else { return nil }
                algorithm = .es256
                await collection.add(ecdsa: try ES256PublicKey(parameters: (x, y)))
            default: return nil
            }
            if let declared = members["alg"], declared != .string(algorithm.rawValue) { return nil }
            return Key(identifier: text("kid"), algorithm: algorithm, verifier: try await collection.getKey())
        } catch {
            return nil
        }
    }
}
