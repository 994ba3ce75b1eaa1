import HTTPTypes
package import WireProtocols

// Outgoing mail.
extension RemoteAdministration {
    /// Every mail of the outbox.
    /// - Parameter isFailed: only those that failed, or only those that wait; nil for both.
    package func mails(isFailed: Bool? = nil) async throws -> [MailBody] {
        var all: [MailBody] = []
        var after: String?
        repeat {
            var query = [("limit", "1000")]
            if let isFailed { query.append(("failed", String(isFailed))) }
            if let after { query.append(("after", after)) }
            let page = try API.decode(PageBody<MailBody, String>.self, try await transport.send(.get, .mails, query: query))
            all += page.items
            after = page.next
        } while after != nil
        return all
    }

    /// Makes a failed mail due at once.
    package func retryMail(_ id: String) async throws -> MailBody {
        try API.decode(MailBody.self, try await transport.send(.post, .mailRetry(id: id), body: []))
    }

    /// Sends a text to an address and says what came of it.
    package func testMail(to address: String) async throws -> MailTestResultBody {
        let body = try API.encode(MailTestBody(address: address))
        return try API.decode(MailTestResultBody.self, try await transport.send(.post, .mailTest, body: body))
    }
}
