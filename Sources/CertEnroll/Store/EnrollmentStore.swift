public import CAInterface
import PortableFoundation
import PKICrypto
public import PKIFormats
import SystemFiles

/// Keys, pending requests, installed certificates and trusted roots of one context, in a directory of mode 0700.
///
/// Private keys are sealed (PBES2, AES-256) under the random content of the file `store.key` in the same directory, mode 0600. Anyone who
/// can read that file can read the keys. It protects the keys in backups and listings, not from the account itself.
///
/// | Path | Content |
/// |---|---|
/// | `format` | the version of this layout, `1` |
/// | `store.key` | 32 random octets as base64 |
/// | `keys/<SHA-256 of the public key>.key` | a sealed PKCS #8 key; `.exportable` behind it says that it was made to leave the store |
/// | `requests/<SHA-256 of the public key>.json` | a request that waits for its certificate; `.lock` beside it says whether a program works on it |
/// | `certificates/<SHA-1 of the certificate>.json` | an installed certificate |
/// | `containers/<SHA-256 of the lower-case name>.name` | the name of the key that a policy file gave that container name |
/// | `ca/<SHA-256>.cer`, `roots/<SHA-256>.cer` | CA certificates; those in `roots` are trusted |
public struct EnrollmentStore: Sendable {
    /// The layout that this version writes. It reads every version from 1 to this one.
    public static let formatVersion = 1

    public let directory: String
    private let passphrase: [UInt8]

    /// The passphrase is random, so iterations would protect nothing and cost time at every use.
    private static let iterations = 2_000

    /// Opens the store, and makes it when it does not exist.
    /// - Throws: `CAError` when the directory cannot be made, written or read, and when a newer version made it.
    public init(directory: String) throws(CAError) {
        self.directory = directory
        try ClientFile.makeFolders(["", "/keys", "/requests", "/certificates", "/ca", "/roots"].map { directory + $0 })
        let path = directory + "/store.key"
        // The key is written after the format, so a store with a key has a format.
        let found = try ClientFile.read(path)
        let format =
            found == nil
            ? try ClientFile.writeFirst(Array("\(Self.formatVersion)\n".utf8), to: directory + "/format", durability: .content)
            : try ClientFile.read(directory + "/format")
        try Self.check(format, directory)
        passphrase =
            if let found { found } else { try ClientFile.writeFirst(Array((Base64.encode(SecureRandom.bytes(32)) + "\n").utf8), to: path) }
        guard passphrase.count >= 32 else {
            throw CAError(
                .internal,
                status: .badKeyset,
                "\(path) is damaged: the keys of this store cannot be opened. Restore the file from a backup."
            )
        }
    }

    private static func check(_ format: [UInt8]?, _ directory: String) throws(CAError) {
        guard let format else {
            throw CAError(
                .wrongState,
                status: .invalidState,
                "The store \(directory) was made before stores had a format version and cannot be read. Finish its requests with the program that "
                    + "made it, or choose another store."
            )
        }
        let text = String(decoding: format, as: UTF8.self).filter { !$0.isWhitespace }
        guard let version = Int(text), (1...formatVersion).contains(version) else {
            throw CAError(
                .wrongState,
                status: .invalidState,
                "The store \(directory) has format \"\(text.prefix(20))\"; this program reads 1 through \(formatVersion). Use the newer program that made it."
            )
        }
    }

    /// Whether the store exists already; asking does not make one.
    public static func exists(at directory: String) -> Bool { ClientFile.exists(directory + "/store.key") }

    // MARK: Requests

    /// Stores a request, and replaces the former one with the same key.
    public func save(_ request: PendingRequest) throws(CAError) { try save(request, durability: .whole) }

    func save(_ request: PendingRequest, durability: DurableFile.Durability) throws(CAError) {
        try write(request, to: path(of: request.publicKey), durability: durability)
    }

    /// The request made with this public key.
    public func request(publicKey: SubjectPublicKeyInfo) throws(CAError) -> PendingRequest? {
        try load(PendingRequest.self, path(of: publicKey.derEncoded))
    }

