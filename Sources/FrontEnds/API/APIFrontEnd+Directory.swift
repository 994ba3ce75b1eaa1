import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

// Accounts, which belong to the installation and not to one of its CAs.
extension APIFrontEnd {
    /// Accounts and groups. Responses must not be cached.
    func directory(_ path: APIPath, _ request: Request, _ query: Substring?, _ caller: Caller) async throws -> Response {
        do {
            return secret(try await accountsResponse(path, request, query, caller))
        } catch let error as DirectoryError {
            throw CAError(error)
        } catch let failure as SignInError {
            throw Refusal(failure, schemes: [.basic, .clientCertificate])
        }
    }

    private func accountsResponse(_ path: APIPath, _ request: Request, _ query: Substring?, _ caller: Caller) async throws -> Response {
        let actor = caller.principal
        switch path {
        case .principals where request.method == .post:
            let new = try NewPrincipalBody(json: try await RequestBody.bytes(of: request)).newPrincipal()
            return try Response.json(PrincipalBody(try await accounts.add(new, by: caller)), status: .created)
        case .principals:
            let parameters = try QueryParameters(query)
            let page = try page(parameters)
            return try answer(page, try await accounts.principals(kind: try kind(parameters), page: page, for: actor))
        case .principal(let name) where request.method == .patch:
            let update = try PrincipalUpdateBody(json: try await RequestBody.bytes(of: request)).update
            return try Response.json(PrincipalBody(try await accounts.update(name, with: update, by: caller)))
        case .principal(let name): return try Response.json(PrincipalBody(try await accounts.principal(named: name, for: actor)))
        case .password(let name):
            let body = try PasswordBody(json: try await RequestBody.bytes(of: request))
            try await accounts.setPassword(
                Array(body.password.utf8),
                ofAccount: name,
                oldPassword: body.oldPassword.map { Array($0.utf8) },
                by: caller
            )
            return Response(status: .noContent)
        case .groups where request.method == .post:
            let new = try NewGroupBody(json: try await RequestBody.bytes(of: request))
            let group = try await accounts.addGroup(new.name, displayName: new.displayName, by: caller)
            return try Response.json(PrincipalBody(group), status: .created)
        case .groups:
            let page = try page(try QueryParameters(query))
            return try answer(page, try await accounts.groups(page: page, for: actor))
        case .members(let group):
            let page = try page(try QueryParameters(query))
            return try answer(page, try await accounts.members(ofGroup: group, page: page, for: actor))
        case .member(let group, let name):
            if request.method == .put {
                try await accounts.addMember(name, toGroup: group, by: caller)
            } else {
                try await accounts.removeMember(name, fromGroup: group, by: caller)
            }
            return Response(status: .noContent)
        default: throw Refusal.noSuchPath
        }
    }

    private func page(_ parameters: QueryParameters) throws -> DirectoryPage {
        DirectoryPage(limit: try Self.limit(parameters), after: parameters["after"])
    }

    private func answer(_ page: DirectoryPage, _ rows: [Principal]) throws -> Response {
        try Response.json(PageBody(items: rows.map(PrincipalBody.init), next: rows.count < page.limit ? nil : rows.last?.name))
    }

    private func kind(_ parameters: QueryParameters) throws -> Principal.Kind? {
        guard let word = parameters["kind"] else { return nil }
        guard let known = Principal.Kind(rawValue: word) else {
            throw BodyError(field: "kind", value: word, reason: "kind is \(word); it must be user, machine, service or group")
        }
        return known
    }

    private func secret(_ response: Response) -> Response {
        var response = response
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

extension CAError {
    /// Turns errors of the directory into responses.
    init(_ error: DirectoryError) {
        switch error.code {
        case .accessDenied: self.init(.accessDenied, status: .accessDenied, error.message)
        case .alreadyExists: self.init(.conflict, status: .objectAlreadyExists, error.message)
        case .ambiguous: self.init(.conflict, status: .invalidArgument, error.message)
        case .conflict: self.init(.conflict, status: .busy, error.message)
        case .invalidName, .unknown:
            self.init(
                .malformed,
                status: .invalidArgument,
                error.message,
                reason: DenialReason(
                    rule: "AccountIsValid",
                    field: "",
                    value: "",
                    remedy: "Correct what the message names and send the request again."
                )
            )
        case .notFound: self.init(.notFound, status: .invalidArgument, error.message)
        case .lastAdministrator:
            self.init(
                .wrongState,
                status: .accessDenied,
                error.message,
                reason: DenialReason(
                    rule: "AnAdministratorIsLeft",
                    field: "",
                    value: "",
                    remedy: "Add another account with a password to CA Administrators, then repeat the request."
                )
            )
        case .unavailable: self.init(.unavailable, status: .rpcServerUnavailable, error.message)
        }
    }
}
