public import CAInterface
import FoundationEssentials
import PKICrypto
public import PKIFormats

/// Keys, pending requests, installed certificates and trusted roots of one context, in a directory of mode 0700.
///
/// Private keys are sealed (PBES2, AES-256) under the random content of the file `store.key` in the same directory, mode 0600. Whoever can read that
/// file can read the keys: it keeps them from lying bare in backups and listings, not from the account itself.
///
/// | Path | Content |
/// |---|---|
/// | `store.key` | 32 random octets as base64 |
/// | `requests/<SHA-256 of the public key>.json` | a request that waits for its certificate, with its key |
/// | `certificates/<SHA-1 of the certificate>.json` | an installed certificate with its key |
/// | `ca/<SHA-256>.cer`, `roots/<SHA-256>.cer` | CA certificates; those in `roots` are trusted |
public struct EnrollmentStore: Sendable {
    public let directory: String
    private let passphrase: [UInt8]

    /// The passphrase is random: iterations would protect nothing and cost time at every use.
    private static let iterations = 2_000

    /// Opens the store and makes it when it is not there.
    /// - Throws: `CAError` when the directory cannot be made, written or read.
    public init(directory: String) throws(CAError) {
        self.directory = directory
        for folder in ["", "/requests", "/certificates", "/ca", "/roots"] { try DurableFile.makeFolder(directory + folder) }
        let path = directory + "/store.key"
        passphrase =
            if let found = try DurableFile.read(path) {
                found
            } else {
                try DurableFile.writeFirst(Array((Base64.encode(SecureRandom.bytes(32)) + "\n").utf8), to: path)
            }
        guard passphrase.count >= 32 else {
            throw CAError(
                .internal, status: .badKeyset,
                "\(path) is damaged: the keys of this store cannot be opened. Restore the file from a backup.")
        }
    }

    // MARK: Requests

    /// Keeps a request; what was there for the same key is replaced.
    public func save(_ request: PendingRequest) throws(CAError) {
        try write(request, to: path(of: request.publicKey))
    }

    /// The request made with this public key.
    public func request(publicKey: SubjectPublicKeyInfo) throws(CAError) -> PendingRequest? {
        try load(PendingRequest.self, path(of: publicKey.derEncoded))
    }

    /// Every request that waits, in no meaningful order.
    public func requests() throws(CAError) -> [PendingRequest] { try loadAll(PendingRequest.self, "requests") }

    public func removeRequest(publicKey: SubjectPublicKeyInfo) { DurableFile.remove(path(of: publicKey.derEncoded)) }

    // MARK: Certificates

    public func save(_ certificate: InstalledCertificate) throws(CAError) {
        try write(certificate, to: directory + "/certificates/" + Hex.encode(Digest.sha1(certificate.certificate)) + ".json")
    }

    public func certificates() throws(CAError) -> [InstalledCertificate] { try loadAll(InstalledCertificate.self, "certificates") }

    /// By SHA-1 thumbprint in hex.
    public func certificate(thumbprint: String) throws(CAError) -> InstalledCertificate? {
        let digits = thumbprint.lowercased().filter { $0.isHexDigit }
        return try load(InstalledCertificate.self, directory + "/certificates/\(digits).json")
    }

    /// CA certificates that are not trusted by themselves.
    public func authorities() -> [[UInt8]] { cerFiles("ca") }

    /// CA certificates that are trusted.
    public func roots() -> [[UInt8]] { cerFiles("roots") }

    public func addAuthority(_ certificate: [UInt8]) throws(CAError) { try add(certificate, to: "ca") }

    public func addRoot(_ certificate: [UInt8]) throws(CAError) { try add(certificate, to: "roots") }

    // MARK: Keys

    /// Seals a PKCS #8 key for this store.
    public func seal(_ pkcs8: [UInt8]) throws(CAError) -> [UInt8] {
        do {
            return try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: passphrase, iterations: Self.iterations)
        } catch {
            throw CAError(.internal, status: .nteFail, "The private key cannot be sealed: \(error).", cause: error)
        }
    }

    /// Opens what `seal` made.
    public func open(_ sealed: [UInt8]) throws(CAError) -> [UInt8] {
        do {
            return try PasswordSealedKey.open(sealed, passphrase: passphrase)
        } catch {
            throw CAError(
                .internal, status: .badKeyset,
                "The private key cannot be opened with \(directory)/store.key. Restore the file from a backup.", cause: error)
        }
    }

    // MARK: Files

    private func path(of publicKey: [UInt8]) -> String { directory + "/requests/" + Hex.encode(Digest.sha256(publicKey)) + ".json" }

    private func add(_ certificate: [UInt8], to folder: String) throws(CAError) {
        let path = directory + "/\(folder)/" + Hex.encode(Digest.sha256(certificate)) + ".cer"
        if try DurableFile.read(path) == nil { try DurableFile.write(certificate, to: path) }
    }

    private func cerFiles(_ folder: String) -> [[UInt8]] {
        DurableFile.names(in: directory + "/" + folder, suffix: ".cer").compactMap { try? DurableFile.read(directory + "/\(folder)/" + $0) }
    }

    private func write(_ value: some Encodable, to path: String) throws(CAError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        guard let data = try? encoder.encode(value) else { throw CAError(.internal, status: .fail, "\(path) cannot be encoded.") }
        try DurableFile.write([UInt8](data), to: path)
    }

    private func load<Value: Decodable>(_ type: Value.Type, _ path: String) throws(CAError) -> Value? {
        guard let bytes = try DurableFile.read(path) else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw CAError(
                .internal, status: .invalidData, "\(path) is damaged. Restore it from a backup, or remove it and enrol again.", cause: error
            )
        }
    }

    private func loadAll<Value: Decodable>(_ type: Value.Type, _ folder: String) throws(CAError) -> [Value] {
        var values: [Value] = []
        for name in DurableFile.names(in: directory + "/" + folder, suffix: ".json") {
            if let value = try load(type, directory + "/\(folder)/" + name) { values.append(value) }
        }
        return values
    }
}

extension EnrollmentStore {
    /// Where the stores of the two contexts are.
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
