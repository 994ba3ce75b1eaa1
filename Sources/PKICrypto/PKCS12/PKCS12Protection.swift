public import PKIFormats

/// How a PKCS #12 file is written: what encrypts keys and certificates, and what guards the whole.
public struct PKCS12Protection: Hashable, Sendable {
    /// The MAC under the password.
    public enum MAC: Hashable, Sendable {
        /// HMAC with the key derivation of PKCS #12 (RFC 7292 §5.1), which every program reads.
        case hmac(DigestAlgorithm, iterations: Int)
        /// PBMAC1 with PBKDF2 (RFC 9579), which only new programs read.
        case pbmac1(DigestAlgorithm, iterations: Int)
    }

    /// For private keys; `nil` writes them in the clear.
    public var keyScheme: PasswordScheme?
    /// For certificates and revocation lists; `nil` writes them in the clear.
    public var certificateScheme: PasswordScheme?
    /// `nil` for none; then nothing tells that the file was changed.
    public var mac: MAC?

    public init(keyScheme: PasswordScheme?, certificateScheme: PasswordScheme?, mac: MAC?) {
        self.keyScheme = keyScheme
        self.certificateScheme = certificateScheme
        self.mac = mac
    }

    /// AES-256-CBC under PBKDF2 with HMAC-SHA-256, and an HMAC-SHA-256: what OpenSSL 3, Windows 10 (1709), Java 16 and later write.
    /// - Parameter iterations: of each of the three derivations; 600 000 cost about a quarter of a second each.
    public static func modern(iterations: Int = 600_000) -> PKCS12Protection {
        PKCS12Protection(
            keyScheme: .pbkdf2(iterations: iterations),
            certificateScheme: .pbkdf2(iterations: iterations),
            mac: .hmac(.sha256, iterations: iterations)
        )
    }

    /// Like ``modern(iterations:)`` with PBMAC1 for a MAC (RFC 9579): OpenSSL from 3.4 on, Java from 26 on.
    public static func modernWithPBMAC1(iterations: Int = 600_000) -> PKCS12Protection {
        var protection = modern(iterations: iterations)
        protection.mac = .pbmac1(.sha256, iterations: iterations)
        return protection
    }

    /// Triple DES and HMAC-SHA-1, for programs that read nothing else, such as Windows Server 2012. It needs ``LegacyCiphers``.
    public static func tripleDES(iterations: Int = 2048) -> PKCS12Protection {
        let scheme = PasswordScheme.old(OID.Algorithms.pkcs12WithSHA1And3KeyTripleDES, iterations: iterations)
        return PKCS12Protection(keyScheme: scheme, certificateScheme: scheme, mac: .hmac(.sha1, iterations: iterations))
    }
}
