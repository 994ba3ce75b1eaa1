import PortableFoundation
import PKIDirectory

/// Recently read principals, by every key that finds them. Any change of the directory empties the cache. It is bounded, and emptied when full, because the accounts in
/// use return at once.
struct PrincipalCache: Sendable {
    enum Name: Hashable, Sendable {
        case id(UUID)
        case sid(SecurityIdentifier)
        /// Folded: the octets of an account name or user principal name, as the database compares them.
        case folded([UInt8])
    }

    static let capacity = 10_000

    private var principals: [Name: Principal] = [:]
    private var passwords: [UUID: PasswordRecord] = [:]

    subscript(name: Name) -> Principal? { principals[name] }

    mutating func insert(_ principal: Principal, as name: Name) {
        if principals.count >= Self.capacity { principals.removeAll(keepingCapacity: true) }
        principals[name] = principal
        principals[.id(principal.id)] = principal
    }

    func password(of principal: UUID) -> PasswordRecord? { passwords[principal] }

    mutating func insert(_ password: PasswordRecord, of principal: UUID) {
        if passwords.count >= Self.capacity { passwords.removeAll(keepingCapacity: true) }
        passwords[principal] = password
    }
}
