public import PortableFoundation

/// A row of the request table as officers, auditors and the requester see it.
///
/// `columns` carries every column of the documented view by its documented name (`Request.RequestID`, `SerialNumber`, …).
public struct RequestRecord: Sendable, Hashable {
    public let id: RequestID
    public let disposition: StoredDisposition
    public let status: HRESULT
    public let message: String
    /// `DOMAIN\name` of the subject and of the caller.
    public let requesterName: String
    public let callerName: String
    public let template: String?
    public let submittedWhen: Date
    public let resolvedWhen: Date?
    public let subject: String
    public let serialNumber: String?
    public let notAfter: Date?
    public let columns: [String: ColumnValue]
    /// nil in lists, and where no officer changed anything.
    public let officerChanges: OfficerChanges?

    public init(
        id: RequestID,
        disposition: StoredDisposition,
        status: HRESULT,
        message: String,
        requesterName: String,
        callerName: String,
        template: String?,
        submittedWhen: Date,
        resolvedWhen: Date?,
        subject: String,
        serialNumber: String?,
        notAfter: Date?,
        columns: [String: ColumnValue] = [:],
        officerChanges: OfficerChanges? = nil
    ) {
        self.id = id
        self.disposition = disposition
        self.status = status
        self.message = message
        self.requesterName = requesterName
        self.callerName = callerName
        self.template = template
        self.submittedWhen = submittedWhen
        self.resolvedWhen = resolvedWhen
        self.subject = subject
        self.serialNumber = serialNumber
        self.notAfter = notAfter
        self.columns = columns
        self.officerChanges = officerChanges
    }
}

/// A value of a documented column. Source: MS-CSRA §3.1.1.1 and its product note on columns.
public enum ColumnValue: Sendable, Hashable {
    case long(Int)
    case date(Date)
    case binary([UInt8])
    case string(String)
}
