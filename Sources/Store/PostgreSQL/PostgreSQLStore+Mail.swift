package import CertManagement
package import PortableFoundation

extension PostgreSQLStore {
    package func takeDueMails(at time: Date, until end: Date, limit: Int) async throws -> [OutgoingMail] {
        // Who takes a mail is no part of the record.
        try await side.write { try MailRow.take(at: time, until: end, limit: limit, in: $0) }
    }
}
