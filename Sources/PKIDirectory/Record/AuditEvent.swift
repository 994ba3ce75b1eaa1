public import PortableFoundation

/// Every event that the record can contain, each with its details. An `AuditRecord` is made only from one of these, so authority, directory
/// and certificate management write one form.
///
/// To add an event, add a case here, its octet in `AuditEvent+Kind.swift` and its members in `AuditEvent+Members.swift`; the compiler asks
/// for the rest.
public enum AuditEvent: Sendable, Hashable {
    // MARK: Authorities

    case authorityCreated(AuthorityFacts)
    /// - Parameter authority: the small number of the authority, as in every event.
    case authoritySettingsChanged(authority: Int, [SettingChange])
    /// - Parameter document: the template as stored.
    case templateSaved(name: String, version: Int, document: String)
    /// An authority issues for the template from now on.
    case templatePublished(authority: Int, name: String, version: Int)
    /// An authority no longer issues for the template.
    case templateWithdrawn(authority: Int, name: String)
    case agentGranted(agent: UUID, template: String, subjects: SecurityIdentifier, acts: [String])
    case agentGrantRemoved(agent: UUID, template: String, subjects: SecurityIdentifier)
    /// The template breaks the rule with these values, and the reason says why it may.
    case templateRuleAccepted(name: String, rule: String, values: [String], reason: String)
    case templateAcceptanceWithdrawn(name: String, rule: String)
    case templateRetired(name: String, version: Int)
    /// Sealed keys got another passphrase.
    case keysResealed(names: [String])
    /// There is a new key for the secrets that certificate management keeps; from now on they are sealed with it.
    case secretKeyMade(name: String)
    case backupMade(sha256: String)
    /// The access list or the role separation of an authority changed.
    /// - Parameter from: the former access list in SDDL.
    case authoritySecurityChanged(authority: Int, from: String, to: String, roleSeparation: Bool)
    /// - Parameter from: the former lines of the officer rights.
    case officerRightsChanged(authority: Int, from: [String], to: [String])
    case auditFilterChanged(authority: Int, from: Int, to: Int)
    /// A command on the machine gave an account the administration of an authority, and ended role separation.
    case authorityRecovered(authority: Int, account: String, sid: SecurityIdentifier)
    case backupRestored(RestorationFacts)
    /// The life of an authority: renewals, keys that leave.
    case authorityLife(LifeAct, LifeFacts)
    /// An authority came from another installation, whole.
    case authorityImported(ImportFacts)
    /// All rows were copied here from another store, which is used no more.
    /// - Parameters:
    ///   - copy: names the copy in both stores.
    ///   - rows: the number of all rows.
    case storeCopied(copy: UUID, from: String, to: String, rows: Int)
    /// A database was restored to an earlier moment, and its numbers were raised above what others may have seen since.
    /// - Parameter requestIDGap: by which request ids were raised.
    case storeRestored(RestorationFacts, requestIDGap: Int)

    // MARK: Requests and certificates

    case request(RequestAct, RequestFacts)
    /// What old requests brought was erased; their rows stay.
    case requestsErased(authority: Int, requests: [Int])
    /// The attributes of an old request were erased; its bytes stay.
    case requestAttributesErased(authority: Int, request: Int, count: Int)
    /// A test event was sent to an exit receiver.
    case exitReceiverTested(authority: Int, receiver: String, isTaken: Bool)
    /// A revocation that was taken over from a published list was released, or got another reason. RFC 5280 number; 8 is a release.
    case foreignRevocationChanged(authority: Int, key: Int, serial: String, reason: Int)
    case revocationListSigned(RevocationListFacts)
    /// A delta list, or the list of a partition, was signed.
    case revocationListPartSigned(RevocationListFacts, partition: Int, baseNumber: Int)
    /// Somebody asked for new revocation lists; the lists themselves follow with records of their own.
    case publicationOrdered(authority: Int)

