extension Migration {
    /// How the duties at each authority are separated: officer rights, role separation and audit filter, as one document.
    static let duties = Migration(
        number: 10,
        name: "duties",
        sql: """
            ALTER TABLE authority ADD COLUMN duties TEXT NOT NULL DEFAULT '{"form":1,"value":{}}'
                CHECK (json_extract(duties, '$.form') >= 1);
            """
    )
}
