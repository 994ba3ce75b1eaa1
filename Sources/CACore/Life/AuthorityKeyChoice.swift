package import PKICrypto
package import PKIFormats

/// The kind of an authority's key, and the algorithm that it signs with, as a person names them: `p384`, `rsa-4096`, `rsa-pss-3072`, `ed25519`, `ml-dsa-65`.
package struct AuthorityKeyChoice: Sendable, Hashable {
    /// A name that means no key, with the reason and the remedy.
    package struct UnknownKeyError: Error, Sendable, Hashable, CustomStringConvertible {
        /// `keyAlgorithm` or `hash`.
        package let field: String
        package let value: String
        package let description: String
    }

    package let specification: Specification
    package let signatureAlgorithm: AlgorithmIdentifier

    /// What is made: a key that `PKICrypto` computes, or one on a curve that the key store has another library for.
    package enum Specification: Sendable, Hashable {
        case common(KeySpecification)
        case curve(NamedCurve)
    }

    private enum Family { case ecdsa, pkcs1, pss, fixed(AlgorithmIdentifier) }

    /// For help texts and errors.
    package static let names =
        "p256, p384, p521, rsa-2048 to rsa-16384, rsa-pss-2048 to rsa-pss-16384, ed25519, ml-dsa-65, ml-dsa-87, brainpoolP256r1, brainpoolP384r1 or brainpoolP512r1"

    /// - Parameters:
    ///   - name: of the key, in any case; hyphens may be left out.
    ///   - hash: `sha256`, `sha384` or `sha512`; nil for the usual one of the key.
    package init(_ name: String, hash: String? = nil) throws(UnknownKeyError) {
        let folded = name.lowercased().filter { $0 != "-" && $0 != "_" }
        switch folded {
        case "p256": try self.init(.p256, .ecdsa, hash, usual: "sha256")
        case "p384": try self.init(.p384, .ecdsa, hash, usual: "sha384")
        case "p521": try self.init(.p521, .ecdsa, hash, usual: "sha512")
        case "ed25519": try self.init(.ed25519, .fixed(.ed25519), hash, usual: "")
        case "mldsa65": try self.init(.mlDSA65, .fixed(.mlDSA65), hash, usual: "")
        case "mldsa87": try self.init(.mlDSA87, .fixed(.mlDSA87), hash, usual: "")
        case "brainpoolp256r1": try self.init(curve: .brainpoolP256r1, hash, usual: "sha256")
        case "brainpoolp384r1": try self.init(curve: .brainpoolP384r1, hash, usual: "sha384")
        case "brainpoolp512r1": try self.init(curve: .brainpoolP512r1, hash, usual: "sha512")
        default:
            let isPSS = folded.hasPrefix("rsapss")
            guard folded.hasPrefix("rsa"), let bits = Int(folded.dropFirst(isPSS ? 6 : 3)), KeySpecification.rsaBits.contains(bits),
                bits % 8 == 0
            else {
                throw UnknownKeyError(
                    field: "keyAlgorithm",
                    value: name,
                    description: "There is no key \(name.quoted) for an authority. Give \(Self.names)."
                )
            }
            try self.init(.rsa(bits: bits), isPSS ? .pss : .pkcs1, hash, usual: "sha256")
        }
    }

    /// A further key of the kind that an authority has.
    /// - Parameter hash: nil for the algorithm that it signs with.
    /// - Throws: `UnknownKeyError` for a kind of key that is not made here.
    package init(like key: SubjectPublicKeyInfo, signing algorithm: AlgorithmIdentifier, hash: String? = nil) throws(UnknownKeyError) {
        let choice = try AuthorityKeyChoice(Self.name(of: key, isPSS: algorithm.oid == OID.Algorithms.rsassaPSS), hash: hash)
        specification = choice.specification
        signatureAlgorithm = hash == nil ? algorithm : choice.signatureAlgorithm
    }

    /// What a key that was made elsewhere signs with from now on: what it signed with, unless authorities here do not sign with it.
    /// - Parameters:
    ///   - former: nil when nothing is known that it signed.
    ///   - hash: nil for that of the former algorithm.
    /// - Throws: `UnknownKeyError` for a kind of key that is not used here.
    init(importing key: SubjectPublicKeyInfo, signing former: AlgorithmIdentifier?, hash: String?) throws(UnknownKeyError) {
        let name = Self.name(of: key, isPSS: former?.oid == OID.Algorithms.rsassaPSS)
        let kept = ["sha256", "sha384", "sha512"].lazy.compactMap { try? AuthorityKeyChoice(name, hash: $0) }.first {
            hash == nil && $0.signatureAlgorithm == former
        }
        self = if let kept { kept } else { try AuthorityKeyChoice(name, hash: hash) }
    }

    private static func name(of key: SubjectPublicKeyInfo, isPSS: Bool) -> String {
        switch key.kind {
        case .rsa(let bits): (isPSS ? "rsa-pss-" : "rsa-") + "\(bits)"
        case .ec(.p256): "p256"
        case .ec(.p384): "p384"
        case .ec(.p521): "p521"
        case .ec(let curve): curve.displayName
        case .ed25519: "ed25519"
        case .mlDSA65: "ml-dsa-65"
        case .mlDSA87: "ml-dsa-87"
        default: key.kind.algorithmName
        }
    }

    private init(_ specification: KeySpecification, _ family: Family, _ hash: String?, usual: String) throws(UnknownKeyError) {
        try self.init(specification: .common(specification), family, hash, usual: usual)
    }

    private init(curve: NamedCurve, _ hash: String?, usual: String) throws(UnknownKeyError) {
        try self.init(specification: .curve(curve), .ecdsa, hash, usual: usual)
    }

    private init(specification: Specification, _ family: Family, _ hash: String?, usual: String) throws(UnknownKeyError) {
        self.specification = specification
        let wanted = (hash ?? usual).lowercased().filter { $0 != "-" }
        switch (family, wanted) {
        case (.ecdsa, "sha256"): signatureAlgorithm = .ecdsaWithSHA256
        case (.ecdsa, "sha384"): signatureAlgorithm = .ecdsaWithSHA384
        case (.ecdsa, "sha512"): signatureAlgorithm = .ecdsaWithSHA512
        case (.pkcs1, "sha256"): signatureAlgorithm = .rsaWithSHA256
        case (.pkcs1, "sha384"): signatureAlgorithm = .rsaWithSHA384
        case (.pkcs1, "sha512"): signatureAlgorithm = .rsaWithSHA512
        case (.pss, "sha256"): signatureAlgorithm = .rsaPSSWithSHA256
        case (.pss, "sha384"): signatureAlgorithm = .rsaPSSWithSHA384
        case (.pss, "sha512"): signatureAlgorithm = .rsaPSSWithSHA512
        case (.fixed(let algorithm), ""): signatureAlgorithm = algorithm
        case (.fixed, _):
            throw UnknownKeyError(field: "hash", value: hash ?? "", description: "This key has its own hash. Leave the hash out.")
        default:
            throw UnknownKeyError(
                field: "hash",
                value: hash ?? "",
                description: "An authority does not sign with the hash \((hash ?? "").quoted). Give sha256, sha384 or sha512."
            )
        }
    }
}
