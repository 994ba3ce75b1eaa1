package import CAInterface

/// `GET /api/v1/authorities/{ca}/audit-filter`.
package struct AuditFilterBody: Hashable, Sendable, Codable {
    package var revision: Int
    /// The documented bits: 1 start and stop, 2 backup and restore, 4 requests, 8 revocation, 16 security, 32 archived keys,
    /// 64 configuration.
    package var filter: Int

    package init(_ filter: Revised<AuditFilter>) {
        revision = filter.revision
        self.filter = Int(filter.value.rawValue)
    }

    package var auditFilter: Revised<AuditFilter> { Revised(AuditFilter(rawValue: UInt32(clamping: filter)), revision: revision) }
}

/// The body of the `PUT`.
package struct AuditFilterUpdateBody: Hashable, Sendable, Codable {
    package var filter: Int

    package init(filter: AuditFilter) { self.filter = Int(filter.rawValue) }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard let filter = try object.optionalNumber("filter") else {
            throw BodyError(field: "filter", value: "", reason: "the member filter is missing")
        }
        try object.finish()
        self.filter = filter
    }

    package func auditFilter() throws(BodyError) -> AuditFilter {
        guard let bits = UInt32(exactly: filter) else {
            throw BodyError(field: "filter", value: "\(filter)", reason: "filter is \(filter); it is a sum of 1, 2, 4, 8, 16, 32 and 64")
        }
        return AuditFilter(rawValue: bits)
    }
}
