extension Migration {
    /// Who changed a pending request last, and when. Changes of before have neither.
    static let officerChanges = Migration(
        number: 13,
        name: "officer changes",
        sql: """
            ALTER TABLE officer_edit ADD COLUMN changed_by TEXT;
            ALTER TABLE officer_edit ADD COLUMN changed INTEGER;
            """
    )
}
