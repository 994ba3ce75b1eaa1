import CAInterface
import CertificateTemplates
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PortableFoundation
import WireProtocols

// Templates and the grants of agents, which belong to the installation and not to one of its CAs. The first CA says who administers it.
extension APIFrontEnd {
    func templateResponse(_ path: APIPath, _ request: Request, _ query: Substring?, _ caller: Caller) async throws -> Response {
        let bound = try await installation(for: caller)
        switch path {
        case .templates where request.method == .post:
            let body = try TemplateBatchBody(json: try await RequestBody.bytes(of: request))
            let outcome = try await bound.edit(body.edits, body.options)
            if outcome.isRefused, !body.options.contains(.dryRun) { return try refusal(outcome, caller) }
            return try Response.json(TemplateBatchOutcomeBody(outcome))
        case .templates:
            let enrollable = try QueryParameters(query)["enrollable"] == "true"
            return try Response.json(try await bound.templates(enrollable: enrollable).map(TemplateBody.init))
        case .template(let name) where request.method == .put: return try await put(name, request, bound, caller)
        case .template(let name) where request.method == .delete:
            let version: Int? =
                switch try request.headers[.ifMatch].map({ text throws(BodyError) in try TemplateTag.precondition(text) }) {
                case .version(let version): version
                default: nil
                }
            try await bound.retireTemplate(name, version: version)
            return Response(status: .noContent)
        case .template(let name):
            let template = try await bound.template(named: name)
            let isKnown = request.headers[.ifNoneMatch].map { TemplateTag.isNamed(template.version, in: $0) } ?? false
            let response = isKnown ? Response(status: .notModified) : try Response.json(TemplateBody(template))
            return TemplateTag.tagged(response, template.version)
        case .templateVersions(let name): return try Response.json(TemplateHistoryBody(try await bound.templateHistory(of: name)))
        case .templateVersion(let name, let version):
            let history = try await bound.templateHistory(of: name)
            guard let found = history.versions.first(where: { $0.template.version == version }) else {
                throw CAError(
                    .notFound,
                    status: .invalidArgument,
                    "The template \(name) has no version \(version).",
                    reason: DenialReason(
                        rule: "VersionIsKnown",
                        field: "version",
                        value: "\(version)",
                        remedy: "Name one from 1 to \(history.versions.last?.template.version ?? 0)."
                    )
                )
            }
            return try Response.json(TemplateBody(found.template))
        case .templateAcceptance(let name, let rule):
            if request.method == .put {
                let body = try AcceptanceReasonBody(json: try await RequestBody.bytes(of: request))
                try await bound.acceptRule(TemplateEdit.Acceptance(rule: rule, reason: body.reason), ofTemplate: name)
            } else {
                try await bound.withdrawAcceptance(of: rule, ofTemplate: name)
            }
            return Response(status: .noContent)
        case .templateAccess(let name):
            let parameters = try QueryParameters(query)
            let chosen =
                if let ca = parameters["authority"] { try await authority.authority(named: ca, for: caller) } else { bound }
            return try Response.json(
                TemplateAccessBody(try await chosen.access(toTemplate: name, principal: parameters["principal"]))
            )
        case .agentGrants where request.method == .post:
            let body = try NewAgentGrantBody(json: try await RequestBody.bytes(of: request))
            let grant = try await bound.grantAgent(
                body.agent,
                template: body.template,
                subjects: body.subjects,
                acts: Set(body.acts ?? [.enroll])
            )
            return try Response.json(AgentGrantBody(grant), status: .created)
        case .agentGrants: return try Response.json(try await bound.agentGrants().map(AgentGrantBody.init))
        case .agentGrant(let agent, let template, let subjects):
            try await bound.removeAgentGrant(agent, template: template, subjects: subjects)
            return Response(status: .noContent)
        default: throw Refusal.noSuchPath
        }
    }

    private func installation(for caller: Caller) async throws -> any BoundAuthority {
        guard let first = try await authority.authorities().first else {
            throw CAError(
                .unavailable,
                status: .rpcServerUnavailable,
                "No CA issues certificates here yet. Complete the set-up, then try again."
            )
        }
        return try await authority.authority(named: first.name, for: caller)
    }

    private func put(_ name: String, _ request: Request, _ bound: any BoundAuthority, _ caller: Caller) async throws -> Response {
        let precondition = try TemplateTag.precondition(of: request)
        let body = try TemplateEditBody(json: try await RequestBody.bytes(of: request))
        guard body.template.name.lowercased() == name.lowercased() else {
            throw BodyError(
                field: "name",
                value: body.template.name,
                reason: "the document is the template \(body.template.name), and the path names \(name); give both the same name"
            )
        }
        let edit = TemplateEdit(body.template, precondition: precondition ?? .absent, accept: body.accept)
        do {
            let outcome = try await bound.edit([edit], [])
            guard !outcome.isRefused, let stored = outcome.outcomes.first else { return try refusal(outcome, caller) }
            let response = try Response.json(TemplateOutcomeBody(stored), status: stored.oldVersion == nil ? .created : .ok)
            return TemplateTag.tagged(response, stored.newVersion)
        } catch let error as CAError where error.code == .preconditionFailed && precondition == nil {
            throw TemplateTag.required("template", name)
        }
    }

    /// The answer with every finding of every document.
    private func refusal(_ outcome: TemplateEditOutcome, _ caller: Caller) throws -> Response {
        let findings = outcome.outcomes.flatMap { one in one.findings.filter { $0.acceptance == nil }.map { (one.name, $0.problem) } }
        let first = findings.first?.1
        let error = CAError(
            .unacceptable,
            status: .certsrvUnsupportedCertType,
            "Nothing was stored. " + findings.map { "\($0.0): \($0.1)" }.joined(separator: " "),
            reason: first.map { DenialReason(rule: $0.rule, field: $0.field, value: $0.value, remedy: $0.remedy) }
        )
        let problem = ProblemBody(error, correlationID: caller.correlationID)
        var response = try Response.json(TemplateRefusalBody(problem: problem, outcome: outcome), status: .unprocessableContent)
        response.headers[.contentType] = ProblemBody.mediaType
        if let name = Response.correlationHeader { response.headers[name] = problem.correlationId }
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
