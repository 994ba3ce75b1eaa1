public import PortableFoundation

/// The recovery of an archived key: which officers agreed, and whether the key may be handed out. It never holds a key.
///
/// An officer proposes a recovery, others approve it, and then an officer takes the sealed key once. Each act is in the record.
public struct KeyRecovery: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Nobody has proposed one, or the last one has ended.
        case none
        /// More officers have to agree.
        case proposed
        /// The key may be handed out.
        case approved
    }

    public enum ActKind: String, Sendable, Hashable, CaseIterable {
        case proposed, approved, withdrawn, handedOut
    }

    public struct Act: Sendable, Hashable {
        public let kind: ActKind
        /// The officer, as `DOMAIN\name` at that time.
        public let officer: String
        public let when: Date
        public let reason: String

        public init(kind: ActKind, officer: String, when: Date, reason: String) {
            self.kind = kind
            self.officer = officer
            self.when = when
            self.reason = reason
        }
    }

    public let request: RequestID
    /// Lower-case hex; nil while nothing is issued.
    public let serialNumber: String?
    public let state: State
    /// Counts the recoveries of the request from 1; 0 when there was none.
    public let number: Int
    /// The officers who agreed to the present recovery, and how many have to.
    public let agreed: Int
    public let needed: Int
    /// The recovery agents who can open the key: SHA-1 of their certificates, lower-case hex in pairs.
    public let agents: [String]
    /// Every act since the key was archived, the oldest first.
    public let acts: [Act]

    public init(
        request: RequestID,
        serialNumber: String?,
        state: State,
        number: Int,
        agreed: Int,
        needed: Int,
        agents: [String],
        acts: [Act]
    ) {
        self.request = request
        self.serialNumber = serialNumber
        self.state = state
        self.number = number
        self.agreed = agreed
        self.needed = needed
        self.agents = agents
        self.acts = acts
    }
}

/// What an officer does about a recovery, short of taking the key.
public enum KeyRecoveryStep: String, Sendable, Hashable, CaseIterable, Codable {
    case propose, approve, withdraw
}

/// The acts on archived keys. Rights are checked inside.
public protocol KeyArchive: Sendable {
    /// The recovery of the key of a request. For officers and auditors.
    /// - Throws: `CAError` with 0x80094004 when no key is archived.
    func keyRecovery(of request: RequestID) async throws -> KeyRecovery
    /// Proposes, approves or ends a recovery. For officers; a person counts once.
    /// - Parameter reason: at most 400 characters; a proposal needs one.
    /// - Throws: `CAError.wrongState` for a step that the recovery has no place for.
    func take(_ step: KeyRecoveryStep, onRecoveryOf request: RequestID, reason: String) async throws -> KeyRecovery
    /// The archived key of an issued certificate as the recovery agents open it, in a message that the authority signed. For officers, once enough have agreed;
    /// it ends the recovery. Source: "ICertAdmin2::GetArchivedKey".
    /// - Returns: DER of SignedData around the DER of EnvelopedData; the signer's attribute 1.3.6.1.4.1.311.21.16 names the certificate.
    /// - Throws: `CAError` with 0x80094004 when no key is archived.
    func archivedKey(of request: RequestID) async throws -> [UInt8]
    /// Archives the key of an issued certificate. For officers. Source: "ICertAdmin2::ImportKey".
    /// - Parameters:
    ///   - key: DER of EnvelopedData for the exchange certificate; its content is a key blob as a request has it.
    ///   - replaces: whether the row may have a key already; the former one is kept too.
    /// - Throws: `CAError` with 0x80094004 for an absent row, 0x80070057 for another key than the certificate's, 0x80071392 when there is one.
    func importKey(_ key: [UInt8], of request: RequestID, replaces: Bool) async throws
}
