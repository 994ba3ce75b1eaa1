public import PortableFoundation
import PKIFormats

/// Who calls, how the identity was proved, and through which door. `AuthoritySource` binds it once, so no other method asks who calls.
public struct Caller: Sendable, Hashable {
    /// How the caller proved its identity.
    public enum Authentication: Sendable, Hashable {
        case password
        /// The SHA-256 hash of the client certificate and its serial number in our own database.
        case clientCertificate(sha256: [UInt8], serial: String)
        case kerberos(ticketPrincipal: String)
        /// A token of this issuer.
        case bearer(issuer: String)
        /// A call made inside the process by the named service.
        case inProcess(service: String)
    }

    /// The way in, e.g. `api`, `cm-rest`, `console`, `in-process`.
    public struct Door: RawRepresentable, Sendable, Hashable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public static let api = Door(rawValue: "api")
        public static let cmREST = Door(rawValue: "cm-rest")
        public static let management = Door(rawValue: "management")
        public static let inProcess = Door(rawValue: "in-process")
    }

    public let principal: Principal
    public let authentication: Authentication
    public let door: Door
    /// The address from which the call came; `local` for calls inside the process.
    public let remoteAddress: String
    /// The id that logs, audit records and error answers carry.
    public let correlationID: UUID

    public init(principal: Principal, authentication: Authentication, door: Door, remoteAddress: String, correlationID: UUID) {
        self.principal = principal
        self.authentication = authentication
        self.door = door
        self.remoteAddress = remoteAddress
        self.correlationID = correlationID
    }
}

extension Caller {
    /// How the caller signed in, in one word, as the record keeps it.
    public var method: String {
        switch authentication {
        case .password: "password"
        case .clientCertificate: "certificate"
        case .kerberos: "kerberos"
        case .bearer: "bearer"
        case .inProcess: "in-process"
        }
    }

    /// The evidence: the certificate's serial number and SHA-256 hash, the ticket's principal, the token's issuer, or the service that
    /// called; nil for a password.
    public var evidence: String? {
        switch authentication {
        case .password: nil
        case .clientCertificate(let sha256, let serial): serial + " " + Hex.encode(sha256)
        case .kerberos(let principal): principal
        case .bearer(let issuer): issuer
        case .inProcess(let service): service
        }
    }
}
