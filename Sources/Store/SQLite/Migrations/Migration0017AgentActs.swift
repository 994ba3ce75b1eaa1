extension Migration {
    /// Grants of agents name their acts. The grants of before let agents enroll and nothing else.
    static let agentActs = Migration(
        number: 17,
        name: "acts of agents",
        sql: "ALTER TABLE agent_grant ADD COLUMN acts TEXT NOT NULL DEFAULT 'enroll' CHECK (acts <> '');"
    )
}
