public import PKIFormats

/// The acts on requests and certificates that `ICertAdmin` and `ICertAdmin2` have, and that a client of the API has too. Rights are checked inside.
public protocol CertificateAdministration: Sendable {
    /// Issues a pending request that its policy had an officer decide, after the policy has judged it again. For officers; never for one's own request.
    /// - Throws: `CAError.wrongState` unless it is pending.
    func approve(_ request: RequestID) async throws -> Disposition
    func deny(_ request: RequestID) async throws -> Disposition
    /// Runs the policy again over a pending request (officer) or a denied one (administrator).
    func resubmit(_ request: RequestID) async throws -> Disposition
    /// Adds attributes to a pending request, or gives them another value. Those that it came with stay in its raw text. For officers.
    /// - Throws: `CAError.wrongState` unless it is pending.
    func setAttributes(_ attributes: RequestAttributes, of request: RequestID) async throws
    /// Adds an extension to a pending request, replaces one, or keeps one out of the certificate. It counts when the request is approved. For officers.
    /// - Throws: `CAError.wrongState` unless it is pending; `.unacceptable` for an extension about which an officer does not decide.
    func setExtension(_ change: ExtensionChange, of request: RequestID) async throws
    /// Revokes a certificate, puts it on hold, releases it, or changes an earlier revocation. For officers; for the certificate of an authority and for what
    /// was taken over from a published list, for administrators of the authority.
    func revoke(serial: String, _ revocation: Revocation) async throws -> CertificateRecord
    /// Whether a revoked certificate stays on the lists after it has expired. For officers.
    func setShownAfterExpiry(_ isShown: Bool, serial: String) async throws
    /// Whether a certificate was issued here and is revoked now. For everybody who may read from the authority.
    func validity(serial: String) async throws -> CertificateValidity
    /// Takes a certificate that has no row here into the records. For officers.
    /// - Throws: `CAError` with 0x8007000D for what is no certificate, 0x80071392 when it has a row, 0x800B0107 when this authority did not issue it,
    ///   0x80092009 when no pending request has its key.
    func importCertificate(_ certificate: [UInt8], options: CertificateImportOptions) async throws -> RequestID
    /// Erases what old requests brought: their bytes, attributes and messages. Their rows, ids and submission keys stay. For whoever is both officer and
    /// administrator of the authority.
    /// - Returns: the number of requests.
    func erase(_ selection: Erasure) async throws -> Int
    /// Signs and publishes new lists now.
    /// - Parameter passphrase: opens keys that are kept elsewhere, for this call alone; it is neither kept nor logged.
    func publishRevocationLists(passphrase: [UInt8]?) async throws
    /// Makes the public copies of the newest lists again. A list is signed only if it is due.
    func republishRevocationLists() async throws
}

extension CertificateAdministration {
    /// Signs and publishes new lists now, with the keys that are open.
    public func publishRevocationLists() async throws { try await publishRevocationLists(passphrase: nil) }

    /// Revokes the certificate of anybody except a certification authority.
    public func revoke(serial: String, reason: CRLReason) async throws -> CertificateRecord {
        try await revoke(serial: serial, Revocation(reason: reason))
    }

    /// - Parameter revokingAuthority: whether the caller has said that it means the certificate of a certification authority.
    public func revoke(serial: String, reason: CRLReason, revokingAuthority: Bool) async throws -> CertificateRecord {
        try await revoke(serial: serial, Revocation(reason: reason, revokesAuthority: revokingAuthority))
    }
}
