import CAInterface
import HTTPTypes
import PKIFormats
package import PortableFoundation
package import WireProtocols

/// Certificate management over HTTPS: what the documented interface of requests and profiles does not offer. Answers have the API's own shapes.
package struct RemoteManagement: Sendable {
    let transport: HTTPTransport

    // MARK: Requests

    /// Which requests to list.
    package struct RequestFilter: Sendable {
        /// By account name or GUID.
        package var target: String?
        package var originator: String?
        package var profileTemplate: String?
        package var operation: String?
        package var status: String?
        /// Days or times of submission.
        package var from: String?
        package var before: String?
        package var oldestFirst = false
        package var limit = 100
        package var after: String?

        package init() {}

        var parameters: [(String, String)] {
            let texts: [(String, String?)] = [
                ("target", target), ("originator", originator), ("profileTemplate", profileTemplate), ("operation", operation),
                ("status", status), ("from", from), ("before", before), ("order", oldestFirst ? "oldest" : nil), ("after", after),
            ]
            return [("limit", String(limit))] + texts.compactMap { name, text in text.map { (name, $0) } }
        }
    }

    package func requests(_ filter: RequestFilter = RequestFilter()) async throws -> PageBody<ManagedRequestBody, String> {
        try await get(.requests, filter.parameters)
    }

    /// One request with the whole list of its rights.
    package func request(_ id: UUID) async throws -> ManagedRequestBody { try await get(.request(id)) }

    package func history(of id: UUID) async throws -> [ManagementEventBody] { try await get(.history(id)) }

    /// Starts a workflow. Without a key of the caller it gets one, so that a repetition after a lost answer starts nothing new.
    package func start(_ body: ManagementStartBody) async throws -> ManagedRequestBody {
        var body = body
        body.key = body.key ?? UUID().uuidString.lowercased()
        return try await call(.post, .requests, try API.encode(body))
    }

    /// What a start would do when its request ends as it should. Nothing is started.
    package func preview(_ body: ManagementStartBody) async throws -> [ManagementEffectBody] {
        try await call(.post, .preview, try API.encode(body))
    }

    /// Starts a workflow for many, each with its own result.
    package func start(_ body: ManagementBulkStartBody) async throws -> [ManagementStartResultBody] {
        var body = body
        body.key = body.key ?? UUID().uuidString.lowercased()
        return try await call(.post, .bulkStart, try API.encode(body))
    }

    /// - Parameter revision: the revision for which it was decided; nil for any.
    package func approve(_ id: UUID, _ body: ManagementApprovalBody = .init(), expecting revision: Int? = nil) async throws
        -> ManagedRequestBody
    {
        try await call(.post, .act(id, .approve), try API.encode(body), expecting: revision)
    }

    package func deny(_ id: UUID, comment: String? = nil, expecting revision: Int? = nil) async throws -> ManagedRequestBody {
        try await call(.post, .act(id, .deny), try API.encode(ManagementCommentBody(comment: comment)), expecting: revision)
    }

    package func cancel(_ id: UUID, _ body: ManagementCancelBody = .init(), expecting revision: Int? = nil) async throws
        -> ManagedRequestBody
    {
        try await call(.post, .act(id, .cancel), try API.encode(body), expecting: revision)
    }

    package func abandon(_ id: UUID, _ body: ManagementCancelBody = .init(), expecting revision: Int? = nil) async throws
        -> ManagedRequestBody
    {
        try await call(.post, .act(id, .abandon), try API.encode(body), expecting: revision)
    }

    /// Ends a request whose work is done. Only now do revocations count.
    package func complete(_ id: UUID, expecting revision: Int? = nil) async throws -> ManagedRequestBody {
        try await call(.post, .act(id, .complete), [], expecting: revision)
    }

    package func setPriority(of id: UUID, to priority: UInt8, comment: String? = nil, expecting revision: Int? = nil) async throws
        -> ManagedRequestBody
    {
        let body = ManagementPriorityBody(priority: priority, comment: comment)
        return try await call(.put, .priority(id), try API.encode(body), expecting: revision)
    }

    // MARK: Secrets and documents

    /// The answers of a request with the sealed ones opened; each look is recorded.
    package func dataItems(of id: UUID) async throws -> [ManagementDataItemBody] { try await get(.dataItems(id)) }

    /// New passwords; earlier ones end. Those that are shown on the screen are in this answer and in no later one.
    package func distributePasswords(of id: UUID) async throws -> ManagementPasswordsBody { try await call(.post, .passwords(id), []) }

    package func redeem(_ passwords: [String], of id: UUID) async throws -> ManagedRequestBody {
        try await call(.post, .passwordCheck(id), try API.encode(ManagementPasswordCheckBody(passwords: passwords)))
    }

    package func documents(of id: UUID) async throws -> [String] { try await get(.documents(id)) }

    package func print(_ document: String, of id: UUID) async throws -> ManagementDocumentBody {
        try await call(.post, .document(id, name: document), [])
    }

    // MARK: Secrets of smart cards

    /// The answer to a challenge that the card's user read out. Each call is in the request's history.
    /// - Parameters:
    ///   - diversified: whether the card has a key of its own; what the server believes when nil.
    ///   - id: a request of offline unblocking.
    /// - Throws: `CAError` with the server's answer, also when that is not Base64.
    package func unblockCode(for challenge: [UInt8], diversified: Bool? = nil, request id: UUID) async throws -> [UInt8] {
        let body = ManagementChallengeBody(challenge: challenge, diversified: diversified)
        let answer: ManagementUnblockCodeBody = try await call(.post, .unblockCode(id), try API.encode(body))
        return try Base64.decode(answer.response)
    }

    /// The PIN that the server keeps for a smart card. Each call is in the history of the request that set it.
    package func pin(ofSmartcard id: UUID) async throws -> String {
        let answer: ManagementPINBody = try await get(.pin(smartcard: id))
        return answer.pin
    }

    // MARK: Users and their objects

    package func users(matching text: String = "", after: String? = nil, limit: Int = 100) async throws
        -> PageBody<ManagementUserBody, String>
    {
        try await get(.users, Self.page(after, limit) + (text.isEmpty ? [] : [("search", text)]))
    }

    /// The account that a person named.
    /// - Parameter text: `DOMAIN\\name`, a name alone, or a GUID.
    /// - Returns: nil when the caller may see no such account.
    package func account(_ text: String) async throws -> UUID? {
        if let id = UUID(uuidString: text) { return id }
        let wanted = text.lowercased()
        let part = wanted.split(separator: "\\").last.map(String.init) ?? wanted
        var after: String?
        repeat {
            let page = try await users(matching: part, after: after)
            let found = page.items.first { $0.name.lowercased() == wanted || $0.name.lowercased().hasSuffix("\\" + wanted) }
            if let id = found.flatMap({ UUID(uuidString: $0.id) }) { return id }
            after = page.next
        } while after != nil
        return nil
    }

    package func profiles(of user: UUID, after: String? = nil, limit: Int = 100) async throws -> PageBody<ManagedProfileBody, String> {
        try await get(.objects(user: user, .profiles), Self.page(after, limit))
    }

    package func smartcards(of user: UUID, after: String? = nil, limit: Int = 100) async throws -> PageBody<ManagedSmartcardBody, String> {
        try await get(.objects(user: user, .smartcards), Self.page(after, limit))
    }

    /// The limit counts profiles.
    package func certificates(of user: UUID, after: String? = nil, limit: Int = 100) async throws
        -> PageBody<ManagedCertificateBody, String>
    {
        try await get(.objects(user: user, .certificates), Self.page(after, limit))
    }

    // MARK: Reports and reasons

    /// The octets of a report, as CSV or as a JSON array.
    package func report(_ report: ManagementPath.Report, csv: Bool, _ selection: [(String, String)] = []) async throws -> [UInt8] {
        try await transport.send(.get, .management(.report(report)), query: selection + [("format", csv ? "csv" : "json")])
    }

    /// Which rules let somebody start an operation or forbid it.
    /// - Parameters:
    ///   - actor: the account that would start it; nil is the caller.
    ///   - target: for whom; nil is the actor.
    package func why(
        _ operation: String,
        profileTemplate: String? = nil,
        object: UUID? = nil,
        actor: String? = nil,
        target: String? = nil
    ) async throws -> ManagementWhyBody {
        let texts: [(String, String?)] = [
            ("operation", operation), ("profileTemplate", profileTemplate), ("object", object?.uuidString.lowercased()), ("actor", actor),
            ("target", target),
        ]
        return try await get(.why, texts.compactMap { name, text in text.map { (name, $0) } })
    }

    private static func page(_ after: String?, _ limit: Int) -> [(String, String)] {
        [("limit", String(limit))] + (after.map { [("after", $0)] } ?? [])
    }

    private func get<Body: Decodable>(_ path: ManagementPath, _ query: [(String, String)] = []) async throws -> Body {
        try API.decode(Body.self, try await transport.send(.get, .management(path), query: query))
    }

    private func call<Body: Decodable>(
        _ method: HTTPRequest.Method,
        _ path: ManagementPath,
        _ body: [UInt8],
        expecting revision: Int? = nil
    ) async throws -> Body {
        let answer = try await transport.send(method, .management(path), body: body, ifMatch: RevisionTag.ifMatch(revision))
        return try API.decode(Body.self, answer)
    }
}

extension RemoteAdministration {
    /// Certificate management of the same server, by the same account.
    package var management: RemoteManagement { RemoteManagement(transport: transport) }
}
