package import CAInterface
package import PortableFoundation
package import PKIDirectory

/// An authority, its keys and the generations that refer to them.
package struct StoredAuthority: Sendable, Hashable {
    package enum Role: String, Sendable { case root, issuing }

    /// A certificate of the authority. A new key or certificate makes a new generation; earlier ones stay.
    package struct Generation: Sendable, Hashable {
        package let index: Int
        /// The key in the certificate: `AuthorityKey.index`.
        package let keyIndex: Int
        /// DER.
        package let certificate: [UInt8]
        /// The path of the certificate below the public address, for example `aia/Chancery Issuing CA.cer`. It never changes.
        package let aiaPath: String
        /// DER of the certificates above it, up to and including the root, when another installation issued it; otherwise empty.
        package let issuers: [[UInt8]]

        package init(index: Int, keyIndex: Int, certificate: [UInt8], aiaPath: String, issuers: [[UInt8]] = []) {
            self.index = index
            self.keyIndex = keyIndex
            self.certificate = certificate
            self.aiaPath = aiaPath
            self.issuers = issuers
        }
    }

    /// A certificate by which who trusts one generation accepts another: the key of the one signed the key of the other. It never changes.
    package struct CrossCertificate: Sendable, Hashable {
        /// The index of the generation whose key signed it.
        package let issuer: Int
        /// The index of the generation whose key is in it.
        package let subject: Int
        /// DER.
        package let certificate: [UInt8]
        /// Its path below the public address, for example `aia/Chancery Root CA(0-1).cer`.
        package let path: String

        package init(issuer: Int, subject: Int, certificate: [UInt8], path: String) {
            self.issuer = issuer
            self.subject = subject
            self.certificate = certificate
            self.path = path
        }
    }

    package let number: AuthorityNumber
    /// Stable identity, apart from generations.
    package let id: UUID
    package let role: Role
    package let name: String
    /// The authority that issued its certificates; nil for a root.
    package let parent: AuthorityNumber?
    /// The DNS name in its config string, fixed at first start.
    package let dnsName: String
    package var keys: [AuthorityKey]
    package var generations: [Generation]
    /// Between neighboring generations with different keys, in the order of issuer and subject.
    package var crossCertificates: [CrossCertificate]
    /// The certificate that it waits for.
    package var renewal: StoredRenewal?
    /// What an authority of another installation above it said about its certificate.
    package var parentRevocation: ParentRevocation?
    package var settings: AuthoritySettings
    /// The accounts that may enroll here, manage certificates, administer and audit.
    package var access: AccessControlList
    /// Officer rights, role separation and audit filter.
    package var duties: AuthorityDuties
    package var revision: Int
    package let createdWhen: Date

    package init(
        number: AuthorityNumber,
        id: UUID,
        role: Role,
        name: String,
        parent: AuthorityNumber?,
        dnsName: String,
        keys: [AuthorityKey],
        generations: [Generation],
        settings: AuthoritySettings,
        access: AccessControlList,
        duties: AuthorityDuties = AuthorityDuties(),
        crossCertificates: [CrossCertificate] = [],
        renewal: StoredRenewal? = nil,
        parentRevocation: ParentRevocation? = nil,
        revision: Int = 1,
        createdWhen: Date
    ) {
        self.number = number
        self.id = id
        self.role = role
        self.name = name
        self.parent = parent
        self.dnsName = dnsName
        self.keys = keys
        self.generations = generations
        self.crossCertificates = crossCertificates
        self.renewal = renewal
        self.parentRevocation = parentRevocation
        self.settings = settings
        self.access = access
        self.duties = duties
        self.revision = revision
        self.createdWhen = createdWhen
    }

    /// The key in a generation's certificate.
    /// - Throws: `IssuanceError` when the rows name a missing key, which the store's constraints prevent.
    package func key(of generation: Generation) throws -> AuthorityKey {
        guard let key = keys.first(where: { $0.index == generation.keyIndex }) else {
            throw IssuanceError("The authority \(name) has no key \(generation.keyIndex), but a certificate with it. Restore a backup.")
        }
        return key
    }
}

extension StoredAuthority {
    /// The rights that count here: those of the access list, without the roles of an account that holds several although they are separated.
    package func rights(of principal: Principal) -> AccessRights {
        let held = access.rights(of: principal)
        guard duties.roleSeparation, AuthorityRoles(rights: held).isConflicting else { return held }
        return held.subtracting(AuthorityRole.separatedRights)
    }
}

/// Shortcuts to the settings.
extension StoredAuthority {
    /// The beginning of CDP and AIA URLs in new certificates. Earlier certificates keep theirs forever, so the lists stay under their paths.
    package var publicAddress: String {
        get { settings.publicAddress }
        set { settings.publicAddress = newValue }
    }
    package var crlPeriodSeconds: Int {
        get { settings.crlPeriodSeconds }
        set { settings.crlPeriodSeconds = newValue }
    }
    package var crlValiditySeconds: Int {
        get { settings.crlValiditySeconds }
        set { settings.crlValiditySeconds = newValue }
    }
    /// The seconds for which a list goes on when the next one is due.
    package var crlOverlapSeconds: Int { crlValiditySeconds - crlPeriodSeconds }
    package var singleOperator: Bool {
        get { settings.singleOperator }
        set { settings.singleOperator = newValue }
    }
}
