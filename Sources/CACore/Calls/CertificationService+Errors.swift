import CAInterface
import Logging

extension CertificationService {
    /// Runs an operation and maps every failure of the parts below the engine to a `CAError`.
    func mapped<Answer>(_ operation: () async throws -> Answer) async throws -> Answer {
        do {
            return try await operation()
        } catch let error as CAError {
            throw error
        } catch let failure as CommitError {
            throw error(for: failure)
        } catch let failure as LintRefusal {
            logger.error("a certificate was not signed", metadata: ["faults": "\(failure)"])
            throw CAError(
                .internal,
                status: .fail,
                "The certificate could not be made: it would break RFC 5280. Ask the operator to read the log.",
                cause: failure
            )
        } catch let failure as TokenKeyError {
            logger.error("a key on a token was not used", metadata: ["error": "\(failure)"])
            throw CAError(
                .unavailable,
                status: .certsrvServerSuspended,
                "The authority's key is on a token and cannot be used now: \(failure.shown). Nothing was signed; send the call again later.",
                retryAfterSeconds: 30,
                cause: failure
            )
        } catch is CancellationError {
            throw CAError(.unavailable, status: .canceled, "The call was canceled. Send it again.")
        } catch {
            logger.error("the engine failed", metadata: ["error": "\(error)"])
            throw CAError(.internal, status: .fail, "The authority failed. Ask the operator to read the log.", cause: error)
        }
    }

    private func error(for failure: CommitError) -> CAError {
        switch failure {
        case .moved(let what):
            CAError(
                .conflict,
                status: .certsrvBadRequestStatus,
                "Somebody else changed \(what) at the same time; nothing was changed. Read it again and repeat the call.",
                cause: failure
            )
        case .submissionKeyUsed, .serialNumberUsed:
            CAError(.conflict, status: .objectAlreadyExists, "The same request is still in progress. Send it again.", cause: failure)
        case .refused(let why):
            refused(why, failure)
        case .unavailable:
            CAError(
                .unavailable,
                status: .certsrvServerSuspended,
                "The authority cannot store anything at the moment. Nothing was stored; send the request again.",
                retryAfterSeconds: 5,
                cause: failure
            )
        case .outcomeUnknown:
            CAError(
                .unavailable,
                status: .certsrvServerSuspended,
                "The database did not answer in time, so that nobody knows whether this was stored. Send a request again with the same submissionKey; before another act is repeated, look whether it was done.",
                retryAfterSeconds: 5,
                cause: failure
            )
        case .storeFailed:
            CAError(
                .unavailable,
                status: .certsrvServerSuspended,
                "The authority cannot store anything now. Try again later.",
                cause: failure
            )
        }
    }

    /// The database's message goes only into the log.
    private func refused(_ why: String, _ failure: CommitError) -> CAError {
        logger.error("the store refused a change", metadata: ["constraint": "\(why)"])
        return CAError(
            .internal,
            status: .fail,
            "The store refused the change. Ask the operator to read the log.",
            cause: failure
        )
    }
}
