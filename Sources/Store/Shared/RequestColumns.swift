import CACore
import CAInterface
import PortableFoundation

/// The columns of the request table and their values, in one place for any database.
enum RequestColumns {
    /// The key of a row: authority number and request id in one integer, so that neither needs an index.
    static func key(_ id: RequestID, of authority: AuthorityNumber) -> Int { authority.rawValue << 40 | id.rawValue }
    static let largestID = 1 << 40 - 1

    /// The columns. The long ones are last, so that SQLite reads the others without touching overflow pages.
    enum Column: Int32, TableColumn {
        case key, authority, revision, disposition, status, message, reason, requestType, requestFlags
        case submitted, resolved, revoked, revokedEffective, revokedReason
        case requesterName, requester, callerName, caller, door, remoteAddress, correlation, submissionKey
        case templateName, templateVersion, officer
        case serial, generation, notBefore, notAfter, enrollmentFlags, generalFlags, privateKeyFlags, templateIdentifier
        case rawAttributes, attributes, rawName, rawRequest, certificate
        /// Of the certificate; written for searches, and read by nobody else.
        case commonName
        /// The partition whose list the certificate names; 0 without one.
        case crlPartition
    }

    /// The queries whose rows `request(from:)` reads, each a text made once.
    static let byKey = "SELECT \(Column.list) FROM request WHERE key = ?"
    static let bySerial = "SELECT \(Column.list) FROM request WHERE authority = ? AND serial = ?"
    static let bySubmissionKey = "SELECT \(Column.list) FROM request WHERE authority = ? AND caller = ? AND submission_key = ?"

    /// The columns that a list shows. The name is the sender's and may be long.
    enum SummaryColumn: Int32, TableColumn {
        case key, disposition, status, message, requesterName, callerName, templateName, submitted, resolved, serial, notAfter, rawName

        var expression: String {
            self == .rawName ? "CASE WHEN length(raw_name) <= \(RequestSummary.longestName) THEN raw_name END" : name
        }
    }

    static let summary = SummaryColumn.list

    static func summary(from row: borrowing some StoredColumns & ~Copyable) -> RequestSummary {
        typealias Column = SummaryColumn
        return RequestSummary(
            id: RequestID(row.int(Column.key) & largestID),
            disposition: StoredDisposition(rawValue: row.int(Column.disposition)),
            statusCode: HRESULT(rawValue: row.word(Column.status)),
            message: row.octetText(Column.message),
            requesterName: row.text(Column.requesterName),
            callerName: row.text(Column.callerName),
            templateName: row.optionalOctetText(Column.templateName),
            submittedWhen: row.date(Column.submitted),
            resolvedWhen: row.optionalDate(Column.resolved),
            rawName: row.bytes(Column.rawName),
            serialNumber: row.optionalText(Column.serial),
            notAfter: row.optionalDate(Column.notAfter)
        )
    }

    /// The same for a certificate.
    enum CertificateColumn: Int32, TableColumn {
        case key, serial, requesterName, templateName, notBefore, notAfter, revoked, revokedEffective, revokedReason, certificate
    }

    static let certificateSummary = CertificateColumn.list

    static func certificateSummary(from row: borrowing some StoredColumns & ~Copyable) -> CertificateSummary {
        typealias Column = CertificateColumn
        return CertificateSummary(
            id: RequestID(row.int(Column.key) & largestID),
            serialNumber: row.text(Column.serial),
            bytes: row.bytes(Column.certificate),
            requesterName: row.text(Column.requesterName),
            templateName: row.optionalOctetText(Column.templateName),
            notBefore: row.date(Column.notBefore),
            notAfter: row.date(Column.notAfter),
            revokedWhen: row.optionalDate(Column.revoked),
            revokedEffectiveWhen: row.optionalDate(Column.revokedEffective),
            revokedReason: row.optionalInt(Column.revokedReason)
        )
    }

    /// A row with every column.
    static func request(from row: borrowing some StoredColumns & ~Copyable) throws -> StoredRequest {
        var certificate: StoredCertificate?
        if let serial = row.optionalText(Column.serial) {
            certificate = StoredCertificate(
                serialNumber: serial,
                bytes: row.bytes(Column.certificate),
                generation: row.int(Column.generation),
                notBefore: row.date(Column.notBefore),
                notAfter: row.date(Column.notAfter),
                enrollmentFlags: row.word(Column.enrollmentFlags),
                generalFlags: row.word(Column.generalFlags),
                privateKeyFlags: row.word(Column.privateKeyFlags),
                templateIdentifier: row.text(Column.templateIdentifier),
                partition: row.int(Column.crlPartition)
            )
        }
        return StoredRequest(
            authority: AuthorityNumber(rawValue: row.int(Column.authority)),
            id: RequestID(row.int(Column.key) & largestID),
            revision: row.int(Column.revision),
            rawRequest: row.bytes(Column.rawRequest),
            requestType: row.word(Column.requestType),
            requestFlags: row.word(Column.requestFlags),
            rawAttributes: row.octetText(Column.rawAttributes),
            attributes: try attributes(from: row.bytes(Column.attributes)),
            disposition: StoredDisposition(rawValue: row.int(Column.disposition)),
            statusCode: HRESULT(rawValue: row.word(Column.status)),
            message: row.octetText(Column.message),
            reason: try row.optionalBytes(Column.reason).map(reason),
            submittedWhen: row.date(Column.submitted),
            resolvedWhen: row.optionalDate(Column.resolved),
            revokedWhen: row.optionalDate(Column.revoked),
            revokedEffectiveWhen: row.optionalDate(Column.revokedEffective),
            revokedReason: row.optionalInt(Column.revokedReason),
            requesterName: row.text(Column.requesterName),
            requester: try row.uuid(Column.requester),
            callerName: row.text(Column.callerName),
            caller: try row.uuid(Column.caller),
            door: row.text(Column.door),
            remoteAddress: row.text(Column.remoteAddress),
            correlationID: try row.uuid(Column.correlation),
            submissionKey: row.optionalOctetText(Column.submissionKey),
            templateName: row.optionalOctetText(Column.templateName),
            templateVersion: row.optionalInt(Column.templateVersion),
            rawName: row.bytes(Column.rawName),
            officer: try row.optionalUUID(Column.officer),
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

    static func attributes(from bytes: [UInt8]) throws -> [RequestAttributes.Pair] {
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
