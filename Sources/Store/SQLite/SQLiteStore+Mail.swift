package import CertManagement
package import PortableFoundation

extension SQLiteStore {
    package func takeDueMails(at time: Date, until end: Date, limit: Int) async throws -> [OutgoingMail] {
        let count = limit + takenMails.count
        let due = try await look { try MailRow.due(at: time, limit: count, from: $0) }
        return takenMails.take(due, at: time, until: end, limit: limit)
    }
}
