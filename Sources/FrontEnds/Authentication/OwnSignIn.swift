package import CAInterface
import PortableFoundation
import PKIDirectory
package import WireProtocols

/// Signs in callers whose messages carry a credential, for front ends that declare `own` authentication.
struct OwnSignIn: Sendable {
    let authenticator: Authenticator
    let address: String
    let door: Caller.Door
    let correlationID: UUID
}

extension FrontEndContext {
    /// The caller with this name and password, for credentials inside a message. Failed attempts count like those of HTTP.
    /// - Throws: a response with status 401, 429 or 503; also 401 when the front end does not declare `own` authentication.
    package func signIn(_ credential: BasicCredential) async throws -> Caller {
        guard let own = ownSignIn else { throw Refusal.signInRequired([]) }
        return try await own.authenticator.caller(
            credential,
            from: own.address,
            door: own.door,
            correlationID: own.correlationID,
            schemes: []
        )
    }
}
