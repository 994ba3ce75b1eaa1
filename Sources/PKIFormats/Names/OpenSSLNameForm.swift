/// The ways in which OpenSSL writes a name on one line.
public enum OpenSSLNameForm: Hashable, Sendable, CaseIterable {
    /// `/C=DE/O=Example/CN=www+UID=1`: what `-subj` of `openssl req` reads. Slash, plus and backslash are escaped with a backslash.
    case slashes
    /// `CN=www+UID=1,O=Example,C=DE`: `-nameopt RFC2253`. Reversed, octets beyond ASCII escaped, unknown types in hexadecimal.
    case rfc2253
    /// `C = DE, O = Example, CN = www + UID = 1`: `-nameopt oneline`. Values with special characters in quotes, octets beyond ASCII escaped.
    case oneline
}
