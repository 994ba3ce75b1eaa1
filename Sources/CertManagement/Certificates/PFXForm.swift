package import PKICrypto
import PKIFormats

/// How the PFX files are protected that the service gives out.
package struct PFXForm: Sendable {
    let protection: PKCS12Protection
    /// Computes the ciphers of old files, also of those that are brought.
    let legacy: (any LegacyCiphers)?

    /// AES-256 and HMAC-SHA-256 under PBKDF2.
    /// - Parameters:
    ///   - iterations: of each of the three derivations.
    ///   - legacy: only for files that are brought.
    package static func modern(iterations: Int = 600_000, legacy: (any LegacyCiphers)? = nil) -> PFXForm {
        PFXForm(protection: .modern(iterations: iterations), legacy: legacy)
    }

    /// Triple DES and HMAC-SHA-1, for clients that read nothing else.
    package static func tripleDES(_ legacy: any LegacyCiphers) -> PFXForm { PFXForm(protection: .tripleDES(), legacy: legacy) }

    /// A PFX with one key, its certificate and the certificates above it.
    func sealed(
        pkcs8: [UInt8],
        certificate: [UInt8],
        chain: [[UInt8]],
        friendlyName: String,
        password: String
    ) async throws -> [UInt8] {
        try await BlockingWork.run {
            try PKCS12(
                pkcs8: pkcs8,
                certificate: certificate,
                chain: chain,
                friendlyName: friendlyName.isEmpty ? nil : friendlyName
            ).sealed(password: FilePassword(password), protection: protection, legacy: legacy)
        }
    }
}
