import PKIFormats

extension MacData {
    /// The MAC of new content.
    /// - Throws: ``KeyError`` of kind `refused` for iterations out of bounds.
    static func over(_ content: [UInt8], password: FilePassword, as mac: PKCS12Protection.MAC) throws(KeyError) -> MacData {
        let salt = SecureRandom.bytes(16)
        let draft: MacData
        switch mac {
        case .hmac(let digest, let iterations):
            draft = MacData(algorithm: .withNull(digest), digest: [], salt: salt, iterations: iterations)
        case .pbmac1(let digest, let iterations):
            try KeyDerivation.check(iterations: iterations, of: "PBKDF2")
            let derivation = PBKDF2Parameters(salt: salt, iterations: iterations, digest: digest, keyByteCount: digest.byteCount)
            let algorithm = PBMAC1Parameters(derivation: derivation, digest: digest).algorithm
            // RFC 9579 §4: the outer salt and iterations are unused, but old readers expect them.
            draft = MacData(algorithm: algorithm, digest: [], salt: salt, iterations: 1)
        }
        let value = try draft.value(over: content, password: password)
        return MacData(algorithm: draft.algorithm, digest: value, salt: draft.salt, iterations: draft.iterations)
    }

    /// Whether the MAC is that of the content under the password.
    /// - Throws: ``KeyError`` of kind `unsupported`, `unreadable` or `refused`.
    func isValid(over content: [UInt8], password: FilePassword) throws(KeyError) -> Bool {
        MessageAuthentication.areEqual(try value(over: content, password: password), digest)
    }

    /// The iterations of the key derivation, as far as they can be read.
    var derivationCost: Int {
        guard algorithm.oid == OID.Algorithms.pbmac1 else { return iterations }
        guard let parameters = try? PBMAC1Parameters(derEncoded: algorithm.parameters ?? []),
            let derivation = try? PBKDF2Parameters(derEncoded: parameters.keyDerivationFunction.parameters ?? [])
        else { return 0 }
        return derivation.iterations
    }

    private func value(over content: [UInt8], password: FilePassword) throws(KeyError) -> [UInt8] {
        if algorithm.oid == OID.Algorithms.pbmac1 { return try pbmac1(over: content, password: password) }
        guard let digest = DigestAlgorithm(oid: algorithm.oid) else {
            throw KeyError(.unsupported, "a PKCS #12 file with a MAC over \(algorithm.name) (\(algorithm.oid)) is not supported")
        }
        var key = try KeyDerivation.pkcs12(
            password.bmp,
            salt: salt,
            iterations: iterations,
            digest: digest,
            purpose: .mac,
            byteCount: digest.byteCount
        )
        defer { key.wipe() }
        return MessageAuthentication.code(content, key: key, digest: digest)
    }

    private func pbmac1(over content: [UInt8], password: FilePassword) throws(KeyError) -> [UInt8] {
        let parameters: PBMAC1Parameters
        let derivation: PBKDF2Parameters
        do {
            parameters = try PBMAC1Parameters(derEncoded: algorithm.parameters ?? [])
            guard parameters.keyDerivationFunction.oid == OID.Algorithms.pbkdf2 else {
                throw KeyError(.unsupported, "PBMAC1 with \(parameters.keyDerivationFunction.name) is not supported; PBKDF2 is")
            }
            derivation = try PBKDF2Parameters(derEncoded: parameters.keyDerivationFunction.parameters ?? [])
        } catch let error as KeyError {
            throw error
        } catch {
            throw KeyError(.unreadable, "the parameters of PBMAC1 cannot be read: \(error)")
        }
        guard let digest = parameters.messageAuthenticationScheme.hmacDigest else {
            throw KeyError(
                .unsupported,
                "PBMAC1 with \(parameters.messageAuthenticationScheme.name) is not supported"
            )
        }
        guard let count = derivation.keyByteCount, count >= 20 else {
            throw KeyError(.unreadable, "the parameters of PBMAC1 do not name a key length of at least 20 octets (RFC 9579 §4)")
        }
        var key = try KeyDerivation.pbkdf2(password.octets, derivation, keyByteCount: count)
        defer { key.wipe() }
        return MessageAuthentication.code(content, key: key, digest: digest)
    }
}

extension AlgorithmIdentifier {
    /// A digest identifier with NULL parameters, as PKCS #12 files usually have it; some programs read nothing else.
    fileprivate static func withNull(_ digest: DigestAlgorithm) -> AlgorithmIdentifier {
        AlgorithmIdentifier(digest.oid, parameters: DERWriter.encode(capacity: 2) { $0.writeNull() })
    }
}
