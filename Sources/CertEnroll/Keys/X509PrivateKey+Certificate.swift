public import CAInterface
public import CertCli
import PKICrypto
import PKIFormats

/// The members that may be set at any time.
extension X509PrivateKey {
    /// The newest certificate of the store with this key. Source: "IX509PrivateKey::get_Certificate".
    /// - Throws: `CAError`: 0x80040007 no key is open, 0x80094004 the store has none.
    public func certificate(_ encoding: EncodingType = .base64) async throws -> EncodedBytes {
        let key = try material().key.publicKey
        let directory = lookup.stores.directory(of: machineContext ? .machine : .user)
        let found = try await BlockingWork.run { try EnrollmentStore(directory: directory).certificate(publicKey: key) }
        guard let found else { throw CAError.empty("No certificate of \(directory) has this key.") }
        return try encoding.encode(found.certificate)
    }

    /// Joins a certificate with the key in the store. Source: "IX509PrivateKey::put_Certificate".
    /// - Throws: `CAError`: 0x80040007 no key is open, 0x8009310B not a certificate, 0x80070057 its public key is another one.
    public func setCertificate(_ certificate: [UInt8], encoding: EncodingType = .base64) async throws {
        let (key, reference) = try material()
        let bytes = try encoding.decode(certificate)
        let read: Certificate
        do { read = try Certificate(derEncoded: bytes) } catch { throw CAError.unreadable("The certificate", error) }
        guard read.subjectPublicKeyInfo == key.publicKey else {
            throw CAError.badArgument("The certificate \(read.serialHex) has another public key than this private key.")
        }
        let directory = lookup.stores.directory(of: machineContext ? .machine : .user)
        let exportable = !exportPolicy.isDisjoint(with: [.export, .plaintextExport])
        try await BlockingWork.run {
            let store = try EnrollmentStore(directory: directory)
            // What is known of an installed certificate stays: its issuers, its CA, what it renewed.
            let known = try store.certificate(thumbprint: Hex.encode(Digest.sha1(bytes)))
            var record = known ?? InstalledCertificate(certificate: bytes, chain: [])
            record.key = reference
            record.exportable = exportable
            try store.save(record)
        }
    }

    /// Access to the key is that of the store's folder. Source: "IX509PrivateKey::get_SecurityDescriptor".
    /// - Throws: `CAError` with 0x80004001, always.
    public func setSecurityDescriptor(_ sddl: String) throws(CAError) {
        throw CAError(
            .notImplemented,
            status: .notImplemented,
            "Only the account of the store can read its keys (mode 0700); there is no security descriptor. Use the machine's store to share a key."
        )
    }

    /// Empty: keys have no security descriptor here. Source: "IX509PrivateKey::get_SecurityDescriptor".
    public var securityDescriptor: String { "" }
}
