package import PortableFoundation

/// Reads properties of a body by name, in any case, with the liberties of §"Lax JSON input" of the conformance page.
struct BodyProperties {
    let body: LaxJSON

    init(_ bytes: [UInt8]) throws(UnreadableInput) {
        body = try LaxJSONReader.read(bytes)
        guard case .object = body else { throw UnreadableInput("body", "\(body.kind); an object expected") }
    }

    /// The first of these names that is present and not null.
    func value(_ names: [String]) -> LaxJSON? {
        for name in names { if let value = body[name] { return value } }
        return nil
    }

    func string(_ names: String...) throws(UnreadableInput) -> String? {
        guard let value = value(names) else { return nil }
        guard case .string(let text) = value else { throw UnreadableInput(names[0], "\(value.kind); a string expected") }
        return text
    }

    /// A GUID; an empty string and the empty GUID are read as absent.
    func guid(_ names: String...) throws(UnreadableInput) -> UUID? {
        guard let value = value(names) else { return nil }
        guard case .string(let text) = value else { throw UnreadableInput(names[0], "\(value.kind); a GUID in a string expected") }
        if text.allSatisfy(\.isWhitespace) { return nil }
        guard let id = GUIDText.read(text) else { throw UnreadableInput(names[0], "“\(text.prefix(60))” is not a GUID") }
        return GUIDText.text(id) == GUIDText.none ? nil : id
    }

    /// A word given as name or as number.
    func word(_ names: String...) throws(UnreadableInput) -> String? {
        guard let value = value(names) else { return nil }
        switch value {
        case .string(let text): return text.filter { !$0.isWhitespace }
        case .number(let digits): return digits
        default: throw UnreadableInput(names[0], "\(value.kind); a name or number expected")
        }
    }
}

/// The body of `POST /requests`. Source: "Create request".
package struct CreateRequestBody: Hashable, Sendable {
    package let profileTemplate: UUID?
    package let dataCollection: [DataCollectionText.Item]
    package let target: UUID?
    /// As sent: a name or a number.
    package let type: String
    package let comment: String
    package let priority: UInt8?
    /// `smartcard`, `smartcarduuid`, `profile` or `profileuuid`.
    package let existingObject: UUID?

    package init(_ bytes: [UInt8]) throws(UnreadableInput) {
        let properties = try BodyProperties(bytes)
        profileTemplate = try properties.guid("profiletemplateuuid")
        dataCollection = try DataCollectionText.read(properties.value(["datacollection"]))
        target = try properties.guid("target")
        guard let type = try properties.word("type"), !type.isEmpty else {
            throw UnreadableInput("type", "missing; the name of a workflow such as Enroll expected")
        }
        self.type = type
        comment = try properties.string("comment", "comments") ?? ""
        priority = try Self.priority(properties)
        existingObject = try properties.guid("smartcard", "smartcarduuid", "profile", "profileuuid")
    }

    private static func priority(_ properties: BodyProperties) throws(UnreadableInput) -> UInt8? {
        guard let word = try properties.word("priority"), !word.isEmpty else { return nil }
        guard let priority = UInt8(word) else {
            throw UnreadableInput("priority", "“\(word.prefix(60))” is not a whole number from 0 to 255")
        }
        return priority
    }
}

/// The body of `PUT /requests/{id}`. Source: "Cancel, abandon, or complete a request".
package struct StatusBody: Hashable, Sendable {
    /// As sent.
    package let status: String

    package init(_ bytes: [UInt8]) throws(UnreadableInput) {
        guard let status = try BodyProperties(bytes).word("status"), !status.isEmpty else {
            throw UnreadableInput("status", "missing; Completed, Canceled or Abandoned expected")
        }
        self.status = status
    }
}

/// The body of `POST /requests/{id}/certificatedata`. Source: "Get certificate responses".
package struct CertificateDataBody: Hashable, Sendable {
    /// For answers with a private key. Never logged.
    package let pfxPassword: String
    /// DER of each PKCS#10, in the order sent.
    package let certificateRequests: [[UInt8]]
    package let comments: String

    package static let mostRequests = 32

    package init(_ bytes: [UInt8]) throws(UnreadableInput) {
        let properties = try BodyProperties(bytes)
        pfxPassword = try properties.string("pfxpassword") ?? ""
        comments = try properties.string("comments", "comment") ?? ""
        var requests: [[UInt8]] = []
        switch properties.value(["certificaterequests"]) {
        case nil: break
        case .array(let elements):
            guard elements.count <= Self.mostRequests else {
                throw UnreadableInput("certificaterequests", "\(elements.count) elements; at most \(Self.mostRequests) are accepted")
            }
            for (index, element) in elements.enumerated() {
                let part = "certificaterequests[\(index)]"
                guard case .string(let text) = element else { throw UnreadableInput(part, "\(element.kind); a base64 string expected") }
                requests.append(try WrappedBase64.read(text, part: part))
            }
        case .some(let other): throw UnreadableInput("certificaterequests", "\(other.kind); an array of base64 strings expected")
        }
        certificateRequests = requests
    }
}