    /// An authority has a new certificate to which requesters encrypt.
    case exchangeCertificateIssued(ExchangeFacts)
    /// A key of an authority has a new certificate whose holder signs answers about the status of certificates.
    case statusSignerIssued(StatusSignerFacts)
    /// An act on a private key that the authority archives. No event holds a key, not even sealed.
    case archivedKey(ArchivedKeyAct, ArchivedKeyFacts)

    // MARK: Accounts

    case directoryChanged(DirectoryAct, [DirectoryChange])
    case signInsFailed(SignInFailures)

    // MARK: Certificate management

    case profileTemplateSaved(id: UUID, name: String, version: Int, document: String)
    case managementRequest(ManagementAct, ManagementFacts)
    /// The key from which the admin keys of cards are derived got a new version.
    case cardMasterKeyMade(version: Int)
    /// The smart-card side of a profile template, with the admin key of new cards, was given to somebody.
    case cardConfigurationGiven(profileTemplate: UUID, version: Int)

    /// The mail server refused a mail for good, or did not accept it for too long.
    case mailFailed(mail: UUID, address: String, reason: String)
    /// Somebody sent a failed mail again.
    case mailRetried(mail: UUID, address: String)
    /// Somebody sent a mail to try the mail server.
    case mailTested(address: String, isTaken: Bool)

    // MARK: Nodes

    /// The sealed keys were copied into the data directory of a further node.
    case nodeAdded(directory: String, keys: [String])
    /// A node is to end soon.
    case nodeDrained(name: String)
    case nodeRemoved(name: String)

    // MARK: The record

    /// The log over the record begins, or a further one in place of a log that must not go on.
    case recordLogStarted(RecordLogFacts)
    /// A command on the machine ended the log; the next start begins another.
    case recordLogEnded(origin: String, size: Int)

    // MARK: Tokens

    /// A command made a key on a token.
    /// - Parameters:
    ///   - place: its URI, without module and PIN.
    ///   - publicKeySHA256: of the SubjectPublicKeyInfo, in lower-case hex.
    case tokenKeyMade(place: String, publicKeySHA256: String)
    /// A command wrote a key that was made elsewhere onto a token.
    case tokenKeyImported(place: String, publicKeySHA256: String)

    // MARK: What is said about them

    public struct RecordLogFacts: Sendable, Hashable {
        /// From 1.
        public var generation: Int
        /// The name of the log, and the key that verifies its checkpoints.
        public var origin: String
        public var verifierKey: String
        /// The last checkpoint that is known of the log before; the root in lower-case hex.
        public var formerOrigin: String?
        public var formerSize: Int?
        public var formerRoot: String?

        public init(generation: Int, origin: String, verifierKey: String) {
            self.generation = generation
            self.origin = origin
            self.verifierKey = verifierKey
        }
    }

    public struct AuthorityFacts: Sendable, Hashable {
        public var authority: Int
        public var id: UUID
        public var name: String
        /// Lower-case hex.
        public var serial: String
        public var certificateSHA256: String
        public var publicAddress: String
        public var singleOperator: Bool

        public init(
            authority: Int,
            id: UUID,
            name: String,
            serial: String,
            certificateSHA256: String,
            publicAddress: String,
            singleOperator: Bool
        ) {
            self.authority = authority
            self.id = id
            self.name = name
            self.serial = serial
            self.certificateSHA256 = certificateSHA256
            self.publicAddress = publicAddress
            self.singleOperator = singleOperator
        }
    }

    public struct ExchangeFacts: Sendable, Hashable {
        public var authority: Int
        /// Counts the exchange certificates of the authority from 0.
        public var index: Int
        /// The row of the certificate.
        public var request: Int
        /// Lower-case hex.
        public var serial: String
        public var certificateSHA256: String

        public init(authority: Int, index: Int, request: Int, serial: String, certificateSHA256: String) {
            self.authority = authority
            self.index = index
            self.request = request
            self.serial = serial
            self.certificateSHA256 = certificateSHA256
        }
    }

