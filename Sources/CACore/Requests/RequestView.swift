package import CAInterface
import PortableFoundation
import PKICrypto
import PKIFormats

/// Rows under the documented column names. Only this type knows those names; the store has its own columns.
///
/// Source: MS-CSRA product note on columns; the column types are those that a CA of 2022 lists.
package enum RequestView {
    /// - Parameters:
    ///   - firstStep: DER of the precertificate or the pre-signed certificate, where the row has one beside it.
    ///   - edits: what officers gave the request.
    ///   - attestation: what a security module said of the key.
    ///   - archived: the private key, of which only the agents are shown: the key itself goes out when officers have agreed.
    package static func record(
        of row: StoredRequest,
        firstStep: [UInt8]? = nil,
        edits: OfficerEdits? = nil,
        attestation: StoredAttestation? = nil,
        archived: StoredArchivedKey? = nil
    ) -> RequestRecord {
        let names = requestNames(row)
        var columns = columns(of: row)
        if let firstStep {
            columns[row.wantsPresigned ? "Request.LinterCertificate" : "Request.RawPrecertificate"] = .binary(firstStep)
        }
        columns["Request.AttestationChallenge"] = attestation?.challenge.map { .binary($0.bytes) }
        columns["Request.EndorsementKeyHash"] = attestation?.endorsementKeyHash.map { .string($0) }
        columns["Request.EndorsementCertificateHash"] = attestation?.endorsementCertificateHash.map { .string($0) }
        columns["Request.KeyRecoveryHashes"] = archived.map { .string($0.agentHashes) }
        return RequestRecord(
            id: row.id,
            disposition: row.disposition,
            status: row.statusCode,
            message: row.message,
            requesterName: row.requesterName,
            callerName: row.callerName,
            template: row.templateName,
            submittedWhen: row.submittedWhen,
            resolvedWhen: row.resolvedWhen,
            subject: names?.rfc4514 ?? "",
            serialNumber: row.certificate?.serialNumber,
            notAfter: row.certificate?.notAfter,
            columns: columns,
            officerChanges: edits?.shown
        )
    }

    /// A row for a list, without columns.
    package static func record(of row: RequestSummary) -> RequestRecord {
        RequestRecord(
            id: row.id,
            disposition: row.disposition,
            status: row.statusCode,
            message: row.message,
            requesterName: row.requesterName,
            callerName: row.callerName,
            template: row.templateName,
            submittedWhen: row.submittedWhen,
            resolvedWhen: row.resolvedWhen,
            subject: (try? DistinguishedName(derEncoded: row.rawName))?.rfc4514 ?? "",
            serialNumber: row.serialNumber,
            notAfter: row.notAfter
        )
    }

    /// Every column of the view that has a value in this row.
    package static func columns(of row: StoredRequest) -> [String: ColumnValue] {
        var columns: [String: ColumnValue] = [:]
        func set(_ name: String, _ value: ColumnValue?) {
            if let value { columns[name] = value }
        }
        set("Request.RequestID", .long(row.id.rawValue))
        // Scripts name it so for rows without a certificate too.
        set("RequestID", .long(row.id.rawValue))
        set("Request.RawRequest", .binary(row.rawRequest))
        if row.requestFlags & RequestFlags.renewal != 0 {
            set("Request.RawOldCertificate", RenewalClaim.certificate(in: row.rawRequest).map { .binary($0) })
        }
        set("Request.CRLPartitionIndex", .long(row.certificate?.partition ?? 0))
        set("Request.RequestAttributes", row.rawAttributes.isEmpty ? nil : .string(row.rawAttributes))
        set("Request.RequestType", .long(Int(row.requestType)))
        set("Request.RequestFlags", .long(Int(row.requestFlags)))
        set("Request.StatusCode", .long(Int(row.statusCode.rawValue)))
        set("Request.Disposition", .long(row.disposition.rawValue))
        set("Request.DispositionMessage", .string(row.message))
        set("Request.SubmittedWhen", .date(row.submittedWhen))
        set("Request.ResolvedWhen", row.resolvedWhen.map { .date($0) })
        set("Request.RevokedWhen", row.revokedWhen.map { .date($0) })
        set("Request.RevokedEffectiveWhen", row.revokedEffectiveWhen.map { .date($0) })
        set("Request.RevokedReason", row.revokedReason.map { .long($0) })
        set("Request.RequesterName", .string(row.requesterName))
        set("Request.CallerName", .string(row.callerName))
        set("Request.Officer", .long(row.officer == nil ? 0 : 1))
        set("Request.RawName", .binary(row.rawName))
        if let subject = requestNames(row) {
            set("Request.DistinguishedName", .string(subject.rfc4514))
            for (column, value) in nameColumns(of: subject) { columns["Request." + column] = .string(value) }
        }
        if let certificate = row.certificate { columns.merge(self.columns(of: certificate)) { first, _ in first } }
        return columns
    }

    private static func columns(of stored: StoredCertificate) -> [String: ColumnValue] {
        var columns: [String: ColumnValue] = [
            "RawCertificate": .binary(stored.bytes),
            "CertificateTemplate": .string(stored.templateIdentifier),
            "EnrollmentFlags": .long(Int(stored.enrollmentFlags)),
            "GeneralFlags": .long(Int(stored.generalFlags)),
            "PrivatekeyFlags": .long(Int(stored.privateKeyFlags)),
            "SerialNumber": .string(stored.serialNumber),
            "IssuerNameID": .long(stored.generation),
            "NotBefore": .date(stored.notBefore),
            "NotAfter": .date(stored.notAfter),
        ]
        columns.merge(self.columns(ofCertificate: stored.bytes)) { first, _ in first }
        return columns
    }

    /// The columns that are made of a certificate's octets.
    static func columns(ofCertificate bytes: [UInt8]) -> [String: ColumnValue] {
        var columns: [String: ColumnValue] = [
            "CertificateHash": .string(spaced(Hex.encode(Digest.sha1(bytes)))), "PublishExpiredCertInCRL": .long(0),
        ]
        guard let certificate = try? Certificate(derEncoded: bytes) else { return columns }
        let key = certificate.subjectPublicKeyInfo
        columns["SubjectKeyIdentifier"] = certificate.subjectKeyIdentifier.map { .string(spaced(Hex.encode($0))) }
        columns["RawPublicKey"] = .binary(key.keyBytes)
        columns["PublicKeyLength"] = .long(key.kind.bits)
        columns["PublicKeyAlgorithm"] = .string(key.algorithm.oid.dotted)
        columns["RawPublicKeyAlgorithmParameters"] = key.algorithm.parameters.map { .binary($0) }
        columns["UPN"] = certificate.userPrincipalName.map { .string($0) }
        columns["DistinguishedName"] = .string(certificate.subject.rfc4514)
        columns["RawName"] = .binary(certificate.subject.derEncoded)
        for (column, value) in nameColumns(of: certificate.subject) { columns[column] = .string(value) }
        return columns
    }

    private static func requestNames(_ row: StoredRequest) -> DistinguishedName? { try? DistinguishedName(derEncoded: row.rawName) }

    /// Lowercase hexadecimal in pairs, as hash columns show it.
    static func spaced(_ hex: String) -> String {
        var text = ""
        for (index, digit) in hex.enumerated() {
            if index > 0, index % 2 == 0 { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// Several values of one attribute are joined with line feeds.
    static func nameColumns(of name: DistinguishedName) -> [(String, String)] {
        nameAttributes.compactMap { column, type in
            let values = name.values(of: type)
            return values.isEmpty ? nil : (column, values.joined(separator: "\n"))
        }
    }

    private static let nameAttributes: [(String, OID)] = [
        ("Country", OID.country), ("Organization", OID.organization), ("OrgUnit", OID.organizationalUnit), ("CommonName", OID.commonName),
        ("Locality", OID.locality), ("State", OID.stateOrProvince), ("Title", OID.title), ("GivenName", OID.givenName),
        ("Initials", OID.initials),
        ("SurName", OID.surname), ("DomainComponent", OID.domainComponent), ("EMail", OID.emailAddress),
        ("StreetAddress", OID.streetAddress),
        ("UnstructuredName", OID.unstructuredName), ("UnstructuredAddress", OID.unstructuredAddress),
        ("DeviceSerialNumber", OID.serialNumber),
    ]

    /// Every column name of the view, even without a value in this row.
    package static let columnNames: [String] = {
        let nameColumns = nameAttributes.map(\.0)
        let request = [
            "RequestID", "RawRequest", "RawArchivedKey", "KeyRecoveryHashes", "RawOldCertificate", "RequestAttributes", "RequestType",
            "RequestFlags",
            "StatusCode", "Disposition", "DispositionMessage", "SubmittedWhen", "ResolvedWhen", "RevokedWhen", "RevokedEffectiveWhen",
            "RevokedReason",
            "RequesterName", "CallerName", "SignerPolicies", "SignerApplicationPolicies", "Officer", "DistinguishedName", "RawName",
            "AttestationChallenge", "EndorsementKeyHash", "EndorsementCertificateHash", "RawPrecertificate", "CRLPartitionIndex",
            "LinterCertificate",
        ]
        let issued = [
            "RequestID", "RawCertificate", "CertificateHash", "CertificateTemplate", "EnrollmentFlags", "GeneralFlags", "PrivatekeyFlags",
            "SerialNumber",
            "IssuerNameID", "NotBefore", "NotAfter", "SubjectKeyIdentifier", "RawPublicKey", "PublicKeyLength", "PublicKeyAlgorithm",
            "RawPublicKeyAlgorithmParameters", "PublishExpiredCertInCRL", "UPN", "DistinguishedName", "RawName",
        ]
        return (request + nameColumns).map { "Request." + $0 } + issued + nameColumns
    }()
}
