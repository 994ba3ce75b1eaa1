import CAInterface
import CertManagement
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PKIFormats
import PortableFoundation
import WireProtocols

// Certificate management: what its documented interface does not offer. Answers must not be cached, because each caller sees others.
extension APIFrontEnd {
    func managementResponse(_ path: ManagementPath, _ request: Request, _ query: Substring?, _ caller: Caller) async throws -> Response {
        guard let management else { throw Refusal.noSuchPath }
        do {
            let bound = management.management(for: caller)
            var response = try await managementAnswer(path, request, try QueryParameters(query), bound, caller)
            response.headers[.cacheControl] = "no-store"
            return response
        } catch let error as ManagementError {
            throw CAError(error)
        }
    }

    private func managementAnswer(
        _ path: ManagementPath,
        _ request: Request,
        _ parameters: QueryParameters,
        _ management: BoundManagement,
        _ caller: Caller
    ) async throws -> Response {
        switch path {
        case .requests where request.method == .post:
            let body = try ManagementStartBody(json: try await RequestBody.bytes(of: request))
            let started = try await management.start(try await start(body, management))
            return try await one(started.visible, management, status: .created)
        case .requests:
            let page = try await management.search(try await Self.search(parameters, management))
            let names = try await ManagementNames(management, requests: page.requests)
            let rows = page.requests.map { ManagedRequestBody($0, management, names) }
            return try Response.json(PageBody(items: rows, next: page.next.map { GUIDText.text($0) }))
        case .preview:
            let body = try ManagementStartBody(json: try await RequestBody.bytes(of: request))
            let start = try await start(body, management)
            return try Response.json(try await management.previewEffects(of: start.proposal).map(ManagementEffectBody.init))
        case .bulkStart:
            let body = try ManagementBulkStartBody(json: try await RequestBody.bytes(of: request))
            return try await startMany(body, management)
        case .request(let id): return try await one(try found(try await management.request(id)), management, caller: caller.principal)
        case .history(let id):
            return try Response.json(try found(try await management.history(of: id)).map(ManagementEventBody.init))
        case .act(let id, let act): return try await self.act(act, on: id, request, management)
        case .priority(let id):
            let body = try ManagementPriorityBody(json: try await RequestBody.bytes(of: request))
            let bound = management.expecting(try Self.expected(request), of: id)
            let changed = try await bound.changePriority(of: id, to: try body.octet(), comment: body.comment ?? "")
            return try await one(try found(changed), management)
        case .passwords(let id):
            let (passwords, expires) = try found(try await management.distributePasswords(of: id))
            let rows = passwords.map {
                ManagementPasswordsBody.Password(number: $0.number, distribution: $0.distribution.rawValue, password: $0.shown)
            }
            return try Response.json(ManagementPasswordsBody(expires: WireDate.text(expires), passwords: rows))
        case .passwordCheck(let id):
            let body = try ManagementPasswordCheckBody(json: try await RequestBody.bytes(of: request))
            return try await one(try found(try await management.redeemPasswords(body.passwords, of: id)), management)
        case .dataItems(let id):
            let items = try found(try await management.dataItemsWithSecrets(of: id))
            return try Response.json(items.map { ManagementDataItemBody(name: $0.name, value: $0.value) })
        case .documents(let id): return try Response.json(try found(try await management.documents(of: id)))
        case .document(let id, let name):
            let document = try found(try await management.print(name, of: id))
            return try Response.json(ManagementDocumentBody(name: document.name, text: document.text))
        case .unblockCode(let id):
            let body = try ManagementChallengeBody(json: try await RequestBody.bytes(of: request))
            let code = try await management.offlineUnblockCode(for: try body.octets(), diversified: body.diversified, request: id)
            return try Response.json(ManagementUnblockCodeBody(response: try found(code)))
        case .pin(let card): return try Response.json(ManagementPINBody(pin: try found(try await management.storedPIN(of: card))))
        case .users:
            let page = try await management.users(
                matching: parameters["search"] ?? "",
                after: parameters["after"],
                limit: try Self.limit(parameters)
            )
            return try Response.json(PageBody(items: page.rows.map { ManagementUserBody($0) }, next: page.next))
        case .objects(let user, let objects): return try await self.objects(objects, of: user, parameters, management)
        case .report(let report): return try await self.report(report, request, parameters, management)
        case .why:
            guard let answer = try await management.why(try await Self.why(parameters, management)) else {
                throw CAError(
                    .notFound,
                    status: .certsrvPropertyEmpty,
                    "There is no such profile template, profile, smart card or account that this account may see. Check each id and name: "
                        + "`chancery profile-template list` shows the profile templates, `chancery management users` the accounts."
                )
            }
            return try Response.json(ManagementWhyBody(answer))
        }
    }