    public struct StatusSignerFacts: Sendable, Hashable {
        public var authority: Int
        /// The index of the authority's key that delegated.
        public var key: Int
        /// Counts the certificates of signers for that key from 0.
        public var index: Int
        /// The row of the certificate.
        public var request: Int
        /// Lower-case hex.
        public var serial: String
        public var certificateSHA256: String

        public init(authority: Int, key: Int, index: Int, request: Int, serial: String, certificateSHA256: String) {
            self.authority = authority
            self.key = key
            self.index = index
            self.request = request
            self.serial = serial
            self.certificateSHA256 = certificateSHA256
        }
    }

    /// An act on an archived key.
    public enum ArchivedKeyAct: Sendable, Hashable, CaseIterable {
        /// The key came with its request, and was sealed to recovery agents.
        case archived
        /// An officer brought the key later.
        case imported
        case recoveryProposed, recoveryApproved, recoveryWithdrawn
        /// The sealed key was given to an officer.
        case handedOut
    }

    public struct ArchivedKeyFacts: Sendable, Hashable {
        public var authority: Int
        public var request: Int
        /// Counts the keys that were archived for the request from 0.
        public var index: Int
        /// SHA-1 of the certificates of the recovery agents who can open the key, lower-case hex.
        public var agents: [String]
        /// Counts the recoveries of the request from 1; nil for acts that belong to none.
        public var recovery: Int?
        /// The officers who agreed so far, and how many have to.
        public var agreed: Int?
        public var needed: Int?
        /// The officer's words.
        public var reason: String?
        /// Whether one person acted alone, as a single operator may.
        public var isSingleOperator = false

        public init(authority: Int, request: Int, index: Int, agents: [String]) {
            self.authority = authority
            self.request = request
            self.index = index
            self.agents = agents
        }
    }

    public struct RestorationFacts: Sendable, Hashable {
        /// The time at which the backup was made.
        public var made: Date
        /// Certificates revoked since the backup: those that the backup has as good, and those that it does not have.
        public var revokedAgain: Int
        public var foreign: Int
        /// Each authority's list number before and after; empty when nothing was published since the backup.
        public var lists: [String]

        public init(made: Date, revokedAgain: Int, foreign: Int, lists: [String]) {
            self.made = made
            self.revokedAgain = revokedAgain
            self.foreign = foreign
            self.lists = lists
        }
    }

    public struct SettingChange: Sendable, Hashable {
        public var name: String
        public var from: String
        public var to: String

        public init(name: String, from: String, to: String) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    /// An act on a request or its certificate.
    public enum RequestAct: Sendable, Hashable, CaseIterable {
        case issued, held, denied, failed, resubmitted, approvedByOfficer, deniedByOfficer, revoked, released, reasonChanged
        case attributesSet, extensionSet, imported
        /// Whether the certificate stays on the lists after it has expired.
        case expiredListingChanged
        /// The certificate is not made before the logs have seen this one.
        case precertificateSigned
        /// A throw-away key signed what the authority signs when the requester confirms it.
        case presigned
        /// The key's security module got a challenge, which the requester must answer before anything is issued.
        case challenged
    }

    /// The row after the act.
    public struct RequestFacts: Sendable, Hashable {
        public var authority: Int
        public var request: Int
        public var revision: Int
        public var disposition: Int
        /// The status as shown, e.g. `0x80094012`.
        public var status: String
        public var message: String
        /// The rule that denied it.
        public var rule: String?
        /// `DOMAIN\name` and object GUID.
        public var requester: String
        public var requesterID: UUID
        /// The caller who brought it, if that is not the requester.
        public var caller: String?
        public var callerID: UUID?
        public var template: String?
        public var templateVersion: Int?
        /// Lower-case hex; nil without a certificate.
        public var serial: String?
        /// Set by the act that made the certificate.
        public var certificateSHA256: String?
        /// RFC 5280 number.
        public var revocationReason: Int?
        public var revokedWhen: Date?
        public var revokedEffectiveWhen: Date?
        /// The origin of the request itself, if the act is another call.
        public var origin: Origin?
        /// Whether an officer decided about a request of their own, as a single operator may.
        public var ownRequest = false
        /// What the act set, where the other members do not show it: `name:value` lines, an extension.
        public var detail: String?

