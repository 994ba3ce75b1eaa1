/// The actor of a record: somebody who called, or one of our services that acts without a call.
public enum AuditActor: Sendable, Hashable {
    case caller(Caller)
    case service(Service)

    /// The services that act without a call.
    public enum Service: String, Sendable, Hashable, CaseIterable {
        case firstStart = "first start"
        case revocationLists = "revocation-list service"
        case signIn = "sign-in service"
        /// Issues and renews the certificates to which requesters encrypt.
        case exchange = "exchange-certificate service"
        /// Issues and renews the certificates of those who sign answers about the status of certificates.
        case status = "OCSP responder"
        /// Sends the mails of certificate management.
        case mail = "mail service"
        /// Signs the log over the record.
        case record = "record service"
        /// A command that works directly on the data directory, without a signed-in person.
        case command = "command on the server"
    }

    /// `DOMAIN\name`, or the name of the service.
    public var name: String {
        switch self {
        case .caller(let caller): caller.principal.accountName
        case .service(let service): service.rawValue
        }
    }
}
