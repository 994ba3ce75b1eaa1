import CAInterface
import PKIFormats

extension EnrollmentAuthentication {
    /// The identity that the arguments of "ICertRequest3::SetCredential" mean.
    /// - Throws: `CAError` as ``ICertRequest3/setCredential(window:type:credential:password:)``.
    func identity(
        _ credential: [UInt8],
        _ password: String,
        from certificates: (any ClientCertificateSource)?
    ) async throws -> Credential {
        switch self {
        case .anonymous, .kerberos:
            guard credential.isEmpty, password.isEmpty else { throw Self.invalid("With \(self), credential and password are empty.") }
            guard self == .anonymous else {
                throw CAError(
                    .notImplemented,
                    status: .notImplemented,
                    "X509AuthKerberos is not supported. Sign in with a name and a password, or with a client certificate."
                )
            }
            return .anonymous
        case .username:
            guard let name = String(validating: credential, as: UTF8.self), !name.isEmpty else {
                throw Self.invalid("With username, the credential is the name of an account, in UTF-8.")
            }
            return .password(name, password)
        case .certificate:
            guard credential.count == 20, password.isEmpty else {
                throw Self.invalid("With certificate, the credential is a SHA-1 thumbprint of 20 octets, and the password is empty.")
            }
            guard let found = try await certificates?.credential(thumbprint: credential) else {
                throw CAError(
                    .notFound,
                    status: .cryptNotFound,
                    certificates == nil
                        ? "This object was made without a source of client certificates. Give it one, or sign in with a name and a password."
                        : "There is no client certificate with its key under the thumbprint \(Hex.encode(credential))."
                )
            }
            return found
        default:
            throw Self.invalid("The type \(rawValue) is no way to sign in. Use 1 anonymous, 4 username or 8 certificate.")
        }
    }

    private static func invalid(_ text: String) -> CAError { CAError(.malformed, status: .invalidArgument, text) }
}
