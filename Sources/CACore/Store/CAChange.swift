package import CertificateTemplates
package import FoundationEssentials
package import PKIDirectory

/// One thing that happens to a CA's records. Values only; no closures over a database.
///
/// Indirect, because a row has some forty fields and is handed on until the writer has it: one reference is kept instead of each of them.
package indirect enum CAChange: Sendable {
    /// A new authority, with its first generation unless it still waits for its certificate.
    case authorityCreated(StoredAuthority)
    /// Replaces name-independent state and generations; its revision must be one more than the stored one.
    case authorityUpdated(StoredAuthority)
    /// A new version of a template; its `version` must be one more than the stored one, 1 for a new template.
    case templateSaved(CertificateTemplate)
    case agentGranted(AgentGrant)
    /// A new row with the id reserved for it; with a certificate when it was issued at once.
    case requestReceived(StoredRequest)
    /// The row after an officer's act, a resubmission or a revocation: replaces the row whose revision is one less.
    case requestUpdated(StoredRequest)
    /// The journal's line of a revocation or release. It comes before the `requestUpdated` it belongs to; the store refuses a row whose revocation changes without.
    case revocationRecorded(RevocationRecord)
    /// A signed CRL; its number must be greater than every earlier one of that key.
    case revocationListSigned(StoredRevocationList)
    /// Committed before a key outside this process is asked to sign.
    case signingIntended(SigningIntent)
    /// Written by every act, in the same commit.
    case audited(AuditRecord)
}

/// An authority, its keys and the generations that refer to them.
package struct StoredAuthority: Sendable, Hashable, Codable {
    package enum Role: String, Sendable, Codable { case root, issuing }

    /// A certificate of the authority. A new key or certificate makes a new generation; earlier ones stay.
    package struct Generation: Sendable, Hashable, Codable {
        package let index: Int
        /// The key in the certificate: `AuthorityKey.index`.
        package let keyIndex: Int
        /// DER.
        package let certificate: [UInt8]
        /// The path of the certificate below the public address, e.g. `aia/Chancery Issuing CA.cer`. Fixed for ever.
        package let aiaPath: String

        package init(index: Int, keyIndex: Int, certificate: [UInt8], aiaPath: String) {
            self.index = index
            self.keyIndex = keyIndex
            self.certificate = certificate
            self.aiaPath = aiaPath
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
    /// What CDP and AIA URLs in new certificates begin with. Earlier certificates keep theirs for ever, so the lists stay under their paths.
    package var publicAddress: String
    package var keys: [AuthorityKey]
    package var generations: [Generation]
    /// Seconds between scheduled CRLs and how long each is valid.
    package var crlPeriodSeconds: Int
    package var crlValiditySeconds: Int
    /// Who may enrol here, manage certificates, administer, audit.
    package var access: AccessControlList
    /// Nobody approves their own request, unless this is set.
    package var singleOperator: Bool
    package var revision: Int
    package let createdWhen: Date

    package init(
        number: AuthorityNumber, id: UUID, role: Role, name: String, parent: AuthorityNumber?, dnsName: String, publicAddress: String,
        keys: [AuthorityKey], generations: [Generation], crlPeriodSeconds: Int, crlValiditySeconds: Int, access: AccessControlList,
        singleOperator: Bool,
        revision: Int = 1,
        createdWhen: Date
    ) {
        self.number = number
        self.id = id
        self.role = role
        self.name = name
        self.parent = parent
        self.dnsName = dnsName
        self.publicAddress = publicAddress
        self.keys = keys
        self.generations = generations
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.access = access
        self.singleOperator = singleOperator
        self.revision = revision
        self.createdWhen = createdWhen
    }

    /// The key in a generation's certificate.
    /// - Throws: `IssuanceFailure` when the rows name one that is not there, which the store's constraints rule out.
    package func key(of generation: Generation) throws -> AuthorityKey {
        guard let key = keys.first(where: { $0.index == generation.keyIndex }) else {
            throw IssuanceFailure("The authority \(name) has no key \(generation.keyIndex), but a certificate with it. Restore a backup.")
        }
        return key
    }
}

/// The right of one principal to enrol for others: named agent, named template, named group of subjects.
package struct AgentGrant: Sendable, Hashable, Codable {
    package let agent: UUID
    /// Template name.
    package let template: String
    /// The group whose members may be the subject.
    package let subjects: SecurityIdentifier

    package init(agent: UUID, template: String, subjects: SecurityIdentifier) {
        self.agent = agent
        self.template = template
        self.subjects = subjects
    }
}

/// A certificate on its way into a CRL.
package struct RevokedCertificate: Sendable, Hashable {
    /// Content octets of the serial number.
    package let serialNumber: [UInt8]
    package let when: Date
    /// RFC 5280 §5.3.1 number; 0 writes no extension.
    package let reason: Int

    package init(serialNumber: [UInt8], when: Date, reason: Int) {
        self.serialNumber = serialNumber
        self.when = when
        self.reason = reason
    }
}
