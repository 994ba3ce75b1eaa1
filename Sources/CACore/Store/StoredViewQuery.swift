package import CAInterface
import PortableFoundation

/// A value of a stored row that a view can show or search by, named after its documented column.
package enum StoredViewColumn: String, Sendable, Hashable, CaseIterable {
    case requestID = "Request.RequestID"
    case rawRequest = "Request.RawRequest"
    case requestAttributes = "Request.RequestAttributes"
    case requestType = "Request.RequestType"
    case requestFlags = "Request.RequestFlags"
    case statusCode = "Request.StatusCode"
    case disposition = "Request.Disposition"
    case dispositionMessage = "Request.DispositionMessage"
    case submittedWhen = "Request.SubmittedWhen"
    case resolvedWhen = "Request.ResolvedWhen"
    case revokedWhen = "Request.RevokedWhen"
    case revokedEffectiveWhen = "Request.RevokedEffectiveWhen"
    case revokedReason = "Request.RevokedReason"
    case requesterName = "Request.RequesterName"
    case callerName = "Request.CallerName"
    /// 1 when a person resolved the request, 0 otherwise.
    case officer = "Request.Officer"
    /// DER of the subject asked for; empty when it is longer than `RequestSummary.longestName`.
    case requestRawName = "Request.RawName"
    case issuedRequestID = "RequestID"
    case rawCertificate = "RawCertificate"
    case certificateTemplate = "CertificateTemplate"
    case enrollmentFlags = "EnrollmentFlags"
    case generalFlags = "GeneralFlags"
    case privateKeyFlags = "PrivatekeyFlags"
    case serialNumber = "SerialNumber"
    case issuerNameID = "IssuerNameID"
    case notBefore = "NotBefore"
    case notAfter = "NotAfter"
    /// DER of the subject of the certificate.
    case issuedRawName = "RawName"
    case commonName = "CommonName"
    case attestationChallenge = "Request.AttestationChallenge"
    case endorsementKeyHash = "Request.EndorsementKeyHash"
    case endorsementCertificateHash = "Request.EndorsementCertificateHash"
    case keyRecoveryHashes = "Request.KeyRecoveryHashes"
    case partition = "Request.CRLPartitionIndex"
    /// The attributes of a request; they come in `StoredViewRow.attributes`.
    case attributes = ""

    case listRowID = "CRLRowId"
    case listNumber = "CRLNumber"
    case listBaseNumber = "CRLMinBase"
    case listNameID = "CRLNameId"
    case listCount = "CRLCount"
    case listThisUpdate = "CRLThisUpdate"
    case listNextUpdate = "CRLNextUpdate"
    case listThisPublish = "CRLThisPublish"
    case listPartition = "CRLPartitionIndex"
}

/// A page of stored rows, as a view asks the store for it.
package struct StoredViewQuery: Sendable {
    package enum Table: Sendable, Hashable { case requests, revocationLists }

    package struct Restriction: Sendable {
        package let column: StoredViewColumn
        package let comparison: ViewRestriction.Comparison
        /// Of the column's type.
        package let value: ColumnValue

        package init(_ column: StoredViewColumn, _ comparison: ViewRestriction.Comparison, _ value: ColumnValue) {
            self.column = column
            self.comparison = comparison
            self.value = value
        }
    }

    package var table: Table
    package var columns: [StoredViewColumn]
    package var restrictions: [Restriction]
    /// nil is the order of the rows' places. Rows without a value in the column are left out.
    package var order: StoredViewColumn?
    package var descending: Bool
    /// Rows behind this place in that order.
    package var after: ViewCursor?
    package var limit: Int

    package init(
        _ table: Table = .requests,
        columns: [StoredViewColumn],
        restrictions: [Restriction] = [],
        order: StoredViewColumn? = nil,
        descending: Bool = false,
        after: ViewCursor? = nil,
        limit: Int = 100
    ) {
        self.table = table
        self.columns = columns
        self.restrictions = restrictions
        self.order = order
        self.descending = descending
        self.after = after
        self.limit = limit
    }
}

package struct StoredViewRow: Sendable, Hashable {
    /// The request id, or the row id of a list.
    package let place: Int
    /// One for each column of the query.
    package let values: [ColumnValue?]
    /// The value of the sorting column.
    package let orderValue: ViewCursor.Value?
    /// Where the query asks for them.
    package let attributes: [RequestAttributes.Pair]

    package init(place: Int, values: [ColumnValue?], orderValue: ViewCursor.Value?, attributes: [RequestAttributes.Pair] = []) {
        self.place = place
        self.values = values
        self.orderValue = orderValue
        self.attributes = attributes
    }
}

/// How many rows have one value; dates are the beginning of a day.
package struct StoredViewGroup: Sendable, Hashable {
    package let value: ColumnValue?
    package let count: Int

    package init(value: ColumnValue?, count: Int) {
        self.value = value
        self.count = count
    }
}

extension ViewCursor.Value {
    /// nil for octets, by which nothing is sorted.
    package init?(_ value: ColumnValue) {
        switch value {
        case .long(let number): self = .number(number)
        case .date(let date): self = .number(Int((date.timeIntervalSince1970 * 1000).rounded()))
        case .string(let text): self = .text(text)
        case .binary: return nil
        }
    }
}
