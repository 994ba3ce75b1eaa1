import CAInterface
import CertificateTemplates
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PKIFormats
import WireProtocols

// Templates and accounts: what belongs to the installation and not to one of its CAs.
extension APIDoor {
    func templates(enrollable: Bool, _ caller: Caller) async throws -> [CertificateTemplate] {
        guard let first = try await authority.authorities().first else {
            throw CAError(.unavailable, status: .rpcServerUnavailable, "No CA issues here yet. Complete the set-up, then ask again.")
        }
        return try await authority.authority(named: first.name, for: caller).templates(enrollable: enrollable)
    }

    func template(_ name: String, _ caller: Caller) async throws -> Response {
        let wanted = name.lowercased()
        let found = try await templates(enrollable: false, caller).first { $0.name.lowercased() == wanted || $0.oid.dotted == name }
        guard let found else {
            throw CAError(
                .notFound, status: .certsrvUnsupportedCertType,
                "There is no template \(name) that \(caller.principal.accountName) may read.",
                reason: DenialReason(
                    rule: "TemplateIsKnown", field: "template", value: name,
                    remedy: "Choose one of the templates listed at \(APIPath.templates.path)."))
        }
        return try Answer.json(TemplateBody(found))
    }

    func listPrincipals(_ query: Substring?, _ caller: Caller) async throws -> Response {
        var kind: Principal.Kind?
        if let word = try QueryParameters(query)["kind"] {
            guard let known = Principal.Kind(rawValue: word) else {
                throw UnreadableBody(field: "kind", value: word, reason: "kind is \(word); it must be user, machine, service or group")
            }
            kind = known
        }
        do {
            return secret(try Answer.json(try await accounts.principals(kind: kind, for: caller.principal).map(PrincipalBody.init)))
        } catch let error as DirectoryError {
            throw CAError(error)
        }
    }

    func addPrincipal(_ request: Request, _ caller: Caller) async throws -> Response {
        let new = try NewPrincipalBody(json: try await RequestBody.bytes(of: request)).newPrincipal()
        do {
            return secret(try Answer.json(PrincipalBody(try await accounts.add(new, by: caller)), status: .created))
        } catch let error as DirectoryError {
            throw CAError(error)
        }
    }

    private func secret(_ response: Response) -> Response {
        var response = response
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

extension CAError {
    /// How the directory's errors leave a door.
    init(_ error: DirectoryError) {
        switch error.code {
        case .accessDenied: self.init(.accessDenied, status: .accessDenied, error.message)
        case .alreadyExists: self.init(.conflict, status: .objectAlreadyExists, error.message)
        case .ambiguous: self.init(.conflict, status: .invalidArgument, error.message)
        case .conflict: self.init(.conflict, status: .busy, error.message)
        case .invalidName, .unknown:
            self.init(
                .malformed, status: .invalidArgument, error.message,
                reason: DenialReason(
                    rule: "AccountIsValid", field: "", value: "", remedy: "Correct what the message names and send the request again."))
        case .unavailable: self.init(.unavailable, status: .rpcServerUnavailable, error.message)
        }
    }
}
