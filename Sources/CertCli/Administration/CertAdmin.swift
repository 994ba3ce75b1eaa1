public import CAInterface
public import PKIFormats
public import PortableFoundation
import WireProtocols

/// A CA whose requests and certificates can be administered and looked at.
public typealias AdministeredAuthority = CertificateAuthority & CertificateAdministration & AuthorityViews & AuthorityConfiguring
    & AuthoritySecurity

/// Administers CAs: the class behind ``ICertAdmin`` and ``ICertAdmin2``.
///
///     let admin = CertAdmin(credential: .password("officer", secret))
///     try await admin.revokeCertificate(serial, reason: RevocationCode(.keyCompromise), date: nil, config: "pki.example.com\\Example Issuing CA")
///
/// One object is for one task at a time: it is not `Sendable`.
public final class CertAdmin: ICertAdmin2 {
    private let connector: any AuthorityConnector
    /// The members about properties are those of the request interface.
    private let request: CertRequest
    private var reason: CRLReason?
    /// Whether ``revokeCertificate(_:reason:date:config:)`` also revokes the certificate of a certification authority, which ends every certificate below it. False
    /// at first; then such a certificate is 0x8007000D.
    public var revokesAuthorities = false

    /// Speaks to CAs over HTTPS.
    public convenience init(credential: Credential, trust: ServerTrust = .system) {
        self.init(connector: RemoteConnector(credential: credential, trust: trust))
    }

    /// Speaks to one CA; the CA part of a config string is ignored.
    public convenience init(authority: any AdministeredAuthority) { self.init(connector: SingleAuthority(authority)) }

    /// Speaks to the CA that the connector finds for a config string.
    public init(connector: any AuthorityConnector) {
        self.connector = connector
        request = CertRequest(connector: connector)
    }

    /// Whether the CA answers. Source: ICertAdminD2, "Ping2"; `certutil -pingadmin`.
    public func ping(config: String) async throws {
        _ = try await authority(config).property(.caName, index: 0)
    }

    // MARK: ICertAdmin

    public func isValidCertificate(_ serialNumber: String, config: String) async throws -> CertificateValidity.State {
        reason = nil
        let validity = try await authority(config).validity(serial: serialNumber)
        if validity.state == .revoked { reason = validity.reason.flatMap { CRLReason(known: $0) } ?? .unspecified }
        return validity.state
    }

    public func revocationReason() throws -> CRLReason {
        guard let reason else {
            throw CAError(.wrongState, status: .unexpected, "No certificate was found to be revoked. Ask isValidCertificate first.")
        }
        return reason
    }

    public func revokeCertificate(_ serialNumber: String, reason: RevocationCode, date: Date?, config: String) async throws {
        let authority = try await authority(config)
        do {
            switch reason {
            case .publishExpired: try await authority.setShownAfterExpiry(true, serial: serialNumber)
            case .doNotPublishExpired: try await authority.setShownAfterExpiry(false, serial: serialNumber)
            default:
                guard let known = reason.reason else {
                    throw Self.invalid("The number \(reason.rawValue) is not a reason for a revocation.")
                }
                // The documented method changes an earlier revocation without asking.
                let revocation = Revocation(reason: known, effective: date, revokesAuthority: revokesAuthorities, changesEarlier: true)
                _ = try await authority.revoke(serial: serialNumber, revocation)
            }
        } catch let error as CAError {
            switch error.code {
            case .notFound: throw CAError(.notFound, status: .invalidArgument, error.message, reason: error.reason, cause: error)
            case .wrongState: throw CAError(.wrongState, status: .invalidData, error.message, reason: error.reason, cause: error)
            default: throw error
            }
        }
    }

    public func setRequestAttributes(_ requestID: Int, attributes: String, config: String) async throws {
        try await authority(config).setAttributes(RequestAttributes(raw: attributes), of: RequestID(requestID))
    }

