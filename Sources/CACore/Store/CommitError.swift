package import CAInterface

/// Why a commit did not happen.
package enum CommitError: Error, Sendable {
    /// Something the decision read has changed: load and decide again. The text names it.
    case moved(String)
    /// This caller used this submission key before, for that request.
    case submissionKeyUsed(RequestID)
    /// The serial number exists already: draw another.
    case serialNumberUsed
    /// The store cannot write for the moment, because another process holds its lock or its database is away: nothing was stored, ask again. The text is for the log.
    case unavailable(String)
    /// A constraint refused this change-set; nothing of it was stored. The text is for the log.
    case refused(String)
    /// The store could not make the transaction durable and takes no more: answer 503 and end the process.
    case storeFailed(String)
}
