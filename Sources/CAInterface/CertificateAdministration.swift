public import PKIFormats
public import PortableFoundation

/// The acts on requests and certificates that `ICertAdmin` and `ICertAdmin2` have, and that a client of the API has too. Rights are checked inside.
public protocol CertificateAdministration: KeyArchive {
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
    /// Takes rows of the database that another program kept for this authority. All that can become rows do so in one commit; the others are refused one by one. For
    /// whoever is both officer and administrator of the authority. A repeat imports nothing twice.
    /// - Returns: the outcome of each row, in their order.
    /// - Throws: `CAError.malformed` for more than ``HistoryRow/mostAtOnce`` rows.
    func importHistory(_ rows: [HistoryRow]) async throws -> [HistoryOutcome]
    /// Erases what old requests brought: their bytes, attributes and messages. Their rows, ids and submission keys stay. For whoever is both officer and
    /// administrator of the authority.
    /// - Returns: the number of requests; of attributes alone, their number.
    func erase(_ selection: Erasure) async throws -> Int
    /// Signs and publishes new lists now.
    /// - Parameters:
    ///   - kinds: delta lists are made where the authority makes them; asked for alone where it does not, they are refused.
    ///   - until: when the next lists are to come, instead of a period from now; these end an overlap later. A list that the settings make due before then comes all
    ///     the same. At most as far ahead as the longest validity that settings allow.
    ///   - passphrase: opens keys that are kept elsewhere, for this call alone; it is neither kept nor logged.
    /// - Throws: `CAError.malformed` with 0x80070057 for a time that has passed or lies too far ahead, and for delta lists alone where there are none.
    func publishRevocationLists(_ kinds: RevocationListKinds, until: Date?, passphrase: [UInt8]?) async throws
    /// Makes the public copies of the newest lists again. A list is signed only if it is due.
    func republishRevocationLists() async throws
    /// Sets a CA property. Source: "ICertAdmin2::SetCAProperty". CR_PROP_TEMPLATES is the text of `property`, and the authority issues for exactly the templates that
    /// it names, by name or OID. CR_PROP_KRACERT puts a recovery agent's certificate at an index, CR_PROP_KRACERTCOUNT cuts their list, CR_PROP_KRACERTUSEDCOUNT is
    /// how many of them a key is sealed to. All of it in one act, or nothing. For administrators of the authority.
    /// - Throws: `CAError` with 0x80070057 for a property that cannot be set, `.unacceptable` for a template that breaks a rule.
    func setProperty(_ id: CAPropertyID, index: Int, to value: CAPropertyValue) async throws
}

extension CertificateAdministration {
    /// Signs and publishes new lists now, complete ones and deltas.
    public func publishRevocationLists(until: Date?, passphrase: [UInt8]?) async throws {
        try await publishRevocationLists(.all, until: until, passphrase: passphrase)
    }

    /// Signs and publishes new lists now, with the keys that are open.
    public func publishRevocationLists() async throws { try await publishRevocationLists(until: nil, passphrase: nil) }

    /// Signs and publishes new lists now, which end as the settings say.
    public func publishRevocationLists(passphrase: [UInt8]?) async throws {
        try await publishRevocationLists(until: nil, passphrase: passphrase)
    }

    /// Revokes the certificate of anybody except a certification authority.
    public func revoke(serial: String, reason: CRLReason) async throws -> CertificateRecord {
        try await revoke(serial: serial, Revocation(reason: reason))
    }

    /// - Parameter revokingAuthority: whether the caller has said that it means the certificate of a certification authority.
    public func revoke(serial: String, reason: CRLReason, revokingAuthority: Bool) async throws -> CertificateRecord {
        try await revoke(serial: serial, Revocation(reason: reason, revokesAuthority: revokingAuthority))
    }
}
