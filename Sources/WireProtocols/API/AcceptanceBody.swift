package import CAInterface

/// An element of `accept`: a rule that the template may break, and why.
package struct AcceptanceBody: Hashable, Sendable, Codable {
    package let rule: String
    package let reason: String

    package init(_ acceptance: TemplateEdit.Acceptance) {
        rule = acceptance.rule
        reason = acceptance.reason
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case rule, reason }

    package init(from decoder: any Decoder) throws {
        let all = try decoder.container(keyedBy: TemplateMember.self)
        try StrictBody.refuseUnknown(
            all.allKeys.map(\.stringValue),
            known: CodingKeys.allCases.map(\.rawValue),
            path: decoder.codingPath
        )
        let members = try decoder.container(keyedBy: CodingKeys.self)
        rule = try members.decode(String.self, forKey: .rule)
        reason = try members.decode(String.self, forKey: .reason)
    }

    package var acceptance: TemplateEdit.Acceptance { TemplateEdit.Acceptance(rule: rule, reason: reason) }
}

/// `PUT /api/v1/templates/{name}/acceptances/{rule}`.
package struct AcceptanceReasonBody: Hashable, Sendable, Codable {
    package let reason: String

    package init(reason: String) { self.reason = reason }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        self.init(reason: try object.text("reason"))
        try object.finish()
    }
}
