import CAInterface
import CertManagement
import PortableFoundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import PKIDirectory
import WireProtocols

/// Chancery's own API: decode, call, encode. The calls themselves decide who may do what.
struct APIFrontEnd: Sendable {
    let authority: any AuthoritySource
    let accounts: DirectoryAdministration
    /// Certificate management; nil where there is none, and its paths are absent.
    let management: ManagementService?
    /// nil when there is no outbox.
    let mail: MailAdministration?
    /// nil where the record is not shown.
    let record: (any RecordSource)?
    private let chains = ChainTexts()

    init(
        authority: any AuthoritySource,
        accounts: DirectoryAdministration,
        management: ManagementService? = nil,
        mail: MailAdministration? = nil,
        record: (any RecordSource)? = nil
    ) {
        self.authority = authority
        self.accounts = accounts
        self.management = management
        self.mail = mail
        self.record = record
    }

    func response(_ path: APIPath, _ request: Request, _ query: Substring?, _ caller: Caller) async throws -> Response {
        let isPost = request.method == .post
        switch path {
        case .openAPI: return Response.encoded(OpenAPIDocument.bytes)
        case .authorities where isPost: return try await addAuthority(request, caller)
        case .generations, .renewals, .authorityCertificate: return try await live(path, request, caller)
        case .authorities: return try Response.json(try await authority.authorities().map(AuthorityBody.init))
        case .requests(let ca) where isPost: return try await submit(request, ca, caller)
        case .requests(let ca):
            let query = try recordQuery(query)
            let rows = try await authority.authority(named: ca, for: caller).requests(query)
            return try Response.json(
                PageBody(items: rows.map { RequestRowBody($0) }, next: rows.count < query.limit ? nil : rows.last?.id.rawValue)
            )
        case .preview(let ca):
            let body = try PreviewBody(json: try await RequestBody.bytes(of: request))
            let (submission, options) = (try body.submission.submission(), try body.options())
            let preview = try await authority.authority(named: ca, for: caller).preview(submission, options)
            return try Response.json(RequestPreviewBody(preview))
        case .request(let ca, let id):
            let wantsFullResponse = try QueryParameters(query)["fullResponse"] == "true"
            return disposition(
                try await authority.authority(named: ca, for: caller).disposition(of: id, wantsFullResponse: wantsFullResponse)
            )
        case .requestRecord(let ca, let id):
            return try Response.json(RequestRowBody(try await authority.authority(named: ca, for: caller).request(id), withColumns: true))
        case .act(let ca, let id, let act):
            let bound = try await authority.authority(named: ca, for: caller)
            return switch act {
            case .approve: disposition(try await bound.approve(id))
            case .deny: disposition(try await bound.deny(id))
            case .resubmit: disposition(try await bound.resubmit(id))
            }
        case .requestAttributes, .requestExtension, .erasures, .history, .validity, .shownAfterExpiry:
            return try await administer(path, request, caller)
        case .keyRecovery(let ca, let id): return try await keyRecovery(id, request, try await authority.authority(named: ca, for: caller))
        case .archivedKey(let ca, let id): return try await archivedKey(id, request, try await authority.authority(named: ca, for: caller))
        case .certificates(let ca) where isPost:
            let body = try CertificateImportBody(json: try await RequestBody.bytes(of: request))
            let certificate = try body.bytes()
            let bound = try await authority.authority(named: ca, for: caller)
            return try Response.json(ImportedBody(try await bound.importCertificate(certificate, options: body.options)), status: .created)
        case .certificates(let ca):
            let query = try recordQuery(query)
            let rows = try await authority.authority(named: ca, for: caller).certificates(query)
            return try Response.json(
                PageBody(items: rows.map(CertificateRowBody.init), next: rows.count < query.limit ? nil : rows.last?.requestID.rawValue)
            )
        case .certificate(let ca, let serial):
            return try Response.json(CertificateRowBody(try await authority.authority(named: ca, for: caller).certificate(serial: serial)))
        case .revocation(let ca, let serial):
            let body = try RevokeBody(json: try await RequestBody.bytes(of: request))
            let revocation = try body.revocation()
            let bound = try await authority.authority(named: ca, for: caller)
            return try Response.json(CertificateRowBody(try await bound.revoke(serial: serial, revocation)))
        case .revocationLists(let ca) where isPost:
            let body = try PublicationBody(json: try await RequestBody.bytes(of: request))
            if body.passphrase != nil, PeerAddress(text: caller.remoteAddress)?.isLoopback != true {
                throw Refusal.forbidden(
                    "A passphrase is accepted only from this machine. Run `chancery revocation-list publish` where the server runs."
                )
            }
            let bound = try await authority.authority(named: ca, for: caller)
            if body.republish ?? false {
                guard body.passphrase == nil, body.until == nil, body.lists == nil else {
                    throw BodyError(
                        field: body.passphrase != nil ? "passphrase" : body.until != nil ? "until" : "lists",
                        value: "",
                        reason: "republish signs nothing, so that it needs no passphrase and takes no time: leave them out"
                    )
                }
                try await bound.republishRevocationLists()
            } else {
                let kinds = try body.wantedKinds()
                try await bound.publishRevocationLists(kinds, until: try body.time(), passphrase: body.passphrase.map { Array($0.utf8) })
            }
            return Response(status: .noContent)
        case .revocationLists(let ca):
            return try Response.json(try await authority.authority(named: ca, for: caller).revocationLists().map(RevocationListBody.init))
        case .property(let ca, let id):
            return try await property(id, request, query, try await authority.authority(named: ca, for: caller))
        case .view(let ca, let table):
            return try await view(table, request, query, try await authority.authority(named: ca, for: caller))
        case .settings(let ca): return try await settings(request, try await authority.authority(named: ca, for: caller))
        case .security(let ca), .roles(let ca), .officerRights(let ca), .auditFilter(let ca):
            return try await security(path, request, try await authority.authority(named: ca, for: caller))
        case .configuration(let ca):
            let node = try QueryParameters(query)["node"]
            let entries = try await authority.authority(named: ca, for: caller).configuration(node: node)
            return try Response.json(entries.map(ConfigurationEntryBody.init))
        case .configurationEntry(let ca, let node, let entry):
            return try await configuration(node, entry, request, try await authority.authority(named: ca, for: caller))
        case .exitTest(let ca, let name):
            return try Response.json(ExitTestBody(try await authority.authority(named: ca, for: caller).testExitReceiver(name)))
        case .templateStates(let ca):
            let states = try await authority.authority(named: ca, for: caller).templateStates()
            return try Response.json(states.map(TemplateStateBody.init))
        case .publication(let ca, let name):
            let bound = try await authority.authority(named: ca, for: caller)
            if request.method == .put { try await bound.publishTemplate(name) } else { try await bound.withdrawTemplate(name) }
            return Response(status: .noContent)
        case .templates, .template, .templateVersions, .templateVersion, .templateAcceptance, .templateAccess, .agentGrants, .agentGrant:
            return try await templateResponse(path, request, query, caller)
        case .principals, .principal, .password, .groups, .members, .member:
            return try await directory(path, request, query, caller)
        // `ProfileTemplateFrontEnd` has the longer prefix, so these end here only where certificate management is not served.
        case .profileTemplates, .profileTemplate, .profileTemplateVersions, .profileTemplateVersion: throw Refusal.noSuchPath
        case .management(let path): return try await managementResponse(path, request, query, caller)
        case .mails, .mailRetry, .mailTest: return try await mailResponse(path, request, query, caller)
        case .auditRecords, .auditRecord, .auditLog: return try await recordResponse(path, query, caller)
        }
    }

