package import PKICrypto
package import PKIFormats

extension PKCS11Token {
    /// What a new key may do.
    package struct KeyUse: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        package static let sign = KeyUse(rawValue: 1)
        package static let decrypt = KeyUse(rawValue: 2)
    }

    /// A private key that the token shows.
    package struct KeyDescription: Sendable, Hashable {
        /// With label and identifier.
        package let uri: PKCS11URI
        /// nil when the token does not give out the public half.
        package let publicKey: SubjectPublicKeyInfo?
        /// Whether the key can never be read.
        package let staysInside: Bool
    }

    /// The private keys on the token.
    package func keys() async throws -> [KeyDescription] {
        let own = uri
        return try await run("listing keys") { connection, _ in
            let objects = try connection.find([ObjectAttribute(CKA.objectClass, number: CKO.privateKey)])
            return try objects.map { object in
                var uri = own
                uri.object = try connection.value(CKA.label, object).flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
                uri.id = try connection.value(CKA.id, object).flatMap { $0.isEmpty ? nil : $0 }
                return KeyDescription(
                    uri: uri,
                    publicKey: try connection.publicHalf(of: object),
                    staysInside: try connection.staysInside(object)
                )
            }
        }
    }

    /// The key with the label and identifier of `place`.
    /// - Returns: nil when the token has none.
    package func key(at place: PKCS11URI) async throws -> PKCS11Key? {
        try await run("looking for a key") { [self] connection, _ in
            guard let object = try connection.privateKey(at: place) else { return nil }
            return try key(object, at: place, connection)
        }
    }

    private func key(_ object: UInt, at place: PKCS11URI, _ connection: Connection) throws -> PKCS11Key {
        guard let publicKey = try connection.publicHalf(of: object) else {
            throw PKCS11Error(.keyMissing, "the token does not show the public half of \(place.withoutQuery); write it beside the key")
        }
        return try PKCS11Key(publicKey, at: place, on: self)
    }

    /// Makes a key that never leaves the token.
    /// - Parameter place: its label, and its identifier; a random one when absent.
    /// - Throws: `PKCS11Error` of kind `keyExists` when one is there.
    package func makeKey(_ specification: KeySpecification, at place: PKCS11URI, use: KeyUse) async throws -> PKCS11Key {
        let plan = try KeyPlan(specification)
        let names = try Self.names(of: place)
        return try await run("making a key", writes: true, isLong: true) { [self] connection, _ in
            try Self.requireRoom(for: place, connection)
            let made = try connection.library.generateKeyPair(
                connection.session,
                .plain(plan.mechanism),
                publicHalf: names + plan.publicAttributes + [
                    ObjectAttribute(CKA.token, true), ObjectAttribute(CKA.private, false), ObjectAttribute(CKA.verify, use.contains(.sign)),
                ] + (use.contains(.decrypt) ? [ObjectAttribute(CKA.encrypt, true)] : []),
                privateHalf: names + Self.privateAttributes(use)
            )
            return try checked(made.privateKey, at: place, connection)
        }
    }

    /// Writes a key that was made elsewhere. From then on the token does not give it out.
    /// - Parameter pkcs8: PrivateKeyInfo DER, not encrypted.
    package func importKey(pkcs8: [UInt8], at place: PKCS11URI, use: KeyUse) async throws -> PKCS11Key {
        let publicKey: SubjectPublicKeyInfo
        do { publicKey = try PrivateKey(pkcs8: pkcs8).publicKey } catch { throw PKCS11Error(.refused, "the key cannot be read: \(error)") }
        let secret = try KeyPlan.secretAttributes(of: pkcs8)
        let open = try KeyPlan.publicAttributes(of: publicKey)
        let names = try Self.names(of: place)
        return try await run("writing a key", writes: true) { [self] connection, _ in
            try Self.requireRoom(for: place, connection)
            let library = connection.library
            let object = try library.createObject(
                connection.session,
                [ObjectAttribute(CKA.objectClass, number: CKO.privateKey)] + names + secret + Self.privateAttributes(use)
            )
            do {
                _ = try library.createObject(
                    connection.session,
                    [
                        ObjectAttribute(CKA.objectClass, number: CKO.publicKey), ObjectAttribute(CKA.token, true),
                        ObjectAttribute(CKA.private, false), ObjectAttribute(CKA.verify, use.contains(.sign)),
                    ] + names + open
                )
                return try checked(object, at: place, connection)
            } catch {
                try? library.destroy(object, connection.session)
                throw error
            }
        }
    }

    /// Removes the private key and its public half.
    /// - Returns: false when there is none.
    package func destroyKey(at place: PKCS11URI) async throws -> Bool {
        try await run("removing a key", writes: true) { connection, _ in
            guard let object = try connection.privateKey(at: place) else { return false }
            let publicObjects = try connection.publicObjects(of: object)
            try connection.library.destroy(object, connection.session)
            for object in publicObjects { try connection.library.destroy(object, connection.session) }
            return true
        }
    }

    // MARK: Parts

    private static func names(of place: PKCS11URI) throws -> [ObjectAttribute] {
        guard let label = place.object else {
            throw PKCS11Error(.refused, "\(place.withoutQuery) gives the new key no label; add object=NAME")
        }
        return [
            ObjectAttribute(CKA.label, Array(label.utf8)), ObjectAttribute(CKA.id, place.id ?? SecureRandom.bytes(16)),
        ]
    }

    private static func privateAttributes(_ use: KeyUse) -> [ObjectAttribute] {
        [
            ObjectAttribute(CKA.token, true), ObjectAttribute(CKA.private, true), ObjectAttribute(CKA.sensitive, true),
            ObjectAttribute(CKA.extractable, false), ObjectAttribute(CKA.sign, use.contains(.sign)),
        ] + (use.contains(.decrypt) ? [ObjectAttribute(CKA.decrypt, true)] : [])
    }

    private static func requireRoom(for place: PKCS11URI, _ connection: Connection) throws {
        guard try connection.privateKey(at: place) != nil else { return }
        throw PKCS11Error(.keyExists, "the token has a key \(place.withoutQuery) already, and keys are never replaced")
    }

    /// The new key, if it stays inside. A module may ignore that wish.
    private func checked(_ object: UInt, at place: PKCS11URI, _ connection: Connection) throws -> PKCS11Key {
        guard try connection.staysInside(object) else {
            for other in try connection.publicObjects(of: object) { try? connection.library.destroy(other, connection.session) }
            try? connection.library.destroy(object, connection.session)
            throw PKCS11Error(.refused, "the token would have given the new key \(place.withoutQuery) out again, so the key was removed")
        }
        return try key(object, at: place, connection)
    }
}

