extension Migration {
    /// Which authority issues for which template. Before this step every authority issued for every template that was stored.
    static let templates = Migration(
        number: 4,
        name: "templates",
        sql: """
            CREATE TABLE template_publication (
                authority INTEGER NOT NULL REFERENCES authority (number),
                template TEXT NOT NULL COLLATE NOCASE REFERENCES template (name),
                PRIMARY KEY (authority, template)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO template_publication (authority, template) SELECT authority.number, template.name FROM authority, template;
            """
    )
}
