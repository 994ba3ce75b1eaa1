import PKIFormats

extension PKCS12 {
    /// Reads a PKCS #12 file of Windows, OpenSSL, Java, NSS, macOS and others: DER or BER, with MAC (HMAC or PBMAC1) or without, safes and
    /// keys encrypted or in the clear.
    ///
    /// An empty password is also tried as no password, and no password as the empty one.
    /// - Parameters:
    ///   - keyPassword: for private keys whose password differs from that of the rest.
    ///   - keepsClosedKeys: whether keys under yet another password are left closed, in ``closedKeys``, once the password has proved right
    ///     for the rest. If not, the first such key is an error that names it.
    ///   - legacy: computes triple DES, RC2 and RC4, which most files from before 2020 use.
    /// - Throws: ``KeyError`` of kind `wrongPassphrase` when the password is wrong or the file was changed; `unreadable`; `unsupported`,
    ///   naming the cipher, for old ciphers without `legacy`, and for files signed with a key or encrypted to a public key; `refused` for
    ///   costs that would keep the processor busy for minutes.
    public init(
        pfx: [UInt8],
        password: FilePassword,
        keyPassword: FilePassword? = nil,
        keepsClosedKeys: Bool = false,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) {
        var reader = PKCS12Reader(password: password, keyPassword: keyPassword, keepsClosedKeys: keepsClosedKeys, legacy: legacy)
        self = try reader.read(pfx)
    }
}

/// The state of reading one file: the passwords that may still fit, the work done so far, and what was found.
struct PKCS12Reader {
    /// The bound on the iterations of all key derivations together. A file may have many keys, each under its own derivation.
    private static let acceptedCost = 100_000_000

    private var candidates: [FilePassword]
    private var keyCandidates: [FilePassword]
    private let keepsClosedKeys: Bool
    private let legacy: (any LegacyCiphers)?
    /// Whether the MAC or something encrypted has shown that the password is the file's.
    private var isPasswordProven = false
    private var cost = 0
    private var found = PKCS12()

    init(password: FilePassword, keyPassword: FilePassword?, keepsClosedKeys: Bool, legacy: (any LegacyCiphers)?) {
        candidates = Self.variants(of: password)
        keyCandidates = keyPassword.map(Self.variants) ?? []
        self.keepsClosedKeys = keepsClosedKeys
        self.legacy = legacy
    }

    mutating func read(_ bytes: [UInt8]) throws(KeyError) -> PKCS12 {
        let pfx: PFX
        do {
            pfx = try PFX(berEncoded: bytes)
        } catch {
            throw KeyError(.unreadable, "the bytes are not a PKCS #12 file: \(error)")
        }
        guard let content = pfx.authenticatedSafe else {
            guard pfx.authSafe.contentType == OID.CMS.signedData else {
                throw KeyError(.unreadable, "the content of the PKCS #12 file is \(pfx.authSafe.contentType.nameOrDotted) instead of data")
            }
            throw KeyError(.unsupported, "the PKCS #12 file is signed with a key instead of a password, which is not supported")
        }
        if let mac = pfx.macData { try checkMAC(mac, over: content) }
        let safes: [ContentInfo]
        do {
            safes = try AuthenticatedSafe(derEncoded: BERTranscoder.der(from: content, structure: "AuthenticatedSafe")).safes
        } catch {
            throw KeyError(.unreadable, "the content of the PKCS #12 file cannot be read: \(error)")
        }
        for safe in safes { try read(safe) }
        return PKCS12(
            keys: found.keys,
            certificates: found.certificates,
            revocationLists: found.revocationLists,
            secrets: found.secrets,
            others: found.others,
            closedKeys: found.closedKeys,
            integrity: pfx.macData == nil ? .none : .password
        )
    }

    private mutating func checkMAC(_ mac: MacData, over content: [UInt8]) throws(KeyError) {
        for candidate in candidates {
            try spend(mac.derivationCost)
            guard try mac.isValid(over: content, password: candidate) else { continue }
            candidates = [candidate]
            isPasswordProven = true
            return
        }
        throw Self.wrongPassword
    }

    private mutating func read(_ safe: ContentInfo) throws(KeyError) {
        switch safe.contentType {
        case OID.CMS.data:
            guard let octets = PFX.octets(ofData: safe), let contents = Self.safeContents(octets) else {
                throw KeyError(.unreadable, "a safe of the PKCS #12 file cannot be read")
            }
            for bag in contents.bags { try read(bag) }
        case OID.CMS.encryptedData:
            let encrypted: EncryptedContentInfo
            do {
                encrypted = try EncryptedData(berEncoded: safe.content).encryptedContentInfo
            } catch {
                throw KeyError(.unreadable, "an encrypted safe of the PKCS #12 file cannot be read: \(error)")
            }
            let contents = try opened(encrypted.encryptedContent ?? [], encrypted.algorithm, candidates, as: Self.safeContents)
            candidates = [contents.password]
            isPasswordProven = true
            for bag in contents.value.bags { try read(bag) }
        case OID.CMS.envelopedData:
            throw KeyError(
                .unsupported,
                "a safe of the PKCS #12 file is encrypted to a public key (EnvelopedData), which is not supported"
            )
        default:
            throw KeyError(.unreadable, "a safe of the PKCS #12 file is \(safe.contentType.nameOrDotted) and neither data nor encrypted")
        }
    }

