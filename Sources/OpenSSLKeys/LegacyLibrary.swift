// @unchecked Sendable: the library context and its providers are loaded before the value exists and are never changed or freed
// afterwards. OpenSSL 3 allows any number of threads to fetch algorithms from one context (openssl-threads(7)).
import COpenSSL
import PKICrypto

/// A separate context of libcrypto, in which the `default` and the `legacy` provider are loaded. The rest of the process keeps a libcrypto
/// without RC2, RC4 and DES.
struct LegacyLibrary: @unchecked Sendable {
    /// The context of this process, or the reason why it is missing. It stays for the life of the process.
    static let loaded: Result<LegacyLibrary, KeyError> = load()

    let context: OpaquePointer

    private static func load() -> Result<LegacyLibrary, KeyError> {
        guard let context = OSSL_LIB_CTX_new() else { return .failure(KeyError(.failed, "\(OpenSSLError("making a library context"))")) }
        for name in ["default", "legacy"] where OSSL_PROVIDER_load(context, name) == nil {
            let error = OpenSSLError("loading the provider \(name)")
            OSSL_LIB_CTX_free(context)
            return .failure(
                KeyError(
                    .unsupported,
                    "old ciphers need OpenSSL's provider \(name) (ossl-modules/\(name).so, in Debian's libssl3 or openssl-provider-legacy): "
                        + "\(error)"
                )
            )
        }
        return .success(LegacyLibrary(context: context))
    }
}
