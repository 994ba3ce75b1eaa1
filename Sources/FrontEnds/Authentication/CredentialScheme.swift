/// A way to sign in that HTTP or TLS carries.
package enum CredentialScheme: String, Sendable, CaseIterable {
    /// Name and password in each request (RFC 7617).
    case basic
    /// A certificate of this CA, sent in the TLS handshake.
    case clientCertificate
    /// A token of the configured issuer in each request (RFC 6750).
    case bearer

    /// The scheme's `WWW-Authenticate` (RFC 9110 §11.6.1); nil when clients send the credential without a request by HTTP.
    var challenge: String? {
        switch self {
        case .basic: #"Basic realm="Chancery", charset="UTF-8""#
        case .clientCertificate: nil
        case .bearer: #"Bearer realm="Chancery""#
        }
    }

    /// Completes "Sign in with …".
    var words: String {
        switch self {
        case .basic: "a name and password (HTTP Basic)"
        case .clientCertificate: "a client certificate of this CA that is valid and not revoked"
        case .bearer: "a token of the configured issuer (HTTP Bearer)"
        }
    }
}