        /// The door, address and correlation id of the call that brought the request.
        public struct Origin: Sendable, Hashable {
            public var door: String
            public var address: String
            public var correlation: UUID

            public init(door: String, address: String, correlation: UUID) {
                self.door = door
                self.address = address
                self.correlation = correlation
            }
        }

        public init(
            authority: Int,
            request: Int,
            revision: Int,
            disposition: Int,
            status: String,
            message: String,
            requester: String,
            requesterID: UUID
        ) {
            self.authority = authority
            self.request = request
            self.revision = revision
            self.disposition = disposition
            self.status = status
            self.message = message
            self.requester = requester
            self.requesterID = requesterID
        }
    }

    public struct RevocationListFacts: Sendable, Hashable {
        public var authority: Int
        /// The index of the key that signed it.
        public var key: Int
        public var number: Int
        public var entries: Int
        /// The last line of the revocation journal that it shows.
        public var coversThrough: Int
        public var sha256: String

        public init(authority: Int, key: Int, number: Int, entries: Int, coversThrough: Int, sha256: String) {
            self.authority = authority
            self.key = key
            self.number = number
            self.entries = entries
            self.coversThrough = coversThrough
            self.sha256 = sha256
        }
    }

    public enum DirectoryAct: Sendable, Hashable, CaseIterable {
        case accountCreated, accountChanged, accountEnabled, accountDisabled, passwordSet, groupCreated, memberAdded, memberRemoved
    }

    /// Sign-ins that failed since the last such record.
    public struct SignInFailures: Sendable, Hashable {
        /// The account; nil collects the sign-ins that named no account of ours. Their names are not kept, because people type passwords
        /// there.
        public var account: String?
        public var accountID: UUID?
        public var count: Int
        /// The first of them.
        public var since: Date
        /// Door and address of the last one.
        public var door: String
        public var address: String

        public init(account: String?, accountID: UUID?, count: Int, since: Date, door: String, address: String) {
            self.account = account
            self.accountID = accountID
            self.count = count
            self.since = since
            self.door = door
            self.address = address
        }
    }

    /// An act on a request of certificate management.
    public enum ManagementAct: String, Sendable, Hashable, CaseIterable, Codable {
        case initiated, approvalAdded, approved, denied, canceled, abandoned, executionStarted, certificateRequested, certificateIssued,
            certificatePending, certificateRefused, completed, failed, settlementBegun, certificateRevoked, certificateHeld,
            certificateReleased,
            objectChanged
        /// The service made the key of a certificate and keeps it sealed.
        case serverKeyMade
        /// A kept key, with its certificate, came along into another profile.
        case archivedKeyCopied
        /// A kept key was opened for whoever executes the request.
        case keyGivenOut
        /// A certificate that was issued elsewhere belongs to a profile now.
        case externalCertificateAttached
        /// A chip was bound to the request.
        case cardBound
        /// The admin key of the card, the answer to its challenge, its user PIN, an answer to be read out was given to somebody.
        case adminKeyGiven, cardAnswered, pinGiven, unblockCodeGiven
        /// The card got another status by itself.
        case cardStatusChanged
        case dataItemsShown
        case priorityChanged, passwordsDistributed, passwordsRedeemed, passwordRefused, documentPrinted
    }

    public struct ManagementFacts: Sendable, Hashable {
        /// Identity of the event in the request's history.
        public var event: UUID
        public var request: UUID
        /// The state of the request before and after.
        public var from: Int
        public var to: Int
        public var comment: String
        public var detail: String

        public init(event: UUID, request: UUID, from: Int, to: Int, comment: String, detail: String) {
            self.event = event
            self.request = request
            self.from = from
            self.to = to
            self.comment = comment
            self.detail = detail
        }
    }
}
