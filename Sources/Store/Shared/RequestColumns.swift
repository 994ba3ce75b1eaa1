import CACore
import CAInterface
import PortableFoundation

/// The columns of the request table and the values they hold: one place that knows their order, whatever database has them.
enum RequestColumns {
    /// Where a row stands: authority number and request id in one integer, so that neither needs an index.
    static func key(_ id: RequestID, of authority: AuthorityNumber) -> Int { authority.rawValue << 40 | id.rawValue }
    static let largestID = 1 << 40 - 1

    /// In the order in which `request(from:)` reads them.
    static let list = """
        key, revision, disposition, status, message, reason, request_type, request_flags, submitted, resolved, revoked, revoked_effective, revoked_reason, \
        requester_name, requester, caller_name, caller, door, remote_address, correlation, submission_key, template_name, template_version, officer, \
        serial, generation, not_before, not_after, enrollment_flags, general_flags, private_key_flags, template_identifier, \
        raw_attributes, attributes, raw_name, raw_request, certificate
        """

    /// What a list shows of a row, in the order in which `summary(from:)` reads it. The name is the sender's and may be long.
    static let summary = """
        key, disposition, status, message, requester_name, caller_name, template_name, submitted, resolved, serial, not_after, \
        CASE WHEN length(raw_name) <= \(RequestSummary.longestName) THEN raw_name END
        """

    static func summary(from row: borrowing some StoredColumns & ~Copyable) -> RequestSummary {
        RequestSummary(
            id: RequestID(row.int(0) & largestID),
            disposition: StoredDisposition(rawValue: row.int(1)),
            statusCode: HRESULT(rawValue: row.word(2)),
            message: row.octetText(3),
            requesterName: row.text(4),
            callerName: row.text(5),
            templateName: row.optionalOctetText(6),
            submittedWhen: row.date(7),
            resolvedWhen: row.optionalDate(8),
            rawName: row.bytes(11),
            serialNumber: row.optionalText(9),
            notAfter: row.optionalDate(10)
        )
    }

    /// The same of a certificate.
    static let certificateSummary =
        "key, serial, requester_name, template_name, not_before, not_after, revoked, revoked_reason, certificate"

    static func certificateSummary(from row: borrowing some StoredColumns & ~Copyable) -> CertificateSummary {
        CertificateSummary(
            id: RequestID(row.int(0) & largestID),
            serialNumber: row.text(1),
            bytes: row.bytes(8),
            requesterName: row.text(2),
            templateName: row.optionalOctetText(3),
            notBefore: row.date(4),
            notAfter: row.date(5),
            revokedWhen: row.optionalDate(6),
            revokedReason: row.optionalInt(7)
        )
    }

    /// A row selected with `list`.
    static func request(from row: borrowing some StoredColumns & ~Copyable) throws -> StoredRequest {
        let key = row.int(0)
        var certificate: StoredCertificate?
        if let serial = row.optionalText(24) {
            certificate = StoredCertificate(
                serialNumber: serial,
                bytes: row.bytes(36),
                generation: row.int(25),
                notBefore: row.date(26),
                notAfter: row.date(27),
                enrollmentFlags: row.word(28),
                generalFlags: row.word(29),
                privateKeyFlags: row.word(30),
                templateIdentifier: row.text(31)
            )
        }
        return StoredRequest(
            authority: AuthorityNumber(rawValue: key >> 40),
            id: RequestID(key & largestID),
            revision: row.int(1),
            rawRequest: row.bytes(35),
            requestType: row.word(6),
            requestFlags: row.word(7),
            rawAttributes: row.octetText(32),
            attributes: try attributes(from: row.bytes(33)),
            disposition: StoredDisposition(rawValue: row.int(2)),
            statusCode: HRESULT(rawValue: row.word(3)),
            message: row.octetText(4),
            reason: try row.optionalBytes(5).map(reason),
            submittedWhen: row.date(8),
            resolvedWhen: row.optionalDate(9),
            revokedWhen: row.optionalDate(10),
            revokedEffectiveWhen: row.optionalDate(11),
            revokedReason: row.optionalInt(12),
            requesterName: row.text(13),
            requester: try row.uuid(14),
            callerName: row.text(15),
            caller: try row.uuid(16),
            door: row.text(17),
            remoteAddress: row.text(18),
            correlationID: try row.uuid(19),
            submissionKey: row.optionalOctetText(20),
            templateName: row.optionalOctetText(21),
            templateVersion: row.optionalInt(22),
            rawName: row.bytes(34),
            officer: try row.optionalUUID(23),
            certificate: certificate
        )
    }

    // MARK: Lists of texts in one column

    static func packed(_ pairs: [RequestAttributes.Pair]) -> [UInt8] {
        var list = PackedTexts()
        for pair in pairs {
            list.append(pair.name)
            list.append(pair.value)
        }
        return list.bytes
    }

    static func packed(_ reason: DenialReason?) -> [UInt8]? {
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
