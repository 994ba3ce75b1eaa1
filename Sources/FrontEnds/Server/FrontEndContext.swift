package import CAInterface
package import PortableFoundation
package import HummingbirdCore
import PKIDirectory
package import Logging
import PKIDirectory

/// The values that a front end gets with a request.
package struct FrontEndContext: Sendable {
    /// The caller who signed in; nil when no sign-in was needed.
    package let signedIn: Caller?
    /// The id of the request in logs, audit records and error answers.
    package let correlationID: UUID
    package let logger: Logger
    /// The client's IP address without port; empty when there is none.
    package let remoteAddress: String
    /// The part of the request's target after the question mark.
    package let query: Substring?
    /// Signs in callers whose messages carry a credential; nil when the front end does not declare `own` authentication.
    let ownSignIn: OwnSignIn?

    package init(caller: Caller?, correlationID: UUID, logger: Logger) {
        self.init(
            caller: caller,
            correlationID: correlationID,
            logger: logger,
            remoteAddress: caller?.remoteAddress ?? "",
            query: nil,
            ownSignIn: nil
        )
    }

    init(caller: Caller?, correlationID: UUID, logger: Logger, remoteAddress: String, query: Substring?, ownSignIn: OwnSignIn?) {
        signedIn = caller
        self.remoteAddress = remoteAddress
        self.correlationID = correlationID
        self.logger = logger
        self.query = query
        self.ownSignIn = ownSignIn
    }

    /// The caller who signed in.
    /// - Throws: a response with status 401 when nobody did, so a front end that needs its caller never continues without one.
    package var caller: Caller {
        get throws {
            guard let signedIn else { throw Refusal.signInRequired([]) }
            return signedIn
        }
    }

    /// The whole body.
    /// - Throws: a response with status 413 when it is longer than 1 MiB, chunked or not.
    package func body(of request: Request) async throws -> [UInt8] {
        try await RequestBody.bytes(of: request)
    }
}
