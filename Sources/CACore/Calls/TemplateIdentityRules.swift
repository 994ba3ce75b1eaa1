import CertificateTemplates
import PKIFormats

/// The rules that hold a template against the others: names, identifiers, revisions and supersession. None can be accepted.
enum TemplateIdentityRules {
    /// - Parameters:
    ///   - document: the template before the server completed it.
    ///   - all: every template as it would be stored, by lower-cased name.
    static func problems(
        of template: CertificateTemplate,
        asWritten document: CertificateTemplate,
        former: CertificateTemplate?,
        isRetired: Bool,
        among all: [String: CertificateTemplate]
    ) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        if isRetired {
            problems.append(
                TemplateProblem(
                    rule: "TemplateIsInUse",
                    field: "name",
                    value: "\(template.name), which belongs to a retired template",
                    remedy: "Use another name: the name and the OID of a retired template stay taken."
                )
            )
        }
        let isWithoutOID = template.oid == CertificateTemplate.absentOID
        if let other = all.values.first(where: { $0.oid == template.oid && $0.name != template.name }), !isWithoutOID {
            problems.append(
                TemplateProblem(
                    rule: "OIDIsFree",
                    field: "msPKI-Cert-Template-OID",
                    value: template.oid.dotted,
                    remedy: "Leave the OID out, and the server makes one: this one is \(other.name)'s."
                )
            )
        }
        if let former, template.oid != former.oid {
            problems.append(
                TemplateProblem(
                    rule: "OIDStays",
                    field: "msPKI-Cert-Template-OID",
                    value: template.oid.dotted,
                    remedy:
                        "Leave the OID at \(former.oid.dotted), which issued certificates name, or save the document under another name."
                )
            )
        }
        if let former, document.majorVersion != 0, document.majorVersion < former.majorVersion {
            problems.append(
                TemplateProblem(
                    rule: "RevisionsGrow",
                    field: "revision",
                    value: "\(document.majorVersion) after \(former.majorVersion)",
                    remedy: "Leave the revision out, and the server raises it."
                )
            )
        }
        if let cycle = cycle(from: template, among: all) {
            problems.append(
                TemplateProblem(
                    rule: "SupersessionHasNoCycle",
                    field: "msPKI-Supersede-Templates",
                    value: cycle.joined(separator: ", "),
                    remedy: "Remove one of these templates from the list of another: each supersedes the next."
                )
            )
        }
        return problems
    }

    /// The templates on a way that leads back to the first. A template that names itself has a rule of its own.
    private static func cycle(from template: CertificateTemplate, among all: [String: CertificateTemplate]) -> [String]? {
        let goal = template.name.lowercased()
        var seen: Set<String> = []
        var ways = template.supersededTemplates.map { $0.lowercased() }.filter { $0 != goal }.map { [$0] }
        while let way = ways.popLast() {
            guard let next = way.last, seen.insert(next).inserted, let found = all[next] else { continue }
            for name in found.supersededTemplates.map({ $0.lowercased() }) {
                if name == goal { return ([goal] + way).compactMap { all[$0]?.name } }
                ways.append(way + [name])
            }
        }
        return nil
    }
}
