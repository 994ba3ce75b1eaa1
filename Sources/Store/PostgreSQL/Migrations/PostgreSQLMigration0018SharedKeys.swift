extension PostgreSQLMigration {
    /// Keys that are made while servers run and that every node needs: exchange keys and the master keys of cards, sealed as in the files of the nodes.
    static let sharedKeys = PostgreSQLMigration(
        number: 18,
        name: "shared keys",
        oldestProgram: 17,
        sql: """
            CREATE TABLE shared_key (
                name text COLLATE "C" CONSTRAINT shared_key_pkey PRIMARY KEY CHECK (name <> ''),
                sealed bytea NOT NULL
            );
            CREATE TRIGGER shared_key_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON shared_key
            FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse('shared keys stay and never change');
            """
    )
}