    /// The hot path: one body is read, one call made, one body written.
    private func submit(_ request: Request, _ ca: String, _ caller: Caller) async throws -> Response {
        let submission = try SubmitBody(json: try await RequestBody.bytes(of: request)).submission()
        return disposition(try await authority.authority(named: ca, for: caller).submit(submission))
    }

    private func disposition(_ disposition: Disposition) -> Response {
        var response = Response.encoded(disposition.json(chain: chains.text(of: disposition.chain)))
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func property(_ id: CAPropertyID, _ request: Request, _ query: Substring?, _ bound: any BoundAuthority) async throws
        -> Response
    {
        let index = try QueryParameters(query).number("index", in: Int(Int32.min)...Int(Int32.max)) ?? 0
        if request.method == .put {
            let body = try PropertyUpdateBody(json: try await RequestBody.bytes(of: request))
            // A number that is no property has no type; the authority says that there is none.
            let value = try CAProperty.named(id).map { property throws(BodyError) in try body.value(of: property) }
            try await bound.setProperty(id, index: index, to: value ?? .long(0))
            return Response(status: .noContent)
        }
        let value = try await bound.property(id, index: index)
        guard let property = CAProperty.named(id) else {
            throw CAError(
                .notFound,
                status: .invalidArgument,
                "There is no CA property \(id.rawValue). The numbers are listed at ICertRequest2::GetCAProperty."
            )
        }
        return try Response.json(PropertyBody(property, value))
    }

    private func settings(_ request: Request, _ bound: any BoundAuthority) async throws -> Response {
        guard request.method == .patch else { return try Response.json(try await bound.settings()) }
        let update = try AuthoritySettingsUpdate(json: try await RequestBody.bytes(of: request))
        return try Response.json(try await bound.change(update))
    }

    private func configuration(_ node: String, _ entry: String, _ request: Request, _ bound: any BoundAuthority) async throws -> Response {
        switch request.method {
        case .put:
            let body = try ConfigurationValueBody(json: try await RequestBody.bytes(of: request))
            try await bound.setConfigurationEntry(node: node, entry: entry, value: body.value)
        case .patch:
            let body = try ConfigurationChangeBody(json: try await RequestBody.bytes(of: request))
            let value = try await bound.changeConfigurationEntry(
                node: node,
                entry: entry,
                adding: body.add ?? [],
                removing: body.remove ?? []
            )
            return try Response.json(ConfigurationValueBody(value))
        default: break
        }
        return try Response.json(ConfigurationValueBody(try await bound.configurationEntry(node: node, entry: entry)))
    }

    private func recordQuery(_ query: Substring?) throws(BodyError) -> RecordQuery {
        let parameters = try QueryParameters(query)
        return RecordQuery(
            disposition: try parameters["disposition"].map { text throws(BodyError) in try storedDisposition(text) },
            limit: try Self.limit(parameters),
            after: try parameters.number("after").map { RequestID($0) }
        )
    }

    /// The number of rows in a page.
    static func limit(_ parameters: QueryParameters) throws(BodyError) -> Int {
        try parameters.number("limit", in: 1...1000) ?? 100
    }

    private func storedDisposition(_ text: String) throws(BodyError) -> StoredDisposition {
        let words: [String: StoredDisposition] = [
            "pending": .pending, "issued": .issued, "revoked": .revoked, "denied": .denied, "error": .error, "active": .active,
            "foreign": .foreign,
            "caCertificate": .caCertificate,
        ]
        if let known = words[text] { return known }
        guard let number = Int(text) else {
            throw BodyError(
                field: "disposition",
                value: text,
                reason:
                    "disposition is \(text); it must be \(words.keys.sorted().joined(separator: ", ")), or a number of the Disposition column"
            )
        }
        return StoredDisposition(rawValue: number)
    }
}
