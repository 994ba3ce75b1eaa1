import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

/// The life of authorities.
extension APIFrontEnd {
    func addAuthority(_ request: Request, _ caller: Caller) async throws -> Response {
        let body = try AuthorityOrderBody(json: try await RequestBody.bytes(of: request))
        try checkAddress(of: caller, for: body.passphrase, command: "chancery authority add")
        let outcome = try await authority.addAuthority(try body.order(), for: caller)
        return try Response.json(RenewalOutcomeBody(outcome), status: .created)
    }

    func live(_ path: APIPath, _ request: Request, _ caller: Caller) async throws -> Response {
        switch path {
        case .renewals(let ca) where request.method == .delete:
            try await authority.authority(named: ca, for: caller).discardRenewal()
            return Response(status: .noContent)
        case .renewals(let ca):
            let body = try RenewalBody(json: try await RequestBody.bytes(of: request))
            try checkAddress(of: caller, for: body.passphrase, command: "chancery authority renew")
            let outcome = try await authority.authority(named: ca, for: caller).renew(try body.order())
            return try Response.json(RenewalOutcomeBody(outcome), status: .created)
        case .authorityCertificate(let ca):
            let body = try AuthorityCertificateBody(json: try await RequestBody.bytes(of: request))
            let outcome = try await authority.authority(named: ca, for: caller).installCertificate(try body.given())
            return try Response.json(RenewalOutcomeBody(outcome), status: .created)
        case .generations(let ca):
            return try Response.json(GenerationsBody(try await authority.authority(named: ca, for: caller).generations()))
        default: throw Refusal.noSuchPath
        }
    }

    private func checkAddress(of caller: Caller, for passphrase: String?, command: String) throws {
        guard passphrase != nil, PeerAddress(text: caller.remoteAddress)?.isLoopback != true else { return }
        throw Refusal.forbidden("A passphrase is accepted only from this machine. Run `\(command)` where the server runs.")
    }
}
