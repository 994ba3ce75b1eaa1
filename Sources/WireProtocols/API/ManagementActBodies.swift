import PKIFormats

/// `POST …/requests/{managementRequest}/approve`.
package struct ManagementApprovalBody: Hashable, Sendable, Codable {
    package var comment: String?
    /// The manager's answers to questions of the policy.
    package var dataItems: [String: String]?

    package init(comment: String? = nil, dataItems: [String: String]? = nil) {
        self.comment = comment
        self.dataItems = dataItems
    }

    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        comment = try object.optionalText("comment")
        dataItems = try object.optionalTextByName("dataItems")
        try object.finish()
    }
}

/// `POST …/requests/{managementRequest}/deny`.
package struct ManagementCommentBody: Hashable, Sendable, Codable {
    package var comment: String?

    package init(comment: String? = nil) { self.comment = comment }

    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        comment = try object.optionalText("comment")
        try object.finish()
    }
}

/// `POST …/requests/{managementRequest}/cancel` and `/abandon`.
package struct ManagementCancelBody: Hashable, Sendable, Codable {
    package var comment: String?
    /// Whether the certificates are revoked that the request brought; the policy's choice when absent.
    package var revoke: Bool?

    package init(comment: String? = nil, revoke: Bool? = nil) {
        self.comment = comment
        self.revoke = revoke
    }

    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        comment = try object.optionalText("comment")
        revoke = try object.optionalFlag("revoke")
        try object.finish()
    }
}

/// `PUT …/requests/{managementRequest}/priority`.
package struct ManagementPriorityBody: Hashable, Sendable, Codable {
    /// 0 is most urgent, 255 least.
    package var priority: Int
    package var comment: String?

    package init(priority: UInt8, comment: String? = nil) {
        self.priority = Int(priority)
        self.comment = comment
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard let priority = try object.optionalNumber("priority") else {
            throw BodyError(field: "priority", value: "", reason: "the member priority is missing")
        }
        self.priority = priority
        comment = try object.optionalText("comment")
        try object.finish()
        _ = try octet()
    }

    package func octet() throws(BodyError) -> UInt8 { try ManagementPriorityBody.octet(priority) }

    static func octet(_ priority: Int) throws(BodyError) -> UInt8 {
        guard let octet = UInt8(exactly: priority) else {
            throw BodyError(field: "priority", value: String(priority), reason: "priority is \(priority); it must be 0 to 255")
        }
        return octet
    }
}

/// `POST /api/v1/management/requests`.
package struct ManagementStartBody: Hashable, Sendable, Codable {
    /// `enroll`, `suspend`, …
    package var operation: String
    /// The GUID; not needed where an object is named.
    package var profileTemplate: String?
    /// The account for whom, by name or GUID; the caller when absent.
    package var target: String?
    /// The profile or smart card that it concerns.
    package var object: String?
    package var dataItems: [String: String]?
    package var comment: String?
    package var priority: Int?
    /// The word of RFC 5280 §5.3.1, where the policy lets the initiator choose.
    package var revocationReason: String?
    package var revocationDelaySeconds: Int?
    /// Of an online update: one certificate template.
    package var certificateTemplate: String?
    /// A repeat with it returns the first result.
    package var key: String?

    package init(operation: String, profileTemplate: String? = nil, target: String? = nil, object: String? = nil) {
        self.operation = operation
        self.profileTemplate = profileTemplate
        self.target = target
        self.object = object
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        self = try ManagementStartBody(common: &object)
        target = try object.optionalText("target")
        self.object = try object.optionalText("object")
        try object.finish()
    }

    init(common object: inout JSONObject) throws(BodyError) {
        operation = try object.text("operation")
        profileTemplate = try object.optionalText("profileTemplate")
        dataItems = try object.optionalTextByName("dataItems")
        comment = try object.optionalText("comment")
        priority = try object.optionalNumber("priority")
        revocationReason = try object.optionalText("revocationReason")
        revocationDelaySeconds = try object.optionalNumber("revocationDelaySeconds")
        certificateTemplate = try object.optionalText("certificateTemplate")
        key = try object.optionalText("key")
    }

    package func priorityOctet() throws(BodyError) -> UInt8? {
        try priority.map { number throws(BodyError) in try ManagementPriorityBody.octet(number) }
    }
}

