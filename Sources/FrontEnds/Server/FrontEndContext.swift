package import CAInterface
package import PortableFoundation
package import HummingbirdCore
import PKIDirectory
package import Logging
import PKIDirectory

/// What a front end is given beside the request.
package struct FrontEndContext: Sendable {
    /// Who signed in; nil where nobody had to.
    package let signedIn: Caller?
    /// Stands in logs, audit records and error answers.
    package let correlationID: UUID
    package let logger: Logger
    /// The client's IP address without port; empty when there is none.
    package let remoteAddress: String
    /// What follows the question mark of the request's target.
    package let query: Substring?
    /// Signs in those whose messages carry their credential; nil where a front end does not declare `own` authentication.
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

    /// Who signed in.
    /// - Throws: an answer with status 401 where nobody did: a front end that asks for its caller never goes on without one.
    package var caller: Caller {
        get throws {
            guard let signedIn else { throw Refusal.signInRequired([]) }
            return signedIn
        }
    }

    /// The whole body.
    /// - Throws: an answer with status 413 when it is longer than 1 MiB, chunked or not.
    package func body(of request: Request) async throws -> [UInt8] {
        try await RequestBody.bytes(of: request)
    }
}
