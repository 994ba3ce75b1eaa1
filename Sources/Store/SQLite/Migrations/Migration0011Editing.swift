extension Migration {
    /// Who wrote a version of a template, what administrators accept, and which templates are retired.
    static let editing = Migration(
        number: 11,
        name: "editing",
        sql: """
            -- Null for versions of the first start and of earlier programs.
            ALTER TABLE template_version ADD COLUMN author TEXT;
            ALTER TABLE template_version ADD COLUMN saved INTEGER;
            CREATE TABLE template_acceptance (
                template TEXT NOT NULL COLLATE NOCASE REFERENCES template (name),
                rule TEXT NOT NULL CHECK (rule <> ''),
                accepted_values TEXT NOT NULL CHECK (json_valid(accepted_values)),
                reason TEXT NOT NULL CHECK (reason <> ''),
                author TEXT NOT NULL,
                accepted INTEGER NOT NULL,
                PRIMARY KEY (template, rule)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE template_retirement (
                template TEXT PRIMARY KEY COLLATE NOCASE REFERENCES template (name),
                author TEXT NOT NULL,
                retired INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER template_retirement_fixed BEFORE UPDATE ON template_retirement
            BEGIN SELECT RAISE(ABORT, 'a retirement never changes'); END;
            CREATE TRIGGER template_retirement_stays BEFORE DELETE ON template_retirement
            BEGIN SELECT RAISE(ABORT, 'a retired template stays retired'); END;
            CREATE TRIGGER template_stays BEFORE DELETE ON template BEGIN SELECT RAISE(ABORT, 'templates stay'); END;
            CREATE TRIGGER template_retired BEFORE INSERT ON template_version
            WHEN EXISTS (SELECT 1 FROM template_retirement WHERE template = NEW.name)
            BEGIN SELECT RAISE(ABORT, 'a retired template has no further version'); END;
            """
    )
}
