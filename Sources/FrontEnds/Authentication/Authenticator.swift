import CAInterface
import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOSSL
import PKIDirectory
import WireProtocols

/// Finds out who sent a request: by name and password over TLS, or by a client certificate of ours. A credential that is sent and wrong is refused, never
/// overlooked in favour of another.
struct Authenticator: Sendable {
    let signIn: SignIn
    let holders: any CertificateHolderSource
    let clock: @Sendable () -> Date

    /// - Throws: `Refusal`.
    func caller(_ request: Request, _ context: DoorRequestContext, door: Caller.Door, correlationID: UUID) async throws -> Caller {
        let address = context.remoteAddress
        if let authorization = request.headers.value(of: .authorization) {
            guard let credential = BasicCredential(authorization: authorization) else { throw Refusal.signInRequired }
            return Caller(
                principal: try await principal(credential, address), authentication: .password, door: door, remoteAddress: address,
                correlationID: correlationID)
        }
        guard let certificate = try await peerCertificate(context),
            let holder = try await holders.holder(ofCertificate: certificate, at: clock())
        else {
            throw Refusal.signInRequired
        }
        return Caller(
            principal: holder.principal, authentication: .clientCertificate(sha256: holder.sha256, serial: holder.serialNumber), door: door,
            remoteAddress: address, correlationID: correlationID)
    }

    private func principal(_ credential: BasicCredential, _ address: String) async throws -> Principal {
        do {
            return try await signIn.principal(name: credential.name, password: credential.password, from: address)
        } catch {
            switch error {
            case .wrongCredentials: throw Refusal.signInRequired
            case .backOff(let seconds): throw Refusal.backOff(seconds: seconds)
            case .busy, .unavailable: throw Refusal.unavailable(error.description)
            }
        }
    }

    /// DER of the certificate the TLS handshake proved possession of. It is not checked there beyond that: whether it counts is asked at every request.
    private func peerCertificate(_ context: DoorRequestContext) async throws -> [UInt8]? {
        guard let handler = try? await context.channel.pipeline.handler(type: NIOSSLServerHandler.self).map({ $0.peerCertificate }).get()
        else { return nil }
        return try handler.toDERBytes()
    }
}
