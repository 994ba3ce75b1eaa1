/// How an authority answers questions about the status of its certificates (OCSP, RFC 6960). Part of ``AuthoritySettings``.
public struct OCSPSettings: Sendable, Hashable, Codable {
    /// When answers are signed.
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        /// When somebody asks. An answer is then kept in memory until the middle of its validity.
        case onDemand
        /// Beforehand, for every certificate that has not expired, and again in the middle of their validity. They are kept in memory.
        case preProduced
    }

    /// What is said about a serial number that the authority never gave.
    public enum NeverIssued: String, Sendable, Hashable, Codable, CaseIterable {
        /// The client may look elsewhere, for example at the revocation list.
        case unknown
        /// The client refuses at once. Source: RFC 6960 §2.2, the extended definition of revoked.
        case revoked
    }

    /// The key of the signer whom the authority delegates.
    public enum SignerKey: String, Sendable, Hashable, Codable, CaseIterable {
        case p256, p384, rsa2048, rsa3072
    }

    /// Whether new certificates name the responder, `http://<public address>/ocsp`.
    public var inCertificates: Bool
    public var mode: Mode
    /// The seconds for which an answer is valid.
    public var validitySeconds: Int
    public var neverIssued: NeverIssued
    public var signerKey: SignerKey
    /// The seconds for which the certificate of a delegated signer is valid. It is renewed in the middle.
    public var signerValiditySeconds: Int
    /// Whether the authority's own key signs where there is no delegated signer.
    public var authorityKeySigns: Bool
    /// The seconds after its end for which the status of a certificate can be relied on (the archive cutoff, RFC 6960 §4.4.4); 0 says nothing about it.
    public var archiveSeconds: Int

    public init(
        inCertificates: Bool = false,
        mode: Mode = .onDemand,
        validitySeconds: Int = 86_400,
        neverIssued: NeverIssued = .unknown,
        signerKey: SignerKey = .p256,
        signerValiditySeconds: Int = 28 * 86_400,
        authorityKeySigns: Bool = false,
        archiveSeconds: Int = 0
    ) {
        self.inCertificates = inCertificates
        self.mode = mode
        self.validitySeconds = validitySeconds
        self.neverIssued = neverIssued
        self.signerKey = signerKey
        self.signerValiditySeconds = signerValiditySeconds
        self.authorityKeySigns = authorityKeySigns
        self.archiveSeconds = archiveSeconds
    }

    /// A setting that is missing, or that a newer program wrote with a word that this one does not know, has its standard value.
    public init(from decoder: any Decoder) throws {
        self = try OCSPSettingsUpdate(from: decoder).applied(to: OCSPSettings())
    }
}

/// A change of ``OCSPSettings``; nil leaves a setting as it is.
public struct OCSPSettingsUpdate: Sendable, Hashable, Codable {
    public var inCertificates: Bool?
    public var mode: OCSPSettings.Mode?
    public var validitySeconds: Int?
    public var neverIssued: OCSPSettings.NeverIssued?
    public var signerKey: OCSPSettings.SignerKey?
    public var signerValiditySeconds: Int?
    public var authorityKeySigns: Bool?
    public var archiveSeconds: Int?

    public init(
        inCertificates: Bool? = nil,
        mode: OCSPSettings.Mode? = nil,
        validitySeconds: Int? = nil,
        neverIssued: OCSPSettings.NeverIssued? = nil,
        signerKey: OCSPSettings.SignerKey? = nil,
        signerValiditySeconds: Int? = nil,
        authorityKeySigns: Bool? = nil,
        archiveSeconds: Int? = nil
    ) {
        self.inCertificates = inCertificates
        self.mode = mode
        self.validitySeconds = validitySeconds
        self.neverIssued = neverIssued
        self.signerKey = signerKey
        self.signerValiditySeconds = signerValiditySeconds
        self.authorityKeySigns = authorityKeySigns
        self.archiveSeconds = archiveSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case inCertificates, mode, validitySeconds, neverIssued, signerKey, signerValiditySeconds, authorityKeySigns, archiveSeconds
    }

    /// A word that this program does not know changes nothing.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            inCertificates: try members.decodeIfPresent(Bool.self, forKey: .inCertificates),
            mode: try members.decodeIfPresent(String.self, forKey: .mode).flatMap { OCSPSettings.Mode(rawValue: $0) },
            validitySeconds: try members.decodeIfPresent(Int.self, forKey: .validitySeconds),
            neverIssued: try members.decodeIfPresent(String.self, forKey: .neverIssued).flatMap { OCSPSettings.NeverIssued(rawValue: $0) },
            signerKey: try members.decodeIfPresent(String.self, forKey: .signerKey).flatMap { OCSPSettings.SignerKey(rawValue: $0) },
            signerValiditySeconds: try members.decodeIfPresent(Int.self, forKey: .signerValiditySeconds),
            authorityKeySigns: try members.decodeIfPresent(Bool.self, forKey: .authorityKeySigns),
            archiveSeconds: try members.decodeIfPresent(Int.self, forKey: .archiveSeconds)
        )
    }

    /// The settings after this change.
    public func applied(to settings: OCSPSettings) -> OCSPSettings {
        OCSPSettings(
            inCertificates: inCertificates ?? settings.inCertificates,
            mode: mode ?? settings.mode,
            validitySeconds: validitySeconds ?? settings.validitySeconds,
            neverIssued: neverIssued ?? settings.neverIssued,
            signerKey: signerKey ?? settings.signerKey,
            signerValiditySeconds: signerValiditySeconds ?? settings.signerValiditySeconds,
            authorityKeySigns: authorityKeySigns ?? settings.authorityKeySigns,
            archiveSeconds: archiveSeconds ?? settings.archiveSeconds
        )
    }
}
