import CACore
import CAInterface

/// The precertificates beside the rows of requests: appended, never changed.
enum PrecertificateRow {
    private enum Column: Int32, TableColumn {
        case key, authority, serial, generation, notBefore, notAfter, enrollmentFlags, generalFlags, privateKeyFlags, templateIdentifier
        case certificate, crlPartition
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "precertificate")

    static func insert(_ precertificate: StoredPrecertificate, into database: StoreConnection) throws {
        let certificate = precertificate.certificate
        try insertion.run(in: database) { column, row in
            switch column {
            case .key: row.bind(RequestColumns.key(precertificate.request, of: precertificate.authority))
            case .authority: row.bind(precertificate.authority.rawValue)
            case .serial: row.bind(certificate.serialNumber)
            case .generation: row.bind(certificate.generation)
            case .notBefore: row.bind(certificate.notBefore)
            case .notAfter: row.bind(certificate.notAfter)
            case .enrollmentFlags: row.bind(certificate.enrollmentFlags)
            case .generalFlags: row.bind(certificate.generalFlags)
            case .privateKeyFlags: row.bind(certificate.privateKeyFlags)
            case .templateIdentifier: row.bind(certificate.templateIdentifier)
            case .certificate: row.bind(certificate.bytes)
            case .crlPartition: row.bind(certificate.partition)
            }
        }
    }

    static func precertificate(of request: RequestID, of authority: AuthorityNumber, from database: StoreConnection) throws
        -> StoredCertificate?
    {
        guard (1...RequestColumns.largestID).contains(request.rawValue) else { return nil }
        var row = try BoundStatement(database, "SELECT \(Column.list) FROM precertificate WHERE key = ?")
        row.bind(RequestColumns.key(request, of: authority))
        guard try row.step() else { return nil }
        return StoredCertificate(
            serialNumber: row.text(Column.serial),
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
}