    /// Every request that waits, in no meaningful order.
    public func requests() throws(CAError) -> [PendingRequest] { try loadAll(PendingRequest.self, "requests") }

    /// The request is removed last and without a flush. If it comes back after a power cut, its answer is only installed again.
    public func removeRequest(publicKey: SubjectPublicKeyInfo) { removeRequest(publicKey: publicKey.derEncoded) }

    func removeRequest(publicKey: [UInt8]) {
        ClientFile.remove(lockPath(of: publicKey))
        ClientFile.remove(path(of: publicKey))
    }

    /// A lock for the time of work on the request; nil when somebody else works on it.
    func lockRequest(publicKey: [UInt8]) throws(CAError) -> RequestLock? { try RequestLock(path: lockPath(of: publicKey)) }

    // MARK: Certificates

    public func save(_ certificate: InstalledCertificate) throws(CAError) {
        try write(certificate, to: directory + "/certificates/" + Hex.encode(Digest.sha1(certificate.certificate)) + ".json")
    }

    public func certificates() throws(CAError) -> [InstalledCertificate] { try loadAll(InstalledCertificate.self, "certificates") }

    /// The latest certificate of a public key whose private key is known.
    func certificate(publicKey: SubjectPublicKeyInfo) throws(CAError) -> InstalledCertificate? {
        try certificates().filter {
            $0.key != nil && (try? Certificate(derEncoded: $0.certificate))?.subjectPublicKeyInfo == publicKey
        }.max { $0.installed < $1.installed }
    }

    /// The certificate by SHA-1 thumbprint in hex.
    public func certificate(thumbprint: String) throws(CAError) -> InstalledCertificate? {
        let digits = thumbprint.lowercased().filter { $0.isHexDigit }
        return try load(InstalledCertificate.self, directory + "/certificates/\(digits).json")
    }

    /// CA certificates that are not trusted by themselves.
    public func authorities() -> [[UInt8]] { cerFiles("ca") }

    /// CA certificates that are trusted.
    public func roots() -> [[UInt8]] { cerFiles("roots") }

    /// The certificates that it issued have it in their chains, so it is not flushed.
    public func addAuthority(_ certificate: [UInt8]) throws(CAError) { try add(certificate, to: "ca", durability: .none) }

    public func addRoot(_ certificate: [UInt8]) throws(CAError) { try add(certificate, to: "roots", durability: .whole) }

    // MARK: Keys

    /// Keeps a PKCS #8 key, sealed, under a name that ``name(of:)`` gave.
    func saveKey(_ pkcs8: [UInt8], named name: String) throws(CAError) {
        let path = try keyPath(name)
        // An existing key is the same, because its name is its public key.
        if try ClientFile.read(path) != nil { return }
        try ClientFile.write(try seal(pkcs8), to: path)
    }

    /// Notes that the key may leave the store. Without the note, requests and certificates of the store say it, as in stores of former versions.
    func allowExport(ofKeyNamed name: String) throws(CAError) {
        // Only its name counts, and the request says the same, so it is not flushed.
        try ClientFile.write(Array("exportable\n".utf8), to: try keyPath(name) + Self.exportSuffix, durability: .none)
    }

    /// Whether the key may leave the store. A key of which nothing is known stays.
    func mayExport(_ key: KeyReference) throws(CAError) -> Bool {
        if key.provider == StoreKeyProvider.name, ClientFile.exists(try keyPath(key.name) + Self.exportSuffix) { return true }
        let told = try certificates().map { ($0.key, $0.exportable) } + requests().map { ($0.key, $0.exportable) }
        return told.contains { $0 == key && $1 }
    }

    static let exportSuffix = ".exportable"

    /// Whether there is a key of that name.
    func hasKey(named name: String) throws(CAError) -> Bool { ClientFile.exists(try keyPath(name)) }

    /// The PKCS #8 key of that name, unencrypted.
    /// - Throws: `CAError` with 0x80090016 when it does not exist or cannot be opened.
    func key(named name: String) throws(CAError) -> [UInt8] {
        guard let sealed = try ClientFile.read(try keyPath(name)) else {
            throw CAError(
                .notFound,
                status: .badKeyset,
                "The store \(directory) has no key \(name). Restore its folder keys from a backup."
            )
        }
        return try open(sealed)
    }

