import CACore
import CAInterface
import PortableFoundation
import GRDB

/// How a request row is written. What its columns mean stands in `RequestColumns`.
enum RequestRow {
    private static let insertion = """
        INSERT INTO request (authority, \(RequestColumns.list)) VALUES (\(Array(repeating: "?", count: 38).joined(separator: ", ")))
        """

    /// What may change after a row was made: everything else in it is as it arrived.
    private static let replacement = """
        UPDATE request SET revision = ?, disposition = ?, status = ?, message = ?, reason = ?, request_flags = ?, resolved = ?, revoked = ?, revoked_effective = ?, \
        revoked_reason = ?, template_name = ?, template_version = ?, officer = ?, serial = ?, generation = ?, not_before = ?, not_after = ?, enrollment_flags = ?, \
        general_flags = ?, private_key_flags = ?, template_identifier = ?, attributes = ?, certificate = ? WHERE key = ? AND revision = ?
        """

    static func insert(_ request: StoredRequest, into database: Database) throws {
        var row = try BoundStatement(database, insertion)
        row.bind(request.authority.rawValue)
        row.bind(RequestColumns.key(request.id, of: request.authority))
        row.bind(request.revision)
        row.bind(request.disposition.rawValue)
        row.bind(request.statusCode.rawValue)
        row.bind(octetsOf: request.message)
        row.bind(RequestColumns.packed(request.reason))
        row.bind(request.requestType)
        row.bind(request.requestFlags)
        row.bind(request.submittedWhen)
        row.bind(request.resolvedWhen)
        row.bind(request.revokedWhen)
        row.bind(request.revokedEffectiveWhen)
        row.bind(request.revokedReason)
        row.bind(request.requesterName)
        row.bind(request.requester)
        row.bind(request.callerName)
        row.bind(request.caller)
        row.bind(request.door)
        row.bind(request.remoteAddress)
        row.bind(request.correlationID)
        row.bind(octetsOf: request.submissionKey)
        row.bind(octetsOf: request.templateName)
        row.bind(request.templateVersion)
        row.bind(request.officer)
        bindCertificate(request.certificate, to: &row)
        row.bind(octetsOf: request.rawAttributes)
        row.bind(RequestColumns.packed(request.attributes))
        row.bind(request.rawName)
        row.bind(request.rawRequest)
        row.bind(request.certificate?.bytes)
        try row.run()
    }

    /// Replaces the row whose revision is one less.
    /// - Returns: false when there is none.
    static func replace(_ request: StoredRequest, in database: Database) throws -> Bool {
        var row = try BoundStatement(database, replacement)
        row.bind(request.revision)
        row.bind(request.disposition.rawValue)
        row.bind(request.statusCode.rawValue)
        row.bind(octetsOf: request.message)
        row.bind(RequestColumns.packed(request.reason))
        row.bind(request.requestFlags)
        row.bind(request.resolvedWhen)
        row.bind(request.revokedWhen)
        row.bind(request.revokedEffectiveWhen)
        row.bind(request.revokedReason)
        row.bind(octetsOf: request.templateName)
        row.bind(request.templateVersion)
        row.bind(request.officer)
        bindCertificate(request.certificate, to: &row)
        row.bind(RequestColumns.packed(request.attributes))
        row.bind(request.certificate?.bytes)
        row.bind(RequestColumns.key(request.id, of: request.authority))
        row.bind(request.revision - 1)
        try row.run()
        return database.changesCount == 1
    }

    /// The eight columns from `serial` to `template_identifier`.
    private static func bindCertificate(_ certificate: StoredCertificate?, to row: inout BoundStatement) {
        guard let certificate else {
            for _ in 0..<8 { row.bindNull() }
            return
        }
        row.bind(certificate.serialNumber)
        row.bind(certificate.generation)
        row.bind(certificate.notBefore)
        row.bind(certificate.notAfter)
        row.bind(certificate.enrollmentFlags)
        row.bind(certificate.generalFlags)
        row.bind(certificate.privateKeyFlags)
        row.bind(certificate.templateIdentifier)
    }
}
