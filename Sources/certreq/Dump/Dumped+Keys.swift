import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    static func publicKey(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let key = try SubjectPublicKeyInfo(derEncoded: bytes)
        return publicKey(key, form: "SubjectPublicKeyInfo", bytes, .publicKey)
    }

    static func rsaPublicKey(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let key = try RSAPublicKey(derEncoded: bytes)
        return publicKey(key.subjectPublicKeyInfo, form: "PKCS #1 RSAPublicKey", bytes, .rsaPublicKey)
    }

    private static func publicKey(_ key: SubjectPublicKeyInfo, form: String, _ bytes: [UInt8], _ grammar: Grammar) -> DumpedStructure {
        var structure = DumpedStructure(
            "publicKey",
            ["form": .string(form), "publicKey": DumpParts.publicKey(key)],
            bytes: bytes,
            grammar: grammar
        )
        structure.warn(Weakness.of(key))
        return structure
    }

    /// The name of a curve alone, as OpenSSL writes it before a key (RFC 5480 §2.1.1).
    static func ecParameters(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let node = try ASN1Node(bytes, at: 0)
        guard node.isUniversal(6), node.end == bytes.count, let oid = node.oid else {
            throw FormatError(
                structure: "ECParameters",
                field: "namedCurve",
                offset: 0,
                reason: "expected OBJECT IDENTIFIER, found \(node.typeName)"
            )
        }
        let key = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.ecPublicKey, parameters: bytes), keyBytes: [])
        return DumpedStructure(
            "ecParameters",
            ["oid": .string(oid.dotted), "curve": .optional(PublicKeySummary(key).curve)],
            bytes: bytes,
            grammar: .any
        )
    }

    static func privateKey(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let info = try PrivateKeyInfo(derEncoded: bytes)
        return privateKey(info, form: "PKCS #8 PrivateKeyInfo", bytes, .privateKeyInfo)
    }

    static func rsaPrivateKey(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let key = try RSAPrivateKey(derEncoded: bytes)
        return privateKey(key.privateKeyInfo, form: "PKCS #1 RSAPrivateKey", bytes, .rsaPrivateKey)
    }

    static func ecPrivateKey(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let key = try ECPrivateKey(derEncoded: bytes)
        guard let info = key.privateKeyInfo() else {
            var structure = DumpedStructure(
                "privateKey",
                [
                    "form": "SEC 1 ECPrivateKey",
                    "publicKey": ["algorithm": "EC", "bits": .int(key.privateKey.count * 8), "curve": .null],
                ],
                bytes: bytes,
                grammar: .ecPrivateKey
            )
            structure.warn("no-curve", "the key does not say on which curve it is")
            return structure
        }
        return privateKey(info, form: "SEC 1 ECPrivateKey", bytes, .ecPrivateKey)
    }

    /// - Parameter bytes: the input, which may have another form than PKCS #8.
    static func privateKey(_ info: PrivateKeyInfo, form: String, _ bytes: [UInt8], _ grammar: Grammar) -> DumpedStructure {
        var structure = DumpedStructure("privateKey", ["form": .string(form)], bytes: bytes, grammar: grammar)
        structure.members["algorithm"] = DumpParts.algorithm(info.algorithm)
        let key = publicPart(of: info)
        structure.members["publicKey"] = key.map(DumpParts.publicKey) ?? summary(of: info)
        if !info.attributes.isEmpty { structure.members["attributes"] = DumpParts.attributes(info.attributes) }
        if let key { structure.warn(Weakness.of(key)) }
        structure.warn("unencrypted", "the private key is not encrypted: whoever has the file has the key")
        return structure
    }

    /// The public key of a private one; `nil` for kinds that this program cannot compute and that do not include it.
    static func publicPart(of info: PrivateKeyInfo) -> SubjectPublicKeyInfo? {
        if let key = try? PrivateKey(pkcs8: info.derEncoded) { return key.publicKey }
        if info.algorithm.oid == OID.Algorithms.rsaEncryption || info.algorithm.oid == OID.Algorithms.rsassaPSS,
            let key = try? RSAPrivateKey(derEncoded: info.privateKey)
        {
            return SubjectPublicKeyInfo(algorithm: info.algorithm, keyBytes: key.publicKey.derEncoded)
        }
        if let given = info.publicKey { return SubjectPublicKeyInfo(algorithm: info.algorithm, keyBytes: given) }
        return OpenSSLPublicKey.of(pkcs8: info.derEncoded)
    }

    private static func summary(of info: PrivateKeyInfo) -> JSONValue {
        let summary = PublicKeySummary(SubjectPublicKeyInfo(algorithm: info.algorithm, keyBytes: []))
        return [
            "algorithm": .string(summary.algorithm), "bits": summary.bits.map(JSONValue.int) ?? .null, "curve": .optional(summary.curve),
            "oid": .string(info.algorithm.oid.dotted),
        ]
    }

    static func encryptedPrivateKey(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let sealed = try EncryptedPrivateKeyInfo(derEncoded: bytes)
        var structure = DumpedStructure(
            "encryptedPrivateKey",
            ["form": "PKCS #8 EncryptedPrivateKeyInfo", "encryption": encryption(sealed.algorithm)],
            bytes: bytes,
            grammar: .encryptedPrivateKeyInfo
        )
        structure.warn(Weakness.ofPassword(sealed.algorithm))
        structure.open(context) { password throws(KeyError) in
            try PasswordSealedKey.open(bytes, passphrase: password, legacy: Legacy())
        }
        return structure
    }

    /// A key in the encryption of PEM itself (`Proc-Type: 4,ENCRYPTED`, RFC 1421 §4.6.1); `nil` when the block is not encrypted.
    static func encryptedPEM(_ document: PEMDocument, _ context: DumpContext) -> DumpedStructure? {
        guard document.headers.contains(where: { $0.hasPrefix("Proc-Type") && $0.uppercased().hasSuffix("ENCRYPTED") }) else { return nil }
        let header = document.headers.first { $0.hasPrefix("DEK-Info:") }?.dropFirst("DEK-Info:".count) ?? ""
        let cipher = header.split(separator: ",").first.map { String($0.drop { $0 == " " }) }
        var structure = DumpedStructure(
            "encryptedPrivateKey",
            ["form": .string("PEM \(document.label)"), "encryption": ["oid": .null, "name": .optional(cipher)]],
            bytes: document.bytes,
            grammar: .any
        )
        structure.hasFields = false
        structure.warn("weak-derivation", "the encryption of PEM headers makes its key with one round of MD5")
        structure.open(context) { password throws(KeyError) in
            try PrivateKey.pkcs8(fromPEM: document.text, passphrase: password, legacy: Legacy())
        }
        return structure
    }

    /// Tries the available password. A wrong password is a fault; a missing one is not.
    private mutating func open(_ context: DumpContext, _ open: ([UInt8]) throws(KeyError) -> [UInt8]) {
        members["decrypted"] = false
        guard let password = context.passwords.password(for: "the private key") else { return }
        do throws(KeyError) {
            let pkcs8 = try open(password)
            guard let info = try? PrivateKeyInfo(derEncoded: pkcs8) else { return }
            members["decrypted"] = true
            members["algorithm"] = DumpParts.algorithm(info.algorithm)
            let key = Self.publicPart(of: info)
            members["publicKey"] = key.map(DumpParts.publicKey) ?? Self.summary(of: info)
            if let key { warn(Weakness.of(key)) }
        } catch {
            faults.append(FormatError(structure: "EncryptedPrivateKeyInfo", field: "encryptedData", reason: error.description))
        }
    }

    /// The scheme of a password-based encryption with its costs.
    static func encryption(_ algorithm: AlgorithmIdentifier) -> JSONValue {
        var object: JSONMembers = ["oid": .string(algorithm.oid.dotted), "name": .optional(algorithm.oid.name)]
        if let parameters = try? PBES2Parameters(algorithm) {
            object["cipher"] = DumpParts.algorithm(parameters.encryptionScheme)
            object["derivation"] = DumpParts.algorithm(parameters.keyDerivationFunction)
            if case .pbkdf2(let derivation) = parameters.derivation {
                object["iterations"] = .int(derivation.iterations)
                object["prf"] = DumpParts.algorithm(derivation.prf)
            }
            if case .scrypt(let derivation) = parameters.derivation { object["cost"] = .int(derivation.cost) }
        } else if let parameters = algorithm.parameters.flatMap({ try? PBEParameters(derEncoded: $0) }) {
            object["iterations"] = .int(parameters.iterations)
        }
        return .object(object)
    }
}

extension Weakness {
    /// Old ciphers and cheap derivations in password-based encryption.
    static func ofPassword(_ algorithm: AlgorithmIdentifier) -> [Weakness] {
        var found = ofCipher(algorithm)
        if let parameters = try? PBES2Parameters(algorithm) {
            found += ofCipher(parameters.encryptionScheme)
            if case .pbkdf2(let derivation) = parameters.derivation { found += ofIterations(derivation.iterations, of: "the encryption") }
        } else if let parameters = algorithm.parameters.flatMap({ try? PBEParameters(derEncoded: $0) }) {
            found += ofIterations(parameters.iterations, of: "the encryption")
        }
        return found
    }

    /// A derivation that costs too little for somebody who guesses passwords.
    static func ofIterations(_ count: Int, of what: String) -> [Weakness] {
        guard count < 10_000 else { return [] }
        let times = count == 1 ? "once" : "\(count) times"
        return [Weakness(code: "few-iterations", sentence: "for \(what) the password is hashed \(times); a guess costs next to nothing")]
    }
}
