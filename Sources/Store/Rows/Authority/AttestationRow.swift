import CACore
import CAInterface

/// The statements of security modules about the keys of requests: appended, never changed.
enum AttestationRow {
    private enum Column: Int32, TableColumn {
        case key, authority, identity, isEndorsement, endorsementKeyHash, endorsementCertificateHash, challenge, secretHash, expires
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "attestation")

    static func insert(_ attestation: StoredAttestation, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in
            switch column {
            case .key: row.bind(RequestColumns.key(attestation.request, of: attestation.authority))
            case .authority: row.bind(attestation.authority.rawValue)
            case .identity: row.bind(attestation.identity)
            case .isEndorsement: row.bind(attestation.isEndorsement)
            case .endorsementKeyHash: row.bind(attestation.endorsementKeyHash)
            case .endorsementCertificateHash: row.bind(attestation.endorsementCertificateHash)
            case .challenge: row.bind(attestation.challenge?.bytes)
            case .secretHash: row.bind(attestation.challenge?.secretHash)
            case .expires: row.bind(attestation.challenge?.expires)
            }
        }
    }

    static func attestation(of request: RequestID, of authority: AuthorityNumber, from database: StoreConnection) throws
        -> StoredAttestation?
    {
        guard (1...RequestColumns.largestID).contains(request.rawValue) else { return nil }
        var row = try BoundStatement(database, "SELECT \(Column.list) FROM attestation WHERE key = ?")
        row.bind(RequestColumns.key(request, of: authority))
        guard try row.step() else { return nil }
        var challenge: StoredAttestation.Challenge?
        if !row.isNull(Column.challenge.rawValue) {
            challenge = StoredAttestation.Challenge(
                bytes: row.bytes(Column.challenge),
                secretHash: row.bytes(Column.secretHash),
                expires: row.date(Column.expires)
            )
        }
        return StoredAttestation(
            authority: authority,
            request: request,
            identity: row.bytes(Column.identity),
            isEndorsement: row.int(Column.isEndorsement) != 0,
            endorsementKeyHash: row.isNull(Column.endorsementKeyHash.rawValue) ? nil : row.text(Column.endorsementKeyHash),
            endorsementCertificateHash: row.isNull(Column.endorsementCertificateHash.rawValue)
                ? nil : row.text(Column.endorsementCertificateHash),
            challenge: challenge
        )
    }
}
