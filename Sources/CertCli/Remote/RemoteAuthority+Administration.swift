public import CAInterface
public import PortableFoundation
import PKIFormats
import WireProtocols

extension RemoteAuthority: CertificateAdministration {
    private var administration: RemoteAdministration { RemoteAdministration(transport: transport, authority: name) }

    public func approve(_ request: RequestID) async throws -> Disposition { try await administration.approve(request) }

    public func deny(_ request: RequestID) async throws -> Disposition { try await administration.deny(request) }

    public func resubmit(_ request: RequestID) async throws -> Disposition { try await administration.resubmit(request) }

    public func setAttributes(_ attributes: RequestAttributes, of request: RequestID) async throws {
        try await administration.setAttributes(attributes, of: request)
    }

    public func setExtension(_ change: ExtensionChange, of request: RequestID) async throws {
        try await administration.setExtension(ExtensionChangeBody(change), change.oid, of: request)
    }

    public func revoke(serial: String, _ revocation: Revocation) async throws -> CertificateRecord {
        let body = try await administration.revoke(serial: serial, revocation)
        do {
            return try body.record()
        } catch {
            throw API.unexpected(error.reason)
        }
    }

    public func setShownAfterExpiry(_ isShown: Bool, serial: String) async throws {
        try await administration.setShownAfterExpiry(isShown, serial: serial)
    }

    public func validity(serial: String) async throws -> CertificateValidity {
        let body = try await administration.validity(serial: serial)
        do {
            return try body.validity()
        } catch {
            throw API.unexpected(error.reason)
        }
    }

    public func importCertificate(_ certificate: [UInt8], options: CertificateImportOptions) async throws -> RequestID {
        try await administration.importCertificate(certificate, options: options)
    }

    public func importHistory(_ rows: [HistoryRow]) async throws -> [HistoryOutcome] { try await administration.importHistory(rows) }

    public func erase(_ selection: Erasure) async throws -> Int { try await administration.erase(selection) }

    public func publishRevocationLists(_ kinds: RevocationListKinds, until: Date?, passphrase: [UInt8]?) async throws {
        try await administration.publishRevocationLists(kinds, until: until, passphrase: passphrase)
    }

    public func setProperty(_ id: CAPropertyID, index: Int, to value: CAPropertyValue) async throws {
        try await administration.setProperty(id, index: index, to: value)
    }

    public func republishRevocationLists() async throws { try await administration.republishRevocationLists() }
}
