import CACore
import Foundation
import PKCS11Keys
import PKICrypto
import PKIFormats
import Synchronization

/// The keys on tokens, through the modules of the settings.
final class PKCS11TokenKeys: TokenKeySource {
    private let settings: PKCS11Settings
    /// By path and by URI: every caller shares the sessions of a module, and what is known about a token's PIN.
    private let known = Mutex<(modules: [String: PKCS11Module], tokens: [PKCS11URI: PKCS11Token])>(([:], [:]))

    init(_ settings: PKCS11Settings) throws {
        self.settings = settings
        for place in settings.places { _ = try modulePath(of: place) }
    }

    /// The token of a place, present or not.
    func token(of place: PKCS11URI) throws(TokenKeyError) -> PKCS11Token {
        // What the settings say about the token counts before what the place itself says.
        let own = settings.places.first { $0.ofToken.describesToken(of: place) || place.ofToken.describesToken(of: $0) } ?? place
        let path: String
        do { path = try modulePath(of: own) } catch { throw TokenKeyError(error.message, shown: "no module is configured for it") }
        let module = module(at: path)
        return known.withLock { known in
            if let token = known.tokens[own.ofToken] { return token }
            let token = PKCS11Token(own.ofToken, of: module, pin: pin(from: own.pinSource))
            known.tokens[own.ofToken] = token
            return token
        }
    }

    func module(at path: String) -> PKCS11Module {
        // One library is one module, under whatever names: two would close it under each other's calls.
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        return known.withLock { known in
            if let module = known.modules[path] { return module }
            let module = PKCS11Module(path: path, patience: Double(settings.timeoutSeconds))
            known.modules[path] = module
            return module
        }
    }

    private func pin(from source: String?) -> @Sendable () throws -> [UInt8]? {
        let (file, given) = (source ?? settings.pinFile, settings.pin)
        return {
            if source == nil, let given { return given }
            do { return try Passphrase.read(file: file, descriptor: nil, ask: false) } catch let error as CommandError {
                throw PINError(error.message)
            }
        }
    }

    private func modulePath(of place: PKCS11URI) throws(CommandError) -> String {
        if let path = place.modulePath { return path }
        if let name = place.moduleName {
            for folder in Self.folders {
                for file in ["lib\(name).so", "\(name).so", "lib\(name).dylib", "\(name).dylib"]
                where FileManager.default.fileExists(atPath: folder + "/" + file) {
                    return folder + "/" + file
                }
            }
            throw CommandError("No PKCS #11 module is named \(name). Give its path: module-path=FILE.")
        }
        guard let path = settings.module else {
            throw CommandError(
                "No PKCS #11 module is known for \(place.ofToken). Give one with --pkcs11-module FILE, or module-path=FILE in the URI."
            )
        }
        return path
    }

    /// Where systems keep modules.
    private static let folders: [String] = {
        let libraries = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib"]
        let machines = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "/usr/lib/" + $0 }
        return (libraries + machines).flatMap { [$0 + "/pkcs11", $0, $0 + "/softhsm"] }
    }()

    // MARK: TokenKeySource

    func key(at place: PKCS11URI) async throws(TokenKeyError) -> (any DigestSigningKey)? {
        let token = try token(of: place)
        return try await Self.mapped { try await token.key(at: place).map(ReportingKey.init) }
    }

    func makeKey(_ specification: KeySpecification, at place: PKCS11URI, decrypts: Bool) async throws(TokenKeyError)
        -> any DigestSigningKey
    {
        let token = try token(of: place)
        return try await Self.mapped {
            ReportingKey(key: try await token.makeKey(specification, at: place, use: decrypts ? .decrypt : .sign))
        }
    }

    func importKey(pkcs8: [UInt8], at place: PKCS11URI) async throws(TokenKeyError) -> any DigestSigningKey {
        let token = try token(of: place)
        return try await Self.mapped { ReportingKey(key: try await token.importKey(pkcs8: pkcs8, at: place, use: .sign)) }
    }

    func probe(_ place: PKCS11URI) async throws(TokenKeyError) {
        let token = try token(of: place)
        try await Self.mapped { try await token.probe() }
    }

    func obstacle(of place: PKCS11URI) -> TokenKeyError? {
        do throws(TokenKeyError) {
            return try token(of: place).obstacle.map(TokenKeyError.init)
        } catch {
            return error
        }
    }

    fileprivate static func mapped<Value>(_ work: () async throws -> Value) async throws(TokenKeyError) -> Value {
        do {
            return try await work()
        } catch let error as PKCS11Error {
            throw TokenKeyError(error)
        } catch {
            throw TokenKeyError("\(error)", shown: "its token failed")
        }
    }
}

/// A key on a token whose failures are those of the engine's port.
private struct ReportingKey: DigestSigningKey {
    let key: PKCS11Key
    var publicKey: SubjectPublicKeyInfo { key.publicKey }
    var supportedSignatureAlgorithms: [AlgorithmIdentifier] { key.supportedSignatureAlgorithms }

    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try await reported { try await key.sign(message, using: algorithm) }
    }

    func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try await reported { try await key.sign(digest: digest, using: algorithm) }
    }

    func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try await reported { try await key.decrypt(encrypted, using: algorithm) }
    }

    private func reported(_ work: () async throws -> [UInt8]) async throws -> [UInt8] {
        do { return try await work() } catch let error as PKCS11Error { throw TokenKeyError(error) }
    }
}

extension TokenKeyError {
    init(_ error: PKCS11Error) {
        let shown =
            switch error.kind {
            case .module: "its module cannot be used"
            case .tokenAway: "its token is away"
            case .ambiguous: "several tokens or keys have its name"
            case .pin: "its token has not accepted a PIN"
            case .hanging: "its module does not answer"
            case .busy: "its module has too much to do"
            case .connectionLost: "its token does not answer"
            case .keyMissing: "its token has not this key"
            case .keyExists: "its token has such a key already"
            case .refused: "its token refused"
            }
        self.init(error.reason, shown: shown)
    }
}
