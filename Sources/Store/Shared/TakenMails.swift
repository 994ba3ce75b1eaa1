import CertManagement
import PortableFoundation
import Synchronization

/// The mails that this process sends now, where no other process has the store. A change of a mail's due time gives it back.
final class TakenMails: Sendable {
    private struct Taken {
        let due: Date
        let until: Date
    }

    private let taken = Mutex<[UUID: Taken]>([:])

    /// How many mails more than wanted must be looked at.
    var count: Int { taken.withLock { $0.count } }

    /// Takes the first `limit` mails that nobody has taken.
    func take(_ mails: [OutgoingMail], at time: Date, until end: Date, limit: Int) -> [OutgoingMail] {
        taken.withLock { taken in
            taken = taken.filter { $0.value.until > time }
            let free = mails.filter { taken[$0.id]?.due != $0.due }.prefix(limit)
            for mail in free { taken[mail.id] = Taken(due: mail.due, until: end) }
            return Array(free)
        }
    }
}
