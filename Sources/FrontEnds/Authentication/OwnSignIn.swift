package import CAInterface
import PortableFoundation
import PKIDirectory
package import WireProtocols

/// Signs in callers whose messages carry their credential, for front ends that declare `own` authentication.
struct OwnSignIn: Sendable {
    let authenticator: Authenticator
    let address: String
    let door: Caller.Door
    let correlationID: UUID
}

extension FrontEndContext {
    /// The caller with this name and password: for credentials that a message carries. Failed attempts count as those of HTTP do.
    /// - Throws: an answer with status 401, 429 or 503; 401 too where the front end does not declare `own` authentication.
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
