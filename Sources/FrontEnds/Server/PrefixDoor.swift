package import CAInterface
package import FoundationEssentials
package import HummingbirdCore
package import Logging

/// A door of another vendor's shape, mounted on everything below one path. The server authenticates first, so that no door can forget to.
package protocol PrefixDoor: Sendable {
    /// The first path segments in lower case, beginning with a slash and without one at the end, e.g. `/certificatemanagement`. Compared without case.
    var prefix: String { get }
    /// How the caller's way in is named in the record.
    var door: Caller.Door { get }

    /// Answers one request. The body has not been read; read it with `context.body(of:)`, which keeps the size limit.
    ///
    /// A thrown `CAError` becomes problem+json; a door with error shapes of its own catches before that, all but `BrokenConnection`.
    func respond(to request: Request, context: DoorContext) async throws -> Response
}

/// What a door is given beside the request.
package struct DoorContext: Sendable {
    package let caller: Caller
    /// Stands in logs, audit records and error answers.
    package let correlationID: UUID
    package let logger: Logger

    package init(caller: Caller, correlationID: UUID, logger: Logger) {
        self.caller = caller
        self.correlationID = correlationID
        self.logger = logger
    }

    /// The whole body.
    /// - Throws: an answer with status 413 when it is longer than 1 MiB, chunked or not.
    package func body(of request: Request) async throws -> [UInt8] {
        try await RequestBody.bytes(of: request)
    }
}
