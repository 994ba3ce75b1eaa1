package import CertificateTemplates

/// One element of `GET /api/v1/templates`, and `GET /api/v1/templates/{name}`: the plain values of the fields of a template. Flags are the
/// documented numbers of MS-CRTD.
///
/// A value that this program does not understand is kept unchanged, so that one template of a newer server does not hide the others.
@dynamicMemberLookup
package struct TemplateBody: Sendable {
    private let values: [String: any TemplateField.Plain]

    package init(_ template: CertificateTemplate) {
        var values: [String: any TemplateField.Plain] = [:]
        for field in TemplateField.all { values[field.name] = field.plain(template) }
        self.values = values
    }

    /// The plain value of a property of the template; its standard value when the body lacks it.
    package subscript<Value: TemplateFieldValue>(dynamicMember property: WritableKeyPath<CertificateTemplate, Value>) -> Value.Plain {
        let field = TemplateField.all.first { ($0.property as PartialKeyPath) == property }
        return field.flatMap { values[$0.name] as? Value.Plain } ?? CertificateTemplate.standard[keyPath: property].plain
    }

    /// The template that a client works with.
    /// - Throws: `BodyError` naming the member that is not an OID, a curve or a SID.
    package func template() throws(BodyError) -> CertificateTemplate {
        var template = CertificateTemplate.standard
        for field in TemplateField.all {
            guard let value = values[field.name] else { continue }
            do {
                try field.setPlain(value, &template)
            } catch {
                throw BodyError(field: field.name, value: error.value, reason: "\(field.name) \(error.predicate)")
            }
        }
        return template
    }
}

extension TemplateBody: Codable {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: TemplateField.Name.self)
        var values: [String: any TemplateField.Plain] = [:]
        for field in TemplateField.all { values[field.name] = try field.readPlain(members) }
        self.values = values
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: TemplateField.Name.self)
        for field in TemplateField.all {
            if let value = values[field.name] { try members.encode(value, forKey: TemplateField.Name(field.name)) }
        }
    }
}

extension TemplateBody: Equatable {
    package static func == (one: TemplateBody, other: TemplateBody) -> Bool {
        one.values.mapValues { AnyHashable($0) } == other.values.mapValues { AnyHashable($0) }
    }
}
