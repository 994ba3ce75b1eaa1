import ArgumentParser
import CertCli
import WireProtocols

struct AgentGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent-grant",
        abstract: "Who may enroll for others: agent, template and group of subjects.",
        subcommands: [List.self, Add.self, Remove.self]
    )

    struct Grant: ParsableArguments {
        @Argument(help: "The agent: name or GUID of an account.") var agent: String
        @Option(help: "Template name.") var template: String
        @Option(help: "The group whose members the agent may enroll: name or SID.") var subjects: String

        var body: NewAgentGrantBody { NewAgentGrantBody(agent: agent, template: template, subjects: subjects) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the grants.")
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let grants = try await server.connect().agentGrants()
            if server.json { return try Terminal.json(grants) }
            var table = TerminalTable(headings: ["AGENT", "TEMPLATE", "SUBJECTS"])
            table.rows = grants.map { [$0.agentName ?? $0.agent, $0.template, $0.subjectsName ?? $0.subjects] }
            Terminal.say(table.text)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an agent enroll the members of a group for a template.",
            discussion: "chancery agent-grant add helpdesk --template SmartcardUser --subjects Users"
        )
        @OptionGroup var server: ServerOptions
        @OptionGroup var grant: Grant

        func run() async throws {
            let made = try await server.connect().grantAgent(grant.body)
            if server.json { return try Terminal.json(made) }
            Terminal.say("\(made.agentName ?? made.agent) may enroll \(made.subjectsName ?? made.subjects) for \(made.template).")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a grant away.")
        @OptionGroup var server: ServerOptions
        @OptionGroup var grant: Grant

        func run() async throws {
            try await server.connect().removeAgentGrant(grant.body)
            Terminal.say("\(grant.agent) no longer enrolls \(grant.subjects) for \(grant.template).")
        }
    }
}
