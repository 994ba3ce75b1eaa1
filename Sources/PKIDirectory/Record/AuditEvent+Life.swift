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

    /// An authority that came from elsewhere with its keys, whole: its certificates, the last list of each key, and what those lists revoke.
    public struct ImportFacts: Sendable, Hashable {
        /// A private key, and where it is now.
        public struct Key: Sendable, Hashable {
            public let index: Int
            public let reference: String
            /// Lower-case hex, of the SubjectPublicKeyInfo.
            public let publicKeySHA256: String

            public init(index: Int, reference: String, publicKeySHA256: String) {
                self.index = index
                self.reference = reference
                self.publicKeySHA256 = publicKeySHA256
            }
        }

        /// One of its certificates.
        public struct Generation: Sendable, Hashable {
            public let index: Int
            public let key: Int
            /// Lower-case hex.
            public let serial: String
            public let certificateSHA256: String

            public init(index: Int, key: Int, serial: String, certificateSHA256: String) {
                self.index = index
                self.key = key
                self.serial = serial
                self.certificateSHA256 = certificateSHA256
            }
        }

        /// A list that the former installation signed last.
        public struct List: Sendable, Hashable {
            public let key: Int
            public let number: Int
            /// Lower-case hex.
            public let sha256: String

            public init(key: Int, number: Int, sha256: String) {
                self.key = key
                self.number = number
                self.sha256 = sha256
            }
        }

        /// The small number of the authority.
        public var authority: Int
        public var id: UUID
        public var name: String
        public var publicAddress: String
        public var keys: [Key]
        public var generations: [Generation]
        public var lists: [List]
        /// How many revoked certificates were taken over from the lists.
        public var revocations: Int
        /// Lower-case hex, of each file that had keys.
        public var filesSHA256: [String]
        /// Who imported it, in words.
        public var person: String

        public init(
            authority: Int,
            id: UUID,
            name: String,
            publicAddress: String,
            keys: [Key],
            generations: [Generation],
            lists: [List],
            revocations: Int,
            filesSHA256: [String],
            person: String
        ) {
            self.authority = authority
            self.id = id
            self.name = name
            self.publicAddress = publicAddress
            self.keys = keys
            self.generations = generations
            self.lists = lists
            self.revocations = revocations
            self.filesSHA256 = filesSHA256
            self.person = person
        }

        func write(to body: inout AuditBody) {
            body.set("authority", authority)
            body.set("authorityID", id)
            body.set("name", name)
            body.set("publicAddress", publicAddress)
            body.set("keys", keys) { key, body in
                body.set("key", key.index)
                body.set("reference", key.reference)
                body.set("publicKey", key.publicKeySHA256)
            }
            body.set("generations", generations) { generation, body in
                body.set("generation", generation.index)
                body.set("key", generation.key)
                body.set("serial", generation.serial)
                body.set("certificate", generation.certificateSHA256)
            }
            body.set("importedLists", lists) { list, body in
                body.set("key", list.key)
                body.set("crlNumber", list.number)
                body.set("sha256", list.sha256)
            }
            body.set("revocations", revocations)
            body.set("files", filesSHA256)
            body.set("detail", person)
        }
    }
}
