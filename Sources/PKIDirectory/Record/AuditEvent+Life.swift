public import PortableFoundation

/// What happens to an authority itself, as the record says it.
extension AuditEvent {
    /// An act in the life of an authority.
    public enum LifeAct: Sendable, Hashable, CaseIterable {
        /// A key is there, or the present one is named, and the certificate is next.
        case renewalBegun
        /// There is a new certificate of the authority.
        case renewed
        /// What was begun does not go on. Its key stays in the key store and signs nothing.
        case renewalDiscarded
        /// Another installation's certificate for a request of this authority was put in place.
        case certificateInstalled
        /// A private key left the installation.
        case exported
        /// An authority came from elsewhere, with its key.
        case imported
        /// A command signed a request or a list on a machine without a server.
        case signedOffline
        /// The authority above, which is not of this installation, has revoked the certificate.
        case revokedByParent

        var kind: Kind {
            switch self {
            case .renewalBegun: .authorityRenewalBegun
            case .renewed: .authorityRenewed
            case .renewalDiscarded: .authorityRenewalDiscarded
            case .certificateInstalled: .authorityCertificateInstalled
            case .exported: .authorityExported
            case .imported: .authorityImported
            case .signedOffline: .authoritySignedOffline
            case .revokedByParent: .authorityRevokedByParent
            }
        }
    }

    /// What the act is about; a member that does not apply is absent.
    public struct LifeFacts: Sendable, Hashable {
        /// The small number of the authority.
        public var authority: Int
        /// The renewal, from its beginning to its end.
        public var renewal: UUID?
        /// The index of the generation, and of the key in it.
        public var generation: Int?
        public var key: Int?
        /// The place of the private half.
        public var reference: String?
        /// Lower-case hex, of the SubjectPublicKeyInfo.
        public var publicKeySHA256: String?
        /// Lower-case hex.
        public var serial: String?
        public var certificateSHA256: String?
        /// SHA-256 of the cross certificates that were made with it.
        public var crossCertificates: [String]
        /// What the other members do not say, in words.
        public var detail: String?

        public init(
            authority: Int,
            renewal: UUID? = nil,
            generation: Int? = nil,
            key: Int? = nil,
            reference: String? = nil,
            publicKeySHA256: String? = nil,
            serial: String? = nil,
            certificateSHA256: String? = nil,
            crossCertificates: [String] = [],
            detail: String? = nil
        ) {
            self.authority = authority
            self.renewal = renewal
            self.generation = generation
            self.key = key
            self.reference = reference
            self.publicKeySHA256 = publicKeySHA256
            self.serial = serial
            self.certificateSHA256 = certificateSHA256
            self.crossCertificates = crossCertificates
            self.detail = detail
        }

        func write(to body: inout AuditBody) {
            body.set("authority", authority)
            body.set("renewal", renewal)
            body.set("generation", generation)
            body.set("key", key)
            body.set("reference", reference)
            body.set("publicKey", publicKeySHA256)
            body.set("serial", serial)
            body.set("certificate", certificateSHA256)
            if !crossCertificates.isEmpty { body.set("crossCertificates", crossCertificates) }
            body.set("detail", detail)
        }
    }
}