/// `POST /api/v1/management/requests/bulk`: one workflow for many people, or for many profiles or smart cards.
package struct ManagementBulkStartBody: Hashable, Sendable, Codable {
    package static let most = 200

    package var operation: String
    package var profileTemplate: String?
    /// Accounts by name or GUID.
    package var targets: [String]?
    /// GUIDs of profiles or smart cards.
    package var objects: [String]?
    package var dataItems: [String: String]?
    package var comment: String?
    package var priority: Int?
    package var revocationReason: String?
    package var revocationDelaySeconds: Int?
    package var certificateTemplate: String?
    package var key: String?

    package init(operation: String, profileTemplate: String? = nil, targets: [String]? = nil, objects: [String]? = nil) {
        self.operation = operation
        self.profileTemplate = profileTemplate
        self.targets = targets
        self.objects = objects
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        let common = try ManagementStartBody(common: &object)
        operation = common.operation
        profileTemplate = common.profileTemplate
        dataItems = common.dataItems
        comment = common.comment
        priority = common.priority
        revocationReason = common.revocationReason
        revocationDelaySeconds = common.revocationDelaySeconds
        certificateTemplate = common.certificateTemplate
        key = common.key
        targets = try object.optionalTexts("targets")
        objects = try object.optionalTexts("objects")
        try object.finish()
    }

    /// - Throws: `BodyError` when it names nobody, or too many.
    package func checkCount() throws(BodyError) {
        let count = (targets ?? []).count + (objects ?? []).count
        guard (1...Self.most).contains(count) else {
            throw BodyError(
                field: "targets",
                value: String(count),
                reason: "targets and objects have \(count) entries together; name 1 to \(Self.most) in one call"
            )
        }
    }

    /// The same workflow for nobody yet.
    package var start: ManagementStartBody {
        var body = ManagementStartBody(operation: operation, profileTemplate: profileTemplate)
        body.dataItems = dataItems
        body.comment = comment
        body.priority = priority
        body.revocationReason = revocationReason
        body.revocationDelaySeconds = revocationDelaySeconds
        body.certificateTemplate = certificateTemplate
        body.key = key
        return body
    }
}

/// One line of what a start would do when its request ends as it should.
package struct ManagementEffectBody: Hashable, Sendable, Codable {
    /// `profile`, `smartcard` or `certificate`.
    package var subject: String
    /// The profile or smart card; absent for one that the request makes.
    package var id: String?
    /// Of a certificate.
    package var serialNumber: String?
    package var template: String?
    /// The state before and after.
    package var before: String
    package var after: String
    /// Of a profile or smart card afterwards: `primary`, `superseded`, …
    package var flags: [String]
    /// Of a revocation: the word of RFC 5280 §5.3.1, and the time from which it counts; absent is at once.
    package var reason: String?
    package var effective: String?

    package init(subject: String, before: String, after: String, flags: [String]) {
        self.subject = subject
        self.before = before
        self.after = after
        self.flags = flags
    }
}

/// The answer for one target or object of a bulk start.
package struct ManagementStartResultBody: Hashable, Sendable, Codable {
    /// As the call named it.
    package var name: String
    /// The request; absent when it was refused.
    package var request: ManagedRequestBody?
    /// An earlier call with the same key made it.
    package var repeated: Bool
    /// Why it was refused: a code and a text.
    package var code: String?
    package var message: String?

    package init(name: String, request: ManagedRequestBody?, repeated: Bool, code: String? = nil, message: String? = nil) {
        self.name = name
        self.request = request
        self.repeated = repeated
        self.code = code
        self.message = message
    }
}

/// `POST …/requests/{managementRequest}/passwords/check`.
package struct ManagementPasswordCheckBody: Hashable, Sendable, Codable {
    /// All of them, in the order in which they were distributed.
    package var passwords: [String]

    package init(passwords: [String]) { self.passwords = passwords }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard let passwords = try object.optionalTexts("passwords") else {
            throw BodyError(field: "passwords", value: "", reason: "the member passwords is missing")
        }
        self.passwords = passwords
        try object.finish()
        guard (1...16).contains(passwords.count) else {
            throw BodyError(field: "passwords", value: String(passwords.count), reason: "passwords must have 1 to 16 entries")
        }
    }
}

/// The answer of a distribution. It is given once.
package struct ManagementPasswordsBody: Hashable, Sendable, Codable {
    package var expires: String
    package var passwords: [Password]

    package struct Password: Hashable, Sendable, Codable {
        /// From 1.
        package var number: Int
        /// `onScreen`, `mailToSubscriber` or `mailToManager`.
        package var distribution: String
        /// Only where it is shown on the screen.
        package var password: String?

        package init(number: Int, distribution: String, password: String?) {
            self.number = number
            self.distribution = distribution
            self.password = password
        }
    }

    package init(expires: String, passwords: [Password]) {
        self.expires = expires
        self.passwords = passwords
    }
}

/// A printed document.
package struct ManagementDocumentBody: Hashable, Sendable, Codable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