    public func setCertificateExtension(
        _ requestID: Int,
        name: String,
        type: Int,
        flags: Int,
        value: ExtensionChange.Value,
        config: String
    ) async throws {
        guard let oid = OID(dotted: name) else { throw Self.invalid("\(name) is not an object identifier.") }
        guard value.type.rawValue == type else { throw Self.invalid("The type \(type) is not that of the value, \(value.type.rawValue).") }
        guard flags & ~(ExtensionChange.criticalFlag | ExtensionChange.disableFlag) == 0 else {
            throw Self.invalid("The flags \(flags) have bits beyond 1 (critical) and 2 (disabled).")
        }
        let bytes: [UInt8]
        do {
            bytes = try value.derEncoded()
        } catch {
            throw Self.invalid("The value cannot be encoded: \(error.reason).")
        }
        let change = ExtensionChange(
            oid: oid,
            critical: flags & ExtensionChange.criticalFlag != 0,
            disabled: flags & ExtensionChange.disableFlag != 0,
            value: bytes
        )
        try await authority(config).setExtension(change, of: RequestID(requestID))
    }

    public func denyRequest(_ requestID: Int, config: String) async throws {
        _ = try await authority(config).deny(RequestID(requestID))
    }

    public func resubmitRequest(_ requestID: Int, config: String) async throws -> DispositionCode {
        let authority = try await authority(config)
        do {
            return try await authority.approve(RequestID(requestID)).code
        } catch let error as CAError where error.code == .wrongState {
            return try await authority.resubmit(RequestID(requestID)).code
        }
    }

    public func publishCRL(date: Date?, config: String) async throws { try await publishCRLs(date: date, flags: .base, config: config) }

    public func crl(flags: OutputFlags, config: String) async throws -> EncodedBytes {
        guard case .binary(let bytes) = try await authority(config).property(.baseCRL, index: -1) else {
            throw CAError(.untrustedServer, status: .invalidData, "The CA's list is not binary. Check that the address is a CA.")
        }
        return EncodedBytes(bytes, as: flags)
    }

    public func importCertificate(_ certificate: [UInt8], flags: UInt32, config: String) async throws -> Int {
        let options = CertificateImportOptions(rawValue: Int(flags)).intersection([.allowForeign, .existingRow])
        let bytes: [UInt8]
        do {
            let isBinary = SubmitFlags(rawValue: flags).encoding == .binary || certificate.first == 0x30
            bytes = isBinary ? certificate : try EncodedText.bytes(of: String(decoding: certificate, as: UTF8.self), field: "certificate")
        } catch {
            throw CAError(.malformed, status: .invalidData, "The certificate cannot be decoded: \(error.reason). Nothing was sent.")
        }
        return try await authority(config).importCertificate(bytes, options: options).rawValue
    }

    // MARK: ICertAdmin2

    public func publishCRLs(date: Date?, flags: CRLPublicationFlags, config: String) async throws {
        let kinds = RevocationListKinds(rawValue: Int(flags.rawValue)).intersection(.all)
        guard !kinds.isEmpty else { throw Self.invalid("Say which lists: base 1, delta 2.") }
        let authority = try await authority(config)
        if flags.contains(.republish) {
            guard date == nil else { throw Self.invalid("Lists that are published again keep their end. Give no time.") }
            try await authority.republishRevocationLists()
        } else {
            try await authority.publishRevocationLists(kinds, until: date, passphrase: nil)
        }
    }

    public func caProperty(
        _ id: CAPropertyID,
        index: Int,
        type: CAPropertyType,
        flags: OutputFlags,
        config: String
    ) async throws -> PropertyValue {
        try await request.caProperty(id, index: index, type: type, flags: flags, config: config)
    }

    public func setCAProperty(
        _ id: CAPropertyID,
        index: Int,
        type: CAPropertyType,
        value: CAPropertyValue,
        config: String
    ) async throws {
        guard let property = CAProperty.named(id) else { throw Self.invalid("There is no CA property \(id.rawValue).") }
        guard property.type == type, value.type == type else {
            throw Self.invalid("The property \(property.name) is a \(property.type.name). Give a value of that type.")
        }
        try await authority(config).setProperty(id, index: index, to: value)
    }

    public func caPropertyFlags(_ id: CAPropertyID, config: String) async throws -> Int32 {
        try await request.caPropertyFlags(id, config: config)
    }

    public func caPropertyDisplayName(_ id: CAPropertyID, config: String) async throws -> String {
        try await request.caPropertyDisplayName(id, config: config)
    }

    public func archivedKey(_ requestID: Int, flags: OutputFlags, config: String) async throws -> EncodedBytes {
        EncodedBytes(try await authority(config).archivedKey(of: RequestID(requestID)), as: flags)
    }

