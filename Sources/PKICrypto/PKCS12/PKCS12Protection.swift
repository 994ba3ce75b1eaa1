public import PKIFormats

/// How a PKCS #12 file is written: the encryption of keys and certificates, and the MAC over the whole.
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
    /// `nil` for no MAC; then nothing reveals a changed file.
    public var mac: MAC?

    public init(keyScheme: PasswordScheme?, certificateScheme: PasswordScheme?, mac: MAC?) {
        self.keyScheme = keyScheme
        self.certificateScheme = certificateScheme
        self.mac = mac
    }

    /// AES-256-CBC under PBKDF2 with HMAC-SHA-256, and an HMAC-SHA-256. OpenSSL 3, Windows 10 (1709), Java 16 and later versions write the
    /// same.
    /// - Parameter iterations: the iterations of each of the three derivations; 600 000 cost about a quarter of a second each.
    public static func modern(iterations: Int = 600_000) -> PKCS12Protection {
        PKCS12Protection(
            keyScheme: .pbkdf2(iterations: iterations),
            certificateScheme: .pbkdf2(iterations: iterations),
            mac: .hmac(.sha256, iterations: iterations)
        )
    }

    /// Like ``modern(iterations:)``, with PBMAC1 as the MAC (RFC 9579), which OpenSSL from 3.4 and Java from 26 on can read.
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