    private mutating func read(_ bag: SafeBag) throws(KeyError) {
        switch bag.value {
        case .key(let key): found.keys.append(PKCS12.Key(pkcs8: key.derEncoded, attributes: bag.attributes))
        case .shroudedKey(let key):
            if let pkcs8 = try opened(key, bag.attributes) {
                found.keys.append(PKCS12.Key(pkcs8: pkcs8, attributes: bag.attributes))
            } else {
                found.closedKeys.append(PKCS12.ClosedKey(key: key, attributes: bag.attributes))
            }
        case .certificate(let certificate):
            if let x509 = certificate.x509 {
                found.certificates.append(PKCS12.Item(x509, attributes: bag.attributes))
            } else {
                found.others.append(bag)
            }
        case .revocationList(let list):
            if let x509 = list.x509 {
                found.revocationLists.append(PKCS12.Item(x509, attributes: bag.attributes))
            } else {
                found.others.append(bag)
            }
        case .secret(let secret):
            let pkcs8: [UInt8]? = if let key = secret.shroudedKey { try opened(key, bag.attributes) } else { nil }
            found.secrets.append(PKCS12.Secret(bag: secret, pkcs8: pkcs8, attributes: bag.attributes))
        // DERScan bounds how deeply bags are nested.
        case .contents(let contents): for inner in contents.bags { try read(inner) }
        case .other: found.others.append(bag)
        }
    }

    /// - Returns: `nil` for a key under another password that may stay closed.
    private mutating func opened(_ key: EncryptedPrivateKeyInfo, _ attributes: [BagAttribute]) throws(KeyError) -> [UInt8]? {
        let isOwnPassword = !keyCandidates.isEmpty
        do throws(KeyError) {
            let key = try opened(key.encryptedData, key.algorithm, isOwnPassword ? keyCandidates : candidates) {
                (plain: [UInt8]) -> [UInt8]? in
                guard let der = try? BERTranscoder.der(from: plain), (try? PrivateKeyInfo(derEncoded: der)) != nil else { return nil }
                return der
            }
            if isOwnPassword { keyCandidates = [key.password] } else { candidates = [key.password] }
            isPasswordProven = true
            return key.value
        } catch {
            guard error.kind == .wrongPassphrase, isPasswordProven else { throw error }
            if keepsClosedKeys { return nil }
            let name = attributes.friendlyName.map { " \"\($0)\"" } ?? ""
            throw KeyError(
                .wrongPassphrase,
                "the password opens the PKCS #12 file, but not its private key\(name), which is under another; give that as the key's password"
            )
        }
    }

    /// Decrypts with each of the passwords until a result can be read.
    private mutating func opened<Value>(
        _ encrypted: [UInt8],
        _ algorithm: AlgorithmIdentifier,
        _ passwords: [FilePassword],
        as read: ([UInt8]) -> Value?
    ) throws(KeyError) -> (value: Value, password: FilePassword) {
        let isPBES2 = algorithm.oid == OID.Algorithms.pbes2
        for password in passwords {
            // NSS and Windows derive a PBES2 key from other octets than the rest.
            for form in isPBES2 && !password.isEmpty ? [password, password.withBMPOctets] : [password] {
                try spend(PasswordBasedEncryption.cost(of: algorithm))
                do throws(KeyError) {
                    var plain = try PasswordBasedEncryption.decrypt(encrypted, password: form, algorithm: algorithm, legacy: legacy)
                    defer { plain.wipe() }
                    if let value = read(plain) { return (value, password) }
                } catch {
                    guard error.kind == .undecipherable else { throw error }
                }
            }
        }
        throw Self.wrongPassword
    }

    private mutating func spend(_ iterations: Int) throws(KeyError) {
        let (sum, overflow) = cost.addingReportingOverflow(max(0, iterations))
        guard !overflow, sum <= Self.acceptedCost else {
            throw KeyError(.refused, "the PKCS #12 file asks for more than \(Self.acceptedCost) iterations of its key derivations")
        }
        cost = sum
    }

    /// The password as given; its empty or missing alternative; and, for a password beyond ASCII, its UTF-8 octets taken as characters, as
    /// OpenSSL did before version 1.1.
    private static func variants(of password: FilePassword) -> [FilePassword] {
        if let other = password.otherEmptiness { return [password, other] }
        guard password.octets.contains(where: { $0 >= 0x80 }) else { return [password] }
        return [password, password.withOctetsAsCharacters]
    }

    private static var wrongPassword: KeyError {
        KeyError(.wrongPassphrase, "the password does not open the PKCS #12 file, or the file was changed")
    }

    private static func safeContents(_ octets: [UInt8]) -> SafeContents? {
        guard let der = try? BERTranscoder.der(from: octets, structure: "SafeContents") else { return nil }
        return try? SafeContents(derEncoded: der)
    }
}
