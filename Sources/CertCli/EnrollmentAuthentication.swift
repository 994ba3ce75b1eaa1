public import PKIFormats

/// How a client proves its identity to an enrollment service. Source: "X509EnrollmentAuthFlags enumeration".
public struct EnrollmentAuthentication: OpenCode {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `X509AuthNone` 0. It names no way, so `setCredential` refuses it.
    public static let none = Self(rawValue: 0)
    /// `X509AuthAnonymous` 1.
    public static let anonymous = Self(rawValue: 1)
    /// `X509AuthKerberos` 2. Not supported: 0x80004001.
    public static let kerberos = Self(rawValue: 2)
    /// `X509AuthUsername` 4: name and password.
    public static let username = Self(rawValue: 4)
    /// `X509AuthCertificate` 8: a client certificate, named by its thumbprint.
    public static let certificate = Self(rawValue: 8)

    public static let names: KeyValuePairs<Self, String> = [
        .none: "none", .anonymous: "anonymous", .kerberos: "kerberos", .username: "username", .certificate: "certificate",
    ]
}
