/// The server that all tests share, except those that stop it: starting a server costs more than most tests.
actor SharedServer {
    /// The accounts of the tests. They are few, because each costs the server two memory-hard hashes.
    enum Person: String {
        case alice, bob
        /// Approves, denies, revokes.
        case officer
        /// May enroll for administrators' templates, but is not an officer.
        case clerk
        case machine = "HOST7"
    }

    private static let only = SharedServer()
    private var start: Task<RunningServer, any Error>?
    private var accounts: [Person: Task<Account, any Error>] = [:]

    static func get() async throws -> RunningServer { try await only.server() }

    /// The person's account, added at the first call.
    static func account(_ person: Person) async throws -> Account { try await only.added(person) }

    private func server() async throws -> RunningServer {
        if let start { return try await start.value }
        let task = Task { try await RunningServer.start() }
        start = task
        return try await task.value
    }

    private func added(_ person: Person) async throws -> Account {
        if let account = accounts[person] { return try await account.value }
        let task = Task { try await server().addAccount(person) }
        accounts[person] = task
        return try await task.value
    }
}

extension RunningServer {
    nonisolated func addAccount(_ person: SharedServer.Person) async throws -> Account {
        switch person {
        case .alice, .bob: try await addAccount(person.rawValue)
        case .officer: try await addAccount(person.rawValue, groups: ["Certificate Managers"])
        case .clerk: try await addAccount(person.rawValue, groups: ["CA Administrators"])
        case .machine: try await addAccount(person.rawValue, kind: "machine", groups: ["Machines"])
        }
    }
}
