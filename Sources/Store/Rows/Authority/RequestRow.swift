import CACore
import CAInterface
import PortableFoundation

/// Writes a request row. `RequestColumns` says what its columns mean.
enum RequestRow {
    private static let insertion = ColumnStatement<RequestColumns.Column>.insertion(into: "request")

    /// The columns that may change after a row was made. All others stay as they arrived.
    private static let replacement = ColumnStatement<RequestColumns.Column>.update(
        of: "request",
        setting: [
            .revision, .disposition, .status, .message, .reason, .requestFlags, .resolved, .revoked, .revokedEffective, .revokedReason,
            .templateName, .templateVersion, .officer, .serial, .generation, .notBefore, .notAfter, .enrollmentFlags, .generalFlags,
            .privateKeyFlags, .templateIdentifier, .attributes, .certificate, .commonName, .crlPartition,
        ],
        where: "key = ? AND revision = ?"
    )

    static func insert(_ request: StoredRequest, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in bind(column, of: request, to: &row) }
    }

    /// Replaces the row whose revision is one less.
    /// - Returns: false when there is no such row.
    static func replace(_ request: StoredRequest, in database: StoreConnection) throws -> Bool {
        try replacement.run(
            in: database,
            where: { row in
                row.bind(RequestColumns.key(request.id, of: request.authority))
                row.bind(request.revision - 1)
            },
            bind: { column, row in bind(column, of: request, to: &row) }
        )
        return database.changesCount == 1
    }

    private static func bind(_ column: RequestColumns.Column, of request: StoredRequest, to row: inout BoundStatement) {
        switch column {
        case .authority: row.bind(request.authority.rawValue)
        case .key: row.bind(RequestColumns.key(request.id, of: request.authority))
        case .revision: row.bind(request.revision)
        case .disposition: row.bind(request.disposition.rawValue)
        case .status: row.bind(request.statusCode.rawValue)
        case .message: row.bind(octetsOf: request.message)
        case .reason: row.bind(RequestColumns.packed(request.reason))
        case .requestType: row.bind(request.requestType)
        case .requestFlags: row.bind(request.requestFlags)
        case .submitted: row.bind(request.submittedWhen)
        case .resolved: row.bind(request.resolvedWhen)
        case .revoked: row.bind(request.revokedWhen)
        case .revokedEffective: row.bind(request.revokedEffectiveWhen)
        case .revokedReason: row.bind(request.revokedReason)
        case .requesterName: row.bind(request.requesterName)
        case .requester: row.bind(request.requester)
        case .callerName: row.bind(request.callerName)
        case .caller: row.bind(request.caller)
        case .door: row.bind(request.door)
        case .remoteAddress: row.bind(request.remoteAddress)
        case .correlation: row.bind(request.correlationID)
        case .submissionKey: row.bind(octetsOf: request.submissionKey)
        case .templateName: row.bind(octetsOf: request.templateName)
        case .templateVersion: row.bind(request.templateVersion)
        case .officer: row.bind(request.officer)
        case .serial: row.bind(request.certificate?.serialNumber)
        case .generation: row.bind(request.certificate?.generation)
        case .notBefore: row.bind(request.certificate?.notBefore)
        case .notAfter: row.bind(request.certificate?.notAfter)
        case .enrollmentFlags: row.bind(request.certificate?.enrollmentFlags)
        case .generalFlags: row.bind(request.certificate?.generalFlags)
        case .privateKeyFlags: row.bind(request.certificate?.privateKeyFlags)
        case .templateIdentifier: row.bind(request.certificate?.templateIdentifier)
        case .rawAttributes: row.bind(octetsOf: request.rawAttributes)
        case .attributes: row.bind(RequestColumns.packed(request.attributes))
        case .rawName: row.bind(request.rawName)
        case .rawRequest: row.bind(request.rawRequest)
        case .certificate: row.bind(request.certificate?.bytes)
        case .crlPartition: row.bind(request.certificate?.partition ?? 0)
        case .commonName: row.bind(request.certificate.flatMap { IssuedSubject.commonName(ofCertificate: $0.bytes) })
        }
    }
}