    /// The name of keys and requests: the SHA-256 of the public key.
    static func name(of publicKey: [UInt8]) -> String { Hex.encode(Digest.sha256(publicKey)) }

    private func keyPath(_ name: String) throws(CAError) -> String {
        guard name.count == 64, name.allSatisfy(\.isHexDigit) else {
            throw CAError(.malformed, status: .badKeyset, "\"\(name)\" does not name a key of the store \(directory).")
        }
        return directory + "/keys/\(name).key"
    }

    /// Seals a PKCS #8 key for this store.
    public func seal(_ pkcs8: [UInt8]) throws(CAError) -> [UInt8] {
        do {
            return try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: passphrase, iterations: Self.iterations)
        } catch {
            throw CAError(.internal, status: .nteFail, "The private key cannot be sealed: \(error).", cause: error)
        }
    }

    /// Opens a key that `seal` has sealed.
    public func open(_ sealed: [UInt8]) throws(CAError) -> [UInt8] {
        do {
            return try PasswordSealedKey.open(sealed, passphrase: passphrase)
        } catch {
            throw CAError(
                .internal,
                status: .badKeyset,
                "The private key cannot be opened with \(directory)/store.key. Restore the file from a backup.",
                cause: error
            )
        }
    }

    // MARK: Files

    private func lockPath(of publicKey: [UInt8]) -> String { directory + "/requests/" + Self.name(of: publicKey) + ".lock" }

    private func path(of publicKey: [UInt8]) -> String { directory + "/requests/" + Self.name(of: publicKey) + ".json" }

    private func add(_ certificate: [UInt8], to folder: String, durability: DurableFile.Durability) throws(CAError) {
        let path = directory + "/\(folder)/" + Hex.encode(Digest.sha256(certificate)) + ".cer"
        if try ClientFile.read(path) != certificate { try ClientFile.write(certificate, to: path, durability: durability) }
    }

    private func cerFiles(_ folder: String) -> [[UInt8]] {
        ClientFile.names(in: directory + "/" + folder, suffix: ".cer").compactMap { try? ClientFile.read(directory + "/\(folder)/" + $0) }
    }

    private func write(
        _ value: some Encodable,
        to path: String,
        durability: DurableFile.Durability = .whole
    ) throws(CAError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        guard let data = try? encoder.encode(value) else { throw CAError(.internal, status: .fail, "\(path) cannot be encoded.") }
        try ClientFile.write([UInt8](data), to: path, durability: durability)
    }

    private func load<Value: Decodable>(_ type: Value.Type, _ path: String) throws(CAError) -> Value? {
        // Without octets it is the rest of a write that no flush followed.
        guard let bytes = try ClientFile.read(path), !bytes.isEmpty else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw CAError(
                .internal,
                status: .invalidData,
                "\(path) is damaged. Restore it from a backup, or remove it and enroll again.",
                cause: error
            )
        }
    }

    private func loadAll<Value: Decodable>(_ type: Value.Type, _ folder: String) throws(CAError) -> [Value] {
        var values: [Value] = []
        for name in ClientFile.names(in: directory + "/" + folder, suffix: ".json") {
            if let value = try load(type, directory + "/\(folder)/" + name) { values.append(value) }
        }
        return values
    }
}

extension EnrollmentStore {
    /// The places of the stores of the two contexts.
    public struct Location: Sendable, Hashable {
        public var user: String
        public var machine: String

        public init(user: String, machine: String) {
            self.user = user
            self.machine = machine
        }

        /// One directory for both contexts.
        public init(directory: String) { self.init(user: directory, machine: directory) }

        /// `$XDG_DATA_HOME/chancery/user`, or `~/.local/share/chancery/user`; `/var/lib/chancery-client`.
        public static func standard(environment: [String: String]) -> Location {
            let data =
                environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (environment["HOME"] ?? "") + "/.local/share"
            return Location(user: data + "/chancery/user", machine: "/var/lib/chancery-client")
        }

        func directory(of context: X509CertificateEnrollmentContext) -> String { context.isMachine ? machine : user }
    }
}
