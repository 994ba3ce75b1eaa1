package import CAInterface
package import PKIDirectory

/// `GET` and `PUT /api/v1/authorities/{ca}/officer-rights`. In a request the revision is in `If-Match` instead.
package struct OfficerRightsBody: Hashable, Sendable, Codable {
    package var revision: Int
    package var restrictions: [OfficerRestrictionBody]

    package init(_ rights: Revised<[OfficerRestriction]>, names: [SecurityIdentifier: String]) {
        revision = rights.revision
        restrictions = rights.value.map { OfficerRestrictionBody($0, names: names) }
    }

    package func rights() throws(BodyError) -> Revised<[OfficerRestriction]> {
        var lines: [OfficerRestriction] = []
        for line in restrictions {
            guard let officer = SecurityIdentifier(line.officer) else { throw SecurityEntryBody.unknown(line.officer, "officer") }
            guard let subjects = SecurityIdentifier(line.subjects) else { throw SecurityEntryBody.unknown(line.subjects, "subjects") }
            lines.append(OfficerRestriction(officer: officer, template: line.template, subjects: subjects, isDeny: line.deny))
        }
        return Revised(lines, revision: revision)
    }
}

/// The body of the `PUT`.
package struct OfficerRightsUpdateBody: Hashable, Sendable, Codable {
    package var restrictions: [OfficerRestrictionBody]

    package init(restrictions: [OfficerRestrictionBody]) { self.restrictions = restrictions }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard var objects = try object.optionalObjects("restrictions") else {
            throw BodyError(field: "restrictions", value: "", reason: "the member restrictions is missing; an empty array ends all of them")
        }
        try object.finish()
        restrictions = []
        for index in objects.indices { restrictions.append(try OfficerRestrictionBody(&objects[index])) }
    }
}

/// One line of the officer rights.
package struct OfficerRestrictionBody: Hashable, Sendable, Codable {
    /// A SID; in a request also a name.
    package var officer: String
    /// The names of officer and subjects, when they are known. Ignored in requests.
    package var officerName: String?
    /// Absent for every template.
    package var template: String?
    /// A SID; in a request also a name.
    package var subjects: String
    package var subjectsName: String?
    package var deny: Bool

    package init(officer: String, template: String?, subjects: String, deny: Bool) {
        self.officer = officer
        self.template = template
        self.subjects = subjects
        self.deny = deny
    }

    package init(_ line: OfficerRestriction, names: [SecurityIdentifier: String] = [:]) {
        officer = line.officer.text
        officerName = names[line.officer]
        template = line.template
        subjects = line.subjects.text
        subjectsName = names[line.subjects]
        deny = line.isDeny
    }

    init(_ object: inout JSONObject) throws(BodyError) {
        officer = try object.text("officer")
        officerName = try object.optionalText("officerName")
        template = try object.optionalText("template")
        subjects = try object.text("subjects")
        subjectsName = try object.optionalText("subjectsName")
        deny = try object.optionalFlag("deny") ?? false
        try object.finish()
    }
}
