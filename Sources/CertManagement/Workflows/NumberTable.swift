// All numbers that this service writes on the wire or into a row, in one place, so that a correction from a real server only changes data.
// Marked (seen) if a published example or reference has the number. We chose the others to be consistent with the examples.

extension RequestType {
    /// Chosen.
    package static let none = Self(rawValue: 0)
    /// Seen.
    package static let enroll = Self(rawValue: 1)
    package static let recover = Self(rawValue: 2)
    package static let renew = Self(rawValue: 3)
    /// The REST word `Revoke` creates this type.
    package static let disable = Self(rawValue: 4)
    /// Seen.
    package static let unblock = Self(rawValue: 5)
    package static let duplicate = Self(rawValue: 6)
    package static let retire = Self(rawValue: 7)
    package static let recoverOnBehalf = Self(rawValue: 8)
    package static let suspendOrReinstate = Self(rawValue: 9)
    package static let onlineUpdate = Self(rawValue: 10)
    package static let temporaryCardEnroll = Self(rawValue: 11)
    /// Chosen; the order among the last three is a guess.
    package static let temporaryCardDisable = Self(rawValue: 12)
    package static let temporaryCardRetire = Self(rawValue: 13)
    package static let offlineUnblock = Self(rawValue: 14)
}

extension RequestStatus {
    /// "Not processed".
    package static let none = Self(rawValue: 0)
    /// Seen.
    package static let approved = Self(rawValue: 3)
    package static let denied = Self(rawValue: 4)
    /// Seen.
    package static let completed = Self(rawValue: 8)
    package static let failed = Self(rawValue: 9)
    package static let pending = Self(rawValue: 16)
    package static let canceled = Self(rawValue: 17)
    package static let executing = Self(rawValue: 18)

    static let names: [(name: String, status: RequestStatus)] = [
        ("None", .none), ("Approved", .approved), ("Denied", .denied), ("Completed", .completed), ("Failed", .failed),
        ("Pending", .pending),
        ("Canceled", .canceled), ("Executing", .executing),
    ]
}

extension RequestFlags {
    /// Chosen.
    package static let enrollmentAgent = Self(rawValue: 1)
    /// Seen.
    package static let smartcard = Self(rawValue: 2)
}

extension DataCollectionFlags {
    /// Chosen: the subscriber's items are complete.
    package static let subscriberProvided = Self(rawValue: 16)
    /// Seen in every example, even with an empty collection.
    package static let certificateManagerProvided = Self(rawValue: 32)
}

extension ProfileStatus {
    package static let none = Self(rawValue: 0)
    package static let new = Self(rawValue: 1)
    /// Seen.
    package static let active = Self(rawValue: 2)
    package static let disabled = Self(rawValue: 3)
    package static let suspended = Self(rawValue: 4)
    package static let retired = Self(rawValue: 5)

    static let names: [(name: String, status: ProfileStatus)] = [
        ("New", .new), ("Active", .active), ("Disabled", .disabled), ("Suspended", .suspended), ("Retired", .retired),
    ]
}

extension ProfileFlags {
    /// Seen: the current profile, not a duplicate.
    package static let primary = Self(rawValue: 1)
    package static let superseded = Self(rawValue: 2)
    package static let duplicate = Self(rawValue: 4)
    package static let temporary = Self(rawValue: 8)
    package static let reused = Self(rawValue: 16)
    package static let keyEscrow = Self(rawValue: 32)
}

extension SmartcardStatus {
    package static let none = Self(rawValue: 0)
    package static let new = Self(rawValue: 1)
    /// Seen.
    package static let assigned = Self(rawValue: 2)
    /// Seen.
    package static let active = Self(rawValue: 3)
    package static let disabled = Self(rawValue: 4)
    package static let suspended = Self(rawValue: 5)
    /// Seen.
    package static let retired = Self(rawValue: 6)
}

extension SmartcardFlags {
    /// Seen: the current card, not a duplicate.
    package static let primary = Self(rawValue: 1)
    package static let superseded = Self(rawValue: 2)
    package static let duplicate = Self(rawValue: 4)
    package static let temporary = Self(rawValue: 8)
    package static let reused = Self(rawValue: 16)
    package static let keyEscrow = Self(rawValue: 32)
}

extension UserPINOption {
    // All chosen; the names are documented.
    package static let none = Self(rawValue: 0)
    package static let userProvided = Self(rawValue: 1)
    package static let serverDistributed = Self(rawValue: 2)
    package static let randomized = Self(rawValue: 3)
    package static let customServerDistributed = Self(rawValue: 4)
}

extension CertificateFlags {
    package static let serverGenerated = Self(rawValue: 0x1)
    package static let keyHistory = Self(rawValue: 0x2)
    package static let external = Self(rawValue: 0x4)
    package static let localMachineStore = Self(rawValue: 0x8)
    /// Seen.
    package static let pkcs7 = Self(rawValue: 0x10000)
    package static let pfx = Self(rawValue: 0x20000)
}

extension RequestPermissions {
    /// `CC`: approve and deny.
    package static let approve = Self(rawValue: 0x1)
    /// `DC`: cancel and abandon.
    package static let cancel = Self(rawValue: 0x2)
    /// `LC`: execute and complete.
    package static let execute = Self(rawValue: 0x4)
    /// `SW`: distribute secrets, print documents, change the priority.
    package static let distribute = Self(rawValue: 0x8)
    /// `SD`.
    package static let write = Self(rawValue: 0x10000)
    /// `RC`.
    package static let read = Self(rawValue: 0x20000)
}

extension CertificateStatus {
    /// Seen.
    package static let good = Self(rawValue: 0)
    // Chosen.
    package static let revoked = Self(rawValue: 1)
    package static let expired = Self(rawValue: 2)
    package static let held = Self(rawValue: 3)
}

extension CertificateType {
    /// Chosen.
    package static let unknown = Self(rawValue: 0)
    /// Seen: issued through this service.
    package static let native = Self(rawValue: 1)
    /// Chosen.
    package static let external = Self(rawValue: 2)
}
