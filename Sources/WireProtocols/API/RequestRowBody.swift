import PortableFoundation
package import CAInterface
import PKIFormats

/// A row of the request table: `GET …/requests` (without columns) and `GET …/requests/{id}/record`.
package struct RequestRowBody: Hashable, Sendable, Codable {
    package var requestId: Int
    /// The word that a client sees; `storedDisposition` has the stored number (`DB_DISP_…`).
    package var disposition: String
    package var storedDisposition: Int
    package var status: String
    package var message: String
    package var requesterName: String
    package var callerName: String
    package var template: String?
    package var submittedWhen: String
    package var resolvedWhen: String?
    package var subject: String
    package var serialNumber: String?
    package var notAfter: String?
    /// Every documented column by its documented name; dates as text, binary as base64.
    package var columns: [String: PropertyBody.Value]?
    /// The officers' changes to the request; absent in lists, and where there are none.
    package var officerChanges: OfficerChangesBody?

    package init(_ record: RequestRecord, withColumns: Bool = false) {
        requestId = record.id.rawValue
        disposition = record.disposition.code.name
        storedDisposition = record.disposition.rawValue
        status = record.status.description
        message = record.message
        requesterName = record.requesterName
        callerName = record.callerName
        template = record.template
        submittedWhen = WireDate.text(record.submittedWhen)
        resolvedWhen = record.resolvedWhen.map(WireDate.text)
        subject = record.subject
        serialNumber = record.serialNumber
        notAfter = record.notAfter.map(WireDate.text)
        columns = withColumns ? record.columns.mapValues(PropertyBody.Value.init) : nil
        officerChanges = withColumns ? record.officerChanges.map(OfficerChangesBody.init) : nil
    }
}

extension PropertyBody.Value {
    package init(_ value: ColumnValue) {
        switch value {
        case .long(let number): self = Int32(exactly: number).map { .number($0) } ?? .text(String(number))
        case .date(let date): self = .text(WireDate.text(date))
        case .binary(let bytes): self = .text(Base64.encode(bytes))
        case .string(let text): self = .text(text)
        }
    }
}
