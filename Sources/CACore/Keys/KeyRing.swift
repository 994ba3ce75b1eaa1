package import PKICrypto
package import PKIFormats
import Synchronization

/// The open keys of the authorities. Keys may come and go while the server runs, so each signature asks for the signer at that moment and fails if there is none.
package final class KeyRing: Sendable {
    private let keys: any KeyStore
    private let store: any CAStore
    private let tokens: (any TokenKeySource)?
    /// The token on which new exchange keys are made; nil for the key store.
    private let exchangeToken: PKCS11URI?
    /// The same for the keys of OCSP signers.
    private let statusToken: PKCS11URI?
    private let signers = Mutex<[AuthorityKeyID: Signer]>([:])
    /// The exchange keys that were opened: unsealing one for each message would take a quarter of a second.
    private let exchangeKeys = Mutex<[KeyReference: PrivateKey]>([:])
    /// The keys of authorities that their tokens did not have at the last look, or not with the right public half.
    private let unfitKeys = Mutex<[KeyReference: TokenKeyError]>([:])
    /// Two or three of each authority are in use at a time.
    private static let mostExchangeKeys = 64

    /// - Parameters:
    ///   - store: keeps the signing intents of keys outside this process.
    ///   - tokens: reaches keys on tokens; nil when no module is configured.
    ///   - exchangeToken: where new exchange keys are made; nil for the key store.
    ///   - statusToken: where new keys of OCSP signers are made; nil for the key store.
    package init(
        keys: any KeyStore,
        store: any CAStore,
        tokens: (any TokenKeySource)? = nil,
        exchangeToken: PKCS11URI? = nil,
        statusToken: PKCS11URI? = nil
    ) {
        self.keys = keys
        self.store = store
        self.tokens = tokens
        self.exchangeToken = exchangeToken
        self.statusToken = statusToken
    }

    /// nil while the key is not open here.
    package func signer(of key: AuthorityKeyID) -> Signer? { signers.withLock { $0[key] } }

    /// Opens every key of the authority that can be opened without asking anybody. A root's key is opened for each signature and then forgotten; its
    /// signer exists while the root's passphrase is available.
    /// - Returns: the reason for each key that could not be opened, by its index.
    @discardableResult
    package func open(_ authority: StoredAuthority) async -> [Int: any Error] {
        var failures: [Int: any Error] = [:]
        for key in authority.keys {
            let id = AuthorityKeyID(authority: authority.number, index: key.index)
            guard signer(of: id) == nil else { continue }
            do {
                if case .pkcs11(let place) = key.reference {
                    let signer = try signer(key, at: place, as: id)
                    signers.withLock { $0[id] = signer }
                } else if let found = try await find(key, of: authority) {
                    let signer = signer(found, as: id, algorithm: try Self.algorithm(of: key), isInProcess: key.reference.isInProcess)
                    signers.withLock { $0[id] = signer }
                }
            } catch {
                failures[key.index] = error
            }
        }
        return failures
    }

    /// Adds a key, from any source.
    package func add(_ key: PrivateKey, as id: AuthorityKeyID, isInProcess: Bool) {
        let signer = signer(key, as: id, isInProcess: isInProcess)
        signers.withLock { $0[id] = signer }
    }

    /// Why a key on a token cannot sign, as far as is known; nil when it can, and for keys in files.
    package func obstacle(of key: AuthorityKey) -> TokenKeyError? {
        guard case .pkcs11(let place) = key.reference, let tokens else { return nil }
        return tokens.obstacle(of: place) ?? unfitKeys.withLock { $0[key.reference] }
    }

    /// Whether the key signs now without anybody's help, as far as is known.
    package func canSign(with key: AuthorityKey, of authority: AuthorityNumber) -> Bool {
        signer(of: AuthorityKeyID(authority: authority, index: key.index)) != nil && obstacle(of: key) == nil
    }

    /// Asks the token of a key whether both are there, so that `obstacle(of:)` is true now.
    package func probeToken(of key: AuthorityKey) async {
        guard case .pkcs11(let place) = key.reference, let tokens else { return }
        do {
            _ = try await TokenKey(key, at: place, tokens: tokens).open()
            unfitKeys.withLock { $0[key.reference] = nil }
        } catch {
            // What is wrong with the token itself, the source knows until it answers.
            let isOfKey = tokens.obstacle(of: place) == nil
            unfitKeys.withLock { $0[key.reference] = isOfKey ? error as? TokenKeyError : nil }
        }
    }

    /// Forgets a key. From now on it signs nothing.
    package func close(_ id: AuthorityKeyID) { signers.withLock { $0[id] = nil } }

    /// The key, opened for one use with a passphrase that somebody has just given. Neither is kept.
    /// - Returns: nil when the key store has no such key.
    /// - Throws: `WrongPassphraseError`.
    package func signer(of key: AuthorityKey, authority: AuthorityNumber, passphrase: [UInt8]) async throws -> Signer? {
        let id = AuthorityKeyID(authority: authority, index: key.index)
        switch key.reference {
        case .sealedFile(let name):
            guard let found = try await keys.key(named: name, passphrase: passphrase), Self.matches(found, key) else { return nil }
            return signer(found, as: id, algorithm: try Self.algorithm(of: key), isInProcess: true)
        // The passphrase is not the token's PIN: whoever may use the key may do so without it.
        case .pkcs11(let place): return try signer(of: id) ?? signer(key, at: place, as: id)
        }
    }

    /// A key that the ring does not hold, such as that of a renewal, opened for one use without asking anybody.
    /// - Returns: nil when its passphrase is not available.
    func signer(of key: AuthorityKey, of authority: StoredAuthority) async throws -> Signer? {
        let id = AuthorityKeyID(authority: authority.number, index: key.index)
        if case .pkcs11(let place) = key.reference { return try signer(key, at: place, as: id) }
        guard let found = try await find(key, of: authority) else { return nil }
        return signer(found, as: id, algorithm: try Self.algorithm(of: key), isInProcess: key.reference.isInProcess)
    }

    private static func algorithm(of key: AuthorityKey) throws -> AlgorithmIdentifier {
        try AlgorithmIdentifier(derEncoded: key.signatureAlgorithm)
    }

    /// Makes a key. When it returns, the key is where it belongs, and nothing refers to it.
    /// - Parameter passphrase: seals a file's key; nil takes the one of the purpose.
    func make(_ specification: AuthorityKeyChoice.Specification, at place: KeyPlace, passphrase: [UInt8]? = nil) async throws
        -> (reference: KeyReference, publicKey: SubjectPublicKeyInfo)
    {
        switch place {
        case .sealedFile(let name, let purpose):
            var (pkcs8, publicKey) = try made(specification)
            defer { pkcs8.wipe() }
            if let passphrase {
                try await keys.save(pkcs8: pkcs8, named: name, passphrase: passphrase)
            } else {
                try await keys.save(pkcs8: pkcs8, named: name, purpose: purpose)
            }
            return (place.reference, publicKey)
        case .token(let uri):
            guard let tokens else { throw Self.withoutModule(uri) }
            guard case .common(let specification) = specification else {
                throw TokenKeyError("a key on this curve is not made on the token of \(uri)", shown: "its token makes no such key")
            }
            guard specification != .mlDSA65, specification != .mlDSA87 else {
                throw AuthorityFoundation.refusal(
                    "keyAlgorithm",
                    specification.kind.algorithmName,
                    "Tokens have no \(specification.kind.algorithmName) keys here. Choose RSA, P-256, P-384, P-521 or Ed25519."
                )
            }
            return (place.reference, try await tokens.makeKey(specification, at: uri, decrypts: false).publicKey)
        }
    }

    private func made(_ specification: AuthorityKeyChoice.Specification) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo) {
        switch specification {
        case .common(let specification):
            let key = try PrivateKey(generating: specification)
            return (try key.pkcs8(), key.publicKey)
        case .curve(let curve): return try keys.makeKey(on: curve)
        }
    }

    /// Puts a key that was made elsewhere where it belongs. When it returns, the key is there, and nothing refers to it.
    /// - Parameters:
    ///   - key: the caller wipes it.
    ///   - passphrase: seals a file's key; nil takes the one of the purpose.
    func keep(_ key: ImportedKey, at place: KeyPlace, passphrase: [UInt8]? = nil) async throws {
        switch place {
        case .sealedFile(let name, let purpose):
            if let passphrase {
                try await keys.save(pkcs8: key.pkcs8, named: name, passphrase: passphrase)
            } else {
                try await keys.save(pkcs8: key.pkcs8, named: name, purpose: purpose)
            }
        case .token(let uri):
            guard let tokens else { throw Self.withoutModule(uri) }
            guard try await tokens.importKey(pkcs8: key.pkcs8, at: uri).publicKey == key.publicKey else {
                throw TokenKeyError("the token shows another public half of \(uri) than the key has", shown: "its token has another key")
            }
        }
    }

    /// Whether a key can be made at that place without a passphrase from somebody.
    func canMake(at place: KeyPlace) -> Bool {
        switch place {
        case .sealedFile(_, let purpose): keys.canOpen(purpose)
        case .token: tokens != nil
        }
    }

    /// The key at a place: the one that an earlier attempt made, or a new one, which is on disk or on the token before anything refers to it.
    /// - Parameter specification: nil when the key must exist.
    /// - Throws: `IssuanceError`; `TokenKeyError` when the token is away.
    package func signer(at place: KeyPlace, as id: AuthorityKeyID, specification: KeySpecification?) async throws -> Signer {
        switch place {
        case .sealedFile(let name, let purpose):
            try await signer(named: name, as: id, purpose: purpose, specification: specification)
        case .token(let uri):
            signer(try await tokenKey(at: uri, specification: specification, decrypts: false), as: id, isInProcess: false)
        }
    }

    private func tokenKey(at place: PKCS11URI, specification: KeySpecification?, decrypts: Bool) async throws -> PrivateKey {
        guard let tokens else { throw Self.withoutModule(place) }
        if let key = try await tokens.key(at: place) { return PrivateKey(custom: key) }
        guard let specification else {
            throw IssuanceError("The token has no key \(place), but its certificate exists. Bring the token that has it.")
        }
        return PrivateKey(custom: try await tokens.makeKey(specification, at: place, decrypts: decrypts))
    }

    private static func withoutModule(_ place: PKCS11URI) -> IssuanceError {
        IssuanceError("The key \(place) is on a token, and no module is configured. Start with --pkcs11-module FILE.")
    }

    private func signer(_ key: AuthorityKey, at place: PKCS11URI, as id: AuthorityKeyID) throws -> Signer {
        guard let tokens else { throw Self.withoutModule(place) }
        let key = try TokenKey(key, at: place, tokens: tokens)
        return signer(PrivateKey(custom: key), as: id, isInProcess: false) { try await key.prepare() }
    }

    private func signer(named name: String, as id: AuthorityKeyID, purpose: StoredKeyPurpose, specification: KeySpecification?) async throws
        -> Signer
    {
        if let key = try await keys.key(named: name, purpose: purpose) { return signer(key, as: id, isInProcess: true) }
        guard let specification else {
            throw IssuanceError(
                "The key \(name) is missing from the key store, but its certificate exists. Restore it from a backup, or let the node that has it complete its first start."
            )
        }
        let key = try PrivateKey(generating: specification)
        try await keys.save(pkcs8: try key.pkcs8(), named: name, purpose: purpose)
        // The saved key is the one that is used: the store may keep it in another form (libcrypto, a token).
        return signer(try await keys.key(named: name, purpose: purpose) ?? key, as: id, isInProcess: true)
    }

    // MARK: Exchange keys, which open messages and sign nothing

    /// Whether exchange keys can be opened and made here. They are sealed like those of issuing authorities.
    var opensExchangeKeys: Bool { keys.canOpen(.issuing) || exchangeToken != nil }

    /// Whether the key of an exchange certificate is where it belongs. One that is open and gone from there is lost at the next start.
    func isKept(_ reference: KeyReference) async throws -> Bool {
        switch reference {
        case .sealedFile(let name): try await keys.isKept(name)
        case .pkcs11(let place): try await openExchangeKey(at: place) != nil
        }
    }

    /// Opens the key, which is then kept open.
    /// - Returns: the public half; nil when the key store has no such key.
    func openExchangeKey(_ reference: KeyReference) async throws -> SubjectPublicKeyInfo? {
        if let key = exchangeKeys.withLock({ $0[reference] }) { return key.publicKey }
        switch reference {
        case .sealedFile(let name):
            guard let key = try await keys.key(named: name, purpose: .issuing) else { return nil }
            remember(key, reference)
            return key.publicKey
        case .pkcs11(let place): return try await openExchangeKey(at: place)?.publicKey
        }
    }

    private func openExchangeKey(at place: PKCS11URI) async throws -> PrivateKey? {
        guard let tokens else { throw Self.withoutModule(place) }
        guard let key = try await tokens.key(at: place).map({ PrivateKey(custom: $0) }) else { return nil }
        remember(key, .pkcs11(place))
        return key
    }

    /// The key of that name, made and saved when there is none. When it returns, the key is on disk or on the token. Two callers get the same key.
    /// - Returns: its place and its public half.
    func newExchangeKey(named name: String, bits: Int) async throws -> (reference: KeyReference, publicKey: SubjectPublicKeyInfo) {
        guard var place = exchangeToken else {
            return (.sealedFile(name: name), try await newSealedExchangeKey(named: name, bits: bits))
        }
        place.object = name
        let reference = KeyReference.pkcs11(place.withoutQuery)
        let key: PrivateKey
        do {
            key = try await tokenKey(at: place, specification: .rsa(bits: bits), decrypts: true)
        } catch let error as TokenKeyError {
            // Another caller may have been first.
            guard let kept = try await openExchangeKey(at: place) else { throw error }
            key = kept
        }
        remember(key, reference)
        return (reference, key.publicKey)
    }

    private func newSealedExchangeKey(named name: String, bits: Int) async throws -> SubjectPublicKeyInfo {
        let reference = KeyReference.sealedFile(name: name)
        if let kept = try await openExchangeKey(reference) { return kept }
        let key = try PrivateKey(generating: .rsa(bits: bits))
        do {
            try await keys.save(pkcs8: try key.pkcs8(), named: name, purpose: .issuing)
        } catch {
            // A key is never replaced, so another caller's is the one to use.
            if let kept = try await openExchangeKey(reference) { return kept }
            throw error
        }
        return try await openExchangeKey(reference) ?? key.publicKey
    }

    /// Opens a message that somebody encrypted to an exchange certificate.
    /// - Throws: `KeyError` when the key is not there, or the message is for another one or was changed.
    func open(
        _ message: EnvelopedData,
        with reference: KeyReference,
        of certificate: Certificate,
        legacy: (any LegacyCiphers)? = nil
    ) async throws -> [UInt8] {
        _ = try await openExchangeKey(reference)
        guard let key = exchangeKeys.withLock({ $0[reference] }) else {
            throw KeyError(.undecipherable, "the key \(reference) is not in the key store; restore it from a backup")
        }
        do {
            return try await message.open(with: .privateKey(key, certificate: certificate), legacy: legacy)
        } catch {
            // A token that is away is not the sender's mistake.
            if case .pkcs11(let place) = reference, let away = tokens?.obstacle(of: place) { throw away }
            throw error
        }
    }

    // MARK: Keys of delegated signers, which sign OCSP responses

    /// Whether keys of OCSP signers can be opened and made here. In files they are sealed like those of issuing authorities.
    var opensStatusKeys: Bool { keys.canOpen(.issuing) || statusToken != nil }

    /// The key of that name, made and saved when there is none. When it returns, the key is on disk or on the token. Two callers get the same key.
    /// - Returns: its place and its public half.
    func newStatusKey(named name: String, _ specification: KeySpecification) async throws
        -> (reference: KeyReference, publicKey: SubjectPublicKeyInfo)
    {
        guard var place = statusToken else {
            return (.sealedFile(name: name), try await newSealedStatusKey(named: name, specification))
        }
        place.object = name
        let reference = KeyReference.pkcs11(place.withoutQuery)
        do {
            return (reference, try await tokenKey(at: place, specification: specification, decrypts: false).publicKey)
        } catch let error as TokenKeyError {
            // Another caller may have been first.
            guard let kept = try await tokens?.key(at: place) else { throw error }
            return (reference, kept.publicKey)
        }
    }

    private func newSealedStatusKey(named name: String, _ specification: KeySpecification) async throws -> SubjectPublicKeyInfo {
        // Also below a root: it is needed all day.
        if let kept = try await keys.key(named: name, purpose: .issuing) { return kept.publicKey }
        let key = try PrivateKey(generating: specification)
        do {
            try await keys.save(pkcs8: try key.pkcs8(), named: name, purpose: .issuing)
        } catch {
            // A key is never replaced, so another caller's is the one to use.
            if let kept = try await keys.key(named: name, purpose: .issuing) { return kept.publicKey }
            throw error
        }
        return key.publicKey
    }

    /// - Returns: nil when the key store has no such key, or another one.
    func statusSigner(_ reference: KeyReference, certificate: Certificate) async throws -> StatusSigner? {
        switch reference {
        case .sealedFile(let name):
            guard let key = try await keys.key(named: name, purpose: .issuing), key.publicKey == certificate.subjectPublicKeyInfo else {
                return nil
            }
            return StatusSigner(key: key, certificate: certificate, isDelegated: true)
        case .pkcs11(let place):
            guard let tokens else { throw Self.withoutModule(place) }
            guard let key = try await tokens.key(at: place), key.publicKey == certificate.subjectPublicKeyInfo else { return nil }
            return StatusSigner(key: PrivateKey(custom: key), certificate: certificate, isDelegated: true)
        }
    }

    private func remember(_ key: PrivateKey, _ reference: KeyReference) {
        exchangeKeys.withLock { keys in
            if keys.count >= Self.mostExchangeKeys { keys.removeAll() }
            keys[reference] = key
        }
    }

    private func signer(
        _ key: PrivateKey,
        as id: AuthorityKeyID,
        algorithm: AlgorithmIdentifier? = nil,
        isInProcess: Bool,
        prepare: @escaping @Sendable () async throws -> Void = {}
    ) -> Signer {
        Signer(key: key, id: id, algorithm: algorithm, isInProcess: isInProcess, prepare: prepare) { [store] in
            try await store.commit([.signingIntended($0)], expecting: .nothing)
        }
    }

    /// - Returns: nil when the passphrase is not available, which is usual for a root.
    private func find(_ key: AuthorityKey, of authority: StoredAuthority) async throws -> PrivateKey? {
        switch key.reference {
        case .sealedFile(let name):
            switch authority.role {
            case .root:
                guard keys.canOpen(.root) else { return nil }
                return PrivateKey(custom: try RootKeyOnDemand(keys: keys, name: name, key: key))
            case .issuing:
                guard let found = try await keys.key(named: name, purpose: .issuing), Self.matches(found, key) else {
                    throw IssuanceError(
                        "The key \(name) is missing from the key store or is a different key. Restore it from a backup, or copy it from another node."
                    )
                }
                return found
            }
        // `open` makes its signer without looking for the token.
        case .pkcs11: return nil
        }
    }

    private static func matches(_ found: PrivateKey, _ key: AuthorityKey) -> Bool { found.publicKey.derEncoded == key.publicKey }
}
