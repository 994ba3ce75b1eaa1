import CAInterface
import PortableFoundation

/// One operation: `prepare` says whether it may start on an object, `execute` what the first call of the execution makes, `complete` what the end of the
/// request does. All three only compute. The list of operations that are offered, the preview and the acts themselves call the same functions.
///
/// Source: the effect table of the interface's facts (`docs/conformance/cm-rest.md`).
protocol WorkflowExecution: Sendable {
    var operation: Operation { get }
    var scope: ExecutionScope { get }
    /// The states of the object in which the operation may start, and still be so when it ends.
    var states: Set<ManagedObject.State> { get }
    /// The state in which the operation leaves its object; nil when it does not decide about it.
    var leaves: ManagedObject.State? { get }
    /// Whether it makes a new profile, and with a smart-card template a new card.
    var makesObject: Bool { get }
    /// Whether the client sends certificate requests.
    var issues: Bool { get }

    /// Whether the operation may start on this object, or end.
    func accepts(_ object: ManagedObject, isEnd: Bool) -> Bool
    /// - Returns: the New* and Old* of the request when it is created.
    func prepare(_ object: ManagedObject?) throws(ManagementError) -> RequestObjects
    /// - Returns: the new profile and, for a card that is used again, its new row; nil when it makes nothing.
    func execute(_ start: ExecutionStart) -> NewObjects?
    func complete(_ end: ExecutionEnd) -> WorkflowEffects
}

/// The kind of object that an operation is for.
enum ExecutionScope {
    /// None: it makes the first one.
    case nothing
    /// Software profiles and permanent cards.
    case profiles
    case permanentCards
    case cards
    case temporaryCards
    /// A permanent card, or nothing.
    case permanentCardOrNothing
}

/// New* and Old* of a request.
struct RequestObjects: Hashable, Sendable {
    var newProfile: UUID?
    var newSmartcard: UUID?
    var oldProfile: UUID?
    var oldSmartcard: UUID?

    static let none = RequestObjects()

    /// For what ends with another object.
    static func old(_ object: ManagedObject) -> RequestObjects {
        RequestObjects(oldProfile: object.profile.id, oldSmartcard: object.card?.id)
    }

    /// For what changes the object itself.
    static func both(_ object: ManagedObject) -> RequestObjects {
        RequestObjects(
            newProfile: object.profile.id,
            newSmartcard: object.card?.id,
            oldProfile: object.profile.id,
            oldSmartcard: object.card?.id
        )
    }
}

/// The facts at the first call of an execution.
struct ExecutionStart {
    let request: ManagementRequest
    let contents: ProfileTemplate
    let policy: WorkflowPolicy
    let old: ManagedObject?
    let newID: () -> UUID

    func profile(parent: UUID? = nil, primary: UUID? = nil, flags: ProfileFlags = []) -> Profile {
        Profile(
            id: newID(),
            flags: flags,
            assignedUser: request.target.id,
            profileTemplate: contents.id,
            profileTemplateVersion: contents.version,
            parent: parent,
            primary: primary,
            comment: request.comment
        )
    }
}

struct NewObjects {
    var profile: Profile
    var card: Smartcard?

    init(_ profile: Profile, card: Smartcard? = nil) {
        self.profile = profile
        self.card = card
    }
}

/// The facts at the end of a request.
struct ExecutionEnd {
    let request: ManagementRequest
    let policy: WorkflowPolicy
    let old: ManagedObject?
    /// What the request made, or nil.
    let new: ManagedObject?
    /// The profiles that duplicate the old one.
    let duplicates: [ManagedObject]
    let now: Date
}

extension WorkflowExecution {
    var leaves: ManagedObject.State? { nil }
    var makesObject: Bool { false }
    var issues: Bool { makesObject }

    func prepare(_ object: ManagedObject?) throws(ManagementError) -> RequestObjects {
        try check(object, isEnd: false)
        guard let object else { return .none }
        return makesObject ? .old(object) : .both(object)
    }

    func execute(_ start: ExecutionStart) -> NewObjects? { nil }

    func accepts(_ object: ManagedObject, isEnd: Bool) -> Bool { states.contains(object.state) || (isEnd && object.state == leaves) }

    /// - Parameter isEnd: at the end, the object may be in the state in which the operation leaves it: a card is retired before its request is completed.
    func check(_ object: ManagedObject?, isEnd: Bool) throws(ManagementError) {
        guard let object else {
            guard scope == .nothing || scope == .permanentCardOrNothing else {
                throw ManagementError(
                    .invalidClientData,
                    "\(operation.rawValue) is for an existing profile or smart card. Name it in profile or smartcard."
                )
            }
            return
        }
        guard scope.contains(object) else {
            throw ManagementError(
                .requestStateInvalid,
                "\(operation.rawValue) is not for a \(object.kind). List what is possible: chancery management operations \(object.shownID)"
            )
        }
        guard accepts(object, isEnd: isEnd) else {
            throw ManagementError(
                .requestStateInvalid,
                "The \(object.kind) is \(object.state.rawValue), and \(operation.rawValue) is not possible in that state. List what is possible: "
                    + "chancery management operations \(object.shownID)"
            )
        }
    }
}

extension ExecutionScope {
    func contains(_ object: ManagedObject) -> Bool {
        switch self {
        case .nothing: false
        case .profiles: !object.isTemporary
        case .permanentCards, .permanentCardOrNothing: object.card != nil && !object.isTemporary
        case .cards: object.card != nil
        case .temporaryCards: object.card != nil && object.isTemporary
        }
    }
}

extension Operation {
    /// The table of executions.
    var execution: any WorkflowExecution {
        switch self {
        case .enroll: EnrollExecution()
        case .renew: RenewExecution()
        case .recover: RecoverExecution()
        case .recoverOnBehalf: RecoverOnBehalfExecution()
        case .duplicate: DuplicateExecution()
        case .onlineUpdate: OnlineUpdateExecution()
        case .suspend: SuspendExecution()
        case .reinstate: ReinstateExecution()
        case .disable: DisableExecution()
        case .retire: RetireExecution()
        case .unblock: UnblockExecution()
        case .offlineUnblock: OfflineUnblockExecution()
        case .temporaryCards: TemporaryCardsExecution()
        case .temporaryDisable: TemporaryDisableExecution()
        case .temporaryRetire: TemporaryRetireExecution()
        }
    }
}
