package import PortableFoundation

/// One mail of `GET /api/v1/mail`: its state, without its content.
package struct MailBody: Hashable, Sendable, Codable {
    package var id: String
    package var event: String
    /// The file of its text; absent for the built-in one.
    package var template: String?
    package var address: String
    package var queued: String
    package var attempts: Int
    /// The time of the next attempt; absent when it has failed.
    package var due: String?
    package var failed: Bool
    /// Why the last attempt failed.
    package var reason: String?

    package init(
        id: UUID,
        event: String,
        template: String?,
        address: String,
        queued: Date,
        attempts: Int,
        due: Date?,
        failed: Bool,
        reason: String?
    ) {
        self.id = id.uuidString.lowercased()
        self.event = event
        self.template = template
        self.address = address
        self.queued = WireDate.text(queued)
        self.attempts = attempts
        self.due = due.map(WireDate.text)
        self.failed = failed
        self.reason = reason
    }
}

/// `POST /api/v1/mail/test`.
package struct MailTestBody: Hashable, Sendable, Codable {
    package var address: String

    package init(address: String) { self.address = address }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        address = try object.text("address")
        try object.finish()
        guard MailAddress(address) != nil else {
            throw BodyError(field: "address", value: address, reason: "it is not a mail address, such as alice@example.com")
        }
    }
}

/// The answer to `POST /api/v1/mail/test`.
package struct MailTestResultBody: Hashable, Sendable, Codable {
    package var address: String
    /// Whether the mail server has accepted the mail.
    package var taken: Bool
    /// Why it was not accepted; absent when it was.
    package var fault: String?

    package init(address: String, fault: String?) {
        self.address = address
        taken = fault == nil
        self.fault = fault
    }
}
