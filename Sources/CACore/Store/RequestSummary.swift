package import CAInterface
package import PortableFoundation

/// The part of a row that a list shows. A page has up to a thousand rows, so the request, its attributes and the certificate are not read: the sender chose them,
/// and each may have hundreds of kilobytes.
package struct RequestSummary: Sendable, Hashable {
    /// A list omits a longer subject. Names in our certificates are always shorter.
    package static let longestName = 4096

    package let id: RequestID
    package let disposition: StoredDisposition
    package let statusCode: HRESULT
    package let message: String
    package let requesterName: String
    package let callerName: String
    package let templateName: String?
    package let submittedWhen: Date
    package let resolvedWhen: Date?
    /// DER of the requested subject; empty when it is longer than `longestName`.
    package let rawName: [UInt8]
    package let serialNumber: String?
    package let notAfter: Date?

    package init(
        id: RequestID,
        disposition: StoredDisposition,
        statusCode: HRESULT,
        message: String,
        requesterName: String,
        callerName: String,
        templateName: String?,
        submittedWhen: Date,
        resolvedWhen: Date?,
        rawName: [UInt8],
        serialNumber: String?,
        notAfter: Date?
    ) {
        self.id = id
        self.disposition = disposition
        self.statusCode = statusCode
        self.message = message
        self.requesterName = requesterName
        self.callerName = callerName
        self.templateName = templateName
        self.submittedWhen = submittedWhen
        self.resolvedWhen = resolvedWhen
        self.rawName = rawName
        self.serialNumber = serialNumber
        self.notAfter = notAfter
    }

    package init(_ row: StoredRequest) {
        self.init(
            id: row.id,
            disposition: row.disposition,
            statusCode: row.statusCode,
            message: row.message,
            requesterName: row.requesterName,
            callerName: row.callerName,
            templateName: row.templateName,
            submittedWhen: row.submittedWhen,
            resolvedWhen: row.resolvedWhen,
            rawName: row.rawName.count > Self.longestName ? [] : row.rawName,
            serialNumber: row.certificate?.serialNumber,
            notAfter: row.certificate?.notAfter
        )
    }
}
