import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation

/// What is stored about templates beside their newest version: all versions, acceptances and retirements.
enum TemplateRows {
    static func readStates(into snapshot: inout RecordSnapshot, from database: StoreConnection) throws {
        let acceptances = try BoundStatement(
            database,
            "SELECT template, rule, accepted_values, reason, author, accepted FROM template_acceptance ORDER BY template, rule"
        )
        while try acceptances.step() {
            guard let values = try? JSONDecoder().decode(Set<String>.self, from: Data(acceptances.text(2).utf8)) else {
                throw StoreError("what was accepted of the template \(acceptances.text(0)) cannot be read; the database is damaged")
            }
            snapshot.put(
                TemplateAcceptance(
                    template: acceptances.text(0),
                    rule: acceptances.text(1),
                    values: values,
                    reason: acceptances.text(3),
                    author: acceptances.text(4),
                    when: acceptances.date(5)
                )
            )
        }
        let retirements = try BoundStatement(database, "SELECT template, author, retired FROM template_retirement")
        while try retirements.step() {
            snapshot.retirements[retirements.text(0).lowercased()] = TemplateAuthor(name: retirements.text(1), when: retirements.date(2))
        }
    }

    static func versions(named name: String, from database: StoreConnection) throws -> [TemplateVersion] {
        var row = try BoundStatement(
            database,
            "SELECT document, author, saved FROM template_version WHERE \(database.dialect.folded("name")) = \(database.dialect.folded("?")) ORDER BY version"
        )
        row.bind(name)
        var versions: [TemplateVersion] = []
        while try row.step() {
            let author = row.isNull(1) ? nil : TemplateAuthor(name: row.text(1), when: row.date(2))
            versions.append(TemplateVersion(template: try Document.value(CertificateTemplate.self, from: row.text(0)), author: author))
        }
        return versions
    }

    static func insert(_ acceptance: TemplateAcceptance, into database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO template_acceptance (template, rule, accepted_values, reason, author, accepted) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (\(database.dialect.folded("template")), rule) DO UPDATE SET template = excluded.template,
                accepted_values = excluded.accepted_values, reason = excluded.reason, author = excluded.author, accepted = excluded.accepted
            """
        )
        row.bind(acceptance.template)
        row.bind(acceptance.rule)
        row.bind(String(decoding: try JSONEncoder().encode(acceptance.values.sorted()), as: UTF8.self))
        row.bind(acceptance.reason)
        row.bind(acceptance.author)
        row.bind(acceptance.when)
        try row.run()
    }

    static func removeAcceptance(of rule: String, template: String, from database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "DELETE FROM template_acceptance WHERE \(database.dialect.folded("template")) = \(database.dialect.folded("?")) AND rule = ?"
        )
        row.bind(template)
        row.bind(rule)
        try row.run()
    }

    static func retire(_ name: String, by author: TemplateAuthor, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "INSERT INTO template_retirement (template, author, retired) VALUES (?, ?, ?)")
        row.bind(name)
        row.bind(author.name)
        row.bind(author.when)
        try row.run()
    }
}
