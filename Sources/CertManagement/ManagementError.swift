/// The reason why a management call failed: an open code, a message that may be shown, and a cause that is only logged.
///
/// An absent or invisible object is `nil`, not an error: the REST interface answers it with 204.
package struct ManagementError: Error, Sendable, CustomStringConvertible {
    /// Codes that integrators may compare. Where a documented .NET error fits, its name is used.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The client's input is not acceptable.
        package static let invalidClientData = Code(rawValue: "InvalidClientData")
        /// The caller may not do this.
        package static let accessDenied = Code(rawValue: "AccessDenied")
        /// The workflow has no policy, or the policy is switched off.
        package static let policyDisabled = Code(rawValue: "PolicyDisabled")
        /// The request's state does not allow it.
        package static let requestStateInvalid = Code(rawValue: "RequestStateInvalid")
        /// The card or its id is another one than the call says.
        package static let cardNotFound = Code(rawValue: "CardNotFound")
        /// Too many keys, answers or PINs were asked for.
        package static let callLimitReached = Code(rawValue: "CallLimitReached")
        /// The admin key cannot be computed.
        package static let cardKeyUnavailable = Code(rawValue: "CardKeyUnavailable")
        /// Others kept changing the same request.
        package static let requestChanged = Code(rawValue: "RequestChanged")
        /// The request is no longer at the revision for which the change was made.
        package static let revisionPassed = Code(rawValue: "RevisionPassed")
        /// A one-time password is wrong, too old, used up or was never given.
        package static let passwordRefused = Code(rawValue: "OneTimePasswordRefused")
        /// The CA could not be asked.
        package static let errorGeneratingCertificates = Code(rawValue: "ErrorGeneratingCertificates")
        /// Nothing can be stored at the moment; the same call succeeds later.
        package static let unavailable = Code(rawValue: "Unavailable")
        /// The store refused or failed.
        package static let databaseUpdate = Code(rawValue: "DbUpdate")
        package static let databaseSearch = Code(rawValue: "DbSearch")
    }

    package let code: Code
    /// What happened, why, and what to do.
    package let message: String
    package let cause: (any Error)?

    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String { "\(message) (\(code.rawValue))" }

    static func wrongState(_ move: WorkflowMachine.IllegalMoveError) -> ManagementError {
        ManagementError(
            .requestStateInvalid,
            "The request is \(move.from.name) and cannot \(move.move) in that state. Read the request again; start a new one if it is final."
        )
    }
}
