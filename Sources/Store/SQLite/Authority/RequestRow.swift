import CACore
import CAInterface
import FoundationEssentials
import GRDB

/// The request table and the value it holds: one place that knows the order of its columns.
enum RequestRow {
    /// Where a row stands: authority number and request id in one integer, so that neither needs an index.
    static func key(_ id: RequestID, of authority: AuthorityNumber) -> Int { authority.rawValue << 40 | id.rawValue }
    static let largestID = 1 << 40 - 1

    static let columns = """
        key, revision, disposition, status, message, reason, request_type, request_flags, submitted, resolved, revoked, revoked_effective, revoked_reason, \
        requester_name, requester, caller_name, caller, door, remote_address, correlation, submission_key, template_name, template_version, officer, \
        serial, generation, not_before, not_after, enrollment_flags, general_flags, private_key_flags, template_identifier, \
        raw_attributes, attributes, raw_name, raw_request, certificate
        """

    private static let insertion = """
        INSERT INTO request (authority, \(columns)) VALUES (\(Array(repeating: "?", count: 38).joined(separator: ", ")))
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
        row.bind(key(request.id, of: request.authority))
        row.bind(request.revision)
        row.bind(request.disposition.rawValue)
        row.bind(request.statusCode.rawValue)
        row.bind(request.message)
        row.bind(packed(request.reason))
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
        row.bind(request.submissionKey)
        row.bind(request.templateName)
        row.bind(request.templateVersion)
        row.bind(request.officer)
        bindCertificate(request.certificate, to: &row)
        row.bind(request.rawAttributes)
        row.bind(packed(request.attributes))
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
        row.bind(request.message)
        row.bind(packed(request.reason))
        row.bind(request.requestFlags)
        row.bind(request.resolvedWhen)
        row.bind(request.revokedWhen)
        row.bind(request.revokedEffectiveWhen)
        row.bind(request.revokedReason)
        row.bind(request.templateName)
        row.bind(request.templateVersion)
        row.bind(request.officer)
        bindCertificate(request.certificate, to: &row)
        row.bind(packed(request.attributes))
        row.bind(request.certificate?.bytes)
        row.bind(key(request.id, of: request.authority))
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

    /// Reads a row selected with `columns`.
    static func read(_ row: borrowing BoundStatement) throws -> StoredRequest {
        let key = row.int(0)
        var certificate: StoredCertificate?
        if let serial = row.optionalText(24) {
            certificate = StoredCertificate(
                serialNumber: serial, bytes: row.bytes(36), generation: row.int(25), notBefore: row.date(26), notAfter: row.date(27),
                enrollmentFlags: row.word(28), generalFlags: row.word(29), privateKeyFlags: row.word(30), templateIdentifier: row.text(31))
        }
        return StoredRequest(
            authority: AuthorityNumber(rawValue: key >> 40), id: RequestID(key & largestID), revision: row.int(1),
            rawRequest: row.bytes(35),
            requestType: row.word(6), requestFlags: row.word(7), rawAttributes: row.text(32),
            attributes: try attributes(from: row.bytes(33)),
            disposition: StoredDisposition(rawValue: row.int(2)), statusCode: HRESULT(rawValue: row.word(3)), message: row.text(4),
            reason: try row.optionalBytes(5).map(reason), submittedWhen: row.date(8), resolvedWhen: row.optionalDate(9),
            revokedWhen: row.optionalDate(10),
            revokedEffectiveWhen: row.optionalDate(11), revokedReason: row.optionalInt(12), requesterName: row.text(13),
            requester: try row.uuid(14),
            callerName: row.text(15), caller: try row.uuid(16), door: row.text(17), remoteAddress: row.text(18),
            correlationID: try row.uuid(19),
            submissionKey: row.optionalText(20), templateName: row.optionalText(21), templateVersion: row.optionalInt(22),
            rawName: row.bytes(34),
            officer: try row.optionalUUID(23), certificate: certificate)
    }

    // MARK: Lists of texts in one column

    private static func packed(_ pairs: [RequestAttributes.Pair]) -> [UInt8] {
        var list = PackedTexts()
        for pair in pairs {
            list.append(pair.name)
            list.append(pair.value)
        }
        return list.bytes
    }

    private static func packed(_ reason: DenialReason?) -> [UInt8]? {
        guard let reason else { return nil }
        var list = PackedTexts()
        for text in [reason.rule, reason.field, reason.value, reason.remedy] { list.append(text) }
        return list.bytes
    }

    private static func attributes(from bytes: [UInt8]) throws -> [RequestAttributes.Pair] {
        let texts = try PackedTexts.texts(in: bytes)
        return stride(from: 0, to: texts.count - 1, by: 2).map { RequestAttributes.Pair(name: texts[$0], value: texts[$0 + 1]) }
    }

    private static func reason(from bytes: [UInt8]) throws -> DenialReason {
        let texts = try PackedTexts.texts(in: bytes)
        guard texts.count == 4 else {
            throw StoreError("a stored denial reason has \(texts.count) parts instead of 4; the database is damaged")
        }
        return DenialReason(rule: texts[0], field: texts[1], value: texts[2], remedy: texts[3])
    }
}