    /// What nobody has, and what the caller may not see, are the same.
    private func found<Value>(_ value: Value?) throws(CAError) -> Value {
        guard let value else {
            throw CAError(
                .notFound,
                status: .certsrvPropertyEmpty,
                "There is nothing with this id that this account may see. Check the id."
            )
        }
        return value
    }

    /// - Parameter caller: for an answer with the list of rights.
    private func one(
        _ visible: VisibleRequest,
        _ management: BoundManagement,
        caller: Principal? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let names = try await ManagementNames(management, requests: [visible])
        var body = ManagedRequestBody(visible, management, names)
        if let caller {
            let trustees = try await management.trusteeNames(of: Set(visible.access.entries.map(\.trustee)))
            body.access = visible.access.entries.map { ManagementAccessEntryBody($0, trustees, caller) }
        }
        var response = try Response.json(body, status: status)
        response.headers[.eTag] = RevisionTag.text(visible.request.revision)
        return response
    }

    private func act(
        _ act: ManagementPath.Act,
        on id: UUID,
        _ request: Request,
        _ management: BoundManagement
    ) async throws -> Response {
        let bound = management.expecting(try Self.expected(request), of: id)
        let changed: VisibleRequest?
        switch act {
        case .approve:
            let body = try ManagementApprovalBody(json: try await RequestBody.bytes(of: request))
            changed = try await bound.approve(id, comment: body.comment ?? "", dataItems: Self.items(body.dataItems))
        case .deny:
            let body = try ManagementCommentBody(json: try await RequestBody.bytes(of: request))
            changed = try await bound.deny(id, comment: body.comment ?? "")
        case .complete: changed = try await bound.setStatus(of: id, to: .completed)
        case .cancel, .abandon:
            let body = try ManagementCancelBody(json: try await RequestBody.bytes(of: request))
            let status: RequestedStatus = act == .cancel ? .canceled : .abandoned
            changed = try await bound.setStatus(of: id, to: status, revokes: body.revoke, comment: body.comment ?? "")
        }
        return try await one(try found(changed), management)
    }

    private func startMany(_ body: ManagementBulkStartBody, _ management: BoundManagement) async throws -> Response {
        try body.checkCount()
        let start = try await start(body.start, management)
        var names: [(name: String, target: UUID?, object: UUID?)] = []
        for target in body.targets ?? [] { names.append((target, try await Self.account(target, management), nil)) }
        for object in body.objects ?? [] { names.append((object, nil, try ManagementID.read(object, "objects"))) }
        let outcomes = await management.start(start, forEach: names)
        let started = outcomes.compactMap { try? $0.result.get().visible }
        let shown = try await ManagementNames(management, requests: started)
        let results = outcomes.map { outcome in
            switch outcome.result {
            case .success(let started):
                ManagementStartResultBody(
                    name: outcome.name,
                    request: ManagedRequestBody(started.visible, management, shown),
                    repeated: started.isRepeated
                )
            case .failure(let error):
                ManagementStartResultBody(
                    name: outcome.name,
                    request: nil,
                    repeated: false,
                    code: error.code.rawValue,
                    message: error.message
                )
            }
        }
        return try Response.json(results)
    }

    private func start(_ body: ManagementStartBody, _ management: BoundManagement) async throws -> WorkflowStart {
        guard let text = body.target else { return try start(body, target: nil) }
        return try start(body, target: try await Self.account(text, management))
    }

    private func start(_ body: ManagementStartBody, target: UUID?) throws -> WorkflowStart {
        let operation = try Self.operation(body.operation)
        let reason = try body.revocationReason.map { word throws(BodyError) in
            try RevokeBody.known(word, field: "revocationReason").rawValue
        }
        var revocation: RevocationChoice?
        if reason != nil || body.revocationDelaySeconds != nil {
            revocation = RevocationChoice(reason: reason, delaySeconds: body.revocationDelaySeconds)
        }
        return WorkflowStart(
            RequestProposal(
                profileTemplate: try body.profileTemplate.map { text throws(BodyError) in try ManagementID.read(text, "profileTemplate") },
                workflow: operation.workflow,
                target: target,
                dataItems: Self.items(body.dataItems),
                comment: body.comment ?? "",
                priority: try body.priorityOctet(),
                existingObject: try body.object.map { text throws(BodyError) in try ManagementID.read(text, "object") },
                operation: operation,
                revocation: revocation,
                certificateTemplate: body.certificateTemplate,
                refusesUnaskedItems: true
            ),
            key: body.key
        )
    }

