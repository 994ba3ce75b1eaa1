import CAInterface
import PortableFoundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOSSL
import PKIDirectory
import WireProtocols

/// Finds out who sent a request, by the schemes that a front end declares. A wrong credential is refused and never ignored in favor of
/// another.
struct Authenticator: Sendable {
    let signIn: SignIn
    /// nil when no issuer is configured.
    let tokens: TokenSignIn?
    let holders: any CertificateHolderSource
    let clock: @Sendable () -> Date

    /// - Throws: `Refusal`.
    func caller(
        _ request: Request,
        _ context: ConnectionContext,
        door: Caller.Door,
        correlationID: UUID,
        schemes: [CredentialScheme]
    ) async throws -> Caller {
        let address = context.remoteAddress
        let schemes = tokens == nil ? schemes.filter { $0 != .bearer } : schemes
        if let authorization = request.headers.value(of: .authorization) {
            if let tokens, schemes.contains(.bearer), let token = Self.token(authorization) {
                return try await caller(token, tokens, from: address, door: door, correlationID: correlationID)
            }
            guard schemes.contains(.basic), let credential = BasicCredential(authorization: authorization) else {
                throw Refusal.signInRequired(schemes)
            }
            return try await caller(credential, from: address, door: door, correlationID: correlationID, schemes: schemes)
        }
        guard schemes.contains(.clientCertificate), let certificate = try await peerCertificate(context) else {
            throw Refusal.signInRequired(schemes)
        }
        guard let holder = try await holders.holder(ofCertificate: certificate, at: clock()) else {
            signIn.refusedCredential(from: address, through: door)
            throw Refusal.signInRequired(schemes)
        }
        return Caller(
            principal: holder.principal,
            authentication: .clientCertificate(sha256: holder.sha256, serial: holder.serialNumber),
            door: door,
            remoteAddress: address,
            correlationID: correlationID
        )
    }

    /// - Throws: `Refusal`.
    private func caller(
        _ token: Substring,
        _ tokens: TokenSignIn,
        from address: String,
        door: Caller.Door,
        correlationID: UUID
    ) async throws -> Caller {
        do {
            return Caller(
                principal: try await tokens.principal(token: token),
                authentication: .bearer(issuer: tokens.issuer.issuer),
                door: door,
                remoteAddress: address,
                correlationID: correlationID
            )
        } catch let fault as TokenRefusal {
            if case .keysUnavailable(let cause) = fault { throw Refusal.unavailable(fault.description, cause: cause) }
            signIn.refusedCredential(from: address, through: door)
            throw Refusal.invalidToken(fault)
        } catch {
            throw Refusal(.unavailable("\(error)"), schemes: [])
        }
    }

    /// The credential after the word `Bearer`; nil for another scheme.
    private static func token(_ authorization: String) -> Substring? {
        let scheme = authorization.prefix { $0 != " " }
        guard scheme.lowercased() == "bearer" else { return nil }
        return authorization[scheme.endIndex...].drop { $0 == " " }
    }

    /// - Parameter schemes: named to the client when the credential is wrong.
    /// - Throws: `Refusal`.
    func caller(
        _ credential: BasicCredential,
        from address: String,
        door: Caller.Door,
        correlationID: UUID,
        schemes: [CredentialScheme]
    ) async throws -> Caller {
        do {
            return Caller(
                principal: try await signIn.principal(
                    name: credential.name,
                    password: credential.password,
                    from: address,
                    through: door
                ),
                authentication: .password,
                door: door,
                remoteAddress: address,
                correlationID: correlationID
            )
        } catch {
            throw Refusal(error, schemes: schemes)
        }
    }

    /// DER of the certificate whose key the TLS handshake proved. The handshake checks nothing else: every request asks whether the certificate counts.
    private func peerCertificate(_ context: ConnectionContext) async throws -> [UInt8]? {
        guard let handler = try? await context.channel.pipeline.handler(type: NIOSSLServerHandler.self).map({ $0.peerCertificate }).get()
        else { return nil }
        return try handler.toDERBytes()
    }
}