extension PKCS11Token.Connection {
    func find(_ attributes: [ObjectAttribute]) throws -> [UInt] { try library.find(session, attributes) }

    func value(_ type: UInt, _ object: UInt) throws -> [UInt8]? { try library.value(of: type, object, session) }

    private func number(_ type: UInt, _ object: UInt) throws -> UInt? {
        guard let octets = try value(type, object), octets.count == MemoryLayout<UInt>.size else { return nil }
        return octets.withUnsafeBytes { $0.loadUnaligned(as: UInt.self) }
    }

    /// The private key that `place` names; nil when there is none.
    func privateKey(at place: PKCS11URI) throws -> UInt? {
        var attributes = [ObjectAttribute(CKA.objectClass, number: CKO.privateKey)]
        if let label = place.object { attributes.append(ObjectAttribute(CKA.label, Array(label.utf8))) }
        if let id = place.id { attributes.append(ObjectAttribute(CKA.id, id)) }
        guard attributes.count > 1 else {
            throw PKCS11Error(.refused, "\(place.withoutQuery) names no key on the token; add object=NAME or id=NUMBER")
        }
        let found = try find(attributes)
        guard found.count < 2 else {
            throw PKCS11Error(.ambiguous, "\(found.count) keys on the token are \(place.withoutQuery); name one by its id")
        }
        return found.first
    }

    /// The public objects that belong to a private key: those with its identifier and type, or with its label when it has no identifier.
    func publicObjects(of object: UInt) throws -> [UInt] {
        var attributes = [ObjectAttribute(CKA.objectClass, number: CKO.publicKey)]
        if let type = try number(CKA.keyType, object) { attributes.append(ObjectAttribute(CKA.keyType, number: type)) }
        if let id = try value(CKA.id, object), !id.isEmpty {
            attributes.append(ObjectAttribute(CKA.id, id))
        } else if let label = try value(CKA.label, object), !label.isEmpty {
            attributes.append(ObjectAttribute(CKA.label, label))
        } else {
            return []
        }
        return try find(attributes)
    }

    func staysInside(_ object: UInt) throws -> Bool {
        try value(CKA.sensitive, object) == [1] && value(CKA.extractable, object) == [0]
    }

    /// The public half of a private key; nil when the token does not give it out, or the key is of a kind that is not known here.
    func publicHalf(of object: UInt) throws -> SubjectPublicKeyInfo? {
        switch try number(CKA.keyType, object) {
        case CKK.rsa:
            // The private object has the public numbers too.
            for place in [object] + (try publicObjects(of: object)) {
                if let modulus = try value(CKA.modulus, place), let exponent = try value(CKA.publicExponent, place), !modulus.isEmpty,
                    !exponent.isEmpty
                {
                    let key = RSAPublicKey(modulus: modulus, publicExponent: exponent)
                    return SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: key.derEncoded)
                }
            }
            return nil
        case CKK.ec:
            guard let parameters = try value(CKA.ecParameters, object),
                let curve = NamedCurve.nist.first(where: { AlgorithmIdentifier.ecPublicKey($0).parameters == parameters })
            else { return nil }
            for place in try publicObjects(of: object) {
                if let point = try value(CKA.ecPoint, place).flatMap({ KeyPlan.point(in: $0, byteCount: 2 * curve.byteCount + 1) }) {
                    return SubjectPublicKeyInfo(algorithm: .ecPublicKey(curve), keyBytes: point)
                }
            }
            return nil
        case CKK.ecEdwards:
            for place in try publicObjects(of: object) {
                if let point = try value(CKA.ecPoint, place).flatMap({ KeyPlan.point(in: $0, byteCount: 32) }) {
                    return SubjectPublicKeyInfo(algorithm: .ed25519, keyBytes: point)
                }
            }
            return nil
        default: return nil
        }
    }
}
