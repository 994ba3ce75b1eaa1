package import CAInterface

/// The reason why a commit failed.
package enum CommitError: Error, Sendable {
    /// Data that the decision read has changed: load and decide again. The text names it.
    case moved(String)
    /// This caller has already used this submission key, for that request.
    case submissionKeyUsed(RequestID)
    /// The serial number already exists: choose another.
    case serialNumberUsed
    /// The store cannot write for the moment, because another process holds its lock or its database is not reachable. Nothing was stored; try again. The text is for
    /// the log.
    case unavailable(String)
    /// The database did not say in time whether the change-set was stored, and will decide without us. The text is for the log.
    case outcomeUnknown(String)
    /// A constraint refused this change-set. Nothing of it was stored. The text is for the log.
    case refused(String)
    /// The store could not make the transaction durable and accepts no more: answer 503 and end the process.
    case storeFailed(String)
}