    public func importKey(_ requestID: Int, certificateHash: String, flags: UInt32, key: [UInt8], config: String) async throws {
        let authority = try await authority(config)
        let bytes: [UInt8]
        do {
            bytes = key.first == 0x30 ? key : try EncodedText.bytes(of: String(decoding: key, as: UTF8.self), field: "key")
        } catch {
            throw CAError(.malformed, status: .invalidData, "The key cannot be decoded: \(error.reason). Nothing was sent.")
        }
        let isNamedByHash = requestID == 0 || requestID == -1
        let request = isNamedByHash ? try await Self.request(withHash: certificateHash, at: authority) : RequestID(requestID)
        try await authority.importKey(bytes, of: request, replaces: flags & Self.overwriteFlag != 0)
    }

    /// `IKF_OVERWRITE`.
    private static let overwriteFlag: UInt32 = 0x10000

    /// The request whose certificate has this SHA-1. The views do not search by it, so that they are read page by page.
    private static func request(withHash hash: String, at authority: any AdministeredAuthority) async throws -> RequestID {
        let wanted = hash.lowercased().filter { $0 != " " && $0 != ":" }
        guard !wanted.isEmpty else { throw invalid("Neither a request nor the hash of its certificate is named.") }
        var query = ViewQuery(.requests, columns: ["Request.RequestID", "CertificateHash"], limit: ViewQuery.mostRowsWithOctets)
        while true {
            let page = try await authority.view(query)
            for row in page.rows {
                guard case .long(let id) = row[0], case .string(let found) = row[1], found.filter({ $0 != " " }) == wanted else { continue }
                return RequestID(id)
            }
            guard let next = page.next else {
                throw CAError(.notFound, status: .certsrvPropertyEmpty, "No certificate has the hash \(wanted.prefix(40)).")
            }
            query.after = next
        }
    }

    public func deleteRow(flags: RowDeletionFlags, date: Date?, table: Int, row: Int, config: String) async throws -> Int {
        guard let table = ViewTable(rawValue: table) else { throw Self.invalid("There is no table \(table).") }
        guard (date == nil) != (row == 0), row >= 0 else { throw Self.invalid("Give a date or a row, and not both.") }
        let selection: Erasure
        if let date {
            guard table == .requests else { throw Self.invalid("Rows of the table \(table.word) go by their number, not by a date.") }
            switch flags {
            case .expired: selection = .expired(before: date)
            case .requestLastChanged: selection = .failed(before: date)
            default: throw Self.invalid("With a date, the flags are 1 (expired) or 2 (last changed).")
            }
        } else {
            switch table {
            case .requests: selection = .request(RequestID(row))
            case .attributes: selection = .attributes(of: RequestID(row))
            case .extensions: throw Self.notBuilt("Extensions lie in the certificate, which stays as it is.")
            case .revocationLists:
                throw Self.notBuilt(
                    "The row of a list has its number, which is never used again, and stays; old lists lose their octets by themselves."
                )
            }
        }
        return try await authority(config).erase(selection)
    }

    public func myRoles(config: String) async throws -> AuthorityRoles {
        let roles = try await authority(config).myRoles()
        return roles.held.subtracting(roles.suspended)
    }

    public func configEntry(_ entry: String, nodePath: String, config: String) async throws -> ConfigurationValue {
        try await authority(config).configurationEntry(node: nodePath, entry: entry)
    }

    public func setConfigEntry(_ entry: String, nodePath: String, value: ConfigurationValue, config: String) async throws {
        try await authority(config).setConfigurationEntry(node: nodePath, entry: entry, value: value)
    }

    // MARK: Parts

    private func authority(_ config: String) async throws -> any AdministeredAuthority {
        let found = try await connector.authority(try ConfigString(config))
        guard let administered = found as? any AdministeredAuthority else {
            throw Self.notBuilt("This connection to the CA only submits requests.")
        }
        return administered
    }

    private static func invalid(_ text: String) -> CAError { CAError(.malformed, status: .invalidArgument, text) }

    private static func notBuilt(_ text: String) -> CAError { CAError(.notImplemented, status: .notImplemented, text) }
}

extension ExtensionChange.Value {
    var type: ViewColumn.ValueType {
        switch self {
        case .long: .long
        case .date: .date
        case .string: .string
        case .binary: .binary
        }
    }
}
