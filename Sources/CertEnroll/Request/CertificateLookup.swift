import CAInterface
import PortableFoundation
public import PKICrypto
import PKIFormats

/// Finds the certificate that a member of the enrollment interfaces names, and the key beside it.
///
/// Where the documented members take a certificate, they take its thumbprint or serial number in hex too (encoding 12). On Windows the
/// machine's stores answer that; here it is the enrollment stores. Source: "ISignerCertificate::Initialize";
/// "IX509CertificateRequestPkcs10::InitializeFromCertificate".
public struct CertificateLookup: Sendable {
    package let stores: EnrollmentStore.Location
    let keys: any KeyMaker
    let providers: [any KeyProvider]
    let verifier: (any SignatureVerifier)?

    /// - Parameters:
    ///   - stores: the stores of both contexts.
    ///   - keys: the library that computes with the keys of the stores.
    ///   - providers: other places of keys.
    ///   - verifier: for chains signed by keys that `PKICrypto` does not compute.
    public init(
        stores: EnrollmentStore.Location,
        keys: any KeyMaker = SoftwareKeyMaker(),
        providers: [any KeyProvider] = [],
        verifier: (any SignatureVerifier)? = nil
    ) {
        (self.stores, self.keys, self.providers, self.verifier) = (stores, keys, providers, verifier)
    }

    /// The stores of this account and machine.
    public static var standard: CertificateLookup {
        CertificateLookup(stores: .standard(environment: ProcessInfo.processInfo.environment))
    }

    /// A certificate, with what a store knows of it.
    struct Found {
        let certificate: Certificate
        var chain: [[UInt8]] = []
        var key: KeyReference?
        var exportable = false
        /// The store that has the key.
        var directory = ""
    }

    /// - Parameters:
    ///   - name: the certificate in the encoding; with encoding 12 also its thumbprint (SHA-1 or SHA-256) or serial number.
    ///   - context: whose stores are searched; `none` for both.
    ///   - needsKey: whether only certificates with a private key count.
    /// - Throws: `CAError`: 0x80092004 not found, 0x8009200A found without its key, 0x8009310B neither a certificate nor a name.
    func find(
        _ name: [UInt8],
        encoding: EncodingType,
        context: X509CertificateEnrollmentContext,
        needsKey: Bool
    ) throws(CAError) -> Found {
        let bytes = try encoding.decode(name)
        let directories = directories(of: context)
        let given = try? Certificate(derEncoded: bytes)
        if given == nil, encoding.encoding != .hexRaw {
            throw CAError(
                .malformed,
                status: .asn1BadTag,
                "The bytes are not a certificate. Give its DER; a thumbprint or serial number goes with encoding 12."
            )
        }
        var found: [Found] = given.map { [Found(certificate: $0)] } ?? []
        for directory in directories {
            let store = try EnrollmentStore(directory: directory)
            for installed in try store.certificates() {
                guard let certificate = try? Certificate(derEncoded: installed.certificate),
                    given.map({ $0 == certificate }) ?? Self.isNamed(certificate, by: bytes)
                else { continue }
                found.append(
                    Found(
                        certificate: certificate,
                        chain: installed.chain,
                        key: installed.key,
                        exportable: installed.exportable,
                        directory: directory
                    )
                )
            }
            if let given, let key = try store.keyReference(of: given.subjectPublicKeyInfo) {
                found.append(Found(certificate: given, key: key, directory: directory))
            }
            guard given == nil, !needsKey else { continue }
            let issuers = (store.roots() + store.authorities()).compactMap { try? Certificate(derEncoded: $0) }
            found += issuers.filter { Self.isNamed($0, by: bytes) }.map { Found(certificate: $0) }
        }
        // A serial number may name several; the one with a key, then the one that is valid longest is meant.
        let withKey = found.filter { $0.key != nil }
        let best = (withKey.isEmpty ? found : withKey).max { $0.certificate.notAfter < $1.certificate.notAfter }
        guard let best else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                "No certificate in \(directories.joined(separator: " or ")) has the thumbprint or serial number \(Hex.encode(bytes)). "
                    + "`certreq list` shows those that there are."
            )
        }
        guard !needsKey || best.key != nil else { throw Self.noKey(best.certificate) }
        return best
    }

    /// The private key of a certificate.
    /// - Throws: `CAError` with 0x8009200A when it cannot be loaded.
    func open(_ found: Found) async throws -> PrivateKey {
        guard let reference = found.key else { throw Self.noKey(found.certificate) }
        do {
            let key = try await provider(reference.provider, found.directory).open(reference)
            guard key.publicKey == found.certificate.subjectPublicKeyInfo else { throw Self.noKey(found.certificate) }
            return key
        } catch {
            throw CAError(
                .notFound,
                status: .unexpectedMessageType,
                "The private key of the certificate \(found.certificate.serialHex) cannot be loaded: \(error)",
                cause: error
            )
        }
    }

    /// Checks the chain of a certificate against the roots of the stores.
    /// - Throws: `CAError` as `IX509Enrollment.installResponse`.
    func checkChain(of certificate: Certificate, presented: [Certificate], context: X509CertificateEnrollmentContext) throws(CAError) {
        var (known, roots): ([[UInt8]], [[UInt8]]) = ([], [])
        for directory in directories(of: context) {
            let store = try EnrollmentStore(directory: directory)
            known += store.authorities()
            roots += store.roots()
        }
        let check = ChainCheck(
            presented: presented,
            known: known.compactMap { try? Certificate(derEncoded: $0) },
            anchors: roots.compactMap { try? Certificate(derEncoded: $0) },
            time: Date(),
            verifier: verifier
        )
        _ = try check.path(from: certificate, tolerant: false)
    }

    func provider(_ name: String, _ directory: String) throws(CAError) -> any KeyProvider {
        if name == StoreKeyProvider.name { return StoreKeyProvider(store: try EnrollmentStore(directory: directory), maker: keys) }
        guard let found = providers.first(where: { $0.name == name }) else {
            throw CAError(
                .notFound,
                status: .badKeyset,
                "This program does not have the key provider \"\(name)\". Give it to CertificateLookup."
            )
        }
        return found
    }

    private func directories(of context: X509CertificateEnrollmentContext) -> [String] {
        let all = context == .none ? [stores.user, stores.machine] : [stores.directory(of: context)]
        return (all.first == all.last ? [all[0]] : all).filter { EnrollmentStore.exists(at: $0) }
    }

    private static func isNamed(_ certificate: Certificate, by bytes: [UInt8]) -> Bool {
        if bytes == Digest.sha1(certificate.derEncoded) { return true }
        if bytes == Digest.sha256(certificate.derEncoded) { return true }
        return certificate.serialNumber.drop { $0 == 0 } == bytes.drop { $0 == 0 }
    }

    private static func noKey(_ certificate: Certificate) -> CAError {
        CAError(
            .notFound,
            status: .unexpectedMessageType,
            "No store has the private key of the certificate \(certificate.serialHex). Use the account that enrolled for it."
        )
    }
}