    private func objects(
        _ objects: ManagementPath.Objects,
        of user: UUID,
        _ parameters: QueryParameters,
        _ management: BoundManagement
    ) async throws -> Response {
        let after = try parameters["after"].map { text throws(BodyError) in try ManagementID.read(text, "after") }
        let limit = try Self.limit(parameters)
        func next(_ id: UUID?) -> String? { id.map { GUIDText.text($0) } }
        switch objects {
        case .profiles:
            let page = try await management.profiles(of: user, after: after, limit: limit)
            let names = try await ManagementNames(management, templates: Set(page.rows.map(\.profileTemplate)))
            return try Response.json(PageBody(items: page.rows.map { ManagedProfileBody($0, names) }, next: next(page.next)))
        case .smartcards:
            let page = try await management.smartcards(of: user, after: after, limit: limit)
            let names = try await ManagementNames(management, templates: Set(page.rows.map(\.profileTemplate)))
            return try Response.json(PageBody(items: page.rows.map { ManagedSmartcardBody($0, names) }, next: next(page.next)))
        case .certificates:
            let page = try await management.certificates(of: user, after: after, limit: limit)
            return try Response.json(PageBody(items: page.rows.map { ManagedCertificateBody($0) }, next: next(page.next)))
        }
    }
}

// What queries and bodies name.
extension APIFrontEnd {
    private static func search(_ parameters: QueryParameters, _ management: BoundManagement) async throws -> ManagementRequestQuery {
        var query = ManagementRequestQuery(limit: try limit(parameters))
        if let text = parameters["target"] { query.target = try await account(text, management) }
        if let text = parameters["originator"] { query.originator = try await account(text, management) }
        query.profileTemplate = try parameters["profileTemplate"].map { text throws(BodyError) in
            try ManagementID.read(text, "profileTemplate")
        }
        if let word = parameters["operation"] {
            query.operation = try operation(word)
        }
        if let word = parameters["status"] {
            guard let status = RequestStatus(word: word) else {
                throw BodyError(
                    field: "status",
                    value: word,
                    reason: "status is \(word); it must be Pending, Approved, Executing, Completed, Denied, Canceled or Failed"
                )
            }
            query.status = status
        }
        query.submittedFrom = try parameters["from"].map { text throws(BodyError) in try WireDate.required(text, field: "from") }
        query.submittedBefore = try parameters["before"].map { text throws(BodyError) in try WireDate.required(text, field: "before") }
        let order = parameters["order"] ?? "newest"
        guard ["newest", "oldest"].contains(order) else {
            throw BodyError(field: "order", value: order, reason: "order is \(order); it must be newest or oldest")
        }
        query.newestFirst = order == "newest"
        query.after = try parameters["after"].map { text throws(BodyError) in try ManagementID.read(text, "after") }
        return query
    }

    private static func why(_ parameters: QueryParameters, _ management: BoundManagement) async throws -> WhyQuestion {
        var question = WhyQuestion(operation: try operation(parameters["operation"] ?? ""))
        question.profileTemplate = try parameters["profileTemplate"].map { text throws(BodyError) in
            try ManagementID.read(text, "profileTemplate")
        }
        question.object = try parameters["object"].map { text throws(BodyError) in try ManagementID.read(text, "object") }
        if question.profileTemplate == nil, question.object == nil {
            throw BodyError(
                field: "profileTemplate",
                value: "",
                reason: "neither a profile template nor an object is named; name the profile template, or the profile or smart card"
            )
        }
        if let text = parameters["actor"] { question.actor = try await account(text, management) }
        if let text = parameters["target"] { question.target = try await account(text, management) }
        return question
    }

    /// An account by name or GUID. An unknown name becomes an id that nobody has: who may not see accounts does not learn which exist.
    static func account(_ text: String, _ management: BoundManagement) async throws -> UUID {
        try await management.account(text) ?? UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
    }

    private static func items(_ items: [String: String]?) -> [DataItem] {
        (items ?? [:]).sorted { $0.key < $1.key }.map { DataItem(name: $0.key, value: $0.value) }
    }

    private static func expected(_ request: Request) throws(BodyError) -> Int? {
        guard let text = request.headers[.ifMatch] else { return nil }
        return try RevisionTag.revision(ifMatch: text)
    }

    /// The policy that governs `disable` is called `revoke`, so both words mean it.
    private static func operation(_ word: String) throws(BodyError) -> Operation {
        if let operation = word == Workflow.revoke.rawValue ? .disable : Operation(rawValue: word) { return operation }
        throw BodyError(
            field: "operation",
            value: String(word.prefix(60)),
            reason:
                "operation is \(word.prefix(60)); it must be \(Operation.allCases.map(\.rawValue).joined(separator: ", ")), or revoke, which is disable"
        )
    }
}
