package import CAInterface
package import PortableFoundation

/// One row of the request table, with its certificate if one was issued. `RequestView` shows it under the documented column names.
///
/// Source: MS-CSRA §3.1.1.1 and its product note on columns.
package struct StoredRequest: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let id: RequestID
    /// Counts the changes of this row, from 1.
    package var revision: Int

    /// DER as received, without an archived key.
    package let rawRequest: [UInt8]
    /// The wire word: format | options, e.g. 0x100 or 0x40400.
    package let requestType: UInt32
    package var requestFlags: UInt32
    /// The unchanged attribute text, and the pairs from it and from the request.
    package let rawAttributes: String
    package var attributes: [RequestAttributes.Pair]

    package var disposition: StoredDisposition
    package var statusCode: HRESULT
    package var message: String
    package var reason: DenialReason?

    package let submittedWhen: Date
    package var resolvedWhen: Date?
    package var revokedWhen: Date?
    package var revokedEffectiveWhen: Date?
    /// RFC 5280 number.
    package var revokedReason: Int?

    /// The subject of the request and the caller, as `DOMAIN\name` at that time and by object GUID.
    package let requesterName: String
    package let requester: UUID
    package let callerName: String
    package let caller: UUID
    /// Door, address and correlation id of the call that brought the request.
    package let door: String
    package let remoteAddress: String
    package let correlationID: UUID
    package let submissionKey: String?

    /// The `cn` of the template, and the stored version that the decision used.
    package var templateName: String?
    package var templateVersion: Int?
    /// DER of the requested subject.
    package let rawName: [UInt8]
    /// The principal who resolved it last; nil when policy did.
    package var officer: UUID?

    package var certificate: StoredCertificate?

    package init(
        authority: AuthorityNumber,
        id: RequestID,
        revision: Int = 1,
        rawRequest: [UInt8],
        requestType: UInt32,
        requestFlags: UInt32,
        rawAttributes: String,
        attributes: [RequestAttributes.Pair],
        disposition: StoredDisposition,
        statusCode: HRESULT,
        message: String,
        reason: DenialReason? = nil,
        submittedWhen: Date,
        resolvedWhen: Date? = nil,
        revokedWhen: Date? = nil,
        revokedEffectiveWhen: Date? = nil,
        revokedReason: Int? = nil,
        requesterName: String,
        requester: UUID,
        callerName: String,
        caller: UUID,
        door: String,
        remoteAddress: String,
        correlationID: UUID,
        submissionKey: String?,
        templateName: String?,
        templateVersion: Int?,
        rawName: [UInt8],
        officer: UUID? = nil,
        certificate: StoredCertificate? = nil
    ) {
        self.authority = authority
        self.id = id
        self.revision = revision
        self.rawRequest = rawRequest
        self.requestType = requestType
        self.requestFlags = requestFlags
        self.rawAttributes = rawAttributes
        self.attributes = attributes
        self.disposition = disposition
        self.statusCode = statusCode
        self.message = message
        self.reason = reason
        self.submittedWhen = submittedWhen
        self.resolvedWhen = resolvedWhen
        self.revokedWhen = revokedWhen
        self.revokedEffectiveWhen = revokedEffectiveWhen
        self.revokedReason = revokedReason
        self.requesterName = requesterName
        self.requester = requester
        self.callerName = callerName
        self.caller = caller
        self.door = door
        self.remoteAddress = remoteAddress
        self.correlationID = correlationID
        self.submissionKey = submissionKey
        self.templateName = templateName
        self.templateVersion = templateVersion
        self.rawName = rawName
        self.officer = officer
        self.certificate = certificate
    }

    /// Whether what it brought was erased. A certificate that was imported came without a request.
    package var isErased: Bool { rawRequest.isEmpty }
}
